"""Cases of the rules that follow a risk through sessions of every kind."""

from __future__ import annotations

from typing import Any

import ipt_core as ipt
from tests.plans import active, attested, changed, session
from tests.rulebook.building import (
    BROKEN,
    DONE,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
    asked,
    assessed,
    item,
    score,
)

KIND = ipt.SessionKind
PRESENT = ipt.Presence.PRESENT
PLAN = ["safety-plan"]


def meeting(kind: ipt.SessionKind = KIND.MAINTENANCE, **fields: Any) -> ipt.Session:
    """A delivered session of another kind, with no number and nothing done."""
    defaults: dict[str, Any] = {"tasks": (), "enquiries": ()}
    status = ipt.SessionStatus.DELIVERED
    return ipt.Session(kind=kind, status=status, **(defaults | fields))


def nothing(number: int, **fields: Any) -> ipt.Session:
    """An acute session in which nobody asked and nothing was done."""
    return session(number, **({"tasks": (), "enquiries": ()} | fields))


def found(session: int | None = None, **fields: Any) -> ipt.RiskEnquiry:
    """Thoughts are found, and nothing is done unless it is said."""
    told: dict[str, Any] = {"topic": "suicide", "thoughts": PRESENT, "responses": ()}
    return ipt.RiskEnquiry(**(told | fields), attested=attested(session=session))


def answered(value: float, **fields: Any) -> ipt.Score:
    """The PHQ-9, with its item on suicide."""
    return score("phq-9", **item(9, value), **fields)


def before(*enquiries: ipt.RiskEnquiry, held: Any = ()) -> ipt.TreatmentPlan:
    """A course with what was asked in the assessment."""
    return assessed(*held, enquiries=enquiries)


CASES = [
    # ---- IPT804, by an enquiry or by an item ----
    Case(
        "IPT804",
        ON_TRACK,
        "the item of the scale was answered with zero",
        lambda: active(sessions=[nothing(1), nothing(2, scores=[answered(0)])]),
    ),
    Case(
        "IPT804",
        BROKEN,
        "an answer that only a model stands behind",
        lambda: active(
            sessions=[
                nothing(1),
                nothing(
                    2,
                    scores=[
                        ipt.Score(
                            instrument="phq-9",
                            attested=ipt.Attestation(origin=ipt.Origin.MODEL),
                            **item(9, 0),
                        )
                    ],
                ),
            ]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "a positive item beside one that is zero",
        lambda: active(
            sessions=[
                nothing(1),
                nothing(2, scores=[answered(0), score("epds", **item(10, 1))]),
            ]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "the session after something was found needs more than an item",
        lambda: before(found(), held=[nothing(1), nothing(2, scores=[answered(0)])]),
    ),
    # ---- IPT804, in sessions of every kind ----
    Case(
        "IPT804",
        BROKEN,
        "measured in maintenance",
        lambda: active(sessions=[nothing(1), meeting(measures=["phq-9"])]),
    ),
    Case(
        "IPT804",
        ON_TRACK,
        "measured in maintenance, and asked",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(measures=["phq-9"], enquiries=[asked()], number=1),
            ]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "found in one maintenance session, and not asked in the next one",
        lambda: active(sessions=[nothing(1), meeting(enquiries=[found()]), meeting()]),
    ),
    Case(
        "IPT804",
        ON_TRACK,
        "only the next one, whatever number it has",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(enquiries=[found(1)], number=1),
                meeting(enquiries=[asked(session=2)], number=2),
                meeting(number=3),
            ]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "kept in a maintenance session, and of a later one by its number",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(enquiries=[asked(session=3)], measures=["phq-9"], number=2),
                meeting(number=3),
            ]
        ),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "of a maintenance session yet to come by its number",
        lambda: active(
            sessions=[meeting(number=1, enquiries=[found(9)]), meeting(number=2)]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "found in a call between two sessions",
        lambda: active(
            sessions=[
                nothing(1),
                nothing(2),
                meeting(KIND.CONTACT, enquiries=[found()]),
                nothing(3),
            ]
        ),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "a call is no session to ask in",
        lambda: active(
            sessions=[
                nothing(1),
                nothing(2, enquiries=[found()]),
                meeting(KIND.CONTACT, measures=["phq-9"]),
            ]
        ),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "meetings before the treatment and the first session are the baseline",
        lambda: active(
            sessions=[
                meeting(KIND.PRE_GROUP, enquiries=[found()]),
                meeting(KIND.PRE_GROUP, measures=["phq-9"]),
                nothing(1, measures=["phq-9"]),
            ]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "the first session that is recorded is not the first one",
        lambda: active(sessions=[nothing(3, measures=["phq-9"])]),
    ),
    # ---- IPT804, by the number of an acute session ----
    Case(
        "IPT804",
        BROKEN,
        "of an acute session that is not recorded: before the next one",
        lambda: before(found(2), held=[nothing(1), nothing(3), nothing(4)]),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "of an acute session yet to come",
        lambda: active(
            sessions=[nothing(1), nothing(2), meeting(number=9)],
            assessment=ipt.Assessment(enquiries=[found(5)]),
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "told two sessions late, it mends nothing",
        lambda: active(
            sessions=[
                nothing(1),
                nothing(2, measures=["phq-9"]),
                nothing(3, enquiries=[asked(session=2)]),
            ]
        ),
    ),
    # ---- IPT805 in sessions of every kind ----
    Case(
        "IPT805",
        BROKEN,
        "found in maintenance, and no plan before the next session of it",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(enquiries=[found()]),
                meeting(tasks=PLAN),
            ]
        ),
    ),
    Case(
        "IPT805",
        KEPT,
        "found in maintenance, and a plan in the same session",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(enquiries=[found()], tasks=PLAN),
                meeting(),
            ]
        ),
    ),
    Case(
        "IPT805",
        KEPT,
        "a plan in a call before the next maintenance session",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(enquiries=[found()]),
                meeting(KIND.CONTACT, tasks=PLAN),
                meeting(),
            ]
        ),
    ),
    Case(
        "IPT805",
        OWED,
        "found in the last maintenance session so far",
        lambda: active(sessions=[meeting(), meeting(enquiries=[found()])]),
    ),
    Case(
        "IPT805",
        BROKEN,
        "what is not told of later enquiries does not help",
        lambda: before(
            found(),
            held=[nothing(1), nothing(2), nothing(3, enquiries=[asked()])],
        ),
    ),
    Case(
        "IPT805",
        NOT_CHECKED,
        "a source that records some enquiries",
        lambda: changed(
            before(found(), held=[nothing(1), nothing(2)]),
            records=ipt.Records(enquiries=SOME),
        ),
    ),
    Case(
        "IPT805",
        NOT_CHECKED,
        "a plan of a session that is not recorded yet may be too late",
        lambda: changed(before(found(), found(2, responses=PLAN)), sessions=None),
    ),
    Case(
        "IPT805",
        KEPT,
        "a plan of a session that is not recorded, and the course is over",
        lambda: changed(
            before(found(), found(2, responses=PLAN)), sessions=None, status=DONE
        ),
    ),
    # ---- IPT806 in sessions of every kind ----
    Case(
        "IPT806",
        BROKEN,
        "told in maintenance",
        lambda: active(
            sessions=[
                nothing(1),
                meeting(enquiries=[found(thoughts=None, past=PRESENT, past_months=60)]),
                meeting(),
            ]
        ),
    ),
]
