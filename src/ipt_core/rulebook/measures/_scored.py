"""Which sessions have scores, and what they say, for the rules on measures."""

from __future__ import annotations

__all__ = ["REVIEWS", "Series", "reviewed", "series", "without_reviews"]

from typing import TYPE_CHECKING, NamedTuple

import attrs

from ipt_core import outcomes
from ipt_core.catalogue import DefinitionKind, measures
from ipt_core.exceptions import InvalidValueError
from ipt_core.rulebook._change import each_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import Definition
    from ipt_core.engine import Course, Hold
    from ipt_core.model import TreatmentPlan

REVIEWS = ("treatment-review", "midpoint-review")
"""Tasks that say that the treatment was looked at with somebody."""


class Series(NamedTuple):
    """The totals of one instrument over a course, baseline first."""

    instrument: str
    """Code of the instrument."""
    baseline: float
    """The first total, taken before the second session."""
    later: tuple[tuple[int, float, Path], ...]
    """Number of the session, total and place of each later one."""


def series(course: Course) -> Iterator[Series]:
    """Go through the instruments of outcome that have a baseline and a later total."""
    totals: dict[str, list[tuple[int, float, Path]]] = {}
    for path, score, index in course.scores():
        if score.total is not None and score.instrument in measures:
            number = score.attested.session
            if number is None:
                number = 0 if index is None else course.numbers.get(index, course.cut)
            totals.setdefault(score.instrument, []).append((number, score.total, path))
    for instrument, found in totals.items():
        first, *later = sorted(found)
        if first[0] <= 1 and later:
            yield Series(instrument, first[1], tuple(later))


def meets(definition: Definition, before: float, now: float) -> Hold:
    """Tell whether a total is better by a definition; None where it is no total."""
    try:
        if definition.kind is DefinitionKind.RELIABLE_CHANGE:
            change = outcomes.reliable_change(definition, before, now)
            return change is outcomes.Change.IMPROVED
        return outcomes.meets_definition(definition, [now], before)
    except InvalidValueError:  # a total outside of the range is IPT702's business
        return None


def reviewed(course: Course, since: int) -> tuple[Hold, tuple[Path, ...]]:
    """Tell whether the treatment was reviewed in a session or later."""
    found = [course.task(task) for task in REVIEWS]
    missing = tuple(dict.fromkeys(path for each in found for path in each.missing))
    if any(here.number >= since for each in found for here in each.where):
        return True, missing
    return (None if missing else False), missing


def without_reviews(plan: TreatmentPlan) -> TreatmentPlan:
    """Take every review out."""
    return each_session(
        plan,
        lambda s: attrs.evolve(
            s, tasks=tuple(task for task in s.tasks or () if task not in REVIEWS)
        ),
    )
