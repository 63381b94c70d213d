"""IPT403: a goal has a strategy that is listed for its problem area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import strategies, strategies_for
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._listed import goals_with_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give the first goal only strategies that are listed for other areas."""
    focus = {focus.id: focus.area for focus in plan.foci or ()}
    first, *_ = list(plan.goals or ())
    area = focus[first.focus or ""]
    others = tuple(code for code in strategies if code not in strategies_for(area))
    return change_goal(plan, 0, strategies=others[:1])


@rule(
    "IPT403",
    "strategy-for-area",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R50",),
    sources=("ART", "F04b", "F04c", "F02", "F66b", "F64c"),
    message="None of the goal's strategies is listed for its problem area, {area}.",
    hint="Add one that is: {listed}.",
    companions=("IPT404",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A goal has a strategy that is listed for its problem area.

    What it checks:
        At least one strategy of each goal is listed, as a whole or in part, for the
        problem area of the goal's focus, or for the area that this one is a form of.

    Why it matters:
        Otherwise the plan offers nothing for the goal that any source held supports.

    When departing is right:
        When a strategy serves this patient for a reason that the plan states.

    Known limits:
        The list holds what the sources held say; it is not all that good therapists do.
        Goals without a strategy are IPT402's, without a focus IPT401's business. Areas
        for which no source held lists a strategy are passed over.
    """
    if course.plan.goals is None or course.plan.foci is None:
        silent = "goals" if course.plan.goals is None else "foci"
        yield always(None, missing=[(silent,)])
        return
    for goal, listed in goals_with_list(course):
        yield always(
            any(code in listed for code in goal.strategies),
            at=[("goals", goal.position, "strategies")],
            area=goal.area,
            listed=tuple(listed),
        )
