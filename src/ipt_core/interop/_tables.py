"""Plans and their reports as tidy tables."""

from __future__ import annotations

__all__ = ["Tables", "checklist", "to_tables"]

import re
from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args

from ipt_core._checks import listed, refuse_other_than
from ipt_core._shown import Shown
from ipt_core._visible import printable
from ipt_core._writing import path_of
from ipt_core.catalogue import protocols
from ipt_core.catalogue._table import nearest_code
from ipt_core.engine import Report
from ipt_core.engine.checking import course_of
from ipt_core.exceptions import InvalidValueError, UnknownCodeError
from ipt_core.formats._redaction import redact_each
from ipt_core.interop._frames import Column, Frame
from ipt_core.interop._given import names_of, refuse_other_word
from ipt_core.interop._layouts import CODES, layouts
from ipt_core.interop._reported import REPORTED, reported_rows
from ipt_core.model import TreatmentPlan

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.interop._frames import Cell
    from ipt_core.interop._layouts import Layout

T = TypeVar("T")

_NAME = re.compile(r"\w[\w-]*")

Key = Literal["position", "id"]
Ticked = Literal["tasks", "strategies", "techniques", "topics"]
Row = tuple["Cell", ...]

_SESSION = ("session", "number", "status", "phase")

BESIDE = frozenset({"plan", *_SESSION})
"""What a checklist has besides codes."""

_OF = Column(
    name="of",
    kind="text",
    holds="words",
    meaning="What the code is one of: `tasks`, `techniques`, `disorders`, ...",
)

_CODE = Column(name="code", kind="text", holds="code", meaning="The code.")


class Tables(Shown, Mapping[str, Frame]):
    """The tables of some plans, by name: `tables["sessions"]` or `tables.sessions`."""

    __slots__ = ("_frames",)

    def __init__(self, frames: Iterable[Frame]) -> None:
        given = listed(frames, "frames", Frame)
        self._frames = {frame.name: frame for frame in given}
        # Each is written to a file of its name, beside the dictionary.
        plain = all(_NAME.fullmatch(name) for name in self._frames)
        if len(self._frames) < len(given) or "dictionary" in self._frames or not plain:
            expected = "names that files can have, each once, and none `dictionary`"
            raise InvalidValueError(expected, "other names", "frames")

    def __getitem__(self, name: str) -> Frame:
        found = (
            self._frames.get(name) if isinstance(cast("object", name), str) else None
        )
        if found is None:
            raise self._no_such(name)
        return found

    def __getattr__(self, name: str) -> Frame:
        if name in self.__slots__ or name not in self._frames:
            known = name not in self.__slots__ and not name.startswith("_")
            raise AttributeError(str(self._no_such(name if known else "")))
        return self._frames[name]

    def _no_such(self, name: object) -> UnknownCodeError:
        known = isinstance(name, str) and name
        return UnknownCodeError(
            "table", nearest_code(str(name), self._frames) if known else None
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *self._frames})

    def blocks(self) -> tuple[Block, ...]:
        """Which tables there are, and how large they are."""
        from ipt_core.interop._pages import tables_blocks

        return tuple(tables_blocks(self))

    def __repr__(self) -> str:
        sizes = (f"{frame.name}: {len(frame)}" for frame in self.values() if len(frame))
        return printable(f"<Tables {', '.join(sizes)}>")

    def __rich_repr__(self) -> Iterator[tuple[str, int]]:
        yield from ((printable(f.name), len(f)) for f in self.values() if len(f))

    def dictionary(self) -> Frame:
        """The data dictionary: every column of every table, and what it says."""
        names = ("table", "column", "kind", "words", "meaning")
        return Frame(
            name="dictionary",
            columns=tuple(
                Column(name=name, kind="text", holds="words") for name in names
            ),
            rows=tuple(
                (name, c.name, c.kind, " ".join(c.words) or None, c.meaning)
                for name, frame in self.items()
                for c in frame.columns
            ),
        )

    def to_csv(self, folder: str | os.PathLike[str]) -> None:
        """Write each table to a file of its name, such as `sessions.csv`.

        The data dictionary goes with them, as `dictionary.csv`. The folder is made if
        it is not there. How cells are written: `Frame.to_csv`. Each file is written
        whole or not at all.

        Raises:
            InvalidValueError: if the folder is no path, or as for `Frame.to_csv`.
            OSError: if a file cannot be written.
        """
        home = path_of(folder, "folder")
        home.mkdir(parents=True, exist_ok=True)
        for frame in (*self.values(), self.dictionary()):
            frame.to_csv(home / f"{frame.name}.csv")


def to_tables(
    plans: Iterable[TreatmentPlan],
    reports: Iterable[Report] | None = None,
    *,
    key: Key = "position",
    text: bool = False,
) -> Tables:
    """Put plans, and reports on them, into tidy tables.

    One table for each kind of thing that a plan lists, one row for each thing, one
    column for each of its fields: `plans`, `sessions`, `goals`, `foci`, `contracts`,
    `scores`, `answers` to items, `enquiries`, `agreements` and more. `codes` has a row
    for each code of a list, such as a session's tasks. Column `plan` tells which plan a
    row belongs to, and columns such as `session` or `goal` which row of that table,
    counted from 1 within the plan. Where lists stood, a column says how many members
    they have, and is missing where that was not recorded: 0 is none.

    By default what people wrote is left out: texts are `[redacted]`, ids and patient
    references are counters, words that do not look like codes `redacted-1`, as `redact`
    makes them, but over all plans together. Dates and numbers stay: this is no
    anonymisation.

    Args:
        plans: the plans.
        reports: a report for each plan, in their order, for the tables `reports`,
            `outcomes`, `findings` and `owed`: without them these are empty.
        key: what column `plan` holds: the plan's position, from 1, or its own id.
        text: whether to take texts, ids and references as they are.

    Raises:
        InvalidValueError: if an argument is nothing that it could be, or a report is
            none of its plan; with ids as keys, if a plan has none, or two have the
            same.
    """
    given = listed(plans, "plans", TreatmentPlan)
    refuse_other_than(bool, text, "text")
    keys = _keys(given, key)
    said = None if reports is None else _reports(reports, given)
    shown = given if text else redact_each(given)
    hidden = () if text else ("extensions",)
    rows = _Rows(keys, shown)
    plan = _plan_column(key)
    made = [
        _frame(layout, plan, rows.of[layout.name], hidden)
        for layout in layouts().values()
        if layout.name not in hidden
    ]
    for name, columns in REPORTED.items():
        found = tuple(
            (each, *row)
            for each, report in zip(keys, said or (), strict=said is not None)
            for row in reported_rows(name, report)
        )
        made.append(Frame(name=name, columns=(plan, *columns), rows=found))
    return Tables(made)


def _plan_column(key: Key) -> Column:
    if key == "id":
        said = "The plan's id."
        return Column(name="plan", kind="text", meaning=said, holds="reference")
    return Column(name="plan", kind="whole", meaning="Which plan, from 1.")


def _reports(
    reports: Iterable[Report], plans: tuple[TreatmentPlan, ...]
) -> tuple[Report, ...]:
    given = listed(reports, "reports", Report)
    if len(given) != len(plans):
        found = f"{len(given)} for {len(plans)} plans"
        raise InvalidValueError("a report for each plan", found, "reports")
    for plan, report in zip(plans, given, strict=True):
        course_of(plan, report)
    return given


def _keys(plans: tuple[TreatmentPlan, ...], key: str) -> list[Cell]:
    refuse_other_word(key, get_args(Key), "key")
    if key == "position":
        return list(range(1, len(plans) + 1))
    ids: list[Cell] = [plan.id for plan in plans]
    if None in ids or len(set(ids)) < len(ids):
        raise InvalidValueError(
            "an id in each plan, and each once", "something else", "key"
        )
    return ids


class _Rows:
    """The rows of all tables, filled plan by plan."""

    def __init__(self, keys: list[Cell], plans: Iterable[TreatmentPlan]) -> None:
        self.of: dict[str, list[Row]] = defaultdict(list)
        for key, plan in zip(keys, plans, strict=True):
            self.plan = key
            self.used: dict[str, int] = defaultdict(int)
            self.add(layouts()["plans"], plan, None)

    def add(self, layout: Layout, record: Any, parent: tuple[str, int] | None) -> None:
        self.used[layout.name] += 1
        own = (layout.key, self.used[layout.name])
        before = () if layout.key == "plan" else (*_under(layout, parent), own[1])
        cells = (_cell(record, place.steps, place.role) for place in layout.places)
        self.of[layout.name].append((self.plan, *before, *cells))
        above = None if layout.key == "plan" else own
        for steps, table in layout.lists:
            for member in _at(record, steps) or ():
                self.add(layouts()[table], member, above)
        under = _under(layouts()[CODES], above)
        for steps in layout.codes:
            for position, code in enumerate(_at(record, steps) or (), 1):
                row = (self.plan, *under, "_".join(steps), position, code)
                self.of[CODES].append(row)


def _under(layout: Layout, parent: tuple[str, int] | None) -> tuple[int | None, ...]:
    key, number = parent or (None, None)
    return tuple(number if key == each else None for each in layout.parents)


def _at(record: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        record = None if record is None else getattr(record, step)
    return record


def _cell(record: Any, steps: tuple[str, ...], role: str) -> Cell:
    value = _at(record, steps)
    if role == "there":
        return value is not None
    if role == "count":
        return None if value is None else len(value)
    return cast("Cell", value.value if isinstance(value, StrEnum) else value)


def _frame(
    layout: Layout, plan: Column, rows: list[Row], hidden: tuple[str, ...]
) -> Frame:
    columns = [plan]
    columns += [
        Column(name=name, kind="whole", meaning=f"Which row of that table: {name}.")
        for name in layout.parents
    ]
    if layout.name == CODES:
        place = "Its place in its list, from 1."
        columns += [_OF, Column(name=layout.key, kind="whole", meaning=place)]
        columns.append(_CODE)
    elif layout.key != "plan":
        number = "Which of them, from 1 within the plan, in their order."
        columns.append(Column(name=layout.key, kind="whole", meaning=number))
    columns += [place.column for place in layout.places]
    kept = [i for i, column in enumerate(columns) if column.name not in hidden]
    return Frame(
        name=layout.name,
        columns=tuple(columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in rows),
    )


def checklist(
    plans: Iterable[TreatmentPlan],
    kind: Ticked = "tasks",
    *,
    codes: Iterable[str] | None = None,
    key: Key = "position",
) -> Frame:
    """Put what sessions did into one wide table: a row a session, a column a code.

    After `plan`, `session` (which one of the plan's, from 1), `number`, `status` and
    `phase` come columns that are named by codes: true where the session has it, false
    where not, missing where the session records nothing of the kind. So two raters are
    compared, and forms with boxes to tick are made.

    Args:
        plans: the plans.
        kind: which of a session's lists of codes.
        codes: the codes to make columns of, in this order, and no others; by default
            those that some session has and, of tasks, those that the protocol of a plan
            asks for, whether somebody did them or not.
        key: what column `plan` holds: the plan's position, from 1, or its own id.

    Raises:
        InvalidValueError: as for `to_tables`, and if a code is no text, or is there
            twice.
    """
    given = listed(plans, "plans", TreatmentPlan)
    keys = _keys(given, key)
    refuse_other_word(kind, get_args(Ticked), "kind")
    made = to_tables(given)
    done: dict[tuple[Any, Any], set[str]] = defaultdict(set)
    for row in made["codes"].to_records():
        if row["of"] == kind and row["session"] is not None:
            done[row["plan"], row["session"]].add(row["code"])
    if codes is None:
        asked = {p.protocol for p in given} if kind == "tasks" else set[str]()
        due = [t.task for p in asked & protocols.keys() for t in protocols[p].tasks]
        chosen = tuple(sorted({*due}.union(*done.values())))
    else:
        chosen = names_of(codes, "codes")
        if len(set(chosen)) < len(chosen):
            raise InvalidValueError("each code once", "one twice", "codes")
    rows: tuple[Row, ...] = tuple(
        (
            keys[int(row["plan"]) - 1],
            *(row[name] for name in _SESSION),
            *(
                None if row[kind] is None else code in done[row["plan"], row["session"]]
                for code in chosen
            ),
        )
        for row in made["sessions"].to_records()
    )
    known = {column.name: column for column in made["sessions"].columns}
    beside = [known[name] for name in _SESSION]
    names = [f"{code}_" if code in BESIDE else code for code in chosen]
    ticks = [Column(name=name, kind="flag", meaning="Done or not.") for name in names]
    return Frame(name=kind, columns=(_plan_column(key), *beside, *ticks), rows=rows)
