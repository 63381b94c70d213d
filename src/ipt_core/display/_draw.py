"""A picture of a course as SVG, in strips as long as the width allows."""

from __future__ import annotations

__all__ = ["chips_in", "draw", "paragraph"]

from typing import TYPE_CHECKING

from ipt_core.display._legend import JUDGED, LEGEND, legend_of
from ipt_core.display._sheet import SIZE, Sheet
from ipt_core.display._signs import SIGNS
from ipt_core.display._strip import strips_of
from ipt_core.display._words import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ipt_core.display._layout import Lane, Layout
    from ipt_core.display._signs import Look
from ipt_core.display._strip import Strip


def draw(layout: Layout, width: float) -> str:
    """Draw a course as SVG of a width in px."""
    sheet = Sheet(width)
    y = paragraph(sheet, 4, layout.title, bold=True)
    y = paragraph(sheet, y, " ".join([layout.desc, *layout.notes])) + 8
    for flow in layout.flows:
        chips = [(SIGNS[c.sign], c.word, c.says) for c in flow.chips]
        y = chips_in(sheet, y, flow.head, chips) + 4
    strips = strips_of(layout.slots, width)
    for index, strip in enumerate(strips):
        y = _strip(sheet, y, strip, layout, first=index == 0) + 14
    y = chips_in(sheet, y, LEGEND, legend_of(layout))
    return sheet.to_svg(y + 4, layout.title, layout.desc)


def _strip(
    sheet: Sheet, y: float, strip: Strip, layout: Layout, *, first: bool
) -> float:
    place, top = sheet.place, y
    y = strip.bands(sheet, y, layout.bands)
    y = _lanes(sheet, y, strip, layout.above, first=first)
    y = strip.sessions(sheet, y, layout.slots)
    y = _lanes(sheet, y, strip, layout.owed, first=first) + 4
    middle = y
    for curve in layout.curves:
        if any(point.slot in strip.xs for point in curve.points):
            y = strip.curve(sheet, y, curve)
    y = _lanes(sheet, y, strip, layout.lanes, first=first, headed=True)
    strip.grounds(sheet, place, top, y, layout.bands)
    if layout.here is not None and layout.here in strip.xs:
        x = strip.xs[layout.here] + strip.unit / 2
        # Labels that stand above their rows are not to be crossed.
        end = (x, y if strip.beside else middle)
        sheet.line((x, top), end, dash="1 3", wide=2, says=(JUDGED,))
    return y


def _lanes(
    sheet: Sheet,
    y: float,
    strip: Strip,
    lanes: Sequence[Lane],
    *,
    first: bool,
    headed: bool = False,
) -> float:
    """Draw the rows that have marks in a strip; those without any in the first one."""
    group = ""
    for lane in lanes:
        if not strip.holds(lane.marks) and (lane.marks or not first):
            continue
        if headed and lane.group != group:
            group = lane.group
            sheet.text(0, y + 12, group, bold=True)
            y += 23
        y = strip.lane(sheet, y, lane)
    return y


def paragraph(sheet: Sheet, y: float, words: str, *, bold: bool = False) -> float:
    """Write words in lines, and give the height under them."""
    size = SIZE + 2 if bold else SIZE
    for line in wrapped(words, sheet.width / (1.1 if bold else 1), size):
        sheet.text(0, y + 8, line, bold=bold, size=size)
        y += 17
    return y


def chips_in(
    sheet: Sheet,
    y: float,
    head: str,
    chips: Iterable[tuple[Look, str, tuple[str, ...]]],
) -> float:
    """Draw marks with a word each, in lines, and give the height under them."""
    sheet.text(0, y + 8, head, bold=True)
    x, y = 0.0, y + 19
    for look, word, says in chips:
        wide = 18 + width_of(word, SIZE) + 10
        if x and x + wide > sheet.width:
            x, y = 0.0, y + 19
        sheet.mark(look, x + 7, y + 8, 5.5, says)
        sheet.text(x + 17, y + 8, word, room=sheet.width - x - 17, says=says)
        x += wide
    return y + 19
