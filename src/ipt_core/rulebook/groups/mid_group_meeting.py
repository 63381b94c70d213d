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
        met = _met(course, after)
        yield eventually(
            True if met else None if course.partial else False,
            closed=any(h.delivered and h.number > after for h in course.held),
            by=after,
            at=[("sessions",)],
            missing=[("sessions",)],
            evidence=dose.evidence,
            after=after,
        )


def _met(course: Course, after: int) -> bool:
    """Tell whether there was a meeting between a session and the first later one.

    A session that is recorded again afterwards changes nothing.
    """
    later = min((h.position for h in course.held if h.number > after), default=None)
    before = [h for h in course.held if later is None or h.position < later]
    reached = [h.position for h in before if h.number == after]
    if not reached and later is not None:  # its number was left out
        reached = [h.position for h in before[-1:]]
    return any(
        session.kind is _KIND
        and index > reached[0]
        and (later is None or index < later)
        for index, session in course.meetings
        if reached
    )
