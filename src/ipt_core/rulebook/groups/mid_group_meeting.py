"""IPT603: everybody is met alone half-way through the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.groups._meetings import due_meetings, without
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import Dose
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_KIND = SessionKind.MID_GROUP


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave the meeting half-way out."""
    return without(plan, _KIND)


@rule(
    "IPT603",
    "mid-group-meeting",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R79",),
    sources=("F36b",),
    message="There was no individual meeting after session {after} of the group.",
    hint="Meet each member alone between session {after} and the next one.",
    fault=fault,
)
def check(course: Course, doses: tuple[Dose, ...]) -> Iterator[Need]:
    """Everybody is met alone half-way through the group.

    What it checks:
        Where the protocol asks for it, a meeting half-way is recorded after the session
        that the protocol names and before the next one.

    Why it matters:
        Foci and the time that is left are looked at with each member [F36b, F36d].

    When departing is right:
        When a member could not come that week: meet later, and note why.

    Known limits:
        It goes by the order in which sessions are recorded.
    """
    for dose in due_meetings(doses, _KIND):
        after = dose.after_session or 0
        before = {h.position for h in course.held if h.number <= after}
        later = {h.position for h in course.held if h.number > after}
        met = [
            index
            for index, session in course.meetings
            if session.kind is _KIND
            and index > max(before, default=-1)
            and index < min(later, default=index + 1)
        ]
        yield eventually(
            True if met and before else None if course.partial else False,
            closed=any(h.delivered and h.number > after for h in course.held),
            by=after,
            at=[("sessions",)],
            missing=[("sessions",)],
            evidence=dose.evidence,
            after=after,
        )
