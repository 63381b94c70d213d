"""Scores in a picture: a line for each instrument, with its cut-offs."""

from __future__ import annotations

__all__ = ["curves_of", "number"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import measures
from ipt_core.display._layout import Curve, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.catalogue import Cutoff
    from ipt_core.display._axis import Axis
    from ipt_core.engine import Course


def curves_of(course: Course, axis: Axis) -> tuple[Curve, ...]:
    """Make a curve for each instrument, in the order in which they were first given."""
    found: dict[str, list[Point]] = {}
    for _, score, index in course.scores():
        place = 0 if index is None else axis.positions.get(index)
        points = found.setdefault(score.instrument, [])
        if score.total is not None and place is not None:
            when = score.attested.on
            at = axis.slots[place].says
            says = f"{number(score.total)}, {at}" + (f", given {when}" if when else "")
            points.append(Point(slot=place, value=score.total, says=says))
    return tuple(_curves(found))


def _curves(found: dict[str, list[Point]]) -> Iterator[Curve]:
    strange = 0
    for code, points in found.items():
        measure = measures.get(code)
        strange += measure is None
        name = measure.name if measure else f"Unknown instrument {strange}"
        values = [point.value for point in points]
        total = measure.total.value if measure else None
        if total:
            limits = _limits(measure.cutoffs if measure else ())
            yield Curve(
                label=f"{name}: {total}",
                low=total.min,
                high=total.max,
                points=tuple(points),
                limits=limits,
            )
        elif values:
            low, high = min(values), max(values)
            yield Curve(
                label=f"{name}: {number(low)} to {number(high)} seen",
                low=low,
                high=high,
                points=tuple(points),
            )


def _limits(cutoffs: Iterable[Cutoff]) -> tuple[tuple[float, str], ...]:
    """Gather what is decided at each total."""
    named: dict[tuple[float, str], list[str]] = {}
    for each in cutoffs:
        words = each.name.replace("-", " ")
        named.setdefault((each.limit.at, f"{each.limit}"), []).append(words)
    return tuple(
        (at, f"{', '.join(names)} {limit}")
        for (at, limit), names in sorted(named.items())
    )


def number(value: float) -> str:
    """Write a number in short."""
    return f"{value:.10g}"
