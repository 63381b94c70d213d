"""Reads codes of terminologies: the table that comes with the library, or one's own."""

from __future__ import annotations

__all__ = ["read_terminology"]

from typing import TYPE_CHECKING, Any

from ipt_core.catalogue._entries import CODE
from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields
from ipt_core.catalogue._links import check_links
from ipt_core.catalogue._values import citations
from ipt_core.catalogue.codings import CodeSystem, TerminologyCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import TomlTable

_FILE = "terminology.toml"


def read_terminology(
    data: Mapping[str, object] | str | None = None,
) -> dict[str, TerminologyCode]:
    """Read the table of codes, a TOML text in its place, or what such a text holds.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    if data is None or isinstance(data, str):
        data = read_toml(_FILE, data)
    faults = Faults(_FILE)
    faults.only(data, ("systems", "codes"), ())
    systems = dict(_systems(data.get("systems", {}), faults))
    found: dict[str, TerminologyCode] = {}
    for path, table in faults.tables(data.get("codes", []), ("codes",)):
        fields = _fields(table, path, faults, systems)
        if faults.problems:
            continue
        made = TerminologyCode(**fields)
        if made.key in found:
            faults.add((*path, "code"), "a code that is not there yet", "one that is")
        found[made.key] = made
    faults.stop()
    return found


def _systems(data: object, faults: Faults) -> Iterator[tuple[str, CodeSystem | None]]:
    """Read the systems; one with a fault is known all the same."""
    for code, given in (faults.table(data, ("systems",)) or {}).items():
        path = ("systems", code)
        if not CODE.fullmatch(code):
            faults.add(path, "a code such as snomed-ct", "another word")
        table = faults.table(given, path) or {}
        fields = read_fields(CodeSystem, table, path, faults, ("code",))
        check_links(fields.get("not_found", ()), (*path, "not_found"), faults)
        yield code, None if faults.problems else CodeSystem(code=code, **fields)


def _fields(
    table: TomlTable,
    path: Path,
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
        near = system if isinstance(system, str) else ""
        faults.unknown((*path, "system"), "a code of a system", near, systems)
    else:
        fields["system"] = systems[system]
    return fields
