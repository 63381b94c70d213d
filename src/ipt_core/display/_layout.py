"""What a picture of a course shows, as plain values: what stands where.

The SVG, the table and the picture for papers are all made of these, so that they
say the same.
"""

from __future__ import annotations

__all__ = [
    "Band",
    "Cell",
    "Chip",
    "Curve",
    "Flow",
    "Lane",
    "Layout",
    "Line",
    "Mark",
    "Point",
    "Sign",
    "Slot",
    "State",
]

from enum import StrEnum
from typing import TypeAlias

import attrs

from ipt_core.vocabulary import SessionKind

Cell: TypeAlias = str | int | float | None
"""What stands in a table."""


class State(StrEnum):
    """What became of a session, as a picture shows it."""

    DELIVERED = "delivered"
    MISSED = "missed"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    AGREED = "agreed"


class Sign(StrEnum):
    """A mark in a row, by what it says; those that weigh most stand first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    WAIVED = "waived"
    OVERDUE = "overdue"
    OWED = "owed"
    DONE = "done"
    PLANNED = "planned"
    UNKNOWN = "not checked"
    NONE = "not judged"


@attrs.frozen(kw_only=True)
class Slot:
    """A place on the axis: one session, or the time before the first."""

    kind: SessionKind | None = None
    """Kind of the session; None for the time before."""
    state: State = State.PLANNED
    """What became of it."""
    number: int | None = None
    """Its number, where it counts as one of the course's acute sessions."""
    label: str = ""
    """What stands under it."""
    when: str = ""
    """The day as it is recorded: `2026-01-05`, `day 7`, `week 2`."""
    tick: tuple[str, str] = ("", "")
    """The day in short, and what goes with it where that changes: a year."""
    gap: float = 1
    """Steps from the place before it."""
    cut: bool = False
    """Whether the gap before it is longer than it is drawn."""
    says: str = ""
    """What it is, in words."""


@attrs.frozen(kw_only=True)
class Band:
    """A run of sessions of one phase."""

    word: str
    """The phase."""
    first: int
    """Its first place."""
    last: int
    """Its last place."""


@attrs.frozen(kw_only=True)
class Mark:
    """A mark at one place of a row."""

    slot: int
    """The place."""
    sign: Sign
    """What it says."""
    says: tuple[str, ...]
    """What it says, in words: each thing that it stands for."""


@attrs.frozen(kw_only=True)
class Lane:
    """A row: something that is followed over the sessions."""

    group: str
    """What its rows have in common; a heading."""
    label: str
    """Its name."""
    state: Sign | None = None
    """How it stands as a whole; None where that is not judged for it."""
    word: str = ""
    """How it stands, in a word."""
    marks: tuple[Mark, ...] = ()
    """Its marks."""
    flags: tuple[Mark, ...] = ()
    """Findings about the row as a whole."""
    line: tuple[int, int] | None = None
    """From which place to which it goes on."""


@attrs.frozen(kw_only=True)
class Point:
    """A score at one place."""

    slot: int
    """The place."""
    value: float
    """The total."""
    says: str
    """What it is, in words."""


@attrs.frozen(kw_only=True)
class Line:
    """A cut-off, or several at one total."""

    at: float
    """The first total that counts."""
    up_to: float | None = None
    """The last one of a range of cut-offs."""
    sure: bool
    """Whether a source that was read says so."""
    says: str
    """What is decided at it."""


@attrs.frozen(kw_only=True)
class Curve:
    """The scores of one instrument."""

    label: str
    """The instrument."""
    scale: str
    """Its range, and which way it is better, in words."""
    low: float
    """Least total that is drawn."""
    high: float
    """Greatest total that is drawn."""
    points: tuple[Point, ...]
    """The totals."""
    limits: tuple[Line, ...] = ()
    """Its cut-offs, from the lowest."""


@attrs.frozen(kw_only=True)
class Chip:
    """A mark with a word, apart from the axis."""

    sign: Sign
    """What it says."""
    word: str
    """The rule, what about, and how often."""
    says: tuple[str, ...]
    """What it says, in words."""


@attrs.frozen(kw_only=True)
class Flow:
    """Chips with a heading."""

    head: str
    """The heading."""
    chips: tuple[Chip, ...]
    """The chips."""


@attrs.frozen(kw_only=True)
class Layout:
    """All that a picture of a course shows."""

    title: str
    """What it is a picture of."""
    desc: str
    """What is to be seen, in two or three sentences."""
    slots: tuple[Slot, ...]
    """The axis; the first place is the time before the first session."""
    here: int | None
    """The last place that was judged; None where all of them were."""
    bands: tuple[Band, ...]
    """Phases."""
    above: tuple[Lane, ...]
    """Findings at sessions, by severity."""
    owed: tuple[Lane, ...]
    """What is owed ahead: one row, or none."""
    curves: tuple[Curve, ...]
    """Scores."""
    lanes: tuple[Lane, ...]
    """Foci, goals and tasks."""
    flows: tuple[Flow, ...]
    """All findings and owed facts, by rule."""
    notes: tuple[str, ...]
    """What is left out, and how much of it."""
    columns: tuple[str, ...]
    """Names of the table's columns."""
    by: tuple[str, ...]
    """Those by which it is parted where it is shown."""
    rows: tuple[tuple[Cell, ...], ...]
    """The same as a table."""
