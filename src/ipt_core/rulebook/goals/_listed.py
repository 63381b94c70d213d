"""Goals with their area, for the rules that compare them with the matrix."""

from __future__ import annotations

__all__ = ["Judged", "best", "goals_with_area", "goals_with_list", "needs_no_focus"]

from typing import TYPE_CHECKING, NamedTuple

import attrs

from ipt_core.catalogue import cite, goal_kinds, problem_areas, strategies_for
from ipt_core.evidence import cap_of, strongest
from ipt_core.vocabulary import GoalStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ipt_core.catalogue import Mark
    from ipt_core.engine import Course
    from ipt_core.evidence import Reading
    from ipt_core.model import Goal


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


def goals_with_list(
    course: Course,
) -> Iterator[tuple[Judged, Mapping[str, Reading[Mark]]]]:
    """Go through those of them for whose area some strategy is listed, with the list.

    Areas that the catalogue does not know, or for which no source held lists a
    strategy, are passed over.
    """
    for goal in goals_with_area(course):
        if goal.area in problem_areas and (listed := strategies_for(goal.area)):
            yield goal, listed


def needs_no_focus(goal: Goal) -> bool:
    """Tell whether a goal is about symptoms or well-being, and names no focus."""
    if goal.focus is not None or goal.kind is None:
        return False
    return goal.kind in goal_kinds and goal_kinds[goal.kind].broad


def best(readings: Iterable[Reading[Mark]], protocol: str) -> Reading[Mark] | None:
    """Pick the reading that is worth most for a protocol, and say what it is worth.

    The matrix belongs to no protocol: its readings say what a source is in itself.
    """
    worth = [_for(reading, protocol) for reading in readings]
    return max(worth, key=lambda reading: reading.cap.rank, default=None)


def _for(reading: Reading[Mark], protocol: str) -> Reading[Mark]:
    citations = tuple(cite(c.key, protocol) for c in reading.citations)
    if not citations:
        return reading
    basis = strongest(c.basis for c in citations)
    return attrs.evolve(reading, citations=citations, basis=basis, cap=cap_of(basis))
