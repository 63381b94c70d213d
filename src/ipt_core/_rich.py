"""Blocks for a terminal, by the library rich where that is installed.

Nothing is handed over as markup, so no text can change how it is shown.
"""

from __future__ import annotations

__all__ = ["to_rich"]

from typing import TYPE_CHECKING

from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core._extras import from_extra
from ipt_core._visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Group, RenderableType
    from rich.table import Table as RichTable
    from rich.text import Text

    from ipt_core._blocks import Block

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "owed": "bold magenta",
}
_MARKS = {"error": "✖", "warning": "▲", "info": "●", "owed": "◆"}


def to_rich(blocks: Iterable[Block]) -> RenderableType:
    """Build something that rich can print.

    Raises:
        MissingExtraError: if rich is not installed; then it is not rich that asks.
    """
    group: type[Group] = from_extra("rich.console", "cli").Group
    return group(*(part for block in blocks for part in (*_rich(block), "")))


def _rich(block: Block) -> Iterator[RenderableType]:
    match block:
        case Heading(text, level):
            yield _said(text, "bold underline" if level == 1 else "bold")
        case Paragraph(text):
            yield _said(text)
        case Items(items):
            for item in items:
                yield _grid([("•", item)])
        case Table(head, rows):
            yield _table(head, rows)
        case _:
            yield from _entry(block)


def _said(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(visible(text), style=style, overflow="fold")


def _grid(rows: Iterable[tuple[str, str]], style: str = "") -> RichTable:
    from rich.table import Table as RichTable

    grid = RichTable.grid(padding=(0, 1, 0, 0))
    for first, second in rows:
        grid.add_row(_said(first, style), _said(second))
    return grid


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> RichTable:
    from rich.table import Table as RichTable

    table = RichTable(header_style="bold", show_edge=False, pad_edge=False)
    for title in head:
        table.add_column(_said(title), overflow="fold")
    for row in rows:
        table.add_row(*map(_said, row))
    return table


def _entry(entry: Entry) -> Iterator[RenderableType]:
    from rich.padding import Padding

    style = _STYLES.get(entry.label, "bold")
    mark = f"{_MARKS[entry.label]} " if entry.label in _MARKS else ""
    title = _said(f"{mark}{entry.label.upper()}  ", style)
    yield title.append_text(_said(entry.title, "bold"))
    if entry.text:
        yield Padding(_said(entry.text), (0, 0, 0, 2))
    if entry.details:
        yield Padding(_grid(entry.details, "dim"), (0, 0, 0, 2))
