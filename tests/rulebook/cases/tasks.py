"""Cases of the rules of family 5."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import START, active, attested, changed, conformant, phased, session
from tests.rulebook.building import (
    BROKEN,
    DONE,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    OWED,
    Case,
    after_maintenance,
    contract,
    told,
)


def short(**fields: Any) -> ipt.TreatmentPlan:
    """A running course of eight sessions."""
    return active(sessions=phased("i"), contracts=[contract(sessions=8, **fields)])


def at_the_end(
    *agreements: ipt.Attestation, decision: str = "maintenance", **fields: Any
) -> ipt.TreatmentPlan:
    """A course of IPSRT at its end, and what was decided, by whom and when."""
    decided = ipt.Maintenance(decision=decision, agreements=agreements)
    return changed(after_maintenance(("review-gains",), **fields), maintenance=decided)


def acute_end() -> list[ipt.Session]:
    """Acute sessions only, the last one of the termination phase."""
    *others, last = phased("imt")
    return [*others, attrs.evolve(last, tasks=("review-gains",))]


BOTH = ("review-gains", "maintenance-decision")
GOES_ON = ipt.PlanStatus.MAINTENANCE

CASES = [
    Case("IPT504", NOT_APPLICABLE, "in maintenance", after_maintenance),
    Case("IPT504", OWED, "it comes to its end", lambda: after_maintenance((), ())),
    Case("IPT504", KEPT, "at its end", lambda: after_maintenance((), BOTH)),
    Case("IPT504", BROKEN, "ended", lambda: after_maintenance((), status=DONE)),
    Case(
        "IPT504",
        OWED,
        "its end has begun, and it goes on",
        lambda: after_maintenance((), status=GOES_ON),
    ),
    Case(
        "IPT504",
        OWED,
        "the decision was made when the acute part ended",
        lambda: at_the_end(attested(session=2)),
    ),
    Case(
        "IPT504",
        KEPT,
        "it was made on a day of the end",
        lambda: at_the_end(attested(session=2, on=START), on=START),
    ),
    Case(
        "IPT504",
        OWED,
        "it was made on a day before",
        lambda: at_the_end(attested(on=START), on=START + dt.timedelta(days=1)),
    ),
    Case(
        "IPT504",
        KEPT,
        "acute sessions are the end, and it was made in one of them",
        lambda: changed(
            at_the_end(attested(session=3)),
            sessions=acute_end(),
        ),
    ),
    Case(
        "IPT504",
        BROKEN,
        "when the decision to maintain was made is not told",
        lambda: changed(at_the_end(), status=DONE),
    ),
    Case(
        "IPT504",
        KEPT,
        "nothing more was decided on, and when is not told",
        lambda: changed(at_the_end(decision="none"), status=DONE),
    ),
    Case("IPT504", NOT_CHECKED, "no sessions recorded", lambda: active("ipsrt")),
    Case("IPT505", NOT_APPLICABLE, "in maintenance", after_maintenance),
    Case("IPT505", OWED, "it comes to its end", lambda: after_maintenance(BOTH)),
    Case("IPT501", KEPT, "all done", lambda: conformant("ipt")),
    Case("IPT501", OWED, "not yet", lambda: active(sessions=phased("ii"))),
    Case("IPT501", BROKEN, "not done", lambda: active(sessions=phased("im"))),
    Case(
        "IPT501",
        BROKEN,
        "done too late",
        lambda: active(
            sessions=(
                *phased("ii"),
                session(
                    3,
                    phase=ipt.Phase.MIDDLE,
                    tasks=["psychoeducation", "sick-role", "interpersonal-inventory"],
                ),
            )
        ),
    ),
    Case("IPT501", NOT_CHECKED, "not recorded", lambda: active(sessions=[session(1)])),
    Case("IPT501", NOT_CHECKED, "no sessions recorded", active),
    Case(
        "IPT501", NOT_APPLICABLE, "the article asks for none", lambda: active("article")
    ),
    Case(
        "IPT501",
        OWED,
        "the inventory is in the assessment, psychoeducation before the treatment",
        lambda: active(
            assessment=ipt.Assessment(
                inventory=[ipt.Relationship(id="r1", role="partner")]
            ),
            sessions=[
                session(1, kind=ipt.SessionKind.ENGAGEMENT, tasks=["psychoeducation"]),
                *phased("i"),
            ],
        ),
    ),
    Case("IPT502", KEPT, "two left", lambda: told((), ("announce-end",), ())),
    Case("IPT502", BROKEN, "one left", lambda: told((), (), ("announce-end",))),
    Case("IPT502", BROKEN, "never", lambda: told((), (), ())),
    Case(
        "IPT502",
        OWED,
        "not yet",
        lambda: active(sessions=phased("ii"), contracts=[contract(sessions=12)]),
    ),
    Case("IPT502", NOT_CHECKED, "no total", lambda: active(sessions=phased("ii"))),
    Case(
        "IPT502",
        NOT_CHECKED,
        "announced, but of how many is not recorded",
        lambda: active(sessions=[session(3, tasks=["announce-end"])]),
    ),
    Case(
        "IPT502",
        KEPT,
        "what is listed is the total",
        lambda: active(
            sessions=(
                session(1, tasks=["announce-end"]),
                ipt.Session(number=2),
                ipt.Session(number=3),
            )
        ),
    ),
    Case("IPT503", KEPT, "three left", lambda: told(("announce-end",), (), ())),
    Case("IPT503", BROKEN, "two left", lambda: told((), ("announce-end",), ())),
    Case(
        "IPT504",
        KEPT,
        "both done",
        lambda: told((), ("review-gains",), ("maintenance-decision",)),
    ),
    Case(
        "IPT504",
        BROKEN,
        "one missing",
        lambda: told((), (), ("maintenance-decision",)),
    ),
    Case(
        "IPT504",
        BROKEN,
        "reviewed in the middle phase only",
        lambda: told(("review-gains",), (), ("maintenance-decision",)),
    ),
    Case(
        "IPT504",
        NOT_APPLICABLE,
        "stopped early",
        lambda: told((), (), status=ipt.PlanStatus.DISCONTINUED),
    ),
    Case(
        "IPT504",
        KEPT,
        "the decision is recorded, though not as a task",
        lambda: changed(
            told((), ("review-gains",), ()),
            maintenance=ipt.Maintenance(decision="none"),
        ),
    ),
    Case("IPT505", KEPT, "all done", lambda: conformant("ipt")),
    Case("IPT505", BROKEN, "none done", lambda: told((), ())),
    Case(
        "IPT503",
        KEPT,
        "few sessions were agreed: the contract has said when the end is",
        lambda: short(agreements=[attested(session=1)]),
    ),
    Case("IPT503", OWED, "few sessions, not agreed", lambda: short(agreements=())),
    Case(
        "IPT503",
        OWED,
        "agreed when hardly any was left",
        lambda: changed(
            short(from_session=7, agreements=[attested(session=1)]),
            sessions=phased("iiiiiii"),
        ),
    ),
    Case(
        "IPT504",
        BROKEN,
        "one form calls it the conclusion",
        lambda: changed(told((), ("review-gains",), ()), protocol="ipt-stuart"),
    ),
]
