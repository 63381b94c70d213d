"""IPT518: suitability, assessment and a tailored plan have their place."""

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
    first, *_ = due_in("IPT518", plan)
    return leave_out(plan, first.task)


@rule(
    "IPT518",
    "initial-tasks-advised",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("N3",),
    sources=("ART", "F09"),
    message="The initial phase ended without the task {task}.",
    hint="In the initial phase: {what}.",
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """Suitability, assessment and a tailored plan have their place at the start.

    What it checks:
        The tasks that the protocol's sources advise for the initial phase beside
        those of IPT501 are recorded before the middle phase begins: the decision that
        IPT suits the person, the comprehensive assessment, the treatment plan; in
        single forms a safety plan or an understanding of the risk. Meetings before the
        treatment count; so do a judgement of suitability and an inventory that the
        assessment holds, and a safety plan that answered an enquiry.

    Why it matters:
        The article names all three as what the course is built on [ART], and whether
        IPT fits the person is decided before it is begun in earnest [F09].

    When departing is right:
        When somebody else assessed the person before referral: record that it was
        done, and by whom.

    Known limits:
        It goes by what is recorded, and does not judge how well it was done. Which of
        these are asked differs by protocol.
    """
    for due in due_for("IPT518", tasks):
        yield beginning(course, due)
