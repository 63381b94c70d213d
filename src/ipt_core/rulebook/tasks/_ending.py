"""Tasks of the termination phase, for the two rules about them."""

from __future__ import annotations

__all__ = ["decided_at_end", "endings"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import tasks as known_tasks
from ipt_core.engine import eventually
from ipt_core.rulebook._meetings import Meetings
from ipt_core.rulebook._timing import ending_due
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Course, Need
    from ipt_core.model import Attestation, Maintenance
    from ipt_core.rulebook._meetings import Meeting

_MAINTAIN = "maintenance"


def endings(
    course: Course, tasks: Iterable[TaskDue], name: str, after_maintenance: bool
) -> Iterator[Need]:
    """Say that tasks of the termination phase, under its name, are done by the end."""
    if ending_due(course, after_maintenance):
        yield from (_ending(course, due, name, after_maintenance) for due in tasks)


def _ending(course: Course, due: TaskDue, name: str, after_maintenance: bool) -> Need:
    found = course.task(due.task, Phase.TERMINATION)
    task = known_tasks[due.task]
    return eventually(
        True if _kept_elsewhere(course, due.task, after_maintenance) else found.holds,
        by=None if after_maintenance else course.total,
        maintained=after_maintenance,
        at=[("sessions",)],
        missing=found.missing,
        evidence=due.evidence,
        task=task.code,
        what=task.what,
        end=name,
    )


def _kept_elsewhere(course: Course, task: str, after_maintenance: bool) -> bool:
    decided = course.plan.maintenance
    if task != "maintenance-decision" or decided is None:
        return False
    if after_maintenance:
        return decided_at_end(course, decided)
    return any(map(course.sees, decided.agreements or ())) or (
        course.over and not decided.agreements
    )


def decided_at_end(course: Course, decided: Maintenance) -> bool:
    """Tell whether a decision was made in the termination phase.

    Where that comes after maintenance, what was decided before it is part of the
    treatment. A decision without any agreement counts once the course is over, unless
    it is the one to maintain.
    """
    if not decided.agreements:
        return course.over and decided.decision != _MAINTAIN
    meetings = course.once(Meetings)
    ending = {here.position for here in course.of(Phase.TERMINATION)}
    first = next((here for here in meetings.all if here.position in ending), None)
    return first is not None and any(
        course.sees(each) and _since(meetings, each, first)
        for each in decided.agreements
    )


def _since(meetings: Meetings, fact: Attestation, first: Meeting) -> bool:
    """Tell whether a fact was attested in a session or after it, by days if told."""
    if fact.on and first.session.on:
        return fact.on >= first.session.on
    return meetings.place(fact, None) >= first.rank
