"""Reads the bibliography, and cites from it."""

from __future__ import annotations

__all__ = ["Bibliography", "bibliography", "citation", "cite", "read_bibliography"]

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields, structured
from ipt_core.catalogue._table import nearest_code
from ipt_core.evidence import Basis, Citation, Source, SourceStatus, basis_of
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import TomlTable

_FILE = "bibliography.toml"
_KEY = re.compile(r"[A-Z][0-9]{2}|[A-Z]{3}")
_LETTER = re.compile(r"[a-z]")
_IN_ITSELF = {
    SourceStatus.SEEN: Basis.PUBLISHED,
    SourceStatus.SECONDARY: Basis.SECONDARY,
    SourceStatus.UNVERIFIED: Basis.UNVERIFIED,
}


@attrs.frozen(kw_only=True)
class Bibliography:
    """All texts, and the protocols that they may be about."""

    sources: dict[str, Source]
    """The texts and places in them, by key."""
    protocols: tuple[str, ...]
    """Every code of a protocol that is known, with or without a file of its own."""


@attrs.frozen(kw_only=True)
class _Shared:
    """What a text may leave out where its letters have it, and they where it does."""

    citation: str = ""
    place: str = ""
    status: SourceStatus = SourceStatus.SEEN
    about: tuple[str, ...] = ()


def read_bibliography(text: str | None = None) -> Bibliography:
    """Read the bibliography's file, or a text in its place.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    faults = Faults(_FILE)
    data = read_toml(_FILE, text)
    codes = data.pop("protocols", [])
    protocols = structured(tuple[str, ...], codes, ("protocols",), faults) or ()
    sources: dict[str, Source] = {}
    for key, entry in data.items():
        if not _KEY.fullmatch(key):
            faults.add((key,), "a key such as F04", "another word")
        table = faults.table(entry, (key,))
        if table is not None:
            sources |= _texts(key, table, faults)
    for key, source in sources.items():
        for code in source.about:
            if code not in protocols:
                where = (*_path(key), "about")
                faults.unknown(where, "codes of protocols", code, protocols)
    faults.stop()
    return Bibliography(sources=sources, protocols=protocols)


@cache
def bibliography() -> Bibliography:
    """Read the bibliography's file, once."""
    return read_bibliography()


def citation(source: Source, protocol: str | None) -> Citation:
    """Cite a text for a protocol, or without one for what it is worth in itself."""
    basis = basis_of(source, protocol) if protocol else _IN_ITSELF[source.status]
    return Citation(key=source.key, label=source.label, basis=basis)


@lru_cache(maxsize=4096)
def cite(key: str, protocol: str | None) -> Citation:
    """Cite a text for a protocol, both by their code, or for what it is in itself.

    Raises:
        UnknownCodeError: if there is no such text.
    """
    known = bibliography()
    if key not in known.sources:
        raise UnknownCodeError("source", nearest_code(key, known.sources))
    return citation(known.sources[key], protocol)


def _path(key: str) -> Path:
    return (key[:3], key[3:]) if key[3:] else (key,)


def _texts(key: str, table: TomlTable, faults: Faults) -> dict[str, Source]:
    letters = sorted(name for name in table if _LETTER.fullmatch(name))
    shared = {name: value for name, value in table.items() if name not in letters}
    whole = read_fields(_Shared, shared, (key,), faults)
    found: dict[str, Source] = {}
    if "citation" in whole:
        found[key] = Source(key=key, **whole)
    elif not letters:
        faults.missing((key, "citation"))
    whole.pop("place", None)
    for letter in letters:
        part = faults.table(table[letter], (key, letter))
        if part is not None:
            own = whole | read_fields(_Shared, part, (key, letter), faults)
            if "citation" in own:
                found[key + letter] = Source(key=key + letter, **own)
            else:
                faults.missing((key, letter, "citation"))
    return found
