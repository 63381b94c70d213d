"""IPT202: all three phases are there by the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import each_session
from ipt_core.vocabulary import Phase, PlanStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import Session, TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Go on with the middle phase to the last session.

    Raises:
        ValueError: if there is no termination phase, and so nothing to break.
    """
    if all(s.phase is not Phase.TERMINATION for s in plan.sessions or ()):
        raise ValueError("the course has no termination phase")

    def change(session: Session) -> Session:
        if session.phase is Phase.TERMINATION:
            return attrs.evolve(session, phase=Phase.MIDDLE)
        return session

    return each_session(plan, change)


@rule(
    "IPT202",
    "phase-present",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R23",),
    sources=("F04a", "ART", "F27"),
    message="The course has no session of the {phase} phase.",
    hint="Hold a session of the {phase} phase; if one was held, put its phase right.",
    tolerances=("termination_after_maintenance",),
    companions=(
        "IPT204",
        "IPT504",
        "IPT505",
        "IPT509",
        "IPT511",
        "IPT512",
        "IPT513",
        "IPT705",
    ),
    fault=fault,
)
def check(
    course: Course, termination_after_maintenance: bool = False
) -> Iterator[Need]:
    """All three phases are there by the end.

    What it checks:
        The course has at least one session of the initial, of the middle and of the
        termination phase.

    Why it matters:
        Each phase has its own tasks; ending without a termination phase leaves review,
        warning signs and what comes next to chance.

    When departing is right:
        When a course stops early: then phases that were not reached are not judged.
        Where the termination phase comes after maintenance, it may be one of
        maintenance sessions, and while maintenance goes on nothing is said of it.

    Known limits:
        It counts sessions by the phase that they are recorded under. A course of
        maintenance sessions only has no phases.
    """
    if course.maintained:
        return
    unclear = course.unphased()
    for phase in Phase:
        there = bool(course.of(phase))
        after = phase is Phase.TERMINATION and termination_after_maintenance
        if after and not there and _goes_on(course):
            continue
        yield eventually(
            True if there else None if unclear else False,
            by=None if after else course.last(phase) or course.total,
            at=[("sessions",)],
            missing=unclear,
            phase=phase,
        )


def _goes_on(course: Course) -> bool:
    """Whether no more than the acute part is over, or planned."""
    planned = course.ended and not course.over
    return planned or course.status is PlanStatus.MAINTENANCE
