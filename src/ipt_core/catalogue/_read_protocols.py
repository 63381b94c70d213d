"""Reads protocols, one file each, when they are first asked for."""

from __future__ import annotations

__all__ = ["ProtocolFiles", "read_protocol"]

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields, structured, type_of
from ipt_core.catalogue._read_bibliography import bibliography
from ipt_core.catalogue._read_tables import measures, problem_areas, tasks
from ipt_core.catalogue._values import EVIDENCE, Values
from ipt_core.catalogue.protocol import VALUE_FIELDS, Protocol, TaskDue
from ipt_core.evidence import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import TomlTable
    from ipt_core.catalogue._values import Known

_RULE = re.compile(r"IPT[0-9]{3}")
_KNOWN: dict[str, Known] = {"areas": problem_areas, "measures": measures}
_APART = (*VALUE_FIELDS, "tasks", "severities", "alternatives")


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
    data = read_toml(file, text)
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
        "tasks": tuple(
            due
            for path, table in faults.tables(data.get("tasks", []), ("tasks",))
            for due in _due(table, path, faults, values)
        ),
        "severities": dict(_severities(data, faults)),
        "alternatives": dict(_alternatives(data, faults)),
    }
    if fields.get("code", code) != code:
        faults.add(("code",), "the name of the file", "another word", code)
    faults.stop()
    return Protocol(**fields)


@cache
def _kinds() -> dict[str, type[Any]]:
    return {name: get_args(type_of(Protocol, name))[0] for name in VALUE_FIELDS}


def _due(
    table: TomlTable, path: Path, faults: Faults, values: Values
) -> Iterator[TaskDue]:
    fields = read_fields(TaskDue, table, path, faults, ("evidence", *EVIDENCE))
    task = fields.get("task")
    if task is not None and task not in tasks():
        faults.unknown((*path, "task"), "a code of a task", task, tasks())
    evidence = values.reading(True, table, path)
    if evidence is not None and not faults.problems:
        yield TaskDue(**fields, evidence=evidence)


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
