"""IPT508: events and symptoms are set out along a timeline."""

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
    """Draw no timeline."""
    first, *_ = due_in("IPT508", plan)
    return leave_out(plan, first.task)


@rule(
    "IPT508",
    "timeline-drawn",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R64",),
    sources=("F08b", "F25d"),
    message="The initial phase ended without the task {task}.",
    hint="In the initial phase: {what}.",
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """Events and symptoms are set out along a timeline.

    What it checks:
        In the forms of IPT that draw a timeline, for eating disorders and around
        childbirth, the task is recorded before the middle phase begins. A timeline
        that the assessment holds counts.

    Why it matters:
        What happened when the symptoms began, or got worse, points to the focus
        [F08b, F25d].

    When departing is right:
        When the patient cannot bear to go through the events yet: come back to it.

    Known limits:
        It sees that a timeline is there, not what it shows.
    """
    for due in due_for("IPT508", tasks):
        yield beginning(course, due)
