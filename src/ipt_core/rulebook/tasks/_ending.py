"""Tasks of the termination phase, for the two rules about them."""

from __future__ import annotations

__all__ = ["endings"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import tasks as known_tasks
from ipt_core.engine import eventually
from ipt_core.rulebook._timing import ending_due
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Course, Need


def endings(
    course: Course, tasks: Iterable[TaskDue], name: str, after_maintenance: bool
) -> Iterator[Need]:
    """Say that tasks of the termination phase, under its name, are done by the end."""
    if ending_due(course, after_maintenance):
        by = None if after_maintenance else course.total
        yield from (_ending(course, due, name, by) for due in tasks)


def _ending(course: Course, due: TaskDue, name: str, by: int | None) -> Need:
    found = course.task(due.task, Phase.TERMINATION)
    task = known_tasks[due.task]
    return eventually(
        True if _kept_elsewhere(course, due.task) else found.holds,
        by=by,
        at=[("sessions",)],
        missing=found.missing,
        evidence=due.evidence,
        task=task.code,
        what=task.what,
        end=name,
    )


def _kept_elsewhere(course: Course, task: str) -> bool:
    decided = course.plan.maintenance
    return (task == "maintenance-decision" and decided is not None) and (
        any(map(course.sees, decided.agreements or ()))
        or (course.over and not decided.agreements)
    )
