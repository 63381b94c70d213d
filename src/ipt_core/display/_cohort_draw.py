"""A cohort as SVG: a row for each rule, a column for each group, numbers in all."""

from __future__ import annotations

__all__ = ["draw_cohort", "words_of"]

from typing import TYPE_CHECKING

from ipt_core.display._cohort import Tally
from ipt_core.display._draw import chips_in, paragraph
from ipt_core.display._layout import Sign
from ipt_core.display._legend import LEGEND
from ipt_core.display._sheet import SIZE, SMALL, Sheet
from ipt_core.display._signs import SIGNS, VERMILLION
from ipt_core.display._words import clean, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ipt_core.display._cohort import Cohort, Group

_CELL = 110.0


def draw_cohort(cohort: Cohort, width: float) -> str:
    """Draw a cohort as SVG of a width in px."""
    sheet = Sheet(width)
    y = paragraph(sheet, 4, cohort.title, bold=True)
    y = paragraph(sheet, y, cohort.desc) + 8
    beside = width >= 520
    gutter = 210.0 if beside else 0.0
    most = max(int((width - gutter) // _CELL), 1)
    for start in range(0, len(cohort.groups) if cohort.rules else 0, most):
        groups = cohort.groups[start : start + most]
        y = _strip(sheet, y, cohort, groups, gutter) + 14
    signs = [
        (SIGNS[Sign.UNKNOWN], "not checked: facts are missing", ()),
        (SIGNS[Sign.NONE], "does not apply", ()),
    ]
    y = chips_in(sheet, y, LEGEND, signs)
    return sheet.to_svg(y + 4, cohort.title, cohort.desc)


def _strip(
    sheet: Sheet, y: float, cohort: Cohort, groups: Sequence[Group], gutter: float
) -> float:
    lines = max(len(group.labels) for group in groups) + 1
    for column, group in enumerate(groups):
        x = gutter + column * _CELL
        heads = (*group.labels, f"n = {group.courses}")
        for line, label in enumerate(heads):
            sheet.text(x, y + 8 + 15 * line, label, room=_CELL - 8, bold=True)
    y += 15 * lines + 6
    sheet.line((0, y), (gutter + len(groups) * _CELL, y))
    y += 4
    for code, name in cohort.rules:
        label = clean(f"{code} {name}")
        room = (gutter or sheet.width) - 8
        for line, words in enumerate(wrapped(label, room, SIZE, most=2)):
            sheet.text(0, y + 10 + 15 * line, words, says=(label,))
        y += 0 if gutter else 18
        for column, group in enumerate(groups):
            tally = group.tallies.get(code, Tally())
            _cell(sheet, gutter + column * _CELL, y, tally, label)
        y += 46
        sheet.line((0, y - 5), (gutter + len(groups) * _CELL, y - 5), faint=True)
    return y


def _cell(sheet: Sheet, x: float, y: float, tally: Tally, label: str) -> None:
    told, apart = words_of(tally)
    sheet.text(x, y + 8, told, size=SMALL, says=(f"{label}: {told}",))
    sheet.bar(x, y + 16, _CELL - 12, tally.share or 0.0, VERMILLION)
    sheet.text(x, y + 32, apart, size=SMALL)


def words_of(tally: Tally) -> tuple[str, str]:
    """What stands in a cell: how often broken of how many, and what is apart."""
    share = tally.share
    told = (
        "none judged"
        if share is None
        else f"{tally.broken} of {tally.judged}, {100 * share:.0f}%"
    )
    beside = {"?": tally.unchecked, "-": tally.aside}
    return told, "   ".join(
        f"{sign} {count}" for sign, count in beside.items() if count
    )
