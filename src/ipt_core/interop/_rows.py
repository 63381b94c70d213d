"""Tables of any kind as rows of text: files, data frames, records.

Every cell becomes the text that it would have in a CSV file, so that a table reads the
same whichever way it came. None is a cell that is empty or not there.
"""

from __future__ import annotations

__all__ = ["ISO", "Rows", "Source", "Unread", "read_rows", "text_of"]

import csv
import datetime as dt
import io
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from math import isnan
from numbers import Integral, Real
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

import attrs

from ipt_core._checks import kind_of
from ipt_core._problems import Problem
from ipt_core._visible import printable
from ipt_core.exceptions import LoadError
from ipt_core.formats._reading import MAX_BYTES, read
from ipt_core.interop._frames import Frame, unguarded

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator


class _DataFrame(Protocol):
    """What pandas and polars have in common."""

    @property
    def columns(self) -> Any: ...


Source: TypeAlias = (
    "str | os.PathLike[str] | Frame | Iterable[Mapping[Any, Any]] | _DataFrame"
)
"""A table: the path of a CSV file, a `Frame`, records, or a pandas or polars frame."""

_MISSING = {"NAType", "NaTType"}
"""Types whose one value stands for a missing one."""

ISO = "%Y-%m-%d"

_NO_TEXT = "\ud800"
"""Stands for a number without a text; as no text is that, no field takes it."""

_OTHERS = {
    b"PK\x03\x04": "a workbook or an archive; save it as CSV, or give a data frame",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
"""Files that are none, by what they begin with."""

_LIMIT = Lock()
"""Held while the limit of the cells of `csv`, one for the whole process, is ours."""


@attrs.frozen(kw_only=True)
class Unread:
    """A place of a table that could not be read; what stands there is never told."""

    table: str | None = None
    """Name of the table, where there are several."""
    row: int | None = None
    """Row, from 1; None for the whole table.

    In a CSV file, the line on which it begins: there the header is line 1.
    """
    column: str | None = None
    """Name of the column, as the mapping or the data dictionary has it."""
    expected: str
    """What could stand there."""
    found: str
    """The kind of thing that stands there."""
    nearest: str | None = None
    """The known word that an unknown one most resembles."""

    def __str__(self) -> str:
        row = None if self.row is None else f"row {self.row}"
        where = ", ".join(part for part in (self.table, row, self.column) if part)
        said = f"expected {self.expected}, found {self.found}"
        near = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return printable(f"{where}: {said}{near}" if where else f"{said}{near}")


@attrs.frozen(kw_only=True)
class Rows:
    """The rows of a table as texts."""

    columns: frozenset[str]
    """Names of its columns."""
    rows: tuple[dict[str, str], ...]
    """What its cells say; those that say nothing are left out."""
    numbers: tuple[int, ...]
    """Each row's number for people: its line in a CSV file, else counted from 1."""
    problems: tuple[Unread, ...] = ()
    """Rows with more or fewer cells than the header."""

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Go through the rows with their numbers."""
        return zip(self.numbers, self.rows, strict=True)


def read_rows(
    table: Source,
    where: str,
    *,
    guarded: bool = False,
    delimiter: str = ",",
    date_format: str | None = ISO,
) -> Rows:
    """Read a table.

    Args:
        table: the table.
        where: what an error calls it.
        guarded: whether texts of a CSV file have an apostrophe before a formula.
        delimiter: what stands between the cells of a CSV file.
        date_format: how a date that is one, and no text, is written, without its time
            of day; None to keep that, where there is one.

    Raises:
        LoadError: if it is none, or a file that cannot be read or is no CSV in UTF-8.
    """
    try:
        if isinstance(table, str | os.PathLike):
            return _of_csv(read(table), guarded, delimiter)
        return _of_records(table, date_format)
    except LoadError as error:
        problems = error.problems
    raise LoadError([attrs.evolve(p, path=(where, *p.path)) for p in problems])


def _of_records(table: Source, date_format: str | None) -> Rows:
    given: Any = table
    columns: set[str] = set()
    if isinstance(given, Frame):
        columns = _once([column.name for column in given.columns])
        given = given.to_records()
    elif hasattr(given, "collect") and not hasattr(given, "to_dicts"):
        raise _refusal("a table", "a lazy frame, which has to be collected first")
    elif hasattr(given, "columns") and not isinstance(given, type):
        columns = _once([str(name) for name in given.columns])
        if hasattr(given, "to_dicts"):
            given = given.to_dicts()
        elif hasattr(given, "to_dict"):
            given = given.to_dict("records")
    if isinstance(given, Mapping | bytes | type) or not isinstance(given, Iterable):
        raise _refusal("a table", kind_of(cast("Any", given)))
    records: list[Any] = list(cast("Any", given))
    if not all(isinstance(record, Mapping) for record in records):
        raise _refusal("rows that are mappings", "something else")
    rows = tuple(dict(_texts(record, date_format)) for record in records)
    columns |= {str(name) for record in records for name in record}
    numbers = tuple(range(1, len(rows) + 1))
    return Rows(columns=frozenset(columns), rows=rows, numbers=numbers)


def _texts(
    record: Mapping[Any, Any], date_format: str | None
) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        text = text_of(value, date_format)
        if text:
            yield str(name), text


def text_of(value: Any, date_format: str | None = None) -> str | None:
    """What a value would be in a CSV file."""
    try:
        return _text(value, date_format)
    except (OverflowError, ValueError):  # a number that Python does not write or turn
        return _NO_TEXT


def _text(value: Any, date_format: str | None) -> str | None:
    if value is None or type(value).__name__ in _MISSING:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        whole = number.is_integer() and abs(number) < 2**53
        return None if isnan(number) else repr(int(number) if whole else number)
    if isinstance(value, dt.datetime) and (date_format or value.time() == dt.time()):
        value = value.date()
    if type(value) is dt.date and date_format and date_format != ISO:
        return value.strftime(date_format)
    return str(value)


def _of_csv(data: bytes, guarded: bool, delimiter: str) -> Rows:
    for start, found in _OTHERS.items():
        if data.startswith(start):
            raise _refusal("CSV in UTF-8", found)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"something else at byte {error.start + 1}"
    else:
        return _of_text(text, guarded, delimiter)
    raise _refusal("UTF-8", found)


def _of_text(text: str, guarded: bool, delimiter: str) -> Rows:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    lines: list[tuple[int, list[str]]] = []
    whole = False
    try:
        with _cells_of_any_size():
            start = 1
            for line in reader:
                lines += [(start, line)] if line else []
                start = reader.line_num + 1
        whole = True
    except csv.Error:
        pass
    if not whole:
        raise _refusal("CSV", f"a fault at line {reader.line_num}")
    if not lines:
        raise _refusal("a line with the names of columns", "nothing")
    (_, names), *cells = lines
    told = unguarded if guarded else str
    return Rows(
        columns=frozenset(_once(names)),
        rows=tuple(
            {n: told(cell) for n, cell in zip(names, line, strict=False) if cell}
            for _, line in cells
        ),
        numbers=tuple(row for row, _ in cells),
        problems=tuple(
            Unread(row=row, expected=f"{len(names)} cells", found=f"{len(line)}")
            for row, line in cells
            if len(line) != len(names)
        ),
    )


@contextmanager
def _cells_of_any_size() -> Generator[None]:
    """Let a cell be as large as a file: `to_tables` writes texts of any length."""
    with _LIMIT:
        before = csv.field_size_limit()
        csv.field_size_limit(max(before, MAX_BYTES))
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _once(names: list[str]) -> set[str]:
    if max(Counter(names).values(), default=0) > 1:
        raise _refusal("each name of a column once", "a name twice")
    return set(names)


def _refusal(expected: str, found: str) -> LoadError:
    return LoadError([Problem(code="IPT001", expected=expected, found=found)])
