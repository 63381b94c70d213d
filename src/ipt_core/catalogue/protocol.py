"""A protocol: everything that the literature fixes for one form of IPT."""

from __future__ import annotations

__all__ = ["VALUE_FIELDS", "PhaseRanges", "Protocol", "TaskDue"]

import attrs

from ipt_core.evidence import Range, Reading, Severity, Sourced
from ipt_core.vocabulary import Phase, Setting


@attrs.frozen(kw_only=True)
class PhaseRanges:
    """Which sessions belong to which phase, for a course of one length."""

    total: int
    """Number of acute sessions that these ranges are for."""
    initial: Range
    """First and last session of the initial phase."""
    middle: Range
    """First and last session of the middle phase."""
    termination: Range
    """First and last session of the termination phase."""

    def of(self, phase: Phase) -> Range:
        """The range of one phase."""
        ranges = {
            Phase.INITIAL: self.initial,
            Phase.MIDDLE: self.middle,
            Phase.TERMINATION: self.termination,
        }
        return ranges[phase]


@attrs.frozen(kw_only=True)
class TaskDue:
    """A task that this protocol asks for, and by when."""

    task: str
    """Code of the task."""
    phase: Phase
    """The phase that owes it; it is due by the end of that phase."""
    severity: Severity
    """How much it matters that it was not done."""
    every: bool = False
    """Whether it is done in every session of its phase."""
    owned: bool = False
    """Whether another rule judges it, or it is advice; drafts plan it all the same."""
    evidence: Reading[bool]
    """Who asks for it; the value is always true."""


@attrs.frozen(kw_only=True)
class Protocol:
    """Everything that the literature fixes for one form of IPT, each value sourced.

    A value without readings is unknown: the literature held does not say. A value
    that is None does not exist in this protocol. Rules take the values by the name
    of the field.
    """

    code: str
    """Code, such as `ipt-a`."""
    name: str
    """Name in the field, with its abbreviation."""
    edition: str
    """Version of this entry of the catalogue; changes whenever a value changes."""
    summary: str
    """What it is and for whom, in one or two sentences."""
    settings: Sourced[tuple[Setting, ...]] | None = None
    """Who is treated together."""
    population: Sourced[tuple[str, ...]] | None = None
    """Codes of the populations that it is made for."""
    disorders: Sourced[tuple[str, ...]] | None = None
    """Codes of the disorders that it is made for."""
    age: Sourced[Range] | None = None
    """Age of the patient in years."""
    sessions: Sourced[Range] | None = None
    """Number of acute sessions."""
    typical_sessions: Sourced[int] | None = None
    """The number of acute sessions that is most often agreed."""
    weeks: Sourced[Range] | None = None
    """Length of the acute treatment in weeks, from the first session to the last."""
    duration_tolerance_weeks: Sourced[float] | None = None
    """By how many weeks a course may miss that length without a word."""
    cadence: Sourced[str] | None = None
    """How often one meets: `weekly`."""
    cadence_days: Sourced[Range] | None = None
    """Days from one session to the next that still count as that cadence."""
    review_gap_days: Sourced[int] | None = None
    """A gap of more days than this asks for a review."""
    minutes: Sourced[Range] | None = None
    """Length of a session in minutes."""
    initial_max: Sourced[int] | None = None
    """The most sessions that the initial phase may take."""
    termination_sessions: Sourced[Range] | None = None
    """Number of sessions of the termination phase."""
    phase_ranges: Sourced[PhaseRanges] | None = None
    """Which sessions belong to which phase, where that is fixed."""
    max_foci: Sourced[int] | None = None
    """The most foci at the same time that this protocol advises."""
    foci_limit: Sourced[int] | None = None
    """The most foci at the same time that any form of IPT allows."""
    areas: Sourced[tuple[str, ...]] | None = None
    """Codes of the problem areas that it uses."""
    announce_min: Sourced[int] | None = None
    """The fewest sessions left, the current one counted, when the end is announced."""
    announce_advised: Sourced[int] | None = None
    """The number of sessions left, the current one counted, that is better."""
    measures: Sourced[tuple[str, ...]] | None = None
    """Codes of the instruments that it names, the primary one first."""
    measure_every: Sourced[int] | None = None
    """The primary measure is repeated every so many sessions."""
    measures_each_session: Sourced[tuple[str, ...]] | None = None
    """Codes of the instruments that are given in every session."""
    tasks: tuple[TaskDue, ...] = ()
    """Tasks that it asks for, in the order in which they are done."""
    severities: dict[str, Severity] = attrs.field(factory=dict[str, Severity])
    """Severity of single rules, by code, where this protocol's sources ask for less."""
    alternatives: dict[str, str] = attrs.field(factory=dict[str, str])
    """Codes of protocols to look at instead, and when."""
    notes: tuple[str, ...] = ()
    """What else the sources say, with the source in brackets."""


VALUE_FIELDS: tuple[str, ...] = (
    "settings",
    "population",
    "disorders",
    "age",
    "sessions",
    "typical_sessions",
    "weeks",
    "duration_tolerance_weeks",
    "cadence",
    "cadence_days",
    "review_gap_days",
    "minutes",
    "initial_max",
    "termination_sessions",
    "phase_ranges",
    "max_foci",
    "foci_limit",
    "areas",
    "announce_min",
    "announce_advised",
    "measures",
    "measure_every",
    "measures_each_session",
)
"""The sourced values of a protocol, in the order in which pages show them."""
