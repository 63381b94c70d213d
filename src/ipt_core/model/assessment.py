"""What was found before and during the initial phase."""

from __future__ import annotations

__all__ = ["AreaRating", "Assessment", "LifeEvent", "Relationship"]

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ipt_core.model._fields import (
    CODE,
    DATE,
    FLAG,
    FREE,
    ID,
    REFERENCE,
    TEXT,
    Record,
    as_tuple_or_none,
    tuple_of,
    word,
)
from ipt_core.model.facts import (
    ATTESTED,
    Attestation,
    Diagnosis,
    Exclusion,
    RiskEnquiry,
    Score,
    Suitability,
    diagnoses_of,
    enquiries_of,
    exclusions_of,
    judgements_of,
    scores_of,
)
from ipt_core.vocabulary import Presence

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen(kw_only=True, repr=False)
class Relationship(Record):
    """One person of the interpersonal inventory; there is no field for a name."""

    id: str = attrs.field(validator=ID, metadata=REFERENCE)
    """Id within the plan."""
    role: str = attrs.field(validator=ID)
    """Code of the role: `mother`, `partner`, `friend`, `colleague`, ..."""
    pseudonym: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """A word to tell two people of one role apart; never a real name."""
    closeness: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """How close they are."""
    contact: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """How often and how they meet."""
    expectations: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What each expects of the other, and whether it is met."""
    conflict: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What they disagree about."""
    communication: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """How they talk."""
    support: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What support is given and received."""
    change_wanted: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What the patient would like to be different."""


def relationships_of(
    value: Iterable[Relationship] | None,
) -> tuple[Relationship, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class LifeEvent(Record):
    """One entry of the timeline of events and symptoms."""

    on: dt.date | None = attrs.field(default=None, validator=DATE)
    """When it happened."""
    kind: str | None = attrs.field(default=None, validator=CODE)
    """Code of the kind: `loss`, `conflict`, `change`, `symptom-onset`, ..."""
    event: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What happened."""
    mood: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What it did to mood and symptoms."""


def events_of(value: Iterable[LifeEvent] | None) -> tuple[LifeEvent, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class AreaRating(Record):
    """Whether a problem area was judged present."""

    area: str = attrs.field(validator=ID)
    """Code of the problem area."""
    presence: Presence = attrs.field(validator=word(Presence))
    """Whether it is present."""
    primary: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether it was judged the primary one."""
    attested: Attestation = attrs.field(validator=ATTESTED)
    """Who rated it, when, and where this comes from."""


def ratings_of(value: Iterable[AreaRating] | None) -> tuple[AreaRating, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Assessment(Record):
    """The assessment; each part is None where the source does not record it."""

    suitability: tuple[Suitability, ...] | None = attrs.field(
        default=None, converter=judgements_of, validator=tuple_of(Suitability)
    )
    """Judgements whether IPT suits the person; the last one stands."""
    diagnoses: tuple[Diagnosis, ...] | None = attrs.field(
        default=None, converter=diagnoses_of, validator=tuple_of(Diagnosis)
    )
    """Diagnoses made, or the protocol's own screening criterion."""
    exclusions: tuple[Exclusion, ...] | None = attrs.field(
        default=None, converter=exclusions_of, validator=tuple_of(Exclusion)
    )
    """What was looked for that may speak against this form of IPT."""
    areas: tuple[AreaRating, ...] | None = attrs.field(
        default=None, converter=ratings_of, validator=tuple_of(AreaRating)
    )
    """Problem areas that were rated."""
    scores: tuple[Score, ...] | None = attrs.field(
        default=None, converter=scores_of, validator=tuple_of(Score)
    )
    """Baseline scores, taken before the first session or apart from one."""
    enquiries: tuple[RiskEnquiry, ...] | None = attrs.field(
        default=None, converter=enquiries_of, validator=tuple_of(RiskEnquiry)
    )
    """Enquiries about risk, made before the first session or apart from one."""
    inventory: tuple[Relationship, ...] | None = attrs.field(
        default=None, converter=relationships_of, validator=tuple_of(Relationship)
    )
    """The interpersonal inventory."""
    timeline: tuple[LifeEvent, ...] | None = attrs.field(
        default=None, converter=events_of, validator=tuple_of(LifeEvent)
    )
    """Events and symptoms in time."""
    attachment: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """Attachment and early relationships."""
    social_context: str | None = attrs.field(
        default=None, validator=TEXT, metadata=FREE
    )
    """Social circumstances and support network."""
    cultural_context: str | None = attrs.field(
        default=None, validator=TEXT, metadata=FREE
    )
    """Cultural background and what it means for the problem."""
    support_network: str | None = attrs.field(
        default=None, validator=TEXT, metadata=FREE
    )
    """Who is there to turn to, and how it is changing."""
    patterns: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What comes back across relationships."""
    impact: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """How thoughts, feelings and behaviour show in relationships.

    And what they do to others.
    """
