"""IPT110: the number of group sessions beside the individual ones fits the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule, so_far
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook.groups._meetings import without
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_KIND = SessionKind.GROUP


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Hold no group session."""
    return without(plan, _KIND)


@rule(
    "IPT110",
    "group-session-count",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R02",),
    sources=("F47",),
    message="There were {count} group sessions; the protocol has {group_sessions}.",
    hint="Plan {group_sessions} group sessions beside the individual ones.",
    fault=fault,
)
def check(course: Course, group_sessions: Range) -> Iterator[Need]:
    """The number of group sessions beside the individual ones fits the protocol.

    What it checks:
        Where the protocol has group sessions beside the individual ones, the held
        sessions of that kind lie in its range by the end, and are never more.

    Why it matters:
        On a ward the group is half of the treatment [F47].

    When departing is right:
        When somebody is discharged early, or cannot be in a group: note why.

    Known limits:
        Group sessions of a pure group form are acute sessions, which IPT101 counts.
    """
    held = [i for i, session in course.meetings if session.kind is _KIND]
    count = len(held)
    over = held[int(group_sessions.max) :]
    if over:
        yield always(
            False,
            at=[("sessions", index) for index in over],
            count=count,
            group_sessions=group_sessions,
        )
        return
    enough = count >= group_sessions.min
    yield so_far(
        True if enough else None if course.partial else False,
        at=[("sessions",)],
        missing=[("sessions",)],
        count=count,
        group_sessions=group_sessions,
    )
