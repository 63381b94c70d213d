"""Reads the tables beside the protocols: areas, strategies, techniques, tasks."""

from __future__ import annotations

__all__ = [
    "disagreements",
    "dispute_stages",
    "problem_areas",
    "read_disagreements",
    "read_dispute_stages",
    "read_problem_areas",
    "read_strategies",
    "read_tasks",
    "read_techniques",
    "strategies",
    "tasks",
    "techniques",
]

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ipt_core.catalogue._entries import (
    check_rules,
    cited_fields,
    cited_or_ours,
    read_entries,
)
from ipt_core.catalogue._fields import read_fields, structured
from ipt_core.catalogue._links import check_links
from ipt_core.catalogue._read_bibliography import bibliography
from ipt_core.catalogue._tables import treatments
from ipt_core.catalogue._values import EVIDENCE, NOT_FOUND, Values
from ipt_core.catalogue.entries import (
    AreaGoal,
    Disagreement,
    Mark,
    ProblemArea,
    StageOfDispute,
    Strategy,
    Task,
    Technique,
)
from ipt_core.vocabulary import DisputeStage, Phase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import Faults, TomlTable
    from ipt_core.evidence import Reading

_CODES = {"protocols": "a code of a protocol", "strategies": "a code of a strategy"}
_NUMBER = re.compile(r"8\.[0-9]+|L[0-9]+")
_KINDS = ("internal", "literature", "gap", "reliability")


def read_problem_areas(text: str | None = None) -> dict[str, ProblemArea]:
    """Read `problem_areas.toml`, or a text in its place."""
    return read_entries("problem_areas.toml", text, ProblemArea, _area, whole=_forms)


def read_strategies(text: str | None = None) -> dict[str, Strategy]:
    """Read `strategies.toml`, or a text in its place."""
    return read_entries("strategies.toml", text, Strategy, _strategy)


def read_dispute_stages(text: str | None = None) -> dict[str, StageOfDispute]:
    """Read `dispute_stages.toml`, or a text in its place."""
    return read_entries("dispute_stages.toml", text, StageOfDispute, _stage)


def read_techniques(text: str | None = None) -> dict[str, Technique]:
    """Read `techniques.toml`, or a text in its place."""
    return read_entries("techniques.toml", text, Technique, _technique)


def read_tasks(text: str | None = None) -> dict[str, Task]:
    """Read `tasks.toml`, or a text in its place."""
    return read_entries("tasks.toml", text, Task, _task)


def read_disagreements(text: str | None = None) -> dict[str, Disagreement]:
    """Read `disagreements.toml`, or a text in its place."""
    return read_entries(
        "disagreements.toml", text, Disagreement, _disagreement, _NUMBER
    )


@cache
def problem_areas() -> dict[str, ProblemArea]:
    """Read the problem areas, once."""
    return read_problem_areas()


@cache
def strategies() -> dict[str, Strategy]:
    """Read the strategies, once."""
    return read_strategies()


@cache
def dispute_stages() -> dict[str, StageOfDispute]:
    """Read the stages of a dispute, once."""
    return read_dispute_stages()


@cache
def techniques() -> dict[str, Technique]:
    """Read the techniques, once."""
    return read_techniques()


@cache
def tasks() -> dict[str, Task]:
    """Read the tasks, once."""
    return read_tasks()


@cache
def disagreements() -> dict[str, Disagreement]:
    """Read the disagreements, once."""
    return read_disagreements()


def _area(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = cited_fields(ProblemArea, table, path, faults, ("goals",))
    if fields.get("definition") == NOT_FOUND:
        fields["definition"] = None
    _known(fields, "protocols", bibliography().protocols, path, faults)
    given = faults.tables(table.get("goals", []), (*path, "goals"))
    goals = [cited_fields(AreaGoal, each, at, faults) for at, each in given]
    if not goals and "protocols" not in table:
        faults.missing((*path, "goals"))
    # With a fault the entry is thrown away, and a goal of it may not be whole.
    fields["goals"] = () if faults.problems else tuple(AreaGoal(**g) for g in goals)
    return fields


def _forms(found: dict[str, dict[str, Any]], faults: Faults) -> None:
    """Ask that what an area is a form of is an area, and no form itself."""
    known = [code for code, fields in found.items() if not fields.get("form_of")]
    for code, fields in found.items():
        wider = fields.get("form_of")
        if wider and wider not in known:
            expected = "a code of an area that is no form of another"
            faults.unknown((code, "form_of"), expected, wider, known)


def _strategy(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = read_fields(Strategy, table, path, faults, ("code", "areas"))
    _known(fields, "protocols", bibliography().protocols, path, faults)
    cells = faults.table(table.get("areas", {}), (*path, "areas")) or {}
    if not cells:
        faults.missing((*path, "areas"))
    fields["areas"] = dict(_marks(cells, (*path, "areas"), faults))
    return fields


def _marks(
    cells: TomlTable, path: Path, faults: Faults
) -> Iterator[tuple[str, Reading[Mark]]]:
    for area, cell in cells.items():
        where = (*path, area)
        if area not in problem_areas():
            faults.unknown(where, "a code of a problem area", area, problem_areas())
        table = faults.table(cell, where)
        if table is None:
            continue
        faults.only(table, {"mark", *EVIDENCE}, where)
        if "mark" not in table:
            faults.missing((*where, "mark"))
            continue
        mark = structured(Mark, table["mark"], (*where, "mark"), faults)
        values = Values(table={}, kinds={}, path=where, faults=faults)
        reading = values.reading(mark, table, where)
        if mark is not None and reading is not None:
            yield area, cast("Reading[Mark]", reading)


def _stage(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    code = str(path[0])
    if code not in set(DisputeStage):
        faults.unknown(
            path,
            f"one of {', '.join(DisputeStage)}",
            code,
            [str(s) for s in DisputeStage],
        )
    fields = cited_fields(StageOfDispute, table, path, faults)
    _known(fields, "strategies", strategies(), path, faults)
    return fields


def _known(
    fields: dict[str, Any],
    name: str,
    known: Collection[str],
    path: Path,
    faults: Faults,
) -> None:
    """Note every code of a field that there is not."""
    for position, code in enumerate(fields.get(name, ())):
        if code not in known:
            faults.unknown((*path, name, position), _CODES[name], code, known)


def _technique(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = cited_or_ours(Technique, table, path, faults)
    therapy = fields.get("therapy")
    if therapy is not None and therapy not in treatments:
        expected = "a code of a treatment beside IPT"
        faults.unknown((*path, "therapy"), expected, therapy, treatments)
    check_rules(fields.get("sought_by", ()), (*path, "sought_by"), faults)
    return fields


def _task(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = cited_or_ours(Task, table, path, faults, ("phase",))
    check_rules(fields.get("sought_by", ()), (*path, "sought_by"), faults)
    # Maintenance is no phase, nor is the time before the first session.
    fields["phase"] = None
    if "phase" in table:
        fields["phase"] = structured(Phase, table["phase"], (*path, "phase"), faults)
    return fields


def _disagreement(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = read_fields(Disagreement, table, path, faults, ("code",))
    check_links(fields.get("about", ()), (*path, "about"), faults)
    for word in fields.get("kind", _KINDS[0]).split("+"):
        if word not in _KINDS:
            expected = f"{', '.join(_KINDS)}, or several joined by +"
            faults.unknown((*path, "kind"), expected, word, _KINDS)
    return fields
