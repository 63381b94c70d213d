"""The plan: one patient's course of IPT, planned and as it went."""

from __future__ import annotations

__all__ = [
    "Contract",
    "End",
    "Extension",
    "Group",
    "Labels",
    "Maintenance",
    "Records",
    "Treatment",
    "TreatmentPlan",
    "Waiver",
]

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ipt_core._checks import refuse_other_than
from ipt_core._json import JsonText, as_json_text
from ipt_core._shown import Page, Shown
from ipt_core.model._fields import (
    CODE,
    CODES,
    COUNT,
    DATE,
    FLAG,
    FREE,
    ID,
    POSITIVE,
    REFERENCE,
    TEXT,
    Record,
    as_tuple,
    as_tuple_or_none,
    maybe,
    texts_of,
    tuple_of,
    word,
)
from ipt_core.model.assessment import Assessment
from ipt_core.model.facts import (
    Attestation,
    Judgement,
    Rating,
    attestations_of,
    judged_of,
    rated_of,
)
from ipt_core.model.focus import Focus, Goal, foci_of, goals_of
from ipt_core.model.session import Session, sessions_of
from ipt_core.vocabulary import Coverage, Party, PlanStatus, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core._blocks import Block


@attrs.frozen(kw_only=True, repr=False)
class Contract(Record):
    """What was fixed about the course's frame, from one session on.

    A plan holds a tuple of these: changing the frame adds an entry.
    """

    from_session: int | None = attrs.field(default=None, validator=COUNT)
    """Number of the acute session in which it was made; 0 is before the first."""
    sessions: int | None = attrs.field(default=None, validator=POSITIVE)
    """Number of acute sessions in all."""
    minutes: int | None = attrs.field(default=None, validator=POSITIVE)
    """Length of a session in minutes."""
    cadence_days: int | None = attrs.field(default=None, validator=POSITIVE)
    """Days from one session to the next: 7 is weekly."""
    end_date: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day on which the course is to end."""
    missed_counts: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether a session that the patient misses uses one up."""
    agreements: tuple[Attestation, ...] | None = attrs.field(
        default=None, converter=attestations_of, validator=tuple_of(Attestation)
    )
    """That the patient agreed to it; `()` where they have not (yet)."""


def contracts_of(value: Iterable[Contract] | None) -> tuple[Contract, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class End(Record):
    """How and why a course ended."""

    on: dt.date | None = attrs.field(default=None, validator=DATE)
    """The day on which it ended."""
    reason: str | None = attrs.field(default=None, validator=CODE)
    """Code of the reason: `goals-met`, `moved-away`, `no-benefit`, ..."""
    by: Party | None = attrs.field(default=None, validator=maybe(Party))
    """Who decided it."""
    contact_offered: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether a closing contact was offered, where it ended early."""


@attrs.frozen(kw_only=True, repr=False)
class Group(Record):
    """The group that a plan's sessions take place in."""

    id: str | None = attrs.field(default=None, validator=TEXT, metadata=REFERENCE)
    """Id of the group, the same in every member's plan."""
    size: int | None = attrs.field(default=None, validator=POSITIVE)
    """Number of members at the start."""
    closed: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether nobody joins after the start."""
    leaders: int | None = attrs.field(default=None, validator=POSITIVE)
    """Number of leaders."""
    joined_in: int | None = attrs.field(default=None, validator=POSITIVE)
    """Number of the group's session in which this patient joined; 1 is the start."""


@attrs.frozen(kw_only=True, repr=False)
class Treatment(Record):
    """A treatment beside IPT."""

    kind: str = attrs.field(validator=ID)
    """Code of the kind: `medication`, `cbt`, `social-work`, ..."""
    since: dt.date | None = attrs.field(default=None, validator=DATE)
    """From when."""
    until: dt.date | None = attrs.field(default=None, validator=DATE)
    """Until when; None while it goes on."""
    details: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """What exactly; free text."""
    attested: Attestation | None = attrs.field(
        default=None, validator=maybe(Attestation)
    )
    """Who recorded it."""


def treatments_of(value: Iterable[Treatment] | None) -> tuple[Treatment, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Maintenance(Record):
    """What was decided about the time after the acute treatment."""

    decision: str = attrs.field(validator=ID)
    """Code of the decision: `maintenance`, `none`, `refer`, `continue`, ..."""
    cadence_days: int | None = attrs.field(default=None, validator=POSITIVE)
    """Days from one maintenance session to the next."""
    months: int | None = attrs.field(default=None, validator=POSITIVE)
    """For how many months."""
    reason: str | None = attrs.field(default=None, validator=CODE)
    """Code of the reason, such as `recurrent-illness` or `residual-symptoms`."""
    agreements: tuple[Attestation, ...] | None = attrs.field(
        default=None, converter=attestations_of, validator=tuple_of(Attestation)
    )
    """That the patient agreed to it."""


@attrs.frozen(kw_only=True, repr=False)
class Waiver(Record):
    """A finding that somebody looked at and accepts; it stays in the report."""

    rule: str = attrs.field(validator=ID)
    """Code or name of the rule."""
    subject: str | None = attrs.field(default=None, validator=TEXT, metadata=REFERENCE)
    """Id of the goal, focus or session that it is about; None for the whole plan."""
    reason: str = attrs.field(validator=ID)
    """Code of the reason."""
    by: str | None = attrs.field(default=None, validator=CODE)
    """Role of who decided it."""
    until: dt.date | None = attrs.field(default=None, validator=DATE)
    """The last day on which it holds."""


def waivers_of(value: Iterable[Waiver]) -> tuple[Waiver, ...]:
    """Take any iterable of them."""
    return as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class Labels(Record):
    """Codes that group plans in a study or a service; never a name."""

    site: str | None = attrs.field(default=None, validator=CODE)
    """Where."""
    arm: str | None = attrs.field(default=None, validator=CODE)
    """Arm of a trial."""
    therapist: str | None = attrs.field(default=None, validator=CODE)
    """Pseudonym of the therapist."""


@attrs.frozen(kw_only=True, repr=False)
class Records(Record):
    """For each kind of fact: how much of it the source of the data captures.

    None means that nothing was said about it: then each field speaks for itself,
    None being not recorded and an empty list being none.
    """

    sessions: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Acute sessions that took place."""
    attendance: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Missed and cancelled sessions, and who was there."""
    foci: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Foci."""
    goals: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Goals."""
    tasks: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Tasks of the sessions."""
    strategies: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Strategies of goals and sessions."""
    techniques: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Techniques of the sessions."""
    scores: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Scores."""
    enquiries: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Enquiries about risk."""
    agreements: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """The patient's agreements."""
    ratings: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Ratings of adherence and alliance."""
    judgements: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Judgements of remission, response and the like."""
    treatments: Coverage | None = attrs.field(default=None, validator=maybe(Coverage))
    """Treatments beside IPT."""


@attrs.frozen(kw_only=True, repr=False)
class Extension(Record):
    """Data of another program, kept as it came and never read."""

    name: str = attrs.field(validator=ID, metadata=FREE)
    """What it is; for fields kept from an unknown format, the place they stood at."""
    value: JsonText = attrs.field(converter=as_json_text, validator=ID, metadata=FREE)
    """The data as JSON text; in a file the data themselves."""


def extensions_of(value: Iterable[Extension]) -> tuple[Extension, ...]:
    """Take any iterable of them."""
    return as_tuple(value)


@attrs.frozen(kw_only=True, repr=False)
class TreatmentPlan(Record, Shown):
    """One patient's course of IPT.

    Any plan that a person could write down can be built: what is wrong with it is
    for the rules to say. One plan per patient, in a group too; a couple's or a
    dyad's plan is the identified patient's.

    Raises:
        InvalidValueError: if a value is meaningless: an empty id, a number that is
            not finite, text that no file can hold.
    """

    id: str | None = attrs.field(default=None, validator=TEXT, metadata=REFERENCE)
    """Id of the plan."""
    patient: str | None = attrs.field(default=None, validator=TEXT, metadata=REFERENCE)
    """Opaque reference to the patient; never a name."""
    protocol: str = attrs.field(validator=ID)
    """Code of the form of IPT: `ipt`, `ipt-a`, `article`, ..."""
    status: PlanStatus = attrs.field(
        default=PlanStatus.DRAFT, validator=word(PlanStatus)
    )
    """Where the plan stands."""
    end: End | None = attrs.field(default=None, validator=maybe(End))
    """How and why the course ended."""
    age: int | None = attrs.field(default=None, validator=COUNT)
    """Age of the patient in whole years at the start."""
    gender: str | None = attrs.field(default=None, validator=CODE)
    """Code of the administrative gender: `female`, `male`, `other`, `unknown`."""
    population: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the population: `adolescents`, `older-adults`, `perinatal`, ..."""
    disorders: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the disorders that the plan is meant for."""
    setting: Setting | None = attrs.field(default=None, validator=maybe(Setting))
    """Who is treated together."""
    group: Group | None = attrs.field(default=None, validator=maybe(Group))
    """The group, where there is one."""
    assessment: Assessment | None = attrs.field(
        default=None, validator=maybe(Assessment)
    )
    """What was found."""
    foci: tuple[Focus, ...] | None = attrs.field(
        default=None, converter=foci_of, validator=tuple_of(Focus)
    )
    """Problem areas that the course works on."""
    goals: tuple[Goal, ...] | None = attrs.field(
        default=None, converter=goals_of, validator=tuple_of(Goal)
    )
    """Goals."""
    contracts: tuple[Contract, ...] | None = attrs.field(
        default=None, converter=contracts_of, validator=tuple_of(Contract)
    )
    """The frame, one entry for each time that it was fixed; the last one stands."""
    sessions: tuple[Session, ...] | None = attrs.field(
        default=None, converter=sessions_of, validator=tuple_of(Session)
    )
    """Sessions of every kind in the order in which they are or were held."""
    treatments: tuple[Treatment, ...] | None = attrs.field(
        default=None, converter=treatments_of, validator=tuple_of(Treatment)
    )
    """Treatments beside IPT."""
    maintenance: Maintenance | None = attrs.field(
        default=None, validator=maybe(Maintenance)
    )
    """What was decided about the time afterwards."""
    judgements: tuple[Judgement, ...] | None = attrs.field(
        default=None, converter=judged_of, validator=tuple_of(Judgement)
    )
    """What was judged of the course of the illness: remission, relapse risk, ..."""
    ratings: tuple[Rating, ...] | None = attrs.field(
        default=None, converter=rated_of, validator=tuple_of(Rating)
    )
    """Ratings of the course as a whole; those of one session stand with it."""
    fidelity_claimed: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether the course is said to keep to the protocol, as in a trial's report."""
    waivers: tuple[Waiver, ...] = attrs.field(
        default=(), converter=waivers_of, validator=tuple_of(Waiver)
    )
    """Findings that somebody looked at and accepts."""
    labels: Labels | None = attrs.field(default=None, validator=maybe(Labels))
    """Site, arm, therapist."""
    records: Records | None = attrs.field(default=None, validator=maybe(Records))
    """What the source of the data captures."""
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=extensions_of, validator=tuple_of(Extension)
    )
    """Data of other programs."""

    def page(self, *, text: bool = False) -> Page:
        """Show it.

        Args:
            text: whether to show what somebody wrote, too. Without it a display holds
                only structure: numbers, dates and what looks like a code or a counter.

        Raises:
            InvalidValueError: if `text` is neither true nor false.
        """
        from ipt_core.model.rendering import plan_blocks

        refuse_other_than(bool, text, "text")
        return Page(plan_blocks(self, text=text))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of, without free text."""
        return self.page().blocks()
