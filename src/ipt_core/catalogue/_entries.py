"""Reads files that hold entries of one kind, each under its code."""

from __future__ import annotations

__all__ = ["CODE", "check_rules", "cited_fields", "cited_or_ours", "read_entries"]

import re
from typing import TYPE_CHECKING, Any, TypeVar

from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields
from ipt_core.catalogue._values import citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import TomlTable

    Read = Callable[[TomlTable, Path, Faults], dict[str, Any]]

T = TypeVar("T")

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a code looks like."""

_RULE = re.compile(r"IPT[0-9]{3}")
_CITED = ("code", "citations", "source")
_OURS = "convention"


def read_entries(
    file: str,
    text: str | None,
    kind: Callable[..., T],
    read: Read,
    code: re.Pattern[str] = CODE,
    *,
    whole: Callable[[dict[str, dict[str, Any]], Faults], None] | None = None,
) -> dict[str, T]:
    """Read a file, or a text in its place, entry by entry.

    Args:
        file: name of the file under `data`.
        text: what to read instead of it.
        kind: makes an entry from its code and its fields.
        read: reads the fields of one entry.
        code: what the codes of this file look like.
        whole: looks at all entries together.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    faults = Faults(file)
    found: dict[str, dict[str, Any]] = {}
    for key, data in read_toml(file, text).items():
        if not code.fullmatch(key):
            faults.add((key,), "a code such as role-dispute", "another word")
        table = faults.table(data, (key,))
        if table is not None:
            found[key] = read(table, (key,), faults)
    if whole:
        whole(found, faults)
    faults.stop()
    return {key: kind(code=key, **fields) for key, fields in found.items()}


def check_rules(codes: Iterable[object], path: Path, faults: Faults) -> None:
    """Note what is no code of a rule; which rules there are is not known here."""
    for position, code in enumerate(codes):
        if not _RULE.fullmatch(str(code)):
            expected = "a rule's code such as IPT501"
            faults.add((*path, position), expected, "another word")


def cited_or_ours(
    kind: type[Any],
    table: TomlTable,
    path: Path,
    faults: Faults,
    apart: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Read an entry that has a source, or says `convention = true` in its place."""
    if _OURS not in table:
        return cited_fields(kind, table, path, faults, apart)
    if table[_OURS] is not True:
        faults.add((*path, _OURS), "true", "something else")
    if "source" in table:
        faults.add(path, "one of source, convention", "both of them")
    return read_fields(kind, table, path, faults, (*_CITED, _OURS, *apart))


def cited_fields(
    kind: type[Any],
    table: TomlTable,
    path: Path,
    faults: Faults,
    apart: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Read all fields of a class but those `apart`, and its citations."""
    fields = read_fields(kind, table, path, faults, (*_CITED, *apart))
    fields["citations"] = citations(table, path, faults)
    return fields
