"""The parts of a protocol that are more than one number."""

from __future__ import annotations

__all__ = [
    "Component",
    "Dose",
    "EntryScore",
    "FollowUp",
    "PhaseRanges",
    "ProtocolExclusion",
    "TaskDue",
]

import attrs

from ipt_core._words import words
from ipt_core.evidence import Range, Reading, Severity
from ipt_core.vocabulary import Channel, Phase, SessionKind, Setting


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

    def __str__(self) -> str:
        phases = words([f"{phase} {self.of(phase)}" for phase in Phase])
        return f"of {self.total} sessions: {phases}"


@attrs.frozen(kw_only=True)
class FollowUp:
    """Contact that the protocol foresees after its last session."""

    channel: Channel | None = None
    """How people meet; None where the source does not say."""
    cadence: str | None = None
    """How often: `weekly`, `monthly`; None where it is one contact."""
    weeks: Range | None = None
    """Weeks after the last session, where they are given in weeks."""
    months: Range | None = None
    """Months after the last session, where they are given in months."""

    def __str__(self) -> str:
        said = (
            self.cadence,
            f"by {self.channel}" if self.channel else None,
            f"{self.weeks} weeks after" if self.weeks else None,
            f"{self.months} months after" if self.months else None,
        )
        return ", ".join(filter(None, said)) or "foreseen"


@attrs.frozen(kw_only=True)
class Dose:
    """How many sessions of one kind and setting the protocol has."""

    kind: SessionKind
    """What the sessions are for."""
    setting: Setting | None = None
    """Who is treated together in them; None where it is the protocol's own setting."""
    phase: Phase | None = None
    """The phase, for acute sessions of one phase; None for all of them."""
    sessions: Range
    """Number of sessions; from 0 where they may be left out."""
    minutes: Range | None = None
    """Length of such a session in minutes; None where no source gives one."""
    after_session: int | None = None
    """Number of the acute session after which, and before the next, it is held."""
    within_days: int | None = None
    """Days after the last acute session within which it is held."""
    evidence: Reading[bool]
    """Who asks for it; the value is always true."""

    def __str__(self) -> str:
        who = f", {self.setting}" if self.setting else ""
        phase = f" of the {self.phase} phase" if self.phase else ""
        minutes = f", {self.minutes} minutes" if self.minutes else ""
        after = f", after session {self.after_session}" if self.after_session else ""
        within = f", within {self.within_days} days" if self.within_days else ""
        return f"{self.kind}{who}: {self.sessions}{phase}{minutes}{after}{within}"


@attrs.frozen(kw_only=True)
class EntryScore:
    """The scores with which people were taken in where this form was studied."""

    instrument: str
    """Code of the instrument."""
    total: Range
    """Lowest and highest total."""
    evidence: Reading[bool]
    """Who says so; the value is always true."""

    def __str__(self) -> str:
        return f"{self.instrument}: {self.total}"


@attrs.frozen(kw_only=True)
class ProtocolExclusion:
    """A condition with which people were not taken in."""

    condition: str
    """Code of the condition, such as `bipolar-disorder`."""
    severity: Severity
    """How much it matters that it is there: error where it is published as excluded."""
    evidence: Reading[bool]
    """Who says so; the value is always true."""

    def __str__(self) -> str:
        return self.condition


@attrs.frozen(kw_only=True)
class Component:
    """Something special that belongs to this form of IPT."""

    what: str
    """What it is, in a few words."""
    evidence: Reading[bool]
    """Who says so; the value is always true."""

    def __str__(self) -> str:
        return self.what


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
    first: bool = False
    """Whether it belongs into the first session of its phase; drafts plan it there."""
    judged_by: str | None = None
    """Code of the rule that judges it; None: it is advice, and drafts plan it."""
    evidence: Reading[bool]
    """Who asks for it; the value is always true."""

    def __str__(self) -> str:
        return self.task
