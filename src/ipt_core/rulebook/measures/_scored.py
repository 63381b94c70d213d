"""Which sessions have scores, and what they say, for the rules on measures."""

from __future__ import annotations

__all__ = [
    "Later",
    "Placed",
    "Series",
    "is_outcome",
    "placed",
    "series",
]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.catalogue import MeasureKind, measures
from ipt_core.rulebook._meetings import FORETOLD, Meetings
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Course, Hold
    from ipt_core.model import Score


class Placed(NamedTuple):
    """A score that a person stands behind, and where it belongs."""

    number: int
    """Number of its session, or of the last one before it; 0 before the first."""
    between: bool
    """Whether it was given outside of the sessions held: at home, in a contact."""
    score: Score
    """The score itself."""
    path: Path
    """Its place in the plan."""


class Later(NamedTuple):
    """A total after the baseline."""

    number: int
    """Number of its acute session, or of the last one before it."""
    position: int | None
    """Position of the first session of which it is; None of one yet to come."""
    name: str
    """What the session is called."""
    total: float
    path: Path
    """Its place in the plan."""


class Series(NamedTuple):
    """The totals of one instrument over a course, baseline first."""

    instrument: str
    """Code of the instrument."""
    baseline: float
    """The first total, taken before the second session."""
    later: tuple[Later, ...]
    """Each later one, in their order."""


def is_outcome(score: Score) -> Hold:
    """Tell whether an instrument is one of outcome; None where nobody here knows it."""
    known = measures.get(score.instrument)
    return None if known is None else known.kind is MeasureKind.OUTCOME


def placed(course: Course) -> Iterator[Placed]:
    """Go through the scores that a person stands behind, with their sessions."""
    before: dict[int | None, int] = {None: 0}
    last = 0
    for index, _ in course.recorded:
        last = before[index] = course.numbers.get(index, last)
    for path, score, place in course.scores():
        if course.sees(score.attested):
            # A number that says "earlier" moves no score to before it was recorded.
            number = max(before[place], score.attested.session or 0)
            between = place is not None and place not in course.numbers
            yield Placed(number, between, score, path)


def series(course: Course) -> tuple[Series, ...]:
    """List the instruments of outcome that have a baseline and a later total.

    Sessions of every kind stand in their order, so that a course of maintenance
    sessions has a baseline too.
    """
    return course.once(_series)


def _series(course: Course) -> tuple[Series, ...]:
    meetings = course.once(Meetings)
    first = meetings.first
    begun = first.rank if first else 1
    second = begun + (first is None or (first.number or 1) <= 1)
    totals: dict[str, list[tuple[float, Placed, int | None]]] = {}
    for one in placed(course):
        score, path = one.score, one.path
        if score.total is not None and score.instrument in measures:
            kept = path[1] if path[0] == "sessions" else None
            at = kept if isinstance(kept, int) else None
            # Without a session recorded, numbers are all the order that there is.
            place = meetings.place(score.attested, at) if first else one.number
            totals.setdefault(score.instrument, []).append((place, one, at))
    made: list[Series] = []
    for instrument, found in totals.items():
        (start, baseline, _), *others = sorted(found, key=lambda each: each[0])
        later = [
            Later(
                one.number,
                _position(meetings, place, at) if first else None,
                _name(course, one.number, at),
                one.score.total or 0,
                one.path,
            )
            for place, one, at in others
            if place >= begun
        ]
        if start < second and later:
            made.append(Series(instrument, baseline.score.total or 0, tuple(later)))
    return tuple(made)


def _position(meetings: Meetings, place: float, index: int | None) -> int | None:
    if place >= FORETOLD:
        return None
    if index is not None and meetings.stands(index) == place:
        return index
    return meetings.all[int(place) - 1].position + (place != int(place))


def _name(course: Course, number: int, index: int | None) -> str:
    sessions = course.plan.sessions or ()
    if index is None or sessions[index].kind is SessionKind.ACUTE:
        return f"session {number}"
    return course.name_of(index)
