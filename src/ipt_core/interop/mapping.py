"""The mapping: which columns of a table hold what."""

from __future__ import annotations

__all__ = [
    "Box",
    "Boxes",
    "CellRules",
    "Condition",
    "Dates",
    "DiagnosisFrom",
    "EnquiryFrom",
    "ExclusionFrom",
    "FocusFrom",
    "From",
    "ItemFrom",
    "PlanFrom",
    "RatingFrom",
    "ScoreFrom",
    "SessionsFrom",
    "TableMapping",
    "Translation",
]

import datetime as dt
import re
import time
from enum import StrEnum

import attrs

from ipt_core._checks import Valid, optional, text
from ipt_core._limits import BEYOND
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop._given import Part
from ipt_core.model import Records

_NAME = Valid(text)
_ROLE = Valid(optional(text))


def _is_item(value: str) -> None:
    text(value)
    digits = value.isascii() and value.isdecimal() and len(value) < len(str(BEYOND))
    if not digits or not int(value):
        raise InvalidValueError("the number of an item, from 1", "another text")


def _refuse_twice(expected: str, keys: list[str] | list[int]) -> None:
    # Told by its place: nothing is repeated of a file that may be no mapping.
    first = {key: place for place, key in reversed([*enumerate(keys, 1)])}
    for place, key in enumerate(keys, 1):
        if first[key] < place:
            found = f"entries {first[key]} and {place} for the same one"
            raise InvalidValueError(f"{expected}, once", found)


class Dates(StrEnum):
    """What the dates of a table are worth."""

    REAL = "real"
    """They are the days on which things happened."""
    SHIFTED = "shifted"
    """All dates of a patient were moved by the same days: only intervals are right."""


@attrs.frozen(kw_only=True)
class Translation(Part):
    """A text of the table and what it means.

    In a file these stand as `{"1" = "initial", "2" = "middle"}`.
    """

    source: str
    """What stands in the table."""
    code: str
    """Our word or code; empty for nothing, such as a diagnosis that was ruled out."""


@attrs.frozen(kw_only=True)
class Condition(Part):
    """What a column has to say for a row to be meant; written as `{column = [...]}`."""

    column: str = attrs.field(validator=_NAME)
    """The column."""
    texts: tuple[str, ...]
    """What may stand there; `""` is an empty cell."""


@attrs.frozen(kw_only=True)
class From(Part):
    """Where a value comes from; the name of a column alone may stand for it."""

    column: str | None = None
    """The column."""
    codes: tuple[Translation, ...] | None = None
    """What its texts mean; without it they are taken as they are."""
    value: str | None = None
    """A value that is the same for all, in place of a column."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if (self.column is None) == (self.value is None):
            found = "neither" if self.column is None else "both"
            raise InvalidValueError("a column or a value", found)
        _refuse_twice("a code for each text", [e.source for e in self.codes or ()])


@attrs.frozen(kw_only=True)
class Box(Part):
    """A box to tick; in a file these stand as `{tasks___3 = "announce-end"}`."""

    column: str = attrs.field(validator=_NAME)
    """The column."""
    code: str = attrs.field(validator=_NAME)
    """What a tick there means."""


@attrs.frozen(kw_only=True)
class Boxes(Part):
    """Boxes to tick, one column each."""

    columns: tuple[Box, ...]
    """Which column stands for which code; these alone may stand for it."""
    unknown: tuple[str, ...] = ()
    """Columns that, ticked, say that it is not known what was done."""


@attrs.frozen(kw_only=True)
class ItemFrom(Part):
    """The answer to one item of an instrument; items stand as `{9 = "phq9_9"}`."""

    item: str = attrs.field(validator=Valid(_is_item))
    """Number of the item."""
    column: str = attrs.field(validator=_NAME)
    """The column."""


@attrs.frozen(kw_only=True)
class ScoreFrom(Part):
    """A score, where its columns say something."""

    instrument: str = attrs.field(validator=_NAME)
    """Code of the instrument."""
    total: From | None = None
    """The total."""
    items: tuple[ItemFrom, ...] = ()
    """Single answers."""
    by: str | None = attrs.field(default=None, validator=_ROLE)
    """Role of who gave the answers, where it is always the same."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        _refuse_twice("a column for each item", [int(e.item) for e in self.items])


@attrs.frozen(kw_only=True)
class EnquiryFrom(Part):
    """An enquiry about risk, where its columns say something."""

    topic: str = attrs.field(validator=_NAME)
    """Code of what was asked about."""
    thoughts: From | None = None
    """Whether thoughts were found: `present`, `absent`, `not-assessed`."""
    plan_or_intent: From | None = None
    """Whether a plan or an intent was found."""
    past: From | None = None
    """Whether it happened in the past."""
    private: From | None = None
    """Whether it was asked with nobody else there."""
    responses: Boxes | None = None
    """What was done."""


@attrs.frozen(kw_only=True)
class RatingFrom(Part):
    """A rating of how a session was done."""

    instrument: str = attrs.field(validator=_NAME)
    """Code of the instrument."""
    score: From
    """The score."""
    by: str | None = attrs.field(default=None, validator=_ROLE)
    """Role of the rater."""


@attrs.frozen(kw_only=True)
class DiagnosisFrom(Part):
    """A diagnosis."""

    disorder: From
    """Code of the disorder."""
    criteria: From | None = None
    """Code of the criteria."""


@attrs.frozen(kw_only=True)
class ExclusionFrom(Part):
    """Something that was looked for and may speak against a form of IPT."""

    condition: str = attrs.field(validator=_NAME)
    """Code of the condition."""
    presence: From
    """`present`, `absent` or `not-assessed`."""


@attrs.frozen(kw_only=True)
class FocusFrom(Part):
    """A problem area that the course works on; the first one is the primary one."""

    area: From
    """Code of the problem area."""
    chosen_in: From | None = None
    """Number of the session in which it was chosen."""
    agreed: From | None = None
    """Whether the patient agreed to it."""


@attrs.frozen(kw_only=True)
class PlanFrom(Part):
    """Where the facts of the whole course stand."""

    where: tuple[Condition, ...] = ()
    """The rows that hold them; every row, if nothing is said."""
    complete: tuple[Condition, ...] | None = None
    """When a form was filled in: then what is empty is none, else not recorded."""
    id: str = attrs.field(validator=_NAME)
    """The column that tells in every row of the table which plan it belongs to."""
    protocol: From
    """Code of the form of IPT."""
    status: From
    """Where the plan stands."""
    age: From | None = None
    """Age in whole years at the start."""
    gender: From | None = None
    """Code of the gender."""
    setting: From | None = None
    """Who is treated together."""
    site: From | None = None
    """Where."""
    arm: From | None = None
    """Arm of the trial."""
    therapist: From | None = None
    """Pseudonym of the therapist."""
    sessions: From | None = None
    """Number of sessions that was agreed."""
    minutes: From | None = None
    """Length of a session that was agreed."""
    cadence_days: From | None = None
    """Days from one session to the next that were agreed."""
    contract_session: From | None = None
    """Number of the session in which that was agreed; 0 is before the first."""
    contract_agreed: From | None = None
    """Whether the patient agreed to that."""
    end_on: From | None = None
    """The day on which it ended."""
    end_reason: From | None = None
    """Code of the reason."""
    end_by: From | None = None
    """Who decided it."""
    disorders: Boxes | None = None
    """Codes of the disorders that the plan is meant for."""
    foci: tuple[FocusFrom, ...] = ()
    """Problem areas."""
    diagnoses: tuple[DiagnosisFrom, ...] = ()
    """Diagnoses."""
    exclusions: tuple[ExclusionFrom, ...] = ()
    """What may speak against it."""
    scores: tuple[ScoreFrom, ...] = ()
    """Scores before the first session."""
    enquiries: tuple[EnquiryFrom, ...] = ()
    """Enquiries about risk before the first session."""


@attrs.frozen(kw_only=True)
class SessionsFrom(Part):
    """Where the facts of sessions stand, one session a row."""

    where: tuple[Condition, ...] = ()
    """The rows that hold them; every row, if nothing is said."""
    complete: tuple[Condition, ...] | None = None
    """When a form was filled in: then what is empty is none, else not recorded."""
    order: str | None = None
    """A column of numbers that give the order; else that of rows, or of dates."""
    kind: From | None = None
    """What it is for; acute, if nothing is said."""
    status: From
    """What became of it."""
    number: From | None = None
    """Its number within its kind."""
    phase: From | None = None
    """Its phase."""
    on: From | None = None
    """Its day."""
    day: From | None = None
    """Days since a day 0."""
    week: From | None = None
    """Weeks since a week 0."""
    minutes: From | None = None
    """Its length."""
    setting: From | None = None
    """Who was treated together."""
    channel: From | None = None
    """How people met."""
    cancelled_by: From | None = None
    """Who called it off, or whose absence it was."""
    reason: From | None = None
    """Code of why it was missed, cancelled or late."""
    tasks: Boxes | None = None
    """Tasks."""
    strategies: Boxes | None = None
    """Strategies."""
    techniques: Boxes | None = None
    """Techniques."""
    topics: Boxes | None = None
    """Skills that were worked on."""
    attendees: Boxes | None = None
    """Who was there, by role."""
    scores: tuple[ScoreFrom, ...] = ()
    """Scores."""
    enquiries: tuple[EnquiryFrom, ...] = ()
    """Enquiries about risk."""
    ratings: tuple[RatingFrom, ...] = ()
    """Ratings of adherence or the alliance."""


def _is_delimiter(value: str) -> None:
    text(value)
    if len(value) != 1 or value in '"\r\n':
        raise InvalidValueError("one character", "another text")


_DAYS = (dt.date(1987, 12, 31), dt.date(2026, 2, 3))


def _is_date_format(value: str) -> None:
    text(value)
    try:
        if all(read_date(day.strftime(value), value) == day for day in _DAYS):
            return
    except (ValueError, re.error):
        pass
    raise InvalidValueError("how a year, a month and a day are written", "another text")


def read_date(written: str, form: str) -> dt.date:
    """Read a date that is written in a form.

    Raises:
        ValueError: if it is not.
    """
    read = time.strptime(written, form)
    return dt.date(read.tm_year, read.tm_mon, read.tm_mday)


@attrs.frozen(kw_only=True)
class CellRules(Part):
    """How the cells of a table are written."""

    missing: tuple[str, ...] = ()
    """What stands for a missing value, such as `-99`; an empty cell always does."""
    ticked: tuple[str, ...] = ("1", "Checked", "true")
    """What stands for yes and for a ticked box."""
    unticked: tuple[str, ...] = ("0", "Unchecked", "false")
    """What stands for no and for a box that is not ticked."""
    delimiter: str = attrs.field(default=",", validator=Valid(_is_delimiter))
    """What stands between the cells of a CSV file: one character."""
    dates: Dates = Dates.REAL
    """What dates are worth."""
    date_format: str = attrs.field(default="%Y-%m-%d", validator=Valid(_is_date_format))
    """How dates are written, as in `strptime`; a data frame may have dates that are."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if not set(self.ticked).isdisjoint(self.unticked):
            found = "one that stands in both"
            raise InvalidValueError("texts for `ticked` or for `unticked`", found)


@attrs.frozen(kw_only=True)
class TableMapping(Part):
    """Which columns of a table hold what."""

    cells: CellRules = CellRules()
    """How cells are written."""
    plan: PlanFrom
    """Facts of the whole course."""
    sessions: tuple[SessionsFrom, ...]
    """Sessions, of one kind of row or of several."""
    captures: Records | None = None
    """How much of a kind of fact the table captures, where it is known better."""
