"""A protocol: everything that the literature fixes for one form of IPT."""

from __future__ import annotations

__all__ = ["LISTED", "VALUE_FIELDS", "Protocol"]

from collections.abc import Mapping

import attrs

from ipt_core.catalogue._paged import Paged
from ipt_core.catalogue.parts import (
    Component,
    Dose,
    EntryScore,
    FollowUp,
    PhaseRanges,
    ProtocolExclusion,
    TaskDue,
)
from ipt_core.evidence import Range, Severity, Sourced
from ipt_core.vocabulary import (
    Channel,
    DiagnosisNeed,
    MaintenanceForm,
    Setting,
    Stance,
)


@attrs.frozen(kw_only=True)
class Protocol(Paged):
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
    channels: Sourced[tuple[Channel, ...]] | None = None
    """How people meet, where that is part of the form."""
    population: Sourced[tuple[str, ...]] | None = None
    """Codes of the populations that it is made for."""
    disorders: Sourced[tuple[str, ...]] | None = None
    """Codes of the disorders that it is made for."""
    age: Sourced[Range] | None = None
    """Age of the patient in years."""
    diagnosis: Sourced[DiagnosisNeed] | None = None
    """Whether it asks for a diagnosis, or its own screening criterion will do."""
    sessions: Sourced[Range] | None = None
    """Number of acute sessions."""
    group_sessions: Sourced[Range] | None = None
    """Number of acute group sessions, where a course has individual ones besides."""
    typical_sessions: Sourced[int] | None = None
    """The number of acute sessions that is most often agreed."""
    weeks: Sourced[Range] | None = None
    """Length of the acute treatment in weeks, from the first session to the last."""
    time_limit: Sourced[bool] | None = None
    """Whether number of sessions and end are fixed at the start; None: open-ended."""
    duration_tolerance_weeks: Sourced[float] | None = None
    """By how many weeks a course may miss that length without a word."""
    cadence: Sourced[str] | None = None
    """How often one meets: `weekly`."""
    cadence_days: Sourced[Range] | None = None
    """Days from one session to the next that still count as that cadence."""
    twice_weekly: Sourced[bool] | None = None
    """Whether meeting twice weekly for a time is allowed."""
    sessions_per_week: Sourced[Range] | None = None
    """Sessions in one week, where there are several."""
    review_gap_days: Sourced[int] | None = None
    """A gap of more days than this asks for a review."""
    minutes: Sourced[Range] | None = None
    """Length of a session in minutes."""
    early_minutes: Sourced[Range] | None = None
    """Length of the first sessions in minutes, where they differ."""
    initial_min: Sourced[int] | None = None
    """The fewest sessions that the initial phase takes."""
    initial_max: Sourced[int] | None = None
    """The most sessions that the initial phase may take."""
    middle_sessions: Sourced[Range] | None = None
    """Number of sessions of the middle phase."""
    termination_sessions: Sourced[Range] | None = None
    """Number of sessions of the termination phase."""
    termination_name: Sourced[str] | None = None
    """What it calls the last phase."""
    termination_after_maintenance: Sourced[bool] | None = None
    """Whether the acute part ends with the middle phase, and maintenance follows
    before the termination phase; None: the acute treatment ends with that."""
    middle_longest: Sourced[bool] | None = None
    """Whether no phase is longer than the middle; None where phases are equal."""
    phase_ranges: Sourced[PhaseRanges] | None = None
    """Which sessions belong to which phase, where that is fixed."""
    focus_chosen: Sourced[bool] | None = None
    """Whether a focus is chosen; None where all areas are worked on."""
    focus_manageable: Sourced[bool] | None = None
    """Whether the focus has to be manageable in the time there is."""
    max_foci: Sourced[int] | None = None
    """The most foci at the same time that this protocol advises."""
    foci_limit: Sourced[int] | None = None
    """The most foci at the same time that any form of IPT allows."""
    areas: Sourced[tuple[str, ...]] | None = None
    """Codes of the problem areas that it uses."""
    areas_discouraged: Sourced[tuple[str, ...]] | None = None
    """Codes of the problem areas that it advises against."""
    grief_is_death: Sourced[bool] | None = None
    """Whether grief means that somebody died, and other losses are transitions."""
    manual_goals: Sourced[bool] | None = None
    """Whether goals and strategies are those of the manuals; else the article's."""
    deficits_last: Sourced[bool] | None = None
    """Whether interpersonal deficits are chosen only where no other area fits."""
    group_size: Sourced[Range] | None = None
    """Number of members of a group at its start."""
    leaders: Sourced[Range] | None = None
    """Number of leaders of a group."""
    single_sex: Sourced[bool] | None = None
    """Whether the members of a group are of one gender."""
    homework: Sourced[Stance] | None = None
    """How it stands towards homework; agreed action between sessions is none."""
    exposure: Sourced[Stance] | None = None
    """How it stands towards exposure and retelling a trauma as treatment."""
    eating_work: Sourced[Stance] | None = None
    """How it stands towards direct work on eating, shape and weight."""
    interpretation: Sourced[Stance] | None = None
    """How it stands towards interpreting transference, dreams and childhood."""
    medication: Sourced[Stance] | None = None
    """How it stands towards medication beside it."""
    parents: Sourced[tuple[str, ...]] | None = None
    """When parents or carers join: `start`, `middle-if-focus`, `end`."""
    joint_sessions: Sourced[Stance] | None = None
    """How it stands towards sessions with somebody of the patient's own life."""
    partner: Sourced[str] | None = None
    """When the partner joins: `every-session`."""
    caregiver: Sourced[Stance] | None = None
    """How it stands towards joint meetings of patient and caregiver."""
    contract_announces: Sourced[int] | None = None
    """The most sessions that were agreed where that has announced the end too."""
    announce_min: Sourced[int] | None = None
    """The fewest sessions left, the current one counted, when the end is announced."""
    announce_advised: Sourced[int] | None = None
    """The number of sessions left, the current one counted, that is better."""
    outcome_measured: Sourced[bool] | None = None
    """Whether outcome is measured; None where a scale is left to choice."""
    measures: Sourced[tuple[str, ...]] | None = None
    """Codes of the instruments that it names, the primary one first."""
    measure_every: Sourced[int] | None = None
    """The primary measure is repeated every so many sessions."""
    measures_each_session: Sourced[tuple[str, ...]] | None = None
    """Codes of the instruments that are given in every session."""
    measure_every_weeks: Sourced[int] | None = None
    """The primary measure is repeated every so many weeks."""
    measures_weekly: Sourced[tuple[str, ...]] | None = None
    """Codes of the instruments that are filled in and looked at every week."""
    progress_review_share: Sourced[float] | None = None
    """Share of the agreed sessions by which progress is looked at, from 0 to 1."""
    recent_risk_months: Sourced[int] | None = None
    """Months for which a past risk counts as recent."""
    absences_in_row: Sourced[int] | None = None
    """The most sessions in a row that a patient misses without a word."""
    absence_share: Sourced[float] | None = None
    """The largest share of sessions that a patient misses without a word."""
    maintenance: Sourced[MaintenanceForm] | None = None
    """How treatment after the acute phase belongs to it."""
    maintenance_cadences: Sourced[tuple[str, ...]] | None = None
    """Cadences of maintenance that were tested: `weekly`, `twice-monthly`, ..."""
    maintenance_months: Sourced[Range] | None = None
    """Months of maintenance that were tested."""
    remission_required: Sourced[bool] | None = None
    """Whether it begins only after an acute illness has remitted."""
    follow_up: Sourced[FollowUp] | None = None
    """Contact after the last session."""
    aim: Sourced[str] | None = None
    """What it is meant to reach, where that is not recovery."""
    doses: tuple[Dose, ...] = ()
    """Sessions by kind and setting, beside the acute ones that `sessions` counts."""
    entry: tuple[EntryScore, ...] = ()
    """Scores with which people were taken in."""
    exclusions: tuple[ProtocolExclusion, ...] = ()
    """Conditions with which they were not."""
    components: tuple[Component, ...] = ()
    """What is special about it."""
    tasks: tuple[TaskDue, ...] = ()
    """Tasks that it asks for, in the order in which they are done."""
    severities: Mapping[str, Severity] = attrs.field(
        factory=dict[str, Severity], hash=False
    )
    """Severity of single rules, by code, where this protocol's sources ask for less."""
    alternatives: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    """Codes of protocols to look at instead, and when."""
    notes: tuple[str, ...] = ()
    """What else the sources say, with the source in brackets."""


LISTED: tuple[str, ...] = ("doses", "entry", "exclusions", "components", "tasks")
"""The fields that list parts, each with its own evidence."""

_PLAIN = (*LISTED, "code", "name", "edition", "summary", "severities", "alternatives")

VALUE_FIELDS: tuple[str, ...] = tuple(
    name for name in attrs.fields_dict(Protocol) if name not in {*_PLAIN, "notes"}
)
"""The sourced values of a protocol, in the order in which pages show them."""
