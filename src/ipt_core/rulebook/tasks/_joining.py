"""Who of the patient's own life was in a session, for the rules that ask for them."""

from __future__ import annotations

__all__ = ["EVERY_SESSION", "joined", "without_others"]

from typing import TYPE_CHECKING, NamedTuple

import attrs

from ipt_core.catalogue import falls_under, roles
from ipt_core.rulebook._change import each_session
from ipt_core.vocabulary import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ipt_core._problems import Path
    from ipt_core.engine import Course, Hold
    from ipt_core.model import Session, TreatmentPlan

EVERY_SESSION = "every-session"
"""What a protocol says that has the partner in each session."""


class Joined(NamedTuple):
    """Whether people of some roles were in one of several sessions."""

    there: bool
    missing: tuple[Path, ...]
    """Where it is not recorded who was there."""

    @property
    def holds(self) -> Hold:
        """True if they were, None if they may have been, else False."""
        return True if self.there else None if self.missing else False


def joined(
    course: Course,
    sessions: Iterable[tuple[int, Session]],
    who: Collection[str],
    tasks: Collection[str],
) -> Joined:
    """Tell whether somebody of these roles was there, or one of these tasks done.

    Args:
        course: the course.
        sessions: the sessions, with their positions.
        who: codes of roles; those that fall under them count too.
        tasks: codes of tasks that say that they were there.
    """
    missing: list[Path] = []
    for index, session in sessions:
        attendees = session.attendees
        if any(falls_under(a.role, who, table=roles) for a in attendees or ()):
            return Joined(there=True, missing=())
        if set(tasks).intersection(session.tasks or ()):
            return Joined(there=True, missing=())
        # Of a session that is still planned, the tasks say who is to come.
        held = session.status is SessionStatus.DELIVERED
        unknown = held and (attendees is None or not course.covers("attendance"))
        if unknown:
            missing.append(("sessions", index, "attendees"))
        if session.tasks is None or not course.covers("tasks"):
            missing.append(("sessions", index, "tasks"))
    return Joined(there=False, missing=tuple(missing))


def without_others(
    plan: TreatmentPlan, who: Collection[str], tasks: Collection[str]
) -> TreatmentPlan:
    """Let nobody of these roles be there, nor a task that says so be done."""

    def alone(session: Session) -> Session:
        attendees = tuple(
            each
            for each in session.attendees or ()
            if not falls_under(each.role, who, table=roles)
        )
        done = tuple(task for task in session.tasks or () if task not in tasks)
        return attrs.evolve(session, attendees=attendees, tasks=done)

    return each_session(plan, alone)
