"""Reads the tables of terms: principles, steps, skills, disorders, reasons, ..."""

from __future__ import annotations

__all__ = ["read_concepts"]

from typing import TYPE_CHECKING, Any, TypeVar

from ipt_core.catalogue._entries import check_rules, cited_or_ours, read_entries
from ipt_core.catalogue._links import check_links
from ipt_core.catalogue._read_bibliography import bibliography
from ipt_core.catalogue._read_tables import tasks
from ipt_core.catalogue._values import check_amount, check_count
from ipt_core.catalogue.concepts import Concept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import Faults, TomlTable

C = TypeVar("C", bound=Concept)


def read_concepts(file: str, kind: type[C], text: str | None = None) -> dict[str, C]:
    """Read a table of terms, or a text in its place.

    Args:
        file: name of the file under `data`.
        kind: the class of its entries.
        text: what to read instead of the file.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    above: list[str] = []

    def read(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
        fields = cited_or_ours(kind, table, path, faults)
        check_rules(fields.get("sought_by", ()), (*path, "sought_by"), faults)
        check_links(fields.get("see", ()), (*path, "see"), faults)
        check_count(fields.get("days"), (*path, "days"), faults, least=1)
        check_amount(fields.get("days"), (*path, "days"), faults)
        for name, what, known in _codes(fields, above):
            for position, code in enumerate(fields[name]):
                if code not in known:
                    faults.unknown((*path, name, position), what, code, known)
        above.append(str(path[0]))
        return fields

    return read_entries(file, text, kind, read)


def _codes(
    fields: dict[str, Any], above: list[str]
) -> Iterator[tuple[str, str, Collection[str]]]:
    """Name the fields that hold codes, and the codes that there are for each."""
    if "protocols" in fields:
        yield "protocols", "a code of a protocol", bibliography().protocols
    if "parents" in fields:
        yield "parents", "a code of an entry above this one", above
    if "tasks" in fields:
        yield "tasks", "a code of a task", tasks()
