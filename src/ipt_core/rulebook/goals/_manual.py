"""What goals of one problem area have to cover by the manuals."""

from __future__ import annotations

__all__ = [
    "covers_both",
    "drop_from_goals",
    "stands",
    "strategies_by_focus",
]

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, so_far
from ipt_core.rulebook._sought import leading_to
from ipt_core.rulebook.focus._area import foci_of
from ipt_core.vocabulary import GoalStatus, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ipt_core.catalogue import Towards
    from ipt_core.engine import Need
    from ipt_core.model import Focus, Goal, TreatmentPlan


def stands(goal: Goal) -> bool:
    """Tell whether a goal was not given up."""
    return goal.status is not GoalStatus.DROPPED


def strategies_by_focus(
    course: Course, foci: Iterable[tuple[int, Focus]]
) -> Iterator[tuple[int, Focus, set[str], bool]]:
    """Go through foci with the strategies of their goals.

    Each is told with its position, and whether there may be other strategies.
    """
    by_focus: dict[str | None, list[Goal]] = {}
    for _, goal in course.goals:
        if stands(goal):
            by_focus.setdefault(goal.focus, []).append(goal)
    gaps = course.plan.goals is None or not (
        course.covers("goals") and course.covers("strategies")
    )
    for index, focus in foci:
        goals = by_focus.get(focus.id, [])
        silent = gaps or any(goal.strategies is None for goal in goals)
        used = {code for goal in goals for code in goal.strategies or ()}
        yield index, focus, used, silent


def covers_both(
    course: Course, area: str, halves: Mapping[str, Towards], *, asked: bool
) -> Iterator[Need]:
    """Ask that the goals of each focus of an area have a strategy of both halves.

    `halves` has what each leads to, by what it is in words. Nothing is asked of the
    foci where the protocol does not follow the manuals.
    """
    serving = {half: leading_to(what) for half, what in halves.items()}
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    foci = foci_of(course, area) if asked else []
    for index, _, used, silent in strategies_by_focus(course, foci):
        lacking = tuple(half for half in serving if used.isdisjoint(serving[half]))
        yield so_far(
            True if not lacking else None if silent else False,
            by=course.last(Phase.INITIAL),
            at=[("foci", index)],
            missing=[("goals",)],
            lacking=lacking,
        )


def drop_from_goals(plan: TreatmentPlan, what: Towards) -> TreatmentPlan:
    """Take what leads there out of every goal, and leave one that is always right."""
    codes = leading_to(what)
    goals = tuple(
        attrs.evolve(
            goal,
            strategies=tuple(c for c in goal.strategies or () if c not in codes)
            or ("link-change-and-mood",),
        )
        for goal in plan.goals or ()
    )
    return attrs.evolve(plan, goals=goals)
