"""Frames, tables and agreement as blocks: sizes and first rows, nothing written."""

from __future__ import annotations

__all__ = ["agreement_blocks", "frame_blocks", "tables_blocks"]

from typing import TYPE_CHECKING

from ipt_core._blocks import WIDTH, Heading, Paragraph, Table
from ipt_core._words import number_of
from ipt_core.model._fields import is_code, is_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.interop._agreement import Agreement, Agreements
    from ipt_core.interop._frames import Cell, Column, Frame
    from ipt_core.interop._tables import Tables

_ROWS = 10
_LONGEST = 24
_HIDDEN = "…"


def frame_blocks(frame: Frame, *, text: bool) -> Iterator[Block]:
    """Show the size of a table and its first rows, as many columns as fit."""
    rows, columns = (
        number_of(len(frame), "row"),
        number_of(len(frame.columns), "column"),
    )
    yield Heading(f"Table {_cut(frame.name)}", 1)
    yield Paragraph(f"{rows}, {columns}.")
    first = frame.rows[:_ROWS]
    shown, others, left = list[tuple[str, ...]](), list[str](), WIDTH + 2
    for position, column in enumerate(frame.columns):
        cells = [_said(row[position], column, text=text) for row in first]
        cells = [_cut(column.name), *cells]
        width = max(map(len, cells)) + 2
        if width > left or {*cells[1:]} <= {"", _HIDDEN}:
            others.append(column.name)
        else:
            shown.append(tuple(cells))
            left -= width
    if shown:
        head, *members = zip(*shown, strict=True)
        yield Table(head, tuple(members))
    if len(frame) > _ROWS:
        yield Paragraph(f"{number_of(len(frame) - _ROWS, 'row')} more.")
    if others:
        yield Paragraph(f"Not shown here: {', '.join(map(_cut, others))}.")


def _said(cell: Cell, column: Column, *, text: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str):
        return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
    if text or column.kind == "word" or _is_plain(cell, column.holds):
        return _cut(cell)
    return _HIDDEN


def _is_plain(cell: str, holds: str) -> bool:
    """Tell whether a text is none that somebody wrote."""
    if holds == "code":
        return is_code(cell)
    return holds == "words" or is_slug(cell)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def tables_blocks(tables: Tables) -> Iterator[Block]:
    """Show which tables there are, and how large they are."""
    full = [frame for frame in tables.values() if len(frame)]
    empty = [_cut(frame.name) for frame in tables.values() if not len(frame)]
    yield Heading("Tables", 1)
    if full:
        rows = [(_cut(f.name), str(len(f)), str(len(f.columns))) for f in full]
        yield Table(("table", "rows", "columns"), tuple(rows))
    if empty:
        yield Paragraph(f"Without rows: {', '.join(empty)}.")


def agreement_blocks(items: Agreements) -> Iterator[Block]:
    """Show the numbers of each item, with what they rest on."""
    yield Heading("Agreement of two raters", 1)
    columns: list[tuple[str, ...]] = [
        ("item", *(_cut(each.item) for each in items)),
        ("agreed", *(f"{each.agreed} of {each.both}" for each in items)),
        ("observed", *(_number(each.observed) for each in items)),
        ("kappa", *(_number(each.kappa) for each in items)),
    ]
    if any(each.weights for each in items):
        columns.append(("weights", *(each.weights or "none" for each in items)))
    if any(each.icc is not None for each in items):
        columns.append(("ICC", *(_number(each.icc) for each in items)))
    alone = (f"{each.first_only}, {each.second_only}" for each in items)
    head, *rows = zip(*columns, ("rated by one only", *alone), strict=True)
    yield Table(head, tuple(rows))
    yield Paragraph(
        "All numbers rest on the units that both rated. A dash stands for a number "
        "that is not defined, or was not asked for."
    )
    apart = [each.item for each in items if _are_apart(each)]
    if apart:
        yield Paragraph(
            f"No rating in common: {_names(apart)}. If the raters wrote the same in "
            "two ways, such as yes and 1, write it in one before they are compared."
        )
    for which, only in (("first", items.only_first), ("second", items.only_second)):
        if only:
            yield Paragraph(f"Only in the {which} table: {_names(only)}.")


def _are_apart(each: Agreement) -> bool:
    """Tell whether two raters of a choice never gave the same rating to anything."""
    scale = each.weights is not None or each.icc is not None
    return bool(each.both) and not each.common and not scale


def _names(items: Iterable[str]) -> str:
    return ", ".join(map(_cut, items))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
