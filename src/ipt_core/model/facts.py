"""Facts that only a person can attest: a plan may hold them, never invent them."""

from __future__ import annotations

__all__ = [
    "Attestation",
    "Diagnosis",
    "Exclusion",
    "ItemScore",
    "Judgement",
    "Loss",
    "Rating",
    "RiskEnquiry",
    "Score",
    "Suitability",
]

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ipt_core._checks import Valid, number, one_of, whole
from ipt_core.model._fields import (
    CODE,
    CODES,
    COUNT,
    DATE,
    FLAG,
    FREE,
    ID,
    NUMBER,
    TEXT,
    Record,
    as_tuple_or_none,
    maybe,
    texts_of,
    tuple_of,
    word,
)
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen(kw_only=True, repr=False)
class Attestation(Record):
    """Who says so, when, and where it comes from."""

    origin: Origin = attrs.field(validator=word(Origin))
    """Where the fact comes from.

    What a model or a template made counts only once confirmed.
    """
    by: str | None = attrs.field(default=None, validator=CODE)
    """Role of who attests it, never a name.

    Such as `therapist`, `patient`, `parent`, `rater`.
    """
    on: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day on which it was attested."""
    session: int | None = attrs.field(default=None, validator=COUNT)
    """Number of the acute session in which it was attested; 0 is before the first."""
    confirmed_by: str | None = attrs.field(default=None, validator=CODE)
    """Role of the person who confirmed what a model or a template made."""
    confirmed_on: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day on which it was confirmed."""

    @property
    def counts(self) -> bool:
        """Whether a person stands behind it."""
        return self.confirmed_by is not None or self.origin not in {
            Origin.MODEL,
            Origin.TEMPLATE,
        }


def attestations_of(
    value: Iterable[Attestation] | None,
) -> tuple[Attestation, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


ATTESTED = Valid(one_of(Attestation))


@attrs.frozen(kw_only=True, repr=False)
class Diagnosis(Record):
    """A diagnosis that was made, or the screening criterion in its place."""

    disorder: str = attrs.field(validator=ID)
    """Code of the disorder, such as `major-depressive-disorder`."""
    criteria: str | None = attrs.field(default=None, validator=CODE)
    """Code of the criteria: `dsm-iv`, `dsm-5`, `icd-10`, `icd-11`, or `screening`."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who made it, when, and where this comes from."""


def diagnoses_of(value: Iterable[Diagnosis] | None) -> tuple[Diagnosis, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Exclusion(Record):
    """Something that may speak against a form of IPT, and whether it was found."""

    condition: str = attrs.field(validator=ID)
    """Code of the condition, such as `psychosis` or `acute-suicidality`."""
    presence: Presence = attrs.field(validator=word(Presence))
    """Whether it was asked and found."""
    responses: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of what was done about it, such as `urgent-review` or `referral`."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who looked, when, and where this comes from."""


def exclusions_of(value: Iterable[Exclusion] | None) -> tuple[Exclusion, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Suitability(Record):
    """The judgement whether IPT suits the person."""

    suitable: bool = attrs.field(validator=Valid(one_of(bool)))
    """Whether it does."""
    reasons: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """Why; free text."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who judged, when, and where this comes from."""


def judgements_of(
    value: Iterable[Suitability] | None,
) -> tuple[Suitability, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class ItemScore(Record):
    """The answer to one item of a scale, as a number; item wordings are not stored."""

    item: int = attrs.field(validator=Valid(whole(1)))
    """Number of the item, from 1."""
    value: float = attrs.field(validator=Valid(number))
    """The score that was given."""


def items_of(value: Iterable[ItemScore] | None) -> tuple[ItemScore, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Score(Record):
    """One administration of an instrument."""

    instrument: str = attrs.field(validator=ID)
    """Code of the instrument, such as `phq-9`."""
    total: float | None = attrs.field(default=None, validator=NUMBER)
    """The total; None where only items are recorded."""
    items: tuple[ItemScore, ...] | None = attrs.field(
        default=None, converter=items_of, validator=tuple_of(ItemScore)
    )
    """Single items, where they are recorded."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who gave the answers, when, and where this comes from."""


def scores_of(value: Iterable[Score] | None) -> tuple[Score, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Rating(Record):
    """One rating of how the treatment is done, such as of adherence or the alliance."""

    instrument: str = attrs.field(validator=ID)
    """Code of the instrument, such as `csprs`, `ipt-qas` or `wai-sr`."""
    score: float | None = attrs.field(default=None, validator=NUMBER)
    """The score; None where only the rating itself is recorded."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Role of the rater (`by`), when, and where this comes from."""


def rated_of(value: Iterable[Rating] | None) -> tuple[Rating, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Judgement(Record):
    """What somebody judged of the course of the illness, by a named definition."""

    what: str = attrs.field(validator=ID)
    """Code of what was judged.

    Such as `remission`, `response`, `improvement`, `early-gain`, `worsening`,
    `relapse-risk`.
    """
    definition: str | None = attrs.field(default=None, validator=CODE)
    """Code of the definition that was used, such as `phq-9-remission-below-5`."""
    presence: Presence = attrs.field(validator=word(Presence))
    """Whether it was judged to be there."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who judged it, when, and where this comes from."""


def judged_of(value: Iterable[Judgement] | None) -> tuple[Judgement, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class RiskEnquiry(Record):
    """That a risk was asked about, and what was done; never a level of risk."""

    topic: str = attrs.field(validator=ID)
    """Code of what was asked about.

    Such as `suicide`, `violence`, `harm-to-others`, `self-harm`.
    """
    thoughts: Presence | None = attrs.field(default=None, validator=maybe(Presence))
    """Whether thoughts of it were found."""
    plan_or_intent: Presence | None = attrs.field(
        default=None, validator=maybe(Presence)
    )
    """Whether a plan or an intent was found."""
    past: Presence | None = attrs.field(default=None, validator=maybe(Presence))
    """Whether it happened in the past."""
    past_months: int | None = attrs.field(default=None, validator=COUNT)
    """Months since it last happened, in whole months; 0 is within this month."""
    private: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether it was asked with nobody else there."""
    responses: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of what was done.

    Such as `safety-plan`, `urgent-review`, `means-safety`, `referral`.
    """
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who asked, when, and where this comes from."""


def enquiries_of(value: Iterable[RiskEnquiry] | None) -> tuple[RiskEnquiry, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Loss(Record):
    """A death that a grief focus is about; the person is named by role only."""

    who: str = attrs.field(validator=ID)
    """Role of who died: `mother`, `partner`, `child`, `stillborn-child`, ..."""
    on: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day of the death."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who said so, when, and where this comes from."""


def losses_of(value: Iterable[Loss] | None) -> tuple[Loss, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)
