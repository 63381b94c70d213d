"""Plans from the tables that `to_tables` wrote."""

from __future__ import annotations

__all__ = ["read_tables"]

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._checks import kind_of
from ipt_core._problems import Problem
from ipt_core._structuring import without_none
from ipt_core._writing import path_of, spelled
from ipt_core.exceptions import InvalidValueError, LoadError
from ipt_core.formats import from_data
from ipt_core.formats.plan_json import FORMAT
from ipt_core.interop._cells import value_of
from ipt_core.interop._imports import Import
from ipt_core.interop._layouts import CODES, layouts
from ipt_core.interop._rows import Rows, Unread, read_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from ipt_core.interop._layouts import Layout, Place
    from ipt_core.interop._rows import Source
    from ipt_core.model import TreatmentPlan

Steps = tuple[str, ...]


def read_tables(
    source: str | os.PathLike[str] | Mapping[str, Source],
) -> Import:
    """Read plans from tables that `to_tables` made, in whatever form they are by now.

    What the tables hold comes back: plans that were written with their texts come back
    equal. A plan of which any row cannot be read is left out, and the problems say
    which row; all others are read. Tables about reports are not looked at.

    Args:
        source: the folder that `Tables.to_csv` wrote to, a `Tables`, or a mapping from
            a table's name to a CSV file, a `Frame`, records or a data frame.

    Raises:
        LoadError: if there is no table `plans`, or a table cannot be read at all.
    """
    given = dict(_tables(source))
    if "plans" not in given:
        raise _refusal("IPT005", "a table of plans", "nothing")
    reading = _Reading(given)
    return Import(plans=tuple(reading.plans()), problems=tuple(reading.problems))


def _tables(
    source: str | os.PathLike[str] | Mapping[str, Source],
) -> Iterator[tuple[str, Rows]]:
    if isinstance(source, Mapping):
        for name in layouts():
            if name in source:
                yield name, read_rows(source[name], name, guarded=True)
        return
    if spelled(source) is None:
        raise _refusal("IPT001", "a folder, or tables by name", kind_of(source))
    folder = path_of(source, "source")
    if not folder.is_dir():
        raise _refusal("IPT001", "a folder", "no such folder")
    for name in layouts():
        path = folder / f"{name}.csv"
        if path.is_file():
            yield name, read_rows(path, name, guarded=True)


def _refusal(code: str, expected: str, found: str) -> LoadError:
    problem = Problem(code=code, path=("source",), expected=expected, found=found)
    return LoadError([problem])


class _Record:
    """The data of one row, and where it stood."""

    def __init__(self, layout: Layout, row: int, cells: dict[str, str]) -> None:
        self.layout = layout
        self.row = row
        self.plan = cells["plan"]
        self.cells = cells
        self.data: dict[str, Any] = {}
        self.counts: dict[Steps, int] = {}
        self.members: dict[Steps, list[tuple[int, Any]]] = defaultdict(list)


class _Reading:
    """All tables on their way to plans."""

    def __init__(self, given: Mapping[str, Rows]) -> None:
        self.problems: list[Unread] = []
        self.broken: set[str] = set()
        self.records: dict[tuple[str, str, int], _Record] = {}
        """By plan, key of the table and number in it; the number of a plan is 0."""
        rows = [row for name, table in given.items() for row in self.rows(name, table)]
        numbered = [(record, self.add(record)) for record in rows]
        for record, number in numbered:
            self.attach(record, number)

    def rows(self, name: str, table: Rows) -> Iterator[_Record]:
        layout = layouts()[name]
        wrong = {problem.row for problem in table.problems}
        self.problems += [attrs.evolve(each, table=name) for each in table.problems]
        for number, cells in table.numbered():
            if "plan" not in cells:
                plan = {"plan": "", **cells}
                record = _Record(layout, number, plan)
                self.tell(record, "plan", InvalidValueError("a plan", "nothing"))
                continue
            if number in wrong:
                self.broken.add(cells["plan"])
            yield _Record(layout, number, cells)

    def tell(self, record: _Record, column: str, error: InvalidValueError) -> None:
        """Note a problem, and that its plan cannot be read."""
        self.broken.add(record.plan)
        self.problems.append(
            Unread(
                table=record.layout.name,
                row=record.row,
                column=column,
                expected=error.expected,
                found=error.found,
                nearest=error.nearest,
            )
        )

    def cell(self, record: _Record, name: str, field: attrs.Attribute[Any]) -> Any:
        """Make the value of a cell; `NOTHING` if it is empty, or none, and noted."""
        text = record.cells.get(name)
        try:
            return attrs.NOTHING if text is None else value_of(text, field)
        except InvalidValueError as error:
            self.tell(record, name, error)
            return attrs.NOTHING

    def add(self, record: _Record) -> int:
        """Take in a row's own values; give its number."""
        layout = record.layout
        for place in layout.places:
            field = _FIELDS.get(place.role, place.field)
            value = self.cell(record, place.column.name, field)
            if value is attrs.NOTHING:
                if place.column.name not in record.cells and _is_needed(place):
                    nothing = InvalidValueError("a value", "nothing")
                    self.tell(record, place.column.name, nothing)
                continue
            if place.role == "count":
                record.counts[place.steps] = value
            elif place.role == "value" or value:
                _put(record.data, place.steps, value if place.role == "value" else {})
        main = layout.key == "plan"
        number = 0 if main else self.cell(record, layout.key, _COUNT)
        if number is attrs.NOTHING:
            self.tell(record, layout.key, InvalidValueError("a number", "nothing"))
            return 0
        if layout.name != CODES:
            if (record.plan, layout.key, number) in self.records:
                twice = InvalidValueError("each number once", "one twice")
                self.tell(record, layout.key, twice)
            self.records[record.plan, layout.key, number] = record
        return number

    def attach(self, record: _Record, number: int) -> None:
        """Hand a row over to the record that it belongs to."""
        layout, cells = record.layout, record.cells
        if layout.key == "plan":
            return
        keys = [key for key in layout.parents if key in cells]
        key = keys[0] if keys else "plan"
        near = (*keys, *layout.parents, key)[0]
        row = self.cell(record, key, _COUNT) if keys else 0
        parent = self.records.get((record.plan, key, row))
        if len(keys) > 1 or parent is None:
            self.tell(record, key, InvalidValueError("a row that is there", "another"))
            return
        if layout.name == CODES:
            lists = {"_".join(steps): steps for steps in parent.layout.codes}
            steps = lists.get(cells.get("of", ""))
            member: Any = cells.get("code")
        else:
            tables = {table: steps for steps, table in parent.layout.lists}
            steps, member = tables.get(layout.name), record.data
        if steps is None or member is None:
            column = "code" if steps else "of" if layout.name == CODES else near
            self.tell(record, column, InvalidValueError("what belongs", "nothing such"))
            return
        parent.members[steps].append((number, member))

    def plans(self) -> Iterator[TreatmentPlan]:
        of: dict[str, dict[int, _Record]] = defaultdict(dict)
        for record in self.records.values():
            self.gather(record)
            of[record.plan][id(record.data)] = record
        for (plan, key, _), record in self.records.items():
            if key == "plan" and plan not in self.broken:
                try:
                    yield from_data({"format": FORMAT, **record.data})
                except LoadError as error:
                    self.problems += _located(record, of[plan], error.problems)

    def gather(self, record: _Record) -> None:
        """Put the members of each list where they belong, if all of them are there."""
        for steps in {**record.counts, **record.members}:
            members = sorted(record.members[steps], key=lambda member: member[0])
            if len(members) != record.counts.get(steps):
                found = InvalidValueError("as many rows elsewhere", f"{len(members)}")
                self.tell(record, "_".join(steps), found)
            _put(record.data, steps, [member for _, member in members])


def _located(
    plan: _Record, of: Mapping[int, _Record], problems: Iterable[Problem]
) -> Iterator[Unread]:
    """Say in which row of which table a plan's problems are.

    Args:
        plan: the row of the plan itself.
        of: the plan's rows, by the identity of their data.
        problems: what is wrong with the plan.
    """
    for problem in problems:
        here: Any = plan.data
        record, steps = plan, list[str]()
        for step in problem.path:
            here = here.get(step) if isinstance(step, str) else here[step]
            steps = steps if isinstance(step, int) else [*steps, step]
            if id(here) in of:
                record, steps = of[id(here)], []
        yield Unread(
            table=record.layout.name,
            row=record.row,
            column="_".join(steps),
            expected=problem.expected,
            found=problem.found,
        )


@attrs.frozen
class _Ours:
    count: int
    there: bool


_COUNT, _THERE = attrs.fields(attrs.resolve_types(_Ours))
_FIELDS: dict[str, attrs.Attribute[Any]] = {"count": _COUNT, "there": _THERE}


def _is_needed(place: Place) -> bool:
    """Whether a record cannot be without a field of its own."""
    of = place.field.type
    return place.role == "value" and len(place.steps) == 1 and without_none(of) is of


def _put(data: dict[str, Any], steps: Steps, value: Any) -> None:
    for step in steps[:-1]:
        data = data.setdefault(step, {})
    data[steps[-1]] = value
