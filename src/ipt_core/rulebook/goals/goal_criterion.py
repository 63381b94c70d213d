"""IPT415: a goal has a criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._manual import stands
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave open how one will know that the first goal is reached."""
    return change_goal(plan, 0, criterion=None)


@rule(
    "IPT415",
    "goal-criterion",
    severity=Severity.INFO,
    since="0.1",
    requirements=("N4",),
    sources=("ART",),
    message="No criterion is recorded for {count} of {goals} goals.",
    hint="Note for each goal how the patient will know that it is reached.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A goal has a criterion.

    What it checks:
        Each goal that was not given up says how one will know that it is reached.

    Why it matters:
        Goals are to be clear and achievable [ART]; a criterion makes both visible, and
        the review at the end has something to look at.

    When departing is right:
        When the goal says it itself.

    Known limits:
        It does not read goal or criterion. One finding stands for all goals.
    """
    if course.plan.goals is None:
        yield so_far(None, missing=[("goals",)])
        return
    goals = [(index, goal) for index, goal in course.goals if stands(goal)]
    open_ones = [
        ("goals", index, "criterion") for index, goal in goals if not goal.criterion
    ]
    if goals:
        yield so_far(
            True if not open_ones else False if course.covers("goals") else None,
            by=course.last(Phase.INITIAL),
            fact=True,
            at=open_ones,
            missing=open_ones,
            count=len(open_ones),
            goals=len(goals),
        )
