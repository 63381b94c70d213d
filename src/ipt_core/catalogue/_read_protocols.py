"""Reads protocols, one file each, when they are first asked for."""

from __future__ import annotations

__all__ = ["ProtocolFiles", "read_protocol"]

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import attrs

from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields, structured, type_of
from ipt_core.catalogue._read_bibliography import bibliography
from ipt_core.catalogue._read_measures import measures
from ipt_core.catalogue._read_tables import problem_areas, tasks
from ipt_core.catalogue._tables import cadences
from ipt_core.catalogue._values import EVIDENCE, Values, check_amount, check_count
from ipt_core.catalogue.parts import (
    Component,
    Dose,
    EntryScore,
    ProtocolExclusion,
    TaskDue,
)
from ipt_core.catalogue.protocol import LISTED, VALUE_FIELDS, Protocol
from ipt_core.evidence import Severity
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import TomlTable
    from ipt_core.catalogue._values import Known
    from ipt_core.evidence import Range, Sourced

_RULE = re.compile(r"IPT[0-9]{3}")
_KNOWN: dict[str, Known] = {
    "areas": problem_areas,
    "areas_discouraged": problem_areas,
    "maintenance_cadences": lambda: cadences,
    "measures": measures,
    "measures_each_session": measures,
    "measures_weekly": measures,
}
_PARTS: dict[str, type[Any]] = {
    "doses": Dose,
    "entry": EntryScore,
    "exclusions": ProtocolExclusion,
    "components": Component,
    "tasks": TaskDue,
}
_ORDER: dict[object, int] = {phase: place for place, phase in enumerate(Phase)}
_LIKE = ("tasks_like",)
_WITHIN = (
    "typical_sessions",
    "initial_min",
    "initial_max",
    "announce_min",
    "announce_advised",
)
_BORROWED = ("tasks_like", "tasks_not")
_APART = (*VALUE_FIELDS, *LISTED, *_BORROWED, "severities", "alternatives")
_NONE = "has none"
_GENERAL = "general.toml"


class _Written(NamedTuple):
    """A table of a list, with the file and the place that it stands in."""

    file: str
    path: Path
    table: TomlTable


class ProtocolFiles(Mapping[str, Protocol]):
    """The protocols that there are files for; each is read once."""

    def __init__(self) -> None:
        """Look which files there are."""
        folder = files("ipt_core.catalogue").joinpath("data", "protocols")
        names = [file.name for file in folder.iterdir() if file.name.endswith(".toml")]
        codes = sorted(name.removesuffix(".toml") for name in names)
        self._read: dict[str, Protocol | None] = dict.fromkeys(codes)

    def __getitem__(self, code: str) -> Protocol:
        found = self._read[code]
        if found is None:
            found = self._read[code] = read_protocol(code)
        return found

    def __contains__(self, code: object) -> bool:
        return code in self._read

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def read_protocol(
    code: str,
    text: str | None = None,
    others: Mapping[str, str] = MappingProxyType({}),
) -> Protocol:
    """Read the file of one protocol, or a text in its place.

    Args:
        code: code of the protocol.
        text: what to read instead of its file.
        others: what to read instead of the files of others, by code.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    file = f"protocols/{code}.toml"
    data = _with_general(read_toml(file, text))
    faults = Faults(file)
    values = Values(
        table=data,
        kinds=_kinds(),
        path=(),
        faults=faults,
        protocol=code,
        known=_KNOWN,
    )
    fields: dict[str, Any] = {
        **read_fields(Protocol, data, (), faults, _APART),
        **values.all(),
        **{
            name: tuple(part for part in _parts(name, data, values, others))
            for name in LISTED
        },
        "severities": MappingProxyType(dict(_severities(data, faults))),
        "alternatives": MappingProxyType(dict(_alternatives(data, faults))),
    }
    if fields.get("code", code) != code:
        faults.add(("code",), "the name of the file", "another word", code)
    _fit(fields, faults)
    faults.stop()
    return Protocol(**fields)


@cache
def _kinds() -> dict[str, type[Any]]:
    return {name: get_args(type_of(Protocol, name))[0] for name in VALUE_FIELDS}


@cache
def _general() -> TomlTable:
    return read_toml(_GENERAL)


def _with_general(data: TomlTable) -> TomlTable:
    """Add what holds for every protocol that does not say otherwise."""
    # The file's own keys stand first: a fault tells which of its keys it is.
    whole = data | {k: v for k, v in _general().items() if k not in data}
    return {key: value for key, value in whole.items() if value != _NONE}


def _fit(fields: Mapping[str, Any], faults: Faults) -> None:
    """Ask that no number of sessions is larger than that of the whole course."""
    sessions: Sourced[Range] | None = fields.get("sessions")
    if sessions is None or not sessions.known:
        return
    most = max(reading.value.max for reading in sessions.readings)
    for name in _WITHIN:
        value: Sourced[int] | None = fields.get(name)
        if value and any(reading.value > most for reading in value.readings):
            expected = "at most the number of sessions"
            faults.add((name,), expected, "a larger number")


def _parts(
    name: str, data: TomlTable, values: Values, others: Mapping[str, str]
) -> Iterator[Any]:
    faults, code = values.faults, str(values.protocol)
    for file, path, table in _written(name, data, (code,), faults, others):
        ours = file == faults.file
        told = faults if ours else Faults(file)
        yield from _part(_PARTS[name], table, path, attrs.evolve(values, faults=told))
        if not ours:
            faults.take_over(told, _LIKE)


def _written(
    name: str,
    data: TomlTable,
    chain: tuple[str, ...],
    faults: Faults,
    others: Mapping[str, str],
) -> Iterator[_Written]:
    """List the tables with where they stand; `chain` has the codes that led here."""
    tables = faults.tables(data.get(name, []), (name,))
    own = [_Written(faults.file, path, table) for path, table in tables]
    if name == "tasks":
        _once(own, faults)
    if name == "tasks" and "tasks_not" in data and "tasks_like" not in data:
        faults.missing(_LIKE)
    if name == "tasks" and "tasks_like" in data:
        yield from _merged(own, data, chain, faults, others)
    else:
        yield from own


def _once(own: list[_Written], faults: Faults) -> None:
    seen: set[object] = set()
    for _, path, table in own:
        task = table.get("task")
        if isinstance(task, str) and task in seen:
            faults.add((*path, "task"), "a task that is listed once", "one again")
        seen.add(str(task))


def _merged(
    own: list[_Written],
    data: TomlTable,
    chain: tuple[str, ...],
    faults: Faults,
    others: Mapping[str, str],
) -> Iterator[_Written]:
    """Take over another protocol's tasks, replaced by own ones; new ones follow."""
    borrowed = _borrowed(data["tasks_like"], chain, faults, others)
    given = data.get("tasks_not", [])
    left_out = structured(tuple[str, ...], given, ("tasks_not",), faults) or ()
    if borrowed is None:
        yield from own
        return
    names = [_task(each) for each in borrowed]
    for position, task in enumerate(left_out):
        if task not in names:
            place = ("tasks_not", position)
            faults.unknown(place, "a task of that protocol", task, map(str, names))
    replaced = {_task(each): each for each in own}
    kept = [
        replaced.pop(_task(each), each)
        for each in borrowed
        if _task(each) not in left_out
    ]
    # Sorting is stable: what is new stands behind the others of its phase.
    yield from sorted((*kept, *replaced.values()), key=_phase)


def _borrowed(
    given: object, chain: tuple[str, ...], faults: Faults, others: Mapping[str, str]
) -> list[_Written] | None:
    """Read the tasks of another protocol; None, with the fault noted, if that fails."""
    other = structured(str, given, _LIKE, faults)
    if other is None:
        return None
    known = set(ProtocolFiles()) - {chain[-1]}
    if other not in known:
        faults.unknown(_LIKE, "a code of a protocol", other, known)
        return None
    if other in chain:
        expected = "a protocol whose tasks do not rest on these"
        faults.add(_LIKE, expected, f"a circle of {', '.join((*chain, other))}")
        return None
    file = f"protocols/{other}.toml"
    theirs = Faults(file)
    data = read_toml(file, others.get(other))
    found = list(_written("tasks", data, (*chain, other), theirs, others))
    faults.take_over(theirs, _LIKE)
    return found


def _task(each: _Written) -> str | int:
    """Name the task; where no text does, each is a task of its own."""
    task = each.table.get("task")
    return task if isinstance(task, str) else id(each.table)


def _phase(each: _Written) -> int:
    phase = each.table.get("phase")
    return _ORDER.get(phase, len(_ORDER)) if isinstance(phase, str) else len(_ORDER)


def _part(
    kind: type[Any], table: TomlTable, path: Path, values: Values
) -> Iterator[Any]:
    faults = values.faults
    fields = read_fields(kind, table, path, faults, ("evidence", *EVIDENCE))
    for name, known, what in (
        ("task", tasks, "a code of a task"),
        ("instrument", measures, "a code of an instrument"),
    ):
        if name in fields and fields[name] not in known():
            faults.unknown((*path, name), what, fields[name], known())
    for name, value in fields.items():
        check_amount(value, (*path, name), faults)
    check_count(fields.get("sessions"), (*path, "sessions"), faults)
    _inside(fields, path, faults)
    rule = fields.get("judged_by")
    if rule is not None and not _RULE.fullmatch(rule):
        expected = "a rule's code such as IPT501"
        faults.add((*path, "judged_by"), expected, "another word")
    evidence = values.reading(True, table, path)
    if evidence is not None and not faults.problems:
        yield kind(**fields, evidence=evidence)


def _inside(fields: Mapping[str, Any], path: Path, faults: Faults) -> None:
    """Ask that scores of entry are scores that the instrument has."""
    measure = measures().get(fields.get("instrument", ""))
    total: Range | None = fields.get("total")
    readings = measure.total.readings if measure and total else ()
    if total and readings:
        least = min(reading.value.min for reading in readings)
        most = max(reading.value.max for reading in readings)
        if not least <= total.min <= total.max <= most:
            faults.add((*path, "total"), "scores of the instrument", "others")


def _severities(data: TomlTable, faults: Faults) -> Iterator[tuple[str, Severity]]:
    path = ("severities",)
    table = faults.table(data.get("severities", {}), path) or {}
    for number, (rule, word) in enumerate(table.items(), 1):
        place = (*path, f"key {number}")
        if not _RULE.fullmatch(rule):
            faults.add(place, "a rule's code such as IPT103", "another word")
        severity = structured(Severity, word, place, faults)
        if severity is not None:
            yield rule, severity


def _alternatives(data: TomlTable, faults: Faults) -> Iterator[tuple[str, str]]:
    path = ("alternatives",)
    known = bibliography().protocols
    table = faults.table(data.get("alternatives", {}), path) or {}
    for number, (code, reason) in enumerate(table.items(), 1):
        place = (*path, f"key {number}")
        if code not in known:
            faults.unknown(place, "a code of a protocol", code, known)
        when = structured(str, reason, place, faults)
        if when is not None:
            yield code, when
