"""Instruments: what a score of them can be, what it means, and who gives it."""

from __future__ import annotations

__all__ = [
    "Band",
    "Comparison",
    "Cutoff",
    "Definition",
    "DefinitionKind",
    "Direction",
    "Limit",
    "Measure",
    "MeasureKind",
    "Rater",
]

import operator
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue._paged import Paged
from ipt_core.evidence import Range, Reading, Sourced

if TYPE_CHECKING:
    from collections.abc import Callable


class MeasureKind(StrEnum):
    """What an instrument is for."""

    OUTCOME = "outcome"
    """Symptoms of the disorder that is treated."""
    FUNCTIONING = "functioning"
    """How the person lives: social adjustment, relationships, quality of life."""
    RHYTHM = "rhythm"
    """How regular the days are."""
    ALLIANCE = "alliance"
    """The working relationship between patient and therapist."""
    ADHERENCE = "adherence"
    """Whether what was done was IPT, and how well."""
    COMPETENCE = "competence"
    """What a therapist can do."""
    FORMULATION = "formulation"
    """Which problem areas are there, and which one is the focus."""


class Rater(StrEnum):
    """Who gives the score."""

    PATIENT = "patient"
    """The patient, in a self-report scale or when asked for a number."""
    CLINICIAN = "clinician"
    """A clinician, in an interview."""
    THERAPIST = "therapist"
    """The therapist, of the own session."""
    SUPERVISOR = "supervisor"
    """The supervisor, of a session that was seen or heard."""
    OBSERVER = "observer"
    """A trained rater or researcher, of a recording."""


class Direction(StrEnum):
    """Which way a total is better, as far as the sources held tell it."""

    LOWER_IS_BETTER = "lower-is-better"
    """The higher the total, the worse: scales of symptoms."""
    HIGHER_IS_MORE_REGULAR = "higher-is-more-regular"
    """The higher the total, the more regular the days."""


class Comparison(StrEnum):
    """How a number is held against a limit."""

    AT_LEAST = "at-least"
    """The limit itself, or more."""
    ABOVE = "above"
    """More than the limit."""
    AT_MOST = "at-most"
    """The limit itself, or less."""
    BELOW = "below"
    """Less than the limit."""


_HOLDS: dict[Comparison, Callable[[float, float], bool]] = {
    Comparison.AT_LEAST: operator.ge,
    Comparison.ABOVE: operator.gt,
    Comparison.AT_MOST: operator.le,
    Comparison.BELOW: operator.lt,
}


@attrs.frozen(kw_only=True)
class Limit:
    """A number and the side of it that counts."""

    comparison: Comparison
    """Which side counts, and whether the number itself does."""
    at: float
    """The number."""

    def holds(self, number: float) -> bool:
        """Tell whether a number lies on the side that counts."""
        return _HOLDS[self.comparison](number, self.at)

    def __str__(self) -> str:
        return f"{self.comparison.replace('-', ' ')} {self.at:g}"


@attrs.frozen(kw_only=True)
class Band:
    """A part of the range of an instrument that has a meaning of its own."""

    name: str | None = None
    """Its name, such as `mild`; None where the source held gives the numbers only."""
    range: Range
    """First and last total of it."""
    evidence: Reading[bool]
    """Who says so; the value is always true."""


@attrs.frozen(kw_only=True)
class Cutoff:
    """A total that something is decided at."""

    name: str
    """What is decided, such as `case` or `trial-entry`."""
    by: str | None = None
    """Whose it is, such as `NICE NG222`; None where it is the usual one."""
    limit: Limit
    """From which total on."""
    up_to: float | None = None
    """The last one, where the source gives a range of totals instead of one."""
    evidence: Reading[bool]
    """Who says so; the value is always true."""


class DefinitionKind(StrEnum):
    """What a named definition defines."""

    RESPONSE = "response"
    """Much better than at baseline."""
    REMISSION = "remission"
    """As good as well."""
    RECOVERY = "recovery"
    """Well, in the words of a trial that calls it so."""
    CLINICALLY_SIGNIFICANT = "clinically-significant"
    """Much better than at baseline, and no longer a case."""
    RELIABLE_CHANGE = "reliable-change"
    """A change, for better or worse, that is more than chance."""


@attrs.frozen(kw_only=True)
class Definition(Paged):
    """A named way to tell response, remission or change from scores.

    All that it names has to hold. Every definition held is of a scale on which less is
    better. `ipt_core.outcomes` computes them.
    """

    code: str
    """Code, such as `phq-9-response-50`."""
    kind: DefinitionKind
    """What it defines."""
    measure: str
    """Code of its instrument."""
    score: Limit | None = None
    """Where the total has to lie."""
    drop_percent: Limit | None = None
    """By how many percent of the baseline the total has to be lower."""
    change: Limit | None = None
    """By how many points the total has to differ from an earlier one."""
    consecutive: int = 1
    """In how many scores in a row it has to hold, the last one included."""
    evidence: Reading[bool]
    """Who defines it so; the value is always true."""


@attrs.frozen(kw_only=True)
class Measure(Paged):
    """An instrument; its wording is not stored."""

    code: str
    """Code, such as `phq-9`."""
    name: str
    """Name in the field."""
    kind: MeasureKind
    """What it is for."""
    raters: Sourced[tuple[Rater, ...]]
    """Who gives the score."""
    total: Sourced[Range]
    """The range of its total, or of its mean where that is what is reported."""
    items: Sourced[int]
    """Number of its items."""
    item: Sourced[Range]
    """The range of one item."""
    suicide_item: Sourced[int] | None = None
    """Number of the item on suicide or self-harm; None where it has none."""
    suicide_positive: Sourced[int] | None = None
    """The lowest answer to that item that is positive."""
    mean: Sourced[bool] | None = None
    """Whether its total is a mean, which need not be whole; None: it is a sum."""
    direction: Sourced[Direction] | None = None
    """Which way its total is better; None where the sources held do not say."""
    populations: Sourced[tuple[str, ...]] | None = None
    """Codes of the populations that it is made for; None: for no single one."""
    disorders: Sourced[tuple[str, ...]] | None = None
    """Codes of the disorders that it is made for; None: for no single one.

    Scales of depression, which most forms of IPT use, are not bound to one.
    """
    bands: tuple[Band, ...] = ()
    """Its bands, from the lowest; empty where the sources held give none."""
    cutoffs: tuple[Cutoff, ...] = ()
    """Its cut-offs; empty where the sources held give none."""
    definitions: tuple[Definition, ...] = ()
    """Named definitions of response, remission and change; empty where none is held."""
    note: str | None = None
    """What else the sources say of it."""
