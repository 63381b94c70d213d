"""What goals of one problem area have to cover by the manuals."""

from __future__ import annotations

__all__ = [
    "covers_both",
    "drop_from_goals",
    "manual_foci",
    "stands",
    "strategies_by_focus",
]

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, so_far
from ipt_core.vocabulary import GoalStatus, Phase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ipt_core.engine import Need
    from ipt_core.model import Focus, Goal, TreatmentPlan

_ARTICLE = "article"


def stands(goal: Goal) -> bool:
    """Tell whether a goal was not given up."""
    return goal.status is not GoalStatus.DROPPED


def manual_foci(course: Course, area: str) -> list[tuple[int, Focus]]:
    """List the foci of an area, where the manuals say what their goals are.

    The article has strategies of its own and does not ask for those of the manuals.
    """
    if course.plan.protocol == _ARTICLE:
        return []
    return [(index, focus) for index, focus in course.foci if focus.area == area]


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
    course: Course, area: str, halves: Mapping[str, Collection[str]]
) -> Iterator[Need]:
    """Ask that the goals of each focus of an area have a strategy of both halves.

    `halves` has the strategies of each, by what it is in words.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    foci = manual_foci(course, area)
    for index, _, used, silent in strategies_by_focus(course, foci):
        lacking = tuple(half for half in halves if used.isdisjoint(halves[half]))
        yield so_far(
            True if not lacking else None if silent else False,
            by=course.last(Phase.INITIAL),
            at=[("foci", index)],
            missing=[("goals",)],
            lacking=lacking,
        )


def drop_from_goals(plan: TreatmentPlan, codes: Collection[str]) -> TreatmentPlan:
    """Take strategies out of every goal, and leave it one that is always right."""
    goals = tuple(
        attrs.evolve(
            goal,
            strategies=tuple(c for c in goal.strategies or () if c not in codes)
            or ("link-change-and-mood",),
        )
        for goal in plan.goals or ()
    )
    return attrs.evolve(plan, goals=goals)
