"""Cases of the rules that follow a risk through sessions of every kind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import START, active, attested, changed, session
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
KEPT_UP = ipt.PlanStatus.MAINTENANCE
DAY = START + dt.timedelta(days=5)


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


def of_day(day: int, **fields: Any) -> ipt.RiskEnquiry:
    """Thoughts are found so many days after the first session, named by the day."""
    told = attested(on=START + dt.timedelta(days=day))
    return attrs.evolve(found(**fields), attested=told)


def on_days(*sessions: ipt.Session) -> list[ipt.Session]:
    """The sessions, each five days after the one before."""
    return [
        attrs.evolve(one, on=START + dt.timedelta(days=5 * n))
        for n, one in enumerate(sessions)
    ]


def before(*enquiries: ipt.RiskEnquiry, held: Any = ()) -> ipt.TreatmentPlan:
    """A course with what was asked in the assessment."""
    return assessed(*held, enquiries=enquiries)


PAST = found(thoughts=None, past=PRESENT, past_months=60)

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
    # ---- IPT804, what was found before the first session ----
    Case(
        "IPT804",
        ON_TRACK,
        "found at intake, asked again in the first session, which settles it",
        lambda: before(
            found(), held=[nothing(1, enquiries=[asked()]), nothing(2, measures=())]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "found at intake and in the first session",
        lambda: before(found(), held=[nothing(1, enquiries=[found()]), nothing(2)]),
    ),
    Case(
        "IPT804",
        NOT_CHECKED,
        "found at intake, and whether the first session asked is not recorded",
        lambda: before(found(), held=[nothing(1, enquiries=None), nothing(2)]),
    ),
    Case(
        "IPT804",
        ON_TRACK,
        "found at intake, the first session is not recorded, the second asked",
        lambda: before(
            found(),
            held=[nothing(1, enquiries=None), nothing(2, enquiries=[asked()])],
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "found at intake, the first session is not recorded, the second measured",
        lambda: before(
            found(),
            held=[nothing(1, enquiries=None), nothing(2, measures=["phq-9"])],
        ),
    ),
    # ---- IPT804, by the day of what is kept in the assessment ----
    Case(
        "IPT804",
        BROKEN,
        "found on the day of the second session, and not asked in the third",
        lambda: before(of_day(5), held=on_days(nothing(1), nothing(2), nothing(3))),
    ),
    Case(
        "IPT804",
        ON_TRACK,
        "somebody else asked on the day of the second session",
        lambda: before(
            asked(on=DAY),
            held=on_days(nothing(1), nothing(2, measures=["phq-9"])),
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "somebody else asked on the day after the second session",
        lambda: before(
            asked(on=DAY + dt.timedelta(days=1)),
            held=on_days(nothing(1), nothing(2, measures=["phq-9"])),
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
    Case(
        "IPT805",
        OWED,
        "found in the last session before maintenance, which goes on",
        lambda: active(
            sessions=[nothing(1), nothing(2, enquiries=[found(2)])], status=KEPT_UP
        ),
    ),
    Case(
        "IPT805",
        BROKEN,
        "found in the last session, and the course was completed",
        lambda: active(
            sessions=[nothing(1), nothing(2, enquiries=[found(2)])], status=DONE
        ),
    ),
    Case(
        "IPT805",
        BROKEN,
        "found in the last session, admitted, and handed over",
        lambda: active(
            sessions=[
                nothing(1),
                nothing(2, enquiries=[found(2, responses=["admission"])]),
            ],
            status=ipt.PlanStatus.TRANSFERRED,
        ),
    ),
    Case(
        "IPT805",
        BROKEN,
        "a plan as the response to violence",
        lambda: before(
            found(),
            found(topic="violence", responses=PLAN),
            held=[nothing(1), nothing(2)],
        ),
    ),
    Case(
        "IPT805",
        BROKEN,
        "what was done about violence is not recorded",
        lambda: before(
            found(),
            found(topic="violence", responses=None),
            held=[nothing(1), nothing(2)],
        ),
    ),
    Case(
        "IPT805",
        KEPT,
        "kept in the assessment, on the day of the session that made the plan",
        lambda: before(of_day(5), held=on_days(nothing(1), nothing(2, tasks=PLAN))),
    ),
    Case(
        "IPT805",
        KEPT,
        "kept in the assessment, on a day between two sessions",
        lambda: before(of_day(6, responses=PLAN), held=on_days(nothing(1), nothing(2))),
    ),
    # ---- IPT806 in sessions of every kind ----
    Case(
        "IPT806",
        BROKEN,
        "told in maintenance, and no plan by the end",
        lambda: active(sessions=[nothing(1), meeting(enquiries=[PAST])], status=DONE),
    ),
    Case(
        "IPT806",
        OWED,
        "maintenance goes on",
        lambda: active(
            sessions=[nothing(1), meeting(enquiries=[PAST])], status=KEPT_UP
        ),
    ),
    Case(
        "IPT806",
        KEPT,
        "a plan three sessions later",
        lambda: before(
            PAST, held=[nothing(1), nothing(2), nothing(3), nothing(4, tasks=PLAN)]
        ),
    ),
    Case(
        "IPT806",
        NOT_APPLICABLE,
        "no plan, and the course was given up",
        lambda: changed(
            before(PAST, held=[nothing(1)]), status=ipt.PlanStatus.DISCONTINUED
        ),
    ),
    Case(
        "IPT806",
        NOT_CHECKED,
        "what was done is not recorded",
        lambda: before(attrs.evolve(PAST, responses=None)),
    ),
]
