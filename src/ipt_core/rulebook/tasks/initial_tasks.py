"""IPT501: the tasks of the initial phase are done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._due import due_for, due_in
from ipt_core.rulebook.tasks._beginning import beginning, leave_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave out the first task that this rule looks for."""
    first, *_ = due_in("IPT501", plan)
    return leave_out(plan, first.task)


@rule(
    "IPT501",
    "initial-tasks",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R61",),
    sources=("F03", "F62", "F04a"),
    message="The initial phase ended without the task {task}.",
    hint="In the initial phase: {what}.",
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """The tasks of the initial phase are done in it.

    What it checks:
        Each task that the protocol asks of the initial phase, and that no other rule
        owns, is recorded before the middle phase begins: psychoeducation, the sick
        role, the interpersonal inventory, in a form for suicidal crises a safety plan
        for everybody. Meetings before the treatment count, and so do an inventory that
        the assessment holds and a safety plan that answered an enquiry.

    Why it matters:
        They are what the focus and the contract rest on.

    When departing is right:
        When a task was done in an engagement or pre-group meeting, record it there;
        the sick role may be limited, as with adolescents.

    Known limits:
        It goes by what is recorded. Which tasks are asked differs by protocol.
    """
    for due in due_for("IPT501", tasks):
        yield beginning(course, due)
