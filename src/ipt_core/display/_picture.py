"""A picture with its numbers, in the forms in which it is shown and saved."""

from __future__ import annotations

__all__ = [
    "NARROW",
    "WIDE",
    "Picture",
    "cohort_picture",
    "course_picture",
]

from typing import TYPE_CHECKING

import attrs

from ipt_core._blocks import Heading, Paragraph, Table, to_html
from ipt_core._checks import kind_of
from ipt_core._shown import Shown
from ipt_core._writing import path_of
from ipt_core.display._cohort import cohort_of
from ipt_core.display._cohort_draw import draw_cohort
from ipt_core.display._course import layout_of
from ipt_core.display._curves import number
from ipt_core.display._draw import draw
from ipt_core.display._layout import Cell
from ipt_core.engine.rendering import LIMITS
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from ipt_core._blocks import Block
    from ipt_core.display._cohort import Cohort
    from ipt_core.display._layout import Layout
    from ipt_core.engine import Report
    from ipt_core.model import TreatmentPlan

    Shows = TypeVar("Shows", Layout, Cohort)

WIDE = 680
"""Width of a picture in px, where nothing else is asked for."""
NARROW = 350
"""Width of the one for a phone: a page of 390 px with its margins."""


@attrs.frozen(kw_only=True, repr=False)
class Picture(Shown):
    """A picture of a course or of many, and the same numbers as a table.

    It judges nothing itself: it shows what a report says.
    """

    title: str
    """What it is a picture of."""
    desc: str
    """What is to be seen, in a few sentences."""
    svg: str
    """The picture as SVG that stands alone: no script, nothing from elsewhere.

    It follows light and dark, and its smallest text has 11 px.
    """
    narrow: str
    """The same for a page as narrow as a phone."""
    columns: tuple[str, ...]
    """Names of the table's columns."""
    rows: tuple[tuple[Cell, ...], ...]
    """Rows of the table: text, numbers, or None for nothing."""
    by: tuple[str, ...]
    """Columns by which the table is parted where it is shown."""

    @property
    def table(self) -> list[dict[str, Cell]]:
        """The numbers: one dict for each row, as data frames are made of."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def blocks(self) -> tuple[Block, ...]:
        """The numbers as the blocks that every display is made of.

        There is a table for each part of the numbers, without columns of nothing.
        """
        return (
            Heading(self.title, 1),
            Paragraph(self.desc),
            *self._tables(),
            Paragraph(LIMITS),
        )

    def _tables(self) -> Iterator[Block]:
        parts: dict[str, list[dict[str, str]]] = {}
        for row in self.table:
            words = {column: _word(cell) for column, cell in row.items()}
            head = ", ".join(f"{column}: {words.pop(column)}" for column in self.by)
            parts.setdefault(head[0].upper() + head[1:], []).append(words)
        for head, rows in parts.items():
            shown = [column for column in rows[0] if any(row[column] for row in rows)]
            titles = tuple(column.replace("_", " ") for column in shown)
            yield Heading(head)
            yield Table(titles, tuple(tuple(row[c] for c in shown) for row in rows))

    def to_html(self) -> str:
        """The picture as HTML that stands alone, with the numbers under it.

        Where there is no room for `svg` it shows `narrow`.
        """
        uid, wide = (_attribute(self.svg, name) for name in ("id", "width"))
        numbers = to_html(self.blocks()[2:])
        box = ' role="group" aria-label="Picture" tabindex="0"'
        return (
            f'<figure class="{uid}"><style>figure.{uid}.{uid}{{margin:1em 0;'
            "container-type:inline-size;width:auto;text-align:start}"
            f".{uid} .scroll{{overflow-x:auto}}"
            f".{uid} svg{{display:block;max-width:none}}"
            f".{uid} .narrow{{display:none}}@container (width<{wide}px){{"
            f".{uid} .wide{{display:none}}.{uid} .narrow{{display:block}}}}</style>"
            f'<div class="scroll wide"{box}>{self.svg}</div>'
            f'<div class="scroll narrow"{box}>{self.narrow}</div>'
            f"<details><summary>The same as a table</summary>{numbers}</details>"
            "</figure>"
        )

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, in the form that the end of its name asks for.

        `.svg` is the picture, `.html` a page with it and its numbers, `.md` and `.txt`
        hold the numbers. What was there before stays there until the new file is
        complete. PDF and PNG are written by `savefig` of the figure that
        `ipt_core.display.plot` draws.

        Raises:
            InvalidValueError: if it is no path, or ends in something else.
            OSError: if it cannot be written.
        """
        if path_of(path, "path").suffix.lower() in {".pdf", ".png"}:
            found = "one for `savefig` of a figure by `ipt_core.display.plot`"
            raise InvalidValueError("a name that ends in .svg or .html", found, "path")
        super().save(path)

    def _forms(self) -> dict[str, Callable[[], str]]:
        return {**super()._forms(), ".svg": lambda: self.svg}

    def __repr__(self) -> str:
        return f"<Picture: {len(self.rows)} rows>"


def _attribute(svg: str, name: str) -> str:
    return svg.partition(f' {name}="')[2].partition('"')[0]


def _word(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else number(cell)


def course_picture(
    plan: TreatmentPlan, report: Report, *, text: bool, width: int | None
) -> Picture:
    """Draw a course as its report judges it; `ipt_core.picture` makes the report too.

    Args:
        plan: the plan.
        report: its report.
        text: as for `ipt_core.picture`.
        width: as for `ipt_core.picture`.

    Raises:
        InvalidValueError: if an argument is nothing that it could be.
    """
    width = _width(width)
    return _picture_of(layout_of(plan, report, text=text), draw, width)


def cohort_picture(
    courses: Iterable[Report | tuple[TreatmentPlan, Report]],
    *,
    by: Iterable[str] = ("protocol", "site"),
    text: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw which rules are broken how often in many courses.

    A share is of the courses in which a rule could be judged: it is kept, on track,
    owed or broken. Where it was not checked or does not apply, a course is counted
    apart.

    Args:
        courses: reports, or plans with their reports, each as `(plan, report)`. A
            report alone knows its protocol, but no site, arm or therapist.
        by: what to group courses by: `protocol`, `site`, `arm`, `therapist`, or
            several of them; nothing for all in one group.
        text: whether to show the codes of sites, arms and therapists; else they are
            numbered in the order of their codes.
        width: as for `ipt_core.picture`.

    Returns:
        The picture, which shows the rules that were broken at least once. Its table
        has a row for each rule and group.

    Raises:
        InvalidValueError: if an argument is nothing that it could be, or a report is
            none of its plan.
    """
    width = _width(width)
    return _picture_of(cohort_of(courses, by, text=text), draw_cohort, width)


def _picture_of(
    shown: Shows, drawn: Callable[[Shows, int], str], width: int
) -> Picture:
    return Picture(
        title=shown.title,
        desc=shown.desc,
        svg=drawn(shown, width),
        narrow=drawn(shown, NARROW),
        columns=shown.columns,
        rows=shown.rows,
        by=shown.by,
    )


def _width(width: int | None) -> int:
    if width is None:
        return WIDE
    if type(width) is not int or not 320 <= width <= 10_000:
        raise InvalidValueError("a width from 320 to 10000", kind_of(width), "width")
    return width
