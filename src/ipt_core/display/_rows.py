"""A picture of a course as the rows of one table."""

from __future__ import annotations

__all__ = ["COLUMNS", "rows_of"]

from typing import TYPE_CHECKING

from ipt_core.display._lanes import due_words, said
from ipt_core.display._places import place_due, places_of
from ipt_core.display._words import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.display._axis import Axis
    from ipt_core.display._layout import Cell, Curve, Lane
    from ipt_core.engine import Course, Report

COLUMNS = ("part", "name", "place", "session", "when", "value", "says")
"""Names of the columns.

`place` counts the places of the axis from 0, the time before the first session;
`session` is the number of an acute session.
"""


def rows_of(
    course: Course,
    report: Report,
    axis: Axis,
    curves: Iterable[Curve],
    lanes: Iterable[Lane],
) -> tuple[tuple[Cell, ...], ...]:
    """Make the rows of a picture's table."""
    return (
        *_sessions(axis),
        *_scores(axis, curves),
        *_lanes(axis, lanes),
        *_findings(course, report, axis),
        *_owed(report, axis),
    )


def _row(
    axis: Axis,
    part: str,
    name: str,
    place: int | None,
    says: str,
    *,
    value: float | None = None,
) -> tuple[Cell, ...]:
    slot = None if place is None else axis.slots[place]
    number = slot.number if slot else None
    when = (slot and slot.when) or None
    return part, name, place, number, when, value, clean(says)


def _sessions(axis: Axis) -> Iterator[tuple[Cell, ...]]:
    for place, slot in enumerate(axis.slots):
        if slot.kind:
            yield _row(axis, "session", slot.kind, place, slot.says)


def _scores(axis: Axis, curves: Iterable[Curve]) -> Iterator[tuple[Cell, ...]]:
    for curve in curves:
        name = curve.label
        yield _row(axis, "scale", name, None, curve.scale)
        for point in curve.points:
            yield _row(axis, "score", name, point.slot, "", value=point.value)
        for line in curve.limits:
            yield _row(axis, "cut-off", name, None, line.says, value=line.at)


def _lanes(axis: Axis, lanes: Iterable[Lane]) -> Iterator[tuple[Cell, ...]]:
    for lane in lanes:
        part = lane.group.lower()
        yield _row(axis, part, lane.label, None, lane.word)
        for mark in lane.marks:
            yield _row(axis, part, lane.label, mark.slot, mark.sign)


def _findings(course: Course, report: Report, axis: Axis) -> Iterator[tuple[Cell, ...]]:
    for finding in report.findings:
        name = clean(f"{finding.code} {finding.name}")
        for place in dict.fromkeys(places_of(finding, axis, course)) or (None,):
            yield _row(axis, "finding", name, place, said(finding))


def _owed(report: Report, axis: Axis) -> Iterator[tuple[Cell, ...]]:
    for owed in report.owed:
        name = clean(f"{owed.code} {owed.name}")
        yield _row(axis, "owed", name, place_due(owed, axis), due_words(owed))
