"""IPT401: an interpersonal goal belongs to a focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, eventually, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._listed import needs_no_focus
from ipt_core.vocabulary import GoalStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the first goal belong to a focus that does not exist."""
    return change_goal(plan, 0, focus="no-such-focus")


@rule(
    "IPT401",
    "goal-has-focus",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R49",),
    structural=True,
    message="The goal belongs to no focus of the plan.",
    hint="Name the focus that the goal belongs to, or give it the kind `symptom`.",
    where=("focus_chosen",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """An interpersonal goal belongs to a focus.

    What it checks:
        Each goal names a focus that the plan has. Goals of the kinds symptom,
        functioning, well-being, quality-of-life and resilience need none.

    Why it matters:
        The focus is what connects a goal with strategies that are known to serve it.

    When departing is right:
        Relief of symptoms is a legitimate goal of IPT: give it its kind.

    Known limits:
        It does not read the goal's statement.
    """
    if course.plan.goals is None:
        yield eventually(None, missing=[("goals",)])
        return
    foci = {focus.id for _, focus in course.foci}
    for index, goal in course.goals:
        if goal.status is GoalStatus.DROPPED or needs_no_focus(goal):
            continue
        path = ("goals", index, "focus")
        silent = goal.focus is None and goal.kind is None
        yield so_far(None if silent else goal.focus in foci, at=[path], missing=[path])
