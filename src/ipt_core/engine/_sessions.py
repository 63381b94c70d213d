"""The sessions of a plan, sorted: what became of each, and what is in sight."""

from __future__ import annotations

__all__ = ["Sorted", "sorted_sessions"]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.engine._sight import GONE, Held, is_delivered
from ipt_core.vocabulary import Phase, PlanStatus, SessionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from ipt_core.model import Session, TreatmentPlan

    Placed = list[tuple[int, Session]]
    """Sessions with their positions."""

_LAST = Phase.TERMINATION


class Sorted(NamedTuple):
    """Sessions by what became of them; what each list holds, a `Course` says."""

    held: list[Held]
    upcoming: list[Held]
    closing: list[Held]
    meetings: Placed
    recorded: Placed
    seen: Placed
    absent: list[int]


def sorted_sessions(
    plan: TreatmentPlan, late: Callable[[int, Session], bool], *, planned: bool
) -> tuple[Sorted, bool]:
    """Sort the sessions; tell also whether a delivered one is out of sight.

    Args:
        plan: the plan.
        late: whether a session with a number lies after the point of the check.
        planned: whether planned sessions count as held.
    """
    draft = plan.status is PlanStatus.DRAFT
    found = Sorted([], [], [], [], [], [], [])
    number = 0
    beyond = hidden = False
    for index, session in enumerate(plan.sessions or ()):
        acute = session.kind is SessionKind.ACUTE
        gone = session.status in GONE
        here = number if gone or not acute else session.number or number + 1
        beyond = beyond or late(here, session)
        if not beyond:
            found.recorded.append((index, session))
        if gone:
            if acute and not beyond:
                found.absent.append(index)
            continue
        delivered = not draft and is_delivered(session)
        hidden = hidden or (beyond and delivered)
        delivered = delivered and not beyond
        if delivered:
            found.seen.append((index, session))
        if not acute and (delivered or planned):
            found.meetings.append((index, session))
            if session.kind is SessionKind.MAINTENANCE and session.phase is _LAST:
                found.closing.append(Held(index, here, session, delivered))
        if acute:
            number = here
            group = found.held if delivered or planned else found.upcoming
            group.append(Held(index, here, session, delivered))
    return found, hidden
