"""IPT402: a goal has a strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._listed import needs_no_focus
from ipt_core.vocabulary import GoalStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Plan nothing for the first goal."""
    return change_goal(plan, 0, strategies=())


@rule(
    "IPT402",
    "goal-has-strategy",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R50",),
    sources=("ART",),
    message="The goal has no strategy.",
    hint="Choose a strategy that is listed for the problem area of the goal's focus.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A goal has a strategy.

    What it checks:
        Each goal lists at least one strategy; a goal about symptoms without a focus
        need not.

    Why it matters:
        The plan outlines the strategies for its goals; a goal without one is a wish.

    When departing is right:
        A goal that was given up has the status `dropped`, and is not judged.

    Known limits:
        It does not look at whether the strategy was used in a session.
    """
    if course.plan.goals is None:
        yield always(None, missing=[("goals",)])
        return
    goals = [
        (index, goal)
        for index, goal in course.goals
        if goal.status is not GoalStatus.DROPPED and not needs_no_focus(goal)
    ]
    if goals:
        yield always(True)
    for index, goal in goals:
        at = [("goals", index, "strategies")]
        silent = goal.strategies is None or not (
            goal.strategies or course.covers("strategies")
        )
        if not goal.strategies:
            yield always(None if silent else False, at=at, missing=at)
