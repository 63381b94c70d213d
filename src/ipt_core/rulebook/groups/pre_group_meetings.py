"""IPT602: everybody is met alone before the group starts."""

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

_KIND = SessionKind.PRE_GROUP


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Begin the group without a meeting before it."""
    return without(plan, _KIND)


@rule(
    "IPT602",
    "pre-group-meetings",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R78",),
    sources=("F23", "F36b", "F34a"),
    message=(
        "The group began after {count} individual meetings; the protocol has {asked} "
        "before it."
    ),
    hint="Meet each member alone before the group: {asked} meetings.",
    companions=("IPT501", "IPT518", "IPT313", "IPT509", "IPT810"),
    fault=fault,
)
def check(course: Course, doses: tuple[Dose, ...]) -> Iterator[Need]:
    """Everybody is met alone before the group starts.

    What it checks:
        As many meetings before the group as the protocol asks for at least are
        recorded before its first session.

    Why it matters:
        There the problem area is found and the goal is set that the patient brings
        into the group [F36b, F34a].

    When departing is right:
        When somebody else has met the person for it: record that meeting.

    Known limits:
        What was talked about is for the rules on tasks. Where sources disagree about
        the number, the lowest one counts.
    """
    first = min((here.position for here in course.held), default=None)
    begun = any(here.delivered for here in course.held)
    met = [
        index
        for index, session in course.meetings
        if session.kind is _KIND and (first is None or index < first)
    ]
    for dose in due_meetings(doses, _KIND):
        enough = len(met) >= dose.sessions.min
        yield eventually(
            True if enough else None if course.partial else False,
            closed=begun,
            at=[("sessions",)],
            missing=[("sessions",)],
            evidence=dose.evidence,
            count=len(met),
            asked=dose.sessions,
        )
