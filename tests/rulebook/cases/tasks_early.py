"""Cases of the rules of family 5 about inventory, contract, first tasks, alliance."""

from __future__ import annotations

from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import active, attested, conformant, phased, session
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
    contract,
)

TAKEN = ("interpersonal-inventory",)
CHOSEN = ("focus-selection",)
BOTH = (*TAKEN, *CHOSEN)
MADE = {"minutes": 50, "cadence_days": 7, "sessions": 16}
INVENTORY = ipt.Assessment(inventory=[ipt.Relationship(id="r1", role="partner")])


def doing(*tasks: tuple[str, ...] | None, **fields: Any) -> ipt.TreatmentPlan:
    """A running course whose sessions of the initial phase did these tasks."""
    sessions = [
        attrs.evolve(one, tasks=done)
        for one, done in zip(phased("i" * len(tasks)), tasks, strict=True)
    ]
    given: dict[str, Any] = {"sessions": sessions, "foci": ()}
    return active(**given | fields)


def focus(chosen: int | None = None) -> tuple[ipt.Focus, ...]:
    return (ipt.Focus(id="f1", area="grief", chosen_in=chosen),)


def under(
    *contracts: ipt.Contract, phases: str = "i", **fields: Any
) -> ipt.TreatmentPlan:
    return active(contracts=contracts, sessions=phased(phases), **fields)


def rated(number: int) -> tuple[ipt.Rating, ...]:
    return (ipt.Rating(instrument="wai-sr", attested=attested(session=number)),)


MEETING = session(1, kind=ipt.SessionKind.ENGAGEMENT, tasks=TAKEN)


def with_risk(response: str) -> ipt.TreatmentPlan:
    """A course of a form with a safety plan, after an enquiry that was answered."""
    found = ipt.RiskEnquiry(
        topic="suicide",
        thoughts=ipt.Presence.PRESENT,
        responses=[response],
        attested=attested(),
    )
    first, *rest = phased("im")
    return active(
        "ipt-bpd",
        assessment=ipt.Assessment(enquiries=[found]),
        sessions=[attrs.evolve(first, tasks=("suitability",)), *rest],
    )


CASES = [
    Case("IPT506", KEPT, "the same session", lambda: doing((), BOTH)),
    Case("IPT506", KEPT, "before", lambda: doing(TAKEN, (), foci=focus(2))),
    Case(
        "IPT506",
        KEPT,
        "in a meeting before the first session",
        lambda: active(sessions=[MEETING, *phased("i")], foci=focus(0)),
    ),
    Case("IPT506", BROKEN, "the inventory came later", lambda: doing(CHOSEN, TAKEN)),
    Case("IPT506", BROKEN, "no inventory", lambda: doing((), (), foci=focus(2))),
    Case(
        "IPT506",
        BROKEN,
        "the meeting came after the first session",
        lambda: active(sessions=[*phased("i"), MEETING], foci=focus(0)),
    ),
    Case("IPT506", ON_TRACK, "chosen for later", lambda: doing((), foci=focus(2))),
    Case("IPT506", ON_TRACK, "nothing chosen yet", lambda: doing((), ())),
    Case(
        "IPT506",
        ON_TRACK,
        "nothing held yet",
        lambda: active(sessions=(), foci=focus()),
    ),
    Case(
        "IPT506",
        NOT_CHECKED,
        "when it was chosen is not recorded",
        lambda: doing(TAKEN, foci=focus()),
    ),
    Case("IPT506", NOT_CHECKED, "no foci recorded", lambda: doing((), foci=None)),
    Case(
        "IPT506",
        NOT_CHECKED,
        "one of two foci has no session of choice",
        lambda: doing(
            TAKEN, (), foci=(*focus(2), ipt.Focus(id="f2", area="role-dispute"))
        ),
    ),
    Case("IPT506", NOT_CHECKED, "tasks not recorded", lambda: doing(None, CHOSEN)),
    Case(
        "IPT506",
        BROKEN,
        "what is not recorded came after the choice",
        lambda: doing(CHOSEN, None),
    ),
    Case(
        "IPT506",
        NOT_CHECKED,
        "it stands in the assessment, without a date",
        lambda: doing(CHOSEN, assessment=INVENTORY),
    ),
    Case(
        "IPT506",
        BROKEN,
        "it stands in the assessment, and was taken after the choice",
        lambda: doing(CHOSEN, TAKEN, assessment=INVENTORY),
    ),
    Case(
        "IPT506",
        NOT_APPLICABLE,
        "the article has no inventory",
        lambda: conformant("article"),
    ),
    Case(
        "IPT507",
        KEPT,
        "length, frequency and agreement",
        lambda: under(contract(**MADE, agreements=[attested(session=1)]), phases="im"),
    ),
    Case(
        "IPT507",
        BROKEN,
        "agreed too late",
        lambda: under(contract(**MADE, agreements=[attested(session=2)]), phases="im"),
    ),
    Case("IPT507", BROKEN, "no contract", lambda: under(phases="im")),
    Case("IPT507", OWED, "no contract yet", under),
    Case(
        "IPT507", OWED, "not agreed yet", lambda: under(contract(**MADE, agreements=()))
    ),
    Case("IPT507", NOT_CHECKED, "no contract recorded", active),
    Case(
        "IPT507",
        NOT_CHECKED,
        "agreement not recorded",
        lambda: under(contract(**MADE), phases="im"),
    ),
    Case(
        "IPT507",
        NOT_CHECKED,
        "the length is not recorded",
        lambda: under(contract(cadence_days=7, agreements=[attested()])),
    ),
    Case(
        "IPT507",
        NOT_CHECKED,
        "agreements not all recorded",
        lambda: under(
            contract(**MADE, agreements=()),
            phases="im",
            records=ipt.Records(agreements=SOME),
        ),
    ),
    Case(
        "IPT508",
        KEPT,
        "it stands in the assessment",
        lambda: active(
            "ipt-b-peri",
            sessions=phased("im"),
            assessment=ipt.Assessment(timeline=[ipt.LifeEvent(kind="symptom-onset")]),
        ),
    ),
    Case(
        "IPT508",
        BROKEN,
        "none was drawn",
        lambda: active("ipt-b-peri", sessions=phased("im")),
    ),
    Case("IPT508", NOT_APPLICABLE, "not asked for", lambda: doing(())),
    Case("IPT518", KEPT, "done", lambda: doing(("suitability",))),
    Case(
        "IPT518",
        KEPT,
        "the judgement stands in the assessment",
        lambda: doing(
            (),
            assessment=ipt.Assessment(
                suitability=[ipt.Suitability(suitable=True, attested=attested())]
            ),
        ),
    ),
    Case("IPT518", OWED, "not yet", lambda: doing(())),
    Case("IPT518", BROKEN, "not done", lambda: active(sessions=phased("im"))),
    Case(
        "IPT518",
        OWED,
        "an inventory is an assessment; the plan is still owed",
        lambda: active(
            "article",
            assessment=INVENTORY,
            sessions=[attrs.evolve(phased("i")[0], tasks=("suitability",))],
        ),
    ),
    Case("IPT518", NOT_CHECKED, "tasks not recorded", lambda: doing(None)),
    Case(
        "IPT518", KEPT, "a plan answered an enquiry", lambda: with_risk("safety-plan")
    ),
    Case("IPT518", BROKEN, "no safety plan", lambda: with_risk("urgent-review")),
    Case("IPT519", KEPT, "rated in both phases", lambda: conformant("ipt")),
    Case(
        "IPT519",
        KEPT,
        "rated for the course, by the number of the session",
        lambda: active(sessions=phased("im"), ratings=(*rated(1), *rated(2))),
    ),
    Case(
        "IPT519",
        OWED,
        "rated in the initial phase",
        lambda: active(sessions=phased("i", ratings=rated(1))),
    ),
    Case(
        "IPT519",
        BROKEN,
        "not early",
        lambda: active(sessions=phased("im"), ratings=rated(2)),
    ),
    Case(
        "IPT519",
        BROKEN,
        "rated when it went back to the initial phase",
        lambda: active(sessions=phased("imi"), ratings=(*rated(2), *rated(3))),
    ),
    Case(
        "IPT519",
        BROKEN,
        "adherence is something else",
        lambda: active(
            status=DONE,
            sessions=phased("im"),
            ratings=[
                ipt.Rating(instrument=code, attested=attested(session=1))
                for code in ("ipt-qas", "of-our-own")
            ],
        ),
    ),
    Case(
        "IPT519",
        OWED,
        "not in the middle phase, to which a course can go back",
        lambda: active(
            sessions=[
                attrs.evolve(one, tasks=("alliance",) if one.number == 1 else ())
                for one in phased("imt")
            ]
        ),
    ),
    Case(
        "IPT519",
        NOT_CHECKED,
        "ratings are never captured",
        lambda: active(
            status=DONE,
            sessions=phased("im"),
            records=ipt.Records(ratings=ipt.Coverage.NONE),
        ),
    ),
    Case(
        "IPT519",
        NOT_CHECKED,
        "tasks and phases not recorded",
        lambda: active(sessions=[session(1)]),
    ),
]
