"""How many foci stand at the same time, for the two rules that count them."""

from __future__ import annotations

__all__ = ["crowd", "most_at_once"]

from bisect import bisect_right
from typing import TYPE_CHECKING

import attrs

from ipt_core._limits import BEYOND

if TYPE_CHECKING:
    from ipt_core.engine import Course
    from ipt_core.model import TreatmentPlan


def most_at_once(course: Course) -> tuple[int, int]:
    """Count the foci that stand together at the worst, and name the last to join."""
    spans = [
        (index, focus.chosen_in or 0, BEYOND if focus.until is None else focus.until)
        for index, focus in course.foci
    ]
    starts = sorted(begin for _, begin, end in spans if begin < end)
    ends = sorted(end for _, begin, end in spans if begin < end)
    standing = [
        (bisect_right(starts, start) - bisect_right(ends, start), index)
        for index, start, _ in spans
    ]
    return max(standing, default=(0, 0))


def crowd(plan: TreatmentPlan, count: int) -> TreatmentPlan:
    """Let so many foci stand together; those that are too many are like the first.

    Raises:
        ValueError: if there is none.
    """
    foci = list(plan.foci or ())
    if not foci:
        raise ValueError("there is no focus to stand beside")
    more = range(len(foci) + 1, count + 1)
    copies = (attrs.evolve(foci[0], id=f"f{n}", rank=n) for n in more)
    return attrs.evolve(plan, foci=(*foci, *copies))
