"""IPT404: a goal's strategies are not listed for other problem areas only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import strategies, strategies_for
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._listed import best, goals_with_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Add a strategy of another area to the first goal."""
    focus = {focus.id: focus.area for focus in plan.foci or ()}
    first, *_ = list(plan.goals or ())
    area = focus[first.focus or ""]
    other = next(code for code in strategies if code not in strategies_for(area))
    return change_goal(plan, 0, strategies=(*(first.strategies or ()), other))


@rule(
    "IPT404",
    "strategy-for-other-area",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R51",),
    sources=("ART", "F04b", "F04c", "F02", "F66b", "F64c"),
    message="The strategy {strategy} is listed for {areas}, not for {area}.",
    hint="Check the strategy and the focus, or note why it is used here.",
    companions=("IPT403",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A goal's strategies are not listed for other problem areas only.

    What it checks:
        Each strategy of a goal that the sources list for some problem area is listed,
        as a whole or in part, for the area of the goal's focus, or for the area that
        this one is a form of.

    Why it matters:
        A strategy of another area may show that the focus has silently changed.

    When departing is right:
        Good therapy borrows: mourning the old role, staging a dispute about a change.
        Note why.

    Known limits:
        Strategies that no source held lists for any area draw no finding here.
    """
    if course.plan.goals is None or course.plan.foci is None:
        silent = "goals" if course.plan.goals is None else "foci"
        yield always(None, missing=[(silent,)])
        return
    judged = tuple(goals_with_list(course))
    if judged:
        yield always(True)
    for goal, listed in judged:
        for position, code in enumerate(goal.strategies):
            areas = strategies[code].areas if code in strategies else {}
            if areas and code not in listed:
                at = [("goals", goal.position, "strategies", position)]
                yield always(
                    False,
                    at=at,
                    evidence=best(areas.values(), course.plan.protocol),
                    strategy=code,
                    areas=tuple(areas),
                    area=goal.area,
                )
