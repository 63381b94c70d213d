"""Values, readings and sources in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ipt_core._words import words
from ipt_core.catalogue import bibliography, cite
from ipt_core.catalogue.parts import PhaseRanges
from ipt_core.evidence import Basis, SourceStatus
from ipt_core.vocabulary import Phase
from scripts.generation.markdown import (
    bullets,
    code,
    codes,
    keys_in,
    linked,
    plain,
    source_link,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.engine.asked import Part
    from ipt_core.evidence import Reading


def value_in_words(value: object) -> str:
    """Write a value of a protocol."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PhaseRanges):
        phases = ", ".join(f"{phase} {value.of(phase)}" for phase in Phase)
        return f"of {value.total} sessions: {phases}"
    if isinstance(value, tuple):
        return codes(map(str, cast("tuple[object, ...]", value)))
    return code(value) if isinstance(value, str) else words(value)


def part_in_words(part: Part) -> str:
    """Write a part of a protocol: codes as codes, anything else in words."""
    said = str(part)
    return code(said) if " " not in said else plain(said)


def why(reading: Reading[Any]) -> str:
    """Say where a reading comes from: its sources, or what it was computed from."""
    cited = " ".join(source_link(citation.key) for citation in reading.citations)
    if reading.basis is Basis.CONVENTION:
        cited = "none: a choice of this library"
    if reading.basis is Basis.DERIVED:
        known = [name for name in reading.inputs if name not in bibliography]
        inputs = f"from {codes(known)}" if known else "computed"
        cited = f"{inputs} {cited}".strip()
    if reading.note:
        cited += f"; {linked(reading.note, bibliography)}"
    return cited


def keys_of(reading: Reading[Any]) -> list[str]:
    """List the keys that a reading cites, those of its note among them."""
    named = [key for key in keys_in([reading.note or ""]) if key in bibliography]
    return [*(citation.key for citation in reading.citations), *named]


def source_list(keys: Iterable[str], protocol: str | None = None) -> str:
    """List sources, each once, for keys to lead to; with their worth for a protocol.

    Without a protocol: for those that they are about, and for every other.
    """
    return bullets(
        f"**\\[{key}\\]**{{#{key.lower()}}} {_label(key)} {_worth(key, protocol)}"
        for key in sorted(dict.fromkeys(keys))
    )


def _label(key: str) -> str:
    source = bibliography[key]
    text = f"{source.citation}, {source.place}" if source.place else source.citation
    return plain(text) + ("" if text.endswith(".") else ".")


def _worth(key: str, protocol: str | None) -> str:
    if protocol:
        return f"*{cite(key, protocol).basis.capitalize()}.*"
    source = bibliography[key]
    if source.status is not SourceStatus.SEEN:
        return f"*{source.status.capitalize()} for every protocol.*"
    if not source.about:
        return f"*{Basis.TRANSFERRED.capitalize()} for every protocol.*"
    own = f"{Basis.PUBLISHED.capitalize()} for {codes(source.about)}"
    return f"*{own}; {Basis.TRANSFERRED} for every other.*"
