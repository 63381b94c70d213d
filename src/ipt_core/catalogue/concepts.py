"""The terms of the field beside areas, strategies, techniques, tasks and measures.

Principles, theoretical roots, assessment, steps, kinds of goal, skills, aims,
populations, disorders, reasons: each says what it is in a sentence or two, what the
article and the manuals say of it, and which other entries it belongs to. A clinic's own
codes are never wrong: these are the known ones.
"""

from __future__ import annotations

__all__ = [
    "Cadence",
    "Concept",
    "Disorder",
    "GoalKind",
    "Grouped",
    "Occasion",
    "Population",
    "Reason",
    "Role",
    "Step",
]

from enum import StrEnum

import attrs

from ipt_core.catalogue._paged import Paged
from ipt_core.evidence import Citation, Range
from ipt_core.vocabulary import Phase


@attrs.frozen(kw_only=True)
class Concept(Paged):
    """One term of the field, with what it means and where that was read."""

    code: str
    """Code, such as `active-listening`."""
    name: str
    """Name in the field."""
    also: tuple[str, ...] = ()
    """Other names seen."""
    what: str
    """What it is, paraphrased; the article's view where the article has one."""
    manuals: str | None = None
    """What the manuals say, where they differ or say more; None where they do not."""
    see: tuple[str, ...] = ()
    """What it belongs to, each written `table/code`.

    Such as `techniques/role-play`, `disagreements/8.6` or `model/Session.topics`.
    """
    protocols: tuple[str, ...] = ()
    """Codes of the protocols that it bears on, where they do not name it themselves.

    Populations, disorders, settings, conditions and aims leave it empty: the
    protocols name them, and `protocols_about` says which do.
    """
    sought_by: tuple[str, ...] = ()
    """Codes of the rules that look for it, and for what belongs to it."""
    citations: tuple[Citation, ...] = ()
    """Where it was read; empty for a convention of this library."""


@attrs.frozen(kw_only=True)
class Step(Concept):
    """One of the five steps of the article."""

    number: int
    """Its number in the article, from 1."""
    phase: Phase
    """The phase that it belongs to."""
    tasks: tuple[str, ...]
    """Codes of the tasks that it comes to."""


@attrs.frozen(kw_only=True)
class Cadence(Concept):
    """How often one meets, as protocols name it."""

    days: Range
    """Days from one session to the next that are meant by it."""


@attrs.frozen(kw_only=True)
class Grouped(Concept):
    """A term that may belong to wider ones of its table."""

    parents: tuple[str, ...] = ()
    """Codes of the wider ones: panic disorder is one of the anxiety disorders."""


@attrs.frozen(kw_only=True)
class GoalKind(Grouped):
    """A kind of goal, as `Goal.kind` names it."""

    broad: bool = False
    """Whether it is about symptoms or life as a whole, and so needs no focus."""


@attrs.frozen(kw_only=True)
class Population(Concept):
    """People that IPT is adapted for, as `TreatmentPlan.population` names them."""

    emphasis: tuple[str, ...] = ()
    """What the article says that IPT turns to with them."""


@attrs.frozen(kw_only=True)
class Disorder(Grouped):
    """A disorder, or a group of them, as plans and protocols name it."""

    emphasis: tuple[str, ...] = ()
    """What the article says that IPT turns to in it."""


class Occasion(StrEnum):
    """What a reason explains."""

    END = "end"
    """Why a course ended: `End.reason`."""
    SESSION = "session"
    """Why a session was missed, cancelled, late or unusual: `Session.reason`."""
    MAINTENANCE = "maintenance"
    """Why treatment went on after the acute phase: `Maintenance.reason`."""
    WAIVER = "waiver"
    """Why a finding was accepted: `Waiver.reason`."""


@attrs.frozen(kw_only=True)
class Reason(Concept):
    """A reason that plans give by code."""

    occasions: tuple[Occasion, ...]
    """What it can explain."""
    agreed: bool = False
    """Whether a session called off for it was agreed to be, and is no absence."""


@attrs.frozen(kw_only=True)
class Role(Grouped):
    """A person by role, as relationships, attendees and attestations name them."""

    staff: bool = False
    """Whether they are there as staff."""
