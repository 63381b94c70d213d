"""Why a value is believed: sources, how they speak of a protocol, and what that allows.

A finding is never stronger than its evidence. Each value that a rule uses is a
`Sourced` with one or more `Reading`s; each reading knows its `Basis`, and each
basis caps the severity of a finding that rests on it.
"""

from __future__ import annotations

__all__ = [
    "Basis",
    "Citation",
    "Range",
    "Reading",
    "Severity",
    "Source",
    "SourceStatus",
    "Sourced",
]

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from ipt_core._shown import Shown
from ipt_core._words import spaced, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block, Entry

T_co = TypeVar("T_co", covariant=True)

_NOT_FOUND = "No source held says; rules that need it answer: not checked."


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    """Worth knowing; nothing asks for a change."""
    WARNING = "warning"
    """Departs from what is advised; may be right, and then deserves a reason."""
    ERROR = "error"
    """Contradicts what the protocol asks or what the record can mean."""

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return _RANKS[self]


_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Basis(StrEnum):
    """How we know what *this* protocol asks."""

    STRUCTURAL = "structural"
    """Follows from what the model means, such as an id that points nowhere."""
    PUBLISHED = "published"
    """Read in a source for this protocol."""
    DERIVED = "derived"
    """Arithmetic from named inputs; allows what its weakest input allows."""
    TRANSFERRED = "transferred"
    """Read in a source for another protocol."""
    SECONDARY = "secondary"
    """Read in a weak page: a clinic's site, lecture notes, program code."""
    UNVERIFIED = "unverified"
    """Remembered from the literature; the text was not seen."""
    CONVENTION = "convention"
    """No source: a choice of this library, made to be changed."""


_CAPS = {
    Basis.STRUCTURAL: Severity.ERROR,
    Basis.PUBLISHED: Severity.ERROR,
    Basis.TRANSFERRED: Severity.WARNING,
    Basis.SECONDARY: Severity.WARNING,
    Basis.UNVERIFIED: Severity.WARNING,
    Basis.CONVENTION: Severity.INFO,
}
_STRENGTH = tuple(_CAPS)


class SourceStatus(StrEnum):
    """How well a source was read."""

    SEEN = "seen"
    """The stated fact was read in the source itself."""
    SECONDARY = "secondary"
    """Read, but in a page of low quality."""
    UNVERIFIED = "unverified"
    """Not read; cited from memory."""


_READ = {
    SourceStatus.SEEN: "What is cited was read in it.",
    SourceStatus.SECONDARY: "It was read, and is a weak page.",
    SourceStatus.UNVERIFIED: "It was not seen: what is cited is remembered.",
}


@attrs.frozen(kw_only=True)
class Source(Shown):
    """A text that facts come from, or one place in it."""

    key: str
    """Key of the bibliography, such as `F04`; `F04a` is a place in it."""
    citation: str
    """Authors, year, title and where it appeared."""
    place: str | None = None
    """The chapter, page or section; None where the source as a whole is meant."""
    status: SourceStatus = SourceStatus.SEEN
    """How well it was read."""
    about: tuple[str, ...] = ()
    """Codes of the protocols that it speaks of; for others it is transferred."""

    @property
    def label(self) -> str:
        """The source in words, with the place."""
        return f"{self.citation}, {self.place}" if self.place else self.citation

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core._blocks import Heading, Paragraph

        said = [f"{self.label}. {_READ[self.status]}"]
        if self.about:
            said.append(f"About: {', '.join(self.about)}.")
        return (Heading(f"{self.key}: source", 1), *map(Paragraph, said))


@attrs.frozen(kw_only=True)
class Citation:
    """A source as one value or rule cites it."""

    key: str
    """Key of the bibliography, with the letter of the place: `F04a`."""
    label: str
    """The source in words, with the place."""
    basis: Basis
    """What the source is worth for the protocol in question."""

    def __str__(self) -> str:
        return f"{self.label} [{self.key}]"


@attrs.frozen(kw_only=True)
class Range:
    """An inclusive range of numbers."""

    min: float
    """The least number that is inside."""
    max: float
    """The greatest number that is inside."""

    def __contains__(self, number: float) -> bool:
        return self.min <= number <= self.max

    def __str__(self) -> str:
        low, high = f"{self.min:g}", f"{self.max:g}"
        return low if low == high else f"{low} to {high}"


@attrs.frozen(kw_only=True)
class Reading(Shown, Generic[T_co]):
    """One value that the literature gives, and why we believe it."""

    value: T_co
    """The value itself."""
    basis: Basis
    """How we know it for the protocol that it stands in."""
    cap: Severity
    """The most that a finding may be that rests on it."""
    citations: tuple[Citation, ...] = ()
    """Where it or its inputs were read; empty for a convention."""
    inputs: tuple[str, ...] = ()
    """For a derived value: the fields and source keys it was made from."""
    note: str | None = None
    """How the source puts it, where the number alone would mislead."""

    def details(self) -> tuple[tuple[str, str], ...]:
        """Where it comes from and how much a finding may rest on it, for a display."""
        keys = {citation.key for citation in self.citations}
        said = {
            "Source": "; ".join(map(str, self.citations)),
            "From": words([spaced(name) for name in self.inputs if name not in keys]),
            "Stated": self.note,
            "At most": str(self.cap),
        }
        if self.basis is Basis.CONVENTION:
            said["Source"] = "none: a choice of this library"
        return tuple((title, text) for title, text in said.items() if text)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        return tuple(Sourced(readings=(self,)).entries("value"))


@attrs.frozen(kw_only=True)
class Sourced(Shown, Generic[T_co]):
    """A value with its evidence: one reading, several in dispute, or none."""

    readings: tuple[Reading[T_co], ...] = ()
    """The readings, preferred first; empty where the literature held does not say."""

    @property
    def known(self) -> bool:
        """Whether any source held gives a value."""
        return bool(self.readings)

    @property
    def disputed(self) -> bool:
        """Whether sources disagree."""
        return len(self.readings) > 1

    @property
    def value(self) -> T_co | None:
        """The preferred reading's value, or None where it is not known."""
        return self.readings[0].value if self.readings else None

    @property
    def basis(self) -> Basis | None:
        """The preferred reading's basis, or None where the value is not known."""
        return self.readings[0].basis if self.readings else None

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The citations of all readings, each once."""
        return tuple(dict.fromkeys(c for r in self.readings for c in r.citations))

    def entries(self, title: str) -> Iterator[Entry]:
        """Show each reading, or that there is none, for a display."""
        from ipt_core._blocks import Entry

        count = len(self.readings)
        for number, reading in enumerate(self.readings, 1):
            which = f", reading {number} of {count}" if self.disputed else ""
            text = words(reading.value) or "none"
            yield Entry(reading.basis, title + which, text, reading.details())
        if not self.known:
            yield Entry("not found", title, _NOT_FOUND)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        return tuple(self.entries("value"))


def basis_of(source: Source, protocol: str) -> Basis:
    """Tell what a source is worth for a protocol, named by its code."""
    if source.status is SourceStatus.UNVERIFIED:
        return Basis.UNVERIFIED
    if source.status is SourceStatus.SECONDARY:
        return Basis.SECONDARY
    return Basis.PUBLISHED if protocol in source.about else Basis.TRANSFERRED


def cap_of(basis: Basis) -> Severity:
    """Tell how severe a finding may be that rests on a basis.

    A derived value has the cap of its inputs, so this cannot be asked of it.

    Raises:
        KeyError: for `Basis.DERIVED`.
    """
    return _CAPS[basis]


def strongest(bases: Iterable[Basis]) -> Basis:
    """Pick the best of several bases: one good source is enough for a fact.

    Raises:
        ValueError: if there are none.
    """
    return min(bases, key=_STRENGTH.index)


def weakest(caps: Iterable[Severity]) -> Severity:
    """Pick the lowest of several caps; error where there are none."""
    return min(caps, key=_RANKS.__getitem__, default=Severity.ERROR)
