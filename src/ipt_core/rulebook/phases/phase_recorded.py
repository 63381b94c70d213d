"""IPT205: each acute session has a phase, and hardly any other session has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, always, rule, so_far
from ipt_core.engine._sight import GONE
from ipt_core.evidence import Severity
from ipt_core.model import Session
from ipt_core.vocabulary import Phase, SessionKind, SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Add a booster that is recorded as part of the termination phase."""
    booster = Session(
        kind=SessionKind.BOOSTER,
        status=SessionStatus.DELIVERED,
        phase=Phase.TERMINATION,
    )
    return attrs.evolve(plan, sessions=(*(plan.sessions or ()), booster))


@rule(
    "IPT205",
    "phase-recorded",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R24",),
    structural=True,
    message="{what}: {count}.",
    hint="Give each acute session its phase, and no phase to any other session.",
    tolerances=("termination_after_maintenance",),
    fault=fault,
)
def check(
    course: Course, termination_after_maintenance: bool = False
) -> Iterator[Need]:
    """Each acute session has a phase, and hardly any other session has one.

    What it checks:
        An acute session that is yet to be held says which phase it will belong to.
        Sessions that are not acute, such as meetings before a group and boosters, have
        none. Of held sessions without a phase nothing is said: it was not recorded.
        Where the termination phase comes after maintenance, as in IPSRT, maintenance
        sessions belong to it.

    Why it matters:
        What a session owes, and how long each phase is, follow from its phase.

    When departing is right:
        Sessions can be listed before the phases are planned: they are owed until
        then. What belongs to no phase is no acute session: give it another kind.

    Known limits:
        Missed and cancelled sessions are not judged.
    """
    strange: list[Path] = [
        ("sessions", index, "phase")
        for index, session in enumerate(course.plan.sessions or ())
        if session.kind is not SessionKind.ACUTE
        and session.phase
        and session.status not in GONE
        and not (termination_after_maintenance and _closes(session))
    ]
    if strange:
        yield always(
            False,
            at=strange,
            what="Sessions that are not acute and have a phase",
            count=len(strange),
        )
    if any(here.delivered for here in course.held):
        silent = [h.path("phase") for h in course.held if _unknown(h) and h.delivered]
        yield always(None if silent else True, missing=silent)
    ahead = [*course.upcoming, *(h for h in course.held if not h.delivered)]
    if ahead:
        left_open = [here.path("phase") for here in ahead if _unknown(here)]
        yield so_far(
            not left_open,
            at=left_open,
            what="Planned sessions without a phase",
            count=len(left_open),
        )


def _closes(session: Session) -> bool:
    ending = session.phase is Phase.TERMINATION
    return session.kind is SessionKind.MAINTENANCE and ending


def _unknown(here: Held) -> bool:
    return here.session.phase is None
