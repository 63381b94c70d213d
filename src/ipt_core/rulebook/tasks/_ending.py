"""Tasks of the termination phase, for the two rules about them."""

from __future__ import annotations

__all__ = ["ending"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import tasks as known_tasks
from ipt_core.engine import eventually
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Course, Need


def ending(course: Course, due: TaskDue, name: str) -> Need:
    """Say that a task of the termination phase, under its name, is done by the end."""
    found = course.task(due.task, Phase.TERMINATION)
    task = known_tasks[due.task]
    return eventually(
        True if _kept_elsewhere(course, due.task) else found.holds,
        by=course.total,
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
