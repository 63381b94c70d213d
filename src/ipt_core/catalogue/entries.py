"""The entries of the catalogue beside protocols: what each kind of thing is."""

from __future__ import annotations

__all__ = [
    "AreaGoal",
    "Disagreement",
    "Mark",
    "Modality",
    "ProblemArea",
    "StageOfDispute",
    "Strategy",
    "Task",
    "Technique",
    "Towards",
]

from enum import StrEnum

import attrs

from ipt_core.catalogue._paged import Paged
from ipt_core.evidence import Citation, Reading
from ipt_core.vocabulary import DisputeStage, Phase


class Mark(StrEnum):
    """Whether the sources list a strategy for a problem area."""

    YES = "yes"
    """Listed for it."""
    PARTLY = "partly"
    """Listed for a part of it, or in passing."""


class Modality(StrEnum):
    """Whose a technique is."""

    IPT = "ipt"
    """A technique of IPT."""
    SHARED = "shared"
    """IPT, or some form of it, uses it together with other therapies."""
    OTHER = "other"
    """Another therapy's, even where some form of IPT adds it."""


class Towards(StrEnum):
    """What a strategy leads to, of what the manuals want with some areas."""

    MOURNING = "mourning"
    """To mourn who died."""
    BONDS = "bonds"
    """To new interests and relationships after a death."""
    OLD_ROLE = "old-role"
    """To let go of the old role."""
    NEW_ROLE = "new-role"
    """To find a way into the new role."""
    PLAN = "plan"
    """To a plan of what to do about a dispute."""


@attrs.frozen(kw_only=True)
class AreaGoal:
    """A goal that the sources name for a problem area."""

    statement: str
    """The goal, paraphrased."""
    citations: tuple[Citation, ...]
    """Where it was read."""


@attrs.frozen(kw_only=True)
class ProblemArea(Paged):
    """One of the problem areas that a course can focus on."""

    code: str
    """Code, such as `role-dispute`."""
    name: str
    """Name in the field."""
    also: tuple[str, ...] = ()
    """Other names seen."""
    definition: str | None
    """One line that says what it is; None where no source held defines it."""
    form_of: str | None = None
    """Code of the area that it is a form of; what is listed for that one serves it."""
    without: tuple[str, ...] = ()
    """Codes of strategies that are listed for that one and do not serve this one."""
    protocols: tuple[str, ...] = ()
    """Codes of the protocols that add it; empty for the four areas of IPT."""
    goals: tuple[AreaGoal, ...] = ()
    """What the manuals and the article want to reach."""
    notes: tuple[str, ...] = ()
    """What else the sources say, with the source in brackets."""
    citations: tuple[Citation, ...]
    """Where the definition was read."""


@attrs.frozen(kw_only=True)
class Strategy(Paged):
    """Something that a therapist does over several sessions towards a goal."""

    code: str
    """Code, such as `clarify-expectations`."""
    name: str
    """What is done."""
    article: str | None = None
    """The article's own words for it, where it is one of the article's strategies."""
    stage: DisputeStage | None = None
    """The stage of a dispute that it belongs to; None where it belongs to any."""
    towards: tuple[Towards, ...] = ()
    """What it leads to, of what rules look for in the goals of some areas."""
    protocols: tuple[str, ...] = ()
    """Codes of the protocols whose sources name it; empty where it is not bound."""
    areas: dict[str, Reading[Mark]]
    """For each problem area that it is listed for: how, and by whom."""


@attrs.frozen(kw_only=True)
class StageOfDispute(Paged):
    """A stage of a role dispute, and what the sources say to do."""

    code: str
    """A word of `DisputeStage`, such as `impasse`."""
    name: str
    """Name in the field."""
    meaning: str
    """How things stand between the two."""
    what: str
    """What the sources say to do."""
    strategies: tuple[str, ...]
    """Codes of the strategies that serve it."""
    citations: tuple[Citation, ...]
    """Where it was read."""


@attrs.frozen(kw_only=True)
class Technique(Paged):
    """Something that a therapist does within a session."""

    code: str
    """Code, such as `communication-analysis`."""
    name: str
    """Name in the field."""
    modality: Modality
    """Whose it is: IPT's, shared, or another therapy's."""
    therapy: str | None = None
    """Code of the treatment beside IPT that it belongs to, where that is known."""
    sought_by: tuple[str, ...] = ()
    """Codes of the rules that look for it, to have it or to do without it."""
    article: str | None = None
    """The article's own words for it, where the article names it."""
    note: str | None = None
    """What the sources say of it."""
    citations: tuple[Citation, ...] = ()
    """Where it was read; empty for a convention."""


@attrs.frozen(kw_only=True)
class Task(Paged):
    """Something that a phase owes."""

    code: str
    """Code, such as `psychoeducation`."""
    name: str
    """Short name."""
    what: str
    """What must happen."""
    phase: Phase | None
    """The phase that usually owes it; None before the first and in maintenance."""
    sought_by: tuple[str, ...] = ()
    """Codes of the rules that look for it beside those that protocols name for it."""
    citations: tuple[Citation, ...] = ()
    """Who says so; empty for a convention."""


@attrs.frozen(kw_only=True)
class Disagreement(Paged):
    """A place where a source contradicts itself or another one."""

    code: str
    """Number in the list of disagreements, such as `8.5`."""
    statement: str
    """What one side says, paraphrased."""
    conflict: str
    """What the other side says, with its source."""
    kind: str
    """`internal`, `literature`, `gap`, `reliability`, or several joined by `+`."""
    about: tuple[str, ...] = ()
    """What it touches, each written `table/code`, such as `protocols/article.weeks`."""
