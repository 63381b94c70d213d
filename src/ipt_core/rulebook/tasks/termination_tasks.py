"""IPT504: gains are reviewed and what comes next is decided before the end."""

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
    first, *_ = due_in("IPT504", plan)
    return without_task(plan, first.task)


@rule(
    "IPT504",
    "termination-tasks",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R74",),
    sources=("F04f", "F04a", "ART"),
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
    """Gains are reviewed and what comes next is decided before the end.

    What it checks:
        The tasks that the protocol's sources hold to be the core of the termination
        phase are recorded in a session of that phase.

    Why it matters:
        What the patient knows to have done themselves, they can do again; and whether
        to stop, go on or refer has to be decided while there is somebody to decide
        with.

    When departing is right:
        When a course stops early this is not judged: offer a closing contact.

    Known limits:
        It goes by what is recorded. Which tasks are asked differs by protocol. Where
        the termination phase comes after maintenance, they are asked for once it has
        begun.
    """
    due = due_for("IPT504", tasks)
    yield from endings(course, due, termination_name, termination_after_maintenance)
