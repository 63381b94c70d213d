"""Tasks of the initial phase, for the rules about them."""

from __future__ import annotations

__all__ = ["beginning", "leave_out"]

from typing import TYPE_CHECKING, Any

import attrs

from ipt_core.catalogue import tasks as known_tasks
from ipt_core.engine import eventually
from ipt_core.rulebook._change import without_task
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Course, Need
    from ipt_core.model import TreatmentPlan

_SAFETY_PLAN = "safety-plan"
"""The task that is also a response to what an enquiry about risk found."""

_IN_ASSESSMENT = {
    "assessment": "inventory",
    "interpersonal-inventory": "inventory",
    "timeline": "timeline",
    "suitability": "suitability",
}
"""Parts of the assessment that show that a task was done."""


def beginning(course: Course, due: TaskDue) -> Need:
    """Say that a task of the initial phase is done before the middle phase."""
    found = course.task(due.task, Phase.INITIAL)
    task = known_tasks[due.task]
    return eventually(
        True if _kept_elsewhere(course, due.task) else found.holds,
        closed=course.started(Phase.MIDDLE),
        by=course.last(Phase.INITIAL),
        at=[("sessions",)],
        missing=found.missing,
        evidence=due.evidence,
        severity=due.severity,
        task=task.code,
        what=task.what,
    )


def _kept_elsewhere(course: Course, task: str) -> bool:
    if task == _SAFETY_PLAN:
        return any(task in (each.responses or ()) for _, each, _ in course.enquiries())
    assessment, field = course.plan.assessment, _IN_ASSESSMENT.get(task)
    if assessment is None or field is None:
        return False
    if field == "suitability":
        return any(course.sees(s.attested) for s in assessment.suitability or ())
    return bool(getattr(assessment, field))


def leave_out(plan: TreatmentPlan, task: str) -> TreatmentPlan:
    """Take a task out of every session, and what shows it out of the assessment."""
    bare = without_task(plan, task)
    field = _IN_ASSESSMENT.get(task)
    if field is None or bare.assessment is None:
        return bare
    empty: dict[str, Any] = {field: ()}
    return attrs.evolve(bare, assessment=attrs.evolve(bare.assessment, **empty))
