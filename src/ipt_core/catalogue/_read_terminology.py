"""Reads codes of terminologies: the table that comes with the library, or one's own."""

from __future__ import annotations

__all__ = ["read_terminology"]

from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core._checks import kind_of
from ipt_core._problems import Problem
from ipt_core._writing import spelled
from ipt_core.catalogue._entries import CODE
from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields
from ipt_core.catalogue._links import check_links
from ipt_core.catalogue._values import citations
from ipt_core.catalogue.codings import CodeSystem, TerminologyCode
from ipt_core.exceptions import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path as Place
    from ipt_core.catalogue._faults import TomlTable

_FILE = "terminology.toml"


def read_terminology(
    data: Mapping[str, object] | PathLike[str] | str | None = None,
) -> dict[str, TerminologyCode]:
    """Read the table of codes, a TOML file or text in its place, or what one holds.

    Raises:
        CatalogueError: with everything that is wrong with it.
        OSError: if the file cannot be read.
    """
    faults = Faults(_FILE)
    given = _text(data) if isinstance(data, PathLike) else data
    if given is None or isinstance(given, str):
        given = read_toml(_FILE, given)
    whole = _whole(given, faults)
    faults.only(whole, ("systems", "codes"), ())
    systems = dict(_systems(whole.get("systems", {}), faults))
    found: dict[str, TerminologyCode] = {}
    for path, table in faults.tables(whole.get("codes", []), ("codes",)):
        fields = _fields(table, path, faults, systems)
        if faults.problems:
            continue
        made = TerminologyCode(**fields)
        if made.key in found:
            faults.add((*path, "code"), "a code that is not there yet", "one that is")
        found[made.key] = made
    faults.stop()
    return found


def _text(path: PathLike[str]) -> str:
    # Raised outside of the handler: the decoder's error holds the whole file.
    problem = Problem(code="IPT001", expected="text in UTF-8", found="other bytes")
    name = spelled(path)
    try:
        if name is not None and "\0" not in name:
            return Path(name).read_bytes().decode()
        problem = attrs.evolve(problem, expected="the path of a file", found="none")
    except UnicodeDecodeError:
        pass
    raise CatalogueError(_FILE, [problem])


def _whole(data: object, faults: Faults) -> Mapping[str, object]:
    if isinstance(data, Mapping):
        return cast("Mapping[str, object]", data)
    faults.add((), "a table", kind_of(data))
    return {}


def _systems(data: object, faults: Faults) -> Iterator[tuple[str, CodeSystem | None]]:
    """Read the systems; one with a fault is known all the same."""
    systems = cast("Mapping[Any, object]", faults.table(data, ("systems",)) or {})
    for number, (code, given) in enumerate(systems.items(), 1):
        path = ("systems", f"key {number}")
        if not isinstance(code, str) or not CODE.fullmatch(code):
            faults.add(path, "a code such as snomed-ct", "another word")
        table = faults.table(given, path) or {}
        fields = read_fields(CodeSystem, table, path, faults, ("code",))
        check_links(fields.get("not_found", ()), (*path, "not_found"), faults)
        yield code, None if faults.problems else CodeSystem(code=code, **fields)


def _fields(
    table: TomlTable,
    path: Place,
    faults: Faults,
    systems: Mapping[str, CodeSystem | None],
) -> dict[str, Any]:
    apart = ("system", "citations", "source")
    fields = read_fields(TerminologyCode, table, path, faults, apart)
    check_links(fields.get("stands_for", ()), (*path, "stands_for"), faults)
    if "source" in table:
        fields["citations"] = citations(table, path, faults)
    system = table.get("system")
    if not isinstance(system, str) or system not in systems:
        faults.add((*path, "system"), "a code of a system", "another word")
    else:
        fields["system"] = systems[system]
    return fields
