"""A table with typed columns, and how it goes to pandas, polars, CSV and records."""

from __future__ import annotations

__all__ = ["Cell", "Column", "Frame", "Holds", "Kind", "unguarded"]

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

import attrs

from ipt_core._checks import is_unicode, kind_of, refuse_other_than
from ipt_core._extras import from_extra
from ipt_core._shown import Page, Shown
from ipt_core._visible import printable
from ipt_core._words import number_of
from ipt_core._writing import path_of, write_whole
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop._given import Part

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pandas as pd
    import polars as pl

    from ipt_core._blocks import Block

Kind: TypeAlias = Literal["text", "word", "whole", "number", "flag", "date"]
"""What a column holds: open text or codes, a closed word, numbers, truth, dates."""

Holds: TypeAlias = Literal["free text", "reference", "code", "words"]
"""What texts are: what somebody wrote, an id, an open code, words of this library."""

Cell: TypeAlias = str | int | float | bool | dt.date | None
"""One value; None is missing."""

FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet may take for the beginning of a formula."""

_GUARDED = re.compile(f"'*[{re.escape(FORMULA)}]")


@attrs.frozen(kw_only=True)
class Column(Part):
    """One column of a table, as the data dictionary has it."""

    name: str
    """Its name."""
    kind: Kind
    """What it holds."""
    meaning: str = ""
    """What it says, and in which unit."""
    words: tuple[str, ...] = ()
    """Of a closed word: all that it can be."""
    holds: Holds = "free text"
    """Of text: what it is, as what somebody wrote is shown only where asked for."""


@attrs.frozen(kw_only=True, repr=False)
class Frame(Shown):
    """One table. A missing value is None here, and stays missing wherever it goes."""

    name: str
    """Its name, such as `sessions`."""
    columns: tuple[Column, ...]
    """Its columns, in order."""
    rows: tuple[tuple[Cell, ...], ...]
    """Its rows, each with a value for each column."""

    def __attrs_post_init__(self) -> None:
        refuse_other_than(str, self.name, "Frame.name")
        _refuse_other_rows(self.columns, Column, "Frame.columns")
        _refuse_other_rows(self.rows, tuple, "Frame.rows")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise InvalidValueError("a value for each column", "others", "Frame.rows")
        for kind in {type(cell) for row in self.rows for cell in row}:
            if not issubclass(kind, get_args(Cell)):
                raise InvalidValueError("cells", "something else", "Frame.rows")

    def __len__(self) -> int:
        return len(self.rows)

    def blocks(self) -> tuple[Block, ...]:
        """Its size and first rows, without what somebody wrote."""
        return self.page().blocks()

    def page(self, *, text: bool = False) -> Page:
        """Show it.

        Args:
            text: whether to show what somebody wrote, too. Without it only numbers,
                dates, and what looks like a code or a counter are shown.

        Raises:
            InvalidValueError: if `text` is neither true nor false.
        """
        from ipt_core.interop._pages import frame_blocks

        refuse_other_than(bool, text, "text")
        return Page(frame_blocks(self, text=text))

    def __repr__(self) -> str:
        rows, columns = (
            number_of(len(self), "row"),
            number_of(len(self.columns), "column"),
        )
        return f"<Frame {printable(self.name)}: {rows}, {columns}>"

    def __rich_repr__(self) -> Iterator[tuple[str, int]]:
        yield "rows", len(self)
        yield "columns", len(self.columns)

    def to_records(self) -> list[dict[str, Any]]:
        """The rows as dicts, by name of the column."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The table as a pandas data frame.

        Whole numbers are `Int64`, other numbers `Float64`, truth values `boolean`, text
        `string`, closed words categories with all that they can be, and dates
        `datetime64[s]`: types in which a missing value stays missing.

        Raises:
            MissingExtraError: if pandas is not installed.
        """
        pandas = from_extra("pandas", "frames")
        made = {
            column.name: pandas.Series(_dates_as_text(cells), dtype=dtype)
            for column, cells in zip(self.columns, self._by_column(), strict=True)
            for dtype in [_pandas_type(pandas, column)]
        }
        frame: pd.DataFrame = pandas.DataFrame(made, index=range(len(self)))
        return frame

    def to_polars(self) -> pl.DataFrame:
        """The table as a polars data frame.

        Whole numbers are `Int64`, other numbers `Float64`, truth values `Boolean`, text
        `String`, closed words an `Enum` of all that they can be, and dates `Date`.

        Raises:
            MissingExtraError: if polars is not installed.
        """
        polars = from_extra("polars", "frames")
        types: dict[Kind, Any] = {
            "text": polars.String,
            "whole": polars.Int64,
            "number": polars.Float64,
            "flag": polars.Boolean,
            "date": polars.Date,
        }
        made = [
            polars.Series(
                column.name,
                [float(c) if isinstance(c, int) else c for c in cells]
                if column.kind == "number"
                else cells,
                dtype=polars.Enum(column.words)
                if column.kind == "word"
                else types[column.kind],
            )
            for column, cells in zip(self.columns, self._by_column(), strict=True)
        ]
        frame: pl.DataFrame = polars.DataFrame(made)
        return frame

    def to_csv(self, path: str | os.PathLike[str] | None = None) -> str:
        """The table as CSV in UTF-8, with the names of the columns in the first line.

        A missing value is an empty cell, truth is `true` or `false`, dates are ISO
        8601. Text that a spreadsheet would take for a formula (it begins with `=`, `+`,
        `-`, `@`, a tab or an end of line) gets an apostrophe before it; `read_tables`
        takes it away again. Numbers are numbers and get none.

        Args:
            path: where to write it; an older file is replaced, and kept where the new
                one cannot be written. None to write nothing.

        Returns:
            The text.

        Raises:
            InvalidValueError: if a text has half of a surrogate pair in it.
            OSError: if the file cannot be written.
        """
        text = _as_csv([column.name for column in self.columns], self.rows)
        if not is_unicode(text):
            found = "text with half of a surrogate pair"
            raise InvalidValueError("text in Unicode", found, "Frame.rows")
        if path is not None:
            write_whole(path_of(path, "path"), text.encode())
        return text

    def _forms(self) -> dict[str, Callable[[], str]]:
        return {".csv": self.to_csv, **super()._forms()}

    def _by_column(self) -> list[list[Cell]]:
        return [[row[i] for row in self.rows] for i in range(len(self.columns))]


def _refuse_other_rows(given: object, kind: type, where: str) -> None:
    if type(given) is not tuple:
        raise InvalidValueError("a tuple", kind_of(given), where)
    for member in cast("tuple[object, ...]", given):
        refuse_other_than(kind, member, where)


def _as_csv(names: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    # With both ends of line in it, so that text with either of them is quoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(_guarded, names))
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue()


def unguarded(text: str) -> str:
    """Take away the apostrophe that was put before a formula."""
    return text[1:] if text[0] == "'" and _GUARDED.match(text) else text


def _written(cell: Cell) -> str:
    write = _WRITTEN.get(type(cell), str)
    return "" if cell is None else write(cell)


def _guarded(text: str) -> str:
    return f"'{text}" if _GUARDED.match(text) else text


_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: _guarded,
    bool: lambda flag: "true" if flag else "false",
    float: repr,
}


def _dates_as_text(cells: list[Cell]) -> list[Any]:
    # From dates pandas would make nanoseconds, which hold the years 1678 to 2261 only.
    return [str(c) if isinstance(c, dt.date) else c for c in cells]


def _pandas_type(pandas: Any, column: Column) -> Any:
    if column.kind == "word":
        return pandas.CategoricalDtype(list(column.words))
    return {
        "text": "string",
        "whole": "Int64",
        "number": "Float64",
        "flag": "boolean",
        "date": "datetime64[s]",
    }[column.kind]
