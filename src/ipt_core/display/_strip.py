"""One line of a picture: some sessions side by side, and what belongs to them."""

from __future__ import annotations

__all__ = ["Strip", "strips_of"]

from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING

import attrs

from ipt_core.display._curves import apart, clear, number, told, totals_of
from ipt_core.display._sheet import SIZE, SMALL
from ipt_core.display._signs import BLUE, KINDS, SIGNS, STATES, Look
from ipt_core.display._words import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipt_core.display._layout import Band, Curve, Lane, Mark, Slot
    from ipt_core.display._sheet import Sheet

_LEAST, _MOST = 17.0, 40.0
_MARK = 5.5
_BARS = {"initial": "", "middle": "7 3", "termination": "2 2"}
_RISE = 76.0
_DASHES = {True: "5 3", False: "1.5 3.5", None: ""}


@attrs.frozen
class Strip:
    """Some places side by side."""

    xs: Mapping[int, float]
    """Where each place is."""
    unit: float
    """Width of a step."""
    gutter: float
    """Width of what is left of the places."""
    beside: bool
    """Whether labels stand in the gutter; else above their rows."""

    def holds(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks that are in this strip."""
        return [mark for mark in marks if mark.slot in self.xs]

    @property
    def edges(self) -> tuple[float, float]:
        """The left and the right edge of the places."""
        half = self.unit / 2
        return min(self.xs.values()) - half, max(self.xs.values()) + half

    def bands(self, sheet: Sheet, y: float, bands: Sequence[Band]) -> float:
        """Draw the names and bars of phases."""
        for band in self._inside(bands):
            left, right = self._ends(band)
            room = right - left - 4
            fits = width_of(band.word, SMALL) <= room
            short = band.word if fits else band.word[0].upper()
            sheet.text(
                (left + right) / 2,
                y + 7,
                short,
                size=SMALL,
                anchor="middle",
                bold=True,
                says=(f"{band.word} phase",),
            )
            dash = _BARS.get(band.word, "10 3 2 3")
            ends = (left + 1, y + 18), (right - 1, y + 18)
            sheet.line(*ends, wide=5, dash=dash, says=(f"{band.word} phase",))
        return y + 24

    def grounds(
        self, sheet: Sheet, place: int, top: float, bottom: float, bands: Sequence[Band]
    ) -> None:
        """Lay a ground under every second phase."""
        for index, band in enumerate(bands):
            if index % 2 == 0 and band in self._inside(bands):
                left, right = self._ends(band)
                sheet.under(place, left, top, right - left, bottom - top)

    def _inside(self, bands: Sequence[Band]) -> list[Band]:
        first, last = min(self.xs), max(self.xs)
        return [band for band in bands if band.first <= last and band.last >= first]

    def _ends(self, band: Band) -> tuple[float, float]:
        first, last = max(band.first, min(self.xs)), min(band.last, max(self.xs))
        return self.xs[first] - self.unit / 2, self.xs[last] + self.unit / 2

    def sessions(self, sheet: Sheet, y: float, slots: Sequence[Slot]) -> float:
        """Draw the sessions, with their numbers and days."""
        middle, free, free_day = y + 11, 0.0, 0.0
        dated = any(slots[place].tick[0] for place in self.xs)
        for place, x in self.xs.items():
            slot = slots[place]
            if slot.cut:
                before = x - self.unit * slot.gap / 2
                sheet.text(before, middle, "//", anchor="middle", says=("A pause",))
            if slot.kind is None:
                sheet.line((x, middle - 7), (x, middle + 7), says=(slot.says,))
            else:
                look = attrs.evolve(STATES[slot.state], shape=KINDS[slot.kind])
                sheet.mark(look, x, middle, 7, says=(slot.says,))
            free = sheet.label(x, y + 28, slot.label, free)
            day = " ".join(filter(None, slot.tick))
            free_day = sheet.label(x, y + 43, day, free_day + 5)
        return y + (52 if dated else 37)

    def lane(self, sheet: Sheet, y: float, lane: Lane) -> float:
        """Draw a row: its label, how it stands, and its marks."""
        marks = self.holds(lane.marks)
        left = 0.0
        if lane.state:
            sheet.mark(SIGNS[lane.state], 7, y + 9, _MARK, says=(lane.word,))
            left = 17.0
        room = self.gutter - 6 if self.beside else sheet.width
        label = lane.label
        if lane.word and not (self.beside and lane.state):
            label += f", {lane.word}"
        for flag in lane.flags:
            room -= 18
            self._mark(sheet, room + 8, y + 9, flag)
        lines = wrapped(label, room - left, SIZE, most=3)
        for index, line in enumerate(lines):
            says = (label,) if lines[-1].endswith("…") else ()
            sheet.text(left, y + 9 + 15 * index, line, says=says)
        high = 15 * len(lines) + 4
        if not self.beside:
            if not (marks or lane.line):
                return y + high
            y, high = y + high - 2, 24
        self._line(sheet, y + 9, lane)
        for mark in marks:
            self._mark(sheet, self.xs[mark.slot], y + 9, mark)
        return y + high

    def _line(self, sheet: Sheet, y: float, lane: Lane) -> None:
        if lane.line:
            inside = [
                x for p, x in self.xs.items() if lane.line[0] <= p <= lane.line[1]
            ]
            if inside:
                ends = (min(inside), y), (max(inside), y)
                sheet.line(*ends, wide=2, faint=True)

    def _mark(self, sheet: Sheet, x: float, y: float, mark: Mark) -> None:
        count, radius = len(mark.says), _MARK
        if count > 1:
            x, radius = x - 4, 5.0
            more = f"{count}" if count < 10 else "+"
            sheet.text(x + radius + 1, y, more, size=SMALL)
        sheet.mark(SIGNS[mark.sign], x, y, radius, says=mark.says)

    def curve(self, sheet: Sheet, y: float, curve: Curve) -> float:
        """Draw the scores of an instrument, with its cut-offs."""
        for line in wrapped(told(curve), sheet.width, SIZE):
            sheet.text(0, y + 8, line)
            y += 16
        base = y + 18 + _RISE

        def height(value: float) -> float:
            share = (value - curve.low) / (curve.high - curve.low or 1)
            return base - _RISE * min(max(share, 0.0), 1.0)

        left, right = self.edges
        totals = totals_of(curve)
        heights = [height(at) for at in totals]
        beside = apart(heights, SMALL)
        for (at, sure), here, free in zip(totals.items(), heights, beside, strict=True):
            ends = (left, here), (right, here)
            dash = _DASHES[sure]
            sheet.line(*ends, dash=dash, faint=not dash, says=(number(at),))
            x = self.gutter - 4
            sheet.text(x, free, number(at), size=SMALL, anchor="end", room=x)
        inside = [point for point in curve.points if point.slot in self.xs]
        through = [(self.xs[each.slot], height(each.value)) for each in inside]
        if len(through) > 1:
            sheet.path(through, BLUE)
        free = 0.0
        for point, (x, here) in zip(inside, through, strict=True):
            beyond = not curve.low <= point.value <= curve.high
            shape = (
                ("up" if point.value > curve.high else "down") if beyond else "circle"
            )
            sheet.mark(Look(shape, BLUE), x, here, 4, says=(point.says,))
            at = clear(here, heights, 11, base)
            free = sheet.label(x, at, number(point.value), free)
        return base + 12


def strips_of(slots: Sequence[Slot], width: float) -> list[Strip]:
    """Break the axis into strips of a width."""
    beside = width >= 520
    gutter = 190.0 if beside else 26.0
    room = width - gutter - 4
    whole = sum(slot.gap for slot in slots)
    pieces = ceil(whole * _LEAST / room)
    lines: list[list[int]] = []
    ends: list[float] = []
    for place, slot in enumerate(slots):
        # As long as the others, so that no strip has a single session.
        if ends and ends[-1] + slot.gap <= min(whole / pieces + 1, room / _LEAST):
            lines[-1].append(place)
            ends[-1] += slot.gap
        else:
            lines.append([place])
            ends.append(1)
    unit = min(room / max(ends), _MOST)
    return [
        Strip(_positions(line, slots, gutter, unit), unit, gutter, beside)
        for line in lines
    ]


def _positions(
    line: Sequence[int], slots: Sequence[Slot], gutter: float, unit: float
) -> dict[int, float]:
    xs, x = dict[int, float](), gutter + unit / 2
    for place in line:
        x += unit * slots[place].gap if xs else 0
        xs[place] = round(x, 1)
    return xs
