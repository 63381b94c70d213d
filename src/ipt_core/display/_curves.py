"""Scores in a picture: a line for each instrument, with its cut-offs."""

from __future__ import annotations

__all__ = ["apart", "clear", "curves_of", "lines_of", "number", "told", "totals_of"]

from math import floor
from statistics import fmean
from typing import TYPE_CHECKING, Any

from ipt_core.catalogue import Comparison, measures
from ipt_core.display._layout import Curve, Line, Point
from ipt_core.evidence import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipt_core.catalogue import Cutoff, Measure
    from ipt_core.display._axis import Axis
    from ipt_core.engine import Course
    from ipt_core.evidence import Reading


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
        if measure and total:
            yield Curve(
                label=name,
                scale=", ".join(_scale(measure)),
                low=total.min,
                high=total.max,
                points=tuple(points),
                limits=tuple(lines_of(measure)),
            )
        elif values:
            low, high = min(values), max(values)
            yield Curve(
                label=name,
                scale=f"{number(low)} to {number(high)} seen",
                low=low,
                high=high,
                points=tuple(points),
            )


def _scale(measure: Measure) -> Iterator[str]:
    """Say what the range of an instrument is, and which way it is better."""
    for sourced in (measure.total, measure.direction):
        for reading in sourced.readings[:1] if sourced else ():
            words = f"{reading.value}".replace("-", " ")
            yield words + (" (unverified)" if _unverified(reading) else "")


def lines_of(measure: Measure) -> Iterator[Line]:
    """Gather what is decided at each total, from the lowest total that counts."""
    found: dict[tuple[float, float, str], list[Cutoff]] = {}
    for each in measure.cutoffs:
        limit, last = each.limit, each.up_to
        at, words = limit.at, f"{limit}" + ("" if last is None else f" to {last:g}")
        if limit.comparison is Comparison.ABOVE and not measure.mean:
            at = floor(at) + 1
            words = f"at least {at}"
        found.setdefault((at, at if last is None else last, words), []).append(each)
    for (at, last, words), cutoffs in sorted(found.items(), key=lambda each: each[0]):
        yield Line(
            at=at,
            up_to=last if last > at else None,
            sure=not all(_unverified(each.evidence) for each in cutoffs),
            says=f"{', '.join(map(_name, cutoffs))} {words}",
        )


def _name(cutoff: Cutoff) -> str:
    doubt = "unverified" if _unverified(cutoff.evidence) else None
    beside = ", ".join(filter(None, (cutoff.by, doubt)))
    return cutoff.name.replace("-", " ") + (f" ({beside})" if beside else "")


def _unverified(reading: Reading[Any]) -> bool:
    """Tell whether a value rests on what was not read."""
    doubts = [cited.basis is Basis.UNVERIFIED for cited in reading.citations]
    derived = reading.basis is Basis.DERIVED
    return any(doubts) if derived else bool(doubts) and all(doubts)


def told(curve: Curve) -> str:
    """Say what a curve is drawn of: the instrument, its range, what its lines are."""
    lines = {
        kind: "; ".join(each.says for each in curve.limits if each.sure is sure)
        for kind, sure in (("Dashed", True), ("Dotted", False))
    }
    said = [f"{kind}: {words}." for kind, words in lines.items() if words]
    return " ".join([f"{curve.label}: {curve.scale}" + "." * bool(said), *said])


def totals_of(curve: Curve) -> dict[float, bool | None]:
    """List the totals at which there is a line, from the greatest.

    True stands for a cut-off, False for one that is not verified, None for an end of
    the range.
    """
    found: dict[float, bool | None] = {}
    for line in curve.limits:
        for at in (line.at, line.at if line.up_to is None else line.up_to):
            found[at] = bool(found.get(at)) or line.sure
    ends = {at: None for at in (curve.low, curve.high) if at not in found}
    return dict(sorted((found | ends).items(), reverse=True))


def apart(wanted: Sequence[float], least: float) -> list[float]:
    """Move labels as far as they need, and no further, to stand `least` apart.

    Args:
        wanted: where they would stand, from the lowest number.
        least: how far apart they are to stand.
    """
    groups: list[list[float]] = []
    for place, at in enumerate(wanted):
        groups.append([at - place * least])
        while len(groups) > 1 and fmean(groups[-2]) > fmean(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    found = [fmean(group) for group in groups for _ in group]
    return [at + place * least for place, at in enumerate(found)]


def clear(at: float, lines: Sequence[float], step: float, base: float) -> float:
    """Find where the number of a point is crossed by no line: over it, or under it.

    Args:
        at: height of the point; heights grow downwards.
        lines: heights of the lines.
        step: how far from the point the number stands.
        base: height of the lowest line.
    """
    over, under = (
        min(step / 2, *(abs(free - line) for line in lines))
        for free in (at - step, at + step)
    )
    return at + step if over < under and at + step < base else at - step


def number(value: float) -> str:
    """Write a number in short."""
    return f"{value:.10g}"
