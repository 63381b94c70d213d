"""Values, readings and sources in words."""

from __future__ import annotations

__all__ = ["cited", "details", "readings", "sources", "spaced", "value"]

from typing import TYPE_CHECKING, Any

from ipt_core.catalogue import bibliography, cite
from ipt_core.catalogue.parts import PhaseRanges
from ipt_core.engine.words import words
from ipt_core.evidence import Basis
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.evidence import Citation, Reading, Sourced


def spaced(name: str) -> str:
    """Write the name of a field as words."""
    return name.replace("_", " ")


def value(given: object) -> str:
    """Write a value of the catalogue."""
    if isinstance(given, PhaseRanges):
        phases = words([f"{phase} {given.of(phase)}" for phase in Phase])
        return f"of {given.total} sessions: {phases}"
    return words(given)


def readings(sourced: Sourced[Any]) -> str:
    """Write all readings in one line."""
    said = [f"{value(reading.value)} ({reading.basis})" for reading in sourced.readings]
    return "; or ".join(said) or "not found"


def details(reading: Reading[Any]) -> Iterator[tuple[str, str]]:
    """Say where a reading comes from and how much a finding may rest on it."""
    if reading.citations:
        yield "Source", cited(reading.citations)
    inputs = [spaced(name) for name in reading.inputs if name not in bibliography]
    if inputs:
        yield "From", words(inputs)
    if reading.basis is Basis.CONVENTION:
        yield "Source", "none: a choice of this library"
    if reading.note:
        yield "Stated", reading.note
    yield "At most", str(reading.cap)


def cited(citations: Iterable[Citation]) -> str:
    """Write citations in one line."""
    return "; ".join(map(str, citations))


def sources(keys: Iterable[str]) -> tuple[str, ...]:
    """Write the sources that keys mean, one line each, with what they are worth."""
    found = map(cite, keys)
    return tuple(f"{citation} ({citation.basis})" for citation in found)
