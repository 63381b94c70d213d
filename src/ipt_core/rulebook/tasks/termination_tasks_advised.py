"""IPT505: feelings about the end, warning signs and a plan for later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._due import due_for, due_in
from ipt_core.rulebook.tasks._ending import endings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave out the first task that this rule looks for."""
    first, *_ = due_in("IPT505", plan)
    return without_task(plan, first.task)


@rule(
    "IPT505",
    "termination-tasks-advised",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R74",),
    sources=("F05", "F04f", "F25b", "ART"),
    message="The {end} ended without the task {task}.",
    hint="In the {end}: {what}.",
    tolerances=("termination_name", "termination_after_maintenance"),
    fault=fault,
)
def check(
    course: Course,
    tasks: tuple[TaskDue, ...],
    termination_name: str,
    termination_after_maintenance: bool = False,
) -> Iterator[Need]:
    """Feelings about the end, warning signs and a plan for later have their place.

    What it checks:
        The tasks of the termination phase that the protocol's sources advise beside
        the core ones of IPT504 are recorded in a session of that phase.

    Why it matters:
        Sadness about the end is told apart from relapse, and the patient knows what to
        watch for and whom to call.

    When departing is right:
        When a task was done earlier, or does not fit the person.

    Known limits:
        It goes by what is recorded. Which tasks are asked differs by protocol. Where
        the termination phase comes after maintenance, they are asked for once it has
        begun.
    """
    due = due_for("IPT505", tasks)
    yield from endings(course, due, termination_name, termination_after_maintenance)
