"""Codes of clinical terminologies, for those who exchange data with other systems.

Nothing else of this library needs them. The table that comes with it can be replaced by
one's own; terminologies have licences, which each system's entry tells.
"""

from __future__ import annotations

__all__ = ["CodeSystem", "Confidence", "TerminologyCode"]

from enum import StrEnum

import attrs

from ipt_core.catalogue._paged import Paged
from ipt_core.evidence import Citation


class Confidence(StrEnum):
    """How sure it is that a code means what is said here."""

    HIGH = "high"
    """Seen in several independent places, or in the terminology's own text."""
    MEDIUM = "medium"
    """Seen in use, in few places."""
    LOW = "low"
    """Seen once, or its meaning was not seen: to be looked up before use."""
    CONFLICT = "conflict"
    """Places that were seen disagree: to be looked up before use."""
    UNVERIFIED = "unverified"
    """Remembered, not seen: to be looked up before use."""


@attrs.frozen(kw_only=True)
class CodeSystem:
    """A terminology that codes come from."""

    code: str
    """Code of it here, such as `snomed-ct`."""
    name: str
    """Its name."""
    licence: str | None = None
    """What is known of its licence; None where nothing was looked up."""
    not_found: tuple[str, ...] = ()
    """Entries that a code was looked for and not found for, each `table/code`."""


@attrs.frozen(kw_only=True)
class TerminologyCode(Paged):
    """One code of a terminology, and what it stands for here."""

    system: CodeSystem
    """The terminology."""
    code: str
    """The code itself."""
    meaning: str
    """What it means there, paraphrased."""
    stands_for: tuple[str, ...] = ()
    """Entries that it stands for, each `table/code`; empty: for something near them."""
    confidence: Confidence
    """How sure that is."""
    note: str | None = None
    """What to beware of."""
    citations: tuple[Citation, ...] = ()
    """Where it was seen."""

    @property
    def key(self) -> str:
        """Its key in the table: system and code, such as `loinc:44261-6`."""
        return f"{self.system.code}:{self.code}"

    @property
    def usable(self) -> bool:
        """Whether it may be used without looking it up: high or medium confidence."""
        return self.confidence in {Confidence.HIGH, Confidence.MEDIUM}
