"""Sessions: what is planned, and what took place."""

from __future__ import annotations

__all__ = ["Attendee", "Session", "SessionPart"]

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ipt_core._checks import Valid, optional, whole
from ipt_core.model._fields import (
    CODE,
    CODES,
    DATE,
    FLAG,
    FREE,
    ID,
    IDS,
    POSITIVE,
    REFERENCE,
    TEXT,
    Record,
    as_tuple_or_none,
    maybe,
    texts_of,
    tuple_of,
    word,
)
from ipt_core.model.facts import (
    Attestation,
    Rating,
    RiskEnquiry,
    Score,
    enquiries_of,
    rated_of,
    scores_of,
)
from ipt_core.vocabulary import (
    Channel,
    Party,
    Phase,
    SessionKind,
    SessionStatus,
    Setting,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_OFFSET = Valid(optional(whole(-36525)))


@attrs.frozen(kw_only=True, repr=False)
class Attendee(Record):
    """Somebody who was there, by role."""

    role: str = attrs.field(validator=ID)
    """Code of the role: `patient`, `mother`, `therapist`, `co-leader`, ..."""
    staff: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether they were there as staff."""
    minutes: int | None = attrs.field(default=None, validator=POSITIVE)
    """For how many minutes, where not for the whole session."""


def attendees_of(value: Iterable[Attendee] | None) -> tuple[Attendee, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class SessionPart(Record):
    """One part of a session that was held on two occasions."""

    on: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day of this part."""
    minutes: int | None = attrs.field(default=None, validator=POSITIVE)
    """Its length in minutes."""


def parts_of(value: Iterable[SessionPart] | None) -> tuple[SessionPart, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Session(Record):
    """One session, planned or held.

    Lists of codes and facts are None where the source does not record them and
    empty where there were none. In a planned session they say what is planned.
    """

    id: str | None = attrs.field(default=None, validator=TEXT, metadata=REFERENCE)
    """Id within the plan."""
    kind: SessionKind = attrs.field(
        default=SessionKind.ACUTE, validator=word(SessionKind)
    )
    """What it is for."""
    status: SessionStatus = attrs.field(
        default=SessionStatus.PLANNED, validator=word(SessionStatus)
    )
    """What became of it."""
    number: int | None = attrs.field(default=None, validator=POSITIVE)
    """Its number within its kind, from 1; None where missed or cancelled."""
    phase: Phase | None = attrs.field(default=None, validator=maybe(Phase))
    """Its phase: acute sessions have one, and maintenance sessions of the termination
    phase where the protocol has that after maintenance."""
    on: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day, where real dates are recorded."""
    day: int | None = attrs.field(default=None, validator=_OFFSET)
    """Days since the plan's own day 0, where dates are not recorded."""
    week: int | None = attrs.field(default=None, validator=_OFFSET)
    """Weeks since the plan's own week 0, where not even days are recorded."""
    parts: tuple[SessionPart, ...] | None = attrs.field(
        default=None, converter=parts_of, validator=tuple_of(SessionPart)
    )
    """The parts of a session that was held on two occasions."""
    minutes: int | None = attrs.field(default=None, validator=POSITIVE)
    """Its length in minutes."""
    setting: Setting | None = attrs.field(default=None, validator=maybe(Setting))
    """Who was treated together, where it differs from the plan's setting."""
    channel: Channel | None = attrs.field(default=None, validator=maybe(Channel))
    """How people met."""
    attendees: tuple[Attendee, ...] | None = attrs.field(
        default=None, converter=attendees_of, validator=tuple_of(Attendee)
    )
    """Who was there, by role."""
    cancelled_by: Party | None = attrs.field(default=None, validator=maybe(Party))
    """Who called it off, or whose absence it was."""
    reason: str | None = attrs.field(default=None, validator=CODE)
    """Code of why it was missed, cancelled or late.

    Such as `illness`, `holiday`, `agreed-break`.
    """
    foci: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=IDS, metadata=REFERENCE
    )
    """Ids of the foci that it worked on."""
    goals: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=IDS, metadata=REFERENCE
    )
    """Ids of the goals that it addressed."""
    tasks: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the tasks, such as `psychoeducation` or `announce-end`."""
    strategies: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the strategies."""
    techniques: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the techniques."""
    topics: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the skills that were worked on."""
    measures: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the instruments that are to be given."""
    scores: tuple[Score, ...] | None = attrs.field(
        default=None, converter=scores_of, validator=tuple_of(Score)
    )
    """Scores that were obtained."""
    enquiries: tuple[RiskEnquiry, ...] | None = attrs.field(
        default=None, converter=enquiries_of, validator=tuple_of(RiskEnquiry)
    )
    """Enquiries about risk that were made."""
    ratings: tuple[Rating, ...] | None = attrs.field(
        default=None, converter=rated_of, validator=tuple_of(Rating)
    )
    """Ratings of this session, such as of adherence or the alliance."""
    notes: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What else is to be kept; not the place for psychotherapy notes."""
    attested: Attestation | None = attrs.field(
        default=None, validator=maybe(Attestation)
    )
    """Who recorded what became of it.

    A session that a model or a template marked as held counts as planned until a
    person confirmed it.
    """


def sessions_of(value: Iterable[Session] | None) -> tuple[Session, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)
