"""IPT604: everybody is met alone after the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook.groups._meetings import due_meetings, without
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import Dose
    from ipt_core.engine import Need
    from ipt_core.model import Session, TreatmentPlan

_KIND = SessionKind.POST_GROUP


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Part without a meeting after the group."""
    return without(plan, _KIND)


@rule(
    "IPT604",
    "post-group-meeting",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R79",),
    sources=("F36b",),
    message="There was no individual meeting within {days} days after the group.",
    hint="Meet each member alone within {days} days after the last session.",
    fault=fault,
)
def check(course: Course, doses: tuple[Dose, ...]) -> Iterator[Need]:
    """Everybody is met alone after the group.

    What it checks:
        Where the protocol asks for it, a meeting after the group is recorded behind its
        last session, no more days later than the protocol says.

    Why it matters:
        Gains and what to watch for are gone through with each member [F36b].

    When departing is right:
        When a member could not come that week: meet later, and note why.

    Known limits:
        A meeting without a date counts as held in time.
    """
    last = course.held[-1] if course.held else None
    for dose in due_meetings(doses, _KIND):
        met = [
            session
            for index, session in course.meetings
            if session.kind is _KIND and last and index > last.position
        ]
        days = dose.within_days or 0
        in_time = any(_soon(session, last.session, days) for session in met if last)
        yield so_far(
            True if in_time else None if course.partial else False,
            at=[("sessions",)],
            missing=[("sessions",)],
            evidence=dose.evidence,
            days=days,
        )


def _soon(session: Session, last: Session, days: int) -> bool:
    if session.on is None or last.on is None or not days:
        return True
    return (session.on - last.on).days <= days
