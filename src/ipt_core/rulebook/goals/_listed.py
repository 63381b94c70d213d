"""Goals with their area, for the rules that compare them with the matrix."""

from __future__ import annotations

__all__ = ["Judged", "goals_with_area"]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.vocabulary import GoalStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Course


class Judged(NamedTuple):
    """A goal that can be compared with the matrix of strategies and areas."""

    position: int
    """Position among the goals."""
    area: str
    """Problem area of its focus."""
    strategies: tuple[str, ...]
    """Its strategies, at least one."""


def goals_with_area(course: Course) -> Iterator[Judged]:
    """Go through the goals that have a known focus and at least one strategy."""
    areas = {focus.id: focus.area for _, focus in course.foci}
    for index, goal in course.goals:
        if (
            goal.focus in areas
            and goal.strategies
            and goal.status is not GoalStatus.DROPPED
        ):
            yield Judged(index, areas[goal.focus], goal.strategies)
