"""Reads protocols, one file each, when they are first asked for."""

from __future__ import annotations

__all__ = ["ProtocolFiles", "read_protocol"]

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields, structured, type_of
from ipt_core.catalogue._read_bibliography import bibliography
from ipt_core.catalogue._read_measures import measures
from ipt_core.catalogue._read_tables import problem_areas, tasks
from ipt_core.catalogue._values import EVIDENCE, Values, check_amount
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

_RULE = re.compile(r"IPT[0-9]{3}")
_KNOWN: dict[str, Known] = {
    name: measures if name.startswith("measures") else problem_areas
    for name in (
        "areas",
        "areas_discouraged",
        "measures",
        "measures_each_session",
        "measures_weekly",
    )
}
_PARTS: dict[str, type[Any]] = {
    "doses": Dose,
    "entry": EntryScore,
    "exclusions": ProtocolExclusion,
    "components": Component,
    "tasks": TaskDue,
}
_ORDER: dict[object, int] = {phase: place for place, phase in enumerate(Phase)}
_BORROWED = ("tasks_like", "tasks_not")
_APART = (*VALUE_FIELDS, *LISTED, *_BORROWED, "severities", "alternatives")
_NONE = "has none"
_GENERAL = "general.toml"


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


def read_protocol(code: str, text: str | None = None) -> Protocol:
    """Read the file of one protocol, or a text in its place.

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
            name: tuple(
                part
                for path, table in _written(name, data, code, faults)
                for part in _part(_PARTS[name], table, path, faults, values)
            )
            for name in LISTED
        },
        "severities": MappingProxyType(dict(_severities(data, faults))),
        "alternatives": MappingProxyType(dict(_alternatives(data, faults))),
    }
    if fields.get("code", code) != code:
        faults.add(("code",), "the name of the file", "another word", code)
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


def _written(
    name: str, data: TomlTable, code: str, faults: Faults
) -> Iterator[tuple[Path, TomlTable]]:
    own = list(faults.tables(data.get(name, []), (name,)))
    if name == "tasks":
        _once(own, faults)
    if name == "tasks" and "tasks_not" in data and "tasks_like" not in data:
        faults.missing(("tasks_like",))
    if name == "tasks" and "tasks_like" in data:
        yield from _merged(own, data, code, faults)
    else:
        yield from own


def _once(own: list[tuple[Path, TomlTable]], faults: Faults) -> None:
    seen: set[object] = set()
    for path, table in own:
        task = table.get("task")
        if isinstance(task, str) and task in seen:
            faults.add((*path, "task"), "a task that is listed once", "one again")
        seen.add(str(task))


def _merged(
    own: list[tuple[Path, TomlTable]], data: TomlTable, code: str, faults: Faults
) -> Iterator[tuple[Path, TomlTable]]:
    """Take over another protocol's tasks, replaced by own ones; new ones follow."""
    other = data["tasks_like"]
    known = set(ProtocolFiles()) - {code}
    if other not in known:
        faults.unknown(("tasks_like",), "a code of a protocol", str(other), known)
        return
    left_out = structured(
        tuple[str, ...], data.get("tasks_not", []), ("tasks_not",), faults
    )
    theirs = read_toml(f"protocols/{other}.toml")
    borrowed = list(_written("tasks", theirs, str(other), faults))
    names = {table.get("task") for _, table in borrowed}
    for position, task in enumerate(left_out or ()):
        if task not in names:
            place = ("tasks_not", position)
            faults.unknown(place, "a task of that protocol", task, map(str, names))
    replaced = {table.get("task"): (path, table) for path, table in own}
    dropped = set(left_out or ())
    kept = [
        replaced.pop(table.get("task"), (path, table))
        for path, table in borrowed
        if table.get("task") not in dropped
    ]
    # Sorting is stable: what is new stands behind the others of its phase.
    yield from sorted(
        (*kept, *replaced.values()), key=lambda one: _ORDER.get(one[1].get("phase"), 3)
    )


def _part(
    kind: type[Any], table: TomlTable, path: Path, faults: Faults, values: Values
) -> Iterator[Any]:
    fields = read_fields(kind, table, path, faults, ("evidence", *EVIDENCE))
    for name, known, what in (
        ("task", tasks, "a code of a task"),
        ("instrument", measures, "a code of an instrument"),
    ):
        if name in fields and fields[name] not in known():
            faults.unknown((*path, name), what, fields[name], known())
    for name, value in fields.items():
        check_amount(value, (*path, name), faults)
    rule = fields.get("judged_by")
    if rule is not None and not _RULE.fullmatch(rule):
        expected = "a rule's code such as IPT501"
        faults.add((*path, "judged_by"), expected, "another word")
    evidence = values.reading(True, table, path)
    if evidence is not None and not faults.problems:
        yield kind(**fields, evidence=evidence)


def _severities(data: TomlTable, faults: Faults) -> Iterator[tuple[str, Severity]]:
    path = ("severities",)
    table = faults.table(data.get("severities", {}), path) or {}
    for rule, word in table.items():
        if not _RULE.fullmatch(rule):
            faults.add((*path, rule), "a rule's code such as IPT103", "another word")
        severity = structured(Severity, word, (*path, rule), faults)
        if severity is not None:
            yield rule, severity


def _alternatives(data: TomlTable, faults: Faults) -> Iterator[tuple[str, str]]:
    path = ("alternatives",)
    known = bibliography().protocols
    table = faults.table(data.get("alternatives", {}), path) or {}
    for code, reason in table.items():
        if code not in known:
            faults.unknown((*path, code), "a code of a protocol", code, known)
        when = structured(str, reason, (*path, code), faults)
        if when is not None:
            yield code, when
