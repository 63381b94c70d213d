"""The order of all sessions, for the rules that ask what came next."""

from __future__ import annotations

__all__ = ["FORETOLD", "Meeting", "Meetings"]

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    import datetime as dt

    from ipt_core._problems import Path
    from ipt_core.engine import Course
    from ipt_core.model import Attestation, Session

FORETOLD = 2.0**53
"""The place of what is said to be of a session that is not recorded yet."""


class Meeting(NamedTuple):
    """A delivered session of any kind, other than a mere contact."""

    rank: int
    """Which of them it is, from 1."""
    position: int
    """Position in the plan's list of sessions, from 0."""
    session: Session
    """The session itself."""
    number: int | None
    """Its number if it is an acute session."""

    def path(self, *steps: str | int) -> Path:
        """Place of a field of this session."""
        return ("sessions", self.position, *steps)


class Meetings:
    """The delivered sessions of a course, mere contacts apart, in their order.

    A place among them is the rank of a session; half a step after it is what lies
    between it and the next one, and 0 is before all. What follows later never moves
    the place of anything, except of what is foretold.
    """

    def __init__(self, course: Course) -> None:
        """Put the sessions in sight in their order."""
        self.course: Course = course
        """The course."""
        self.all: list[Meeting] = []
        """The sessions, in order."""
        self._positions: list[int] = []
        # The highest number so far, and where it was reached: of acute sessions,
        # and of sessions of any kind.
        self._acute: tuple[list[int], list[Meeting]] = ([], [])
        self._any: tuple[list[int], list[float]] = ([], [])
        before = {position for position, _ in course.before}
        self.first: Meeting | None = None
        """The first session that is no meeting before the treatment."""
        acute = any_kind = 0
        for position, session in course.seen:
            number = course.numbers.get(position)
            if session.kind is not SessionKind.CONTACT:
                here = Meeting(len(self.all) + 1, position, session, number)
                self.all.append(here)
                self._positions.append(position)
                if self.first is None and position not in before:
                    self.first = here
                if number is not None:
                    acute = max(acute, number)
                    self._acute[0].append(acute)
                    self._acute[1].append(here)
            any_kind = max(any_kind, number or session.number or 0)
            self._any[0].append(any_kind)
            self._any[1].append(self.stands(position))
        first = self.first
        begun = first.rank if first else len(self.all)
        self.baseline: int = begun - bool(first and (first.number or 1) > 1)
        """How many are before the treatment, or the first session of it."""

    @property
    def due(self) -> list[Meeting]:
        """The sessions after the baseline."""
        return self.all[self.baseline :]

    def stands(self, position: int | None) -> float:
        """Place of what is kept in an entry of the sessions; None is the assessment."""
        if position is None:
            return 0.0
        rank = bisect_right(self._positions, position)
        exact = rank and self._positions[rank - 1] == position
        return rank if exact else rank + 0.5

    def place(self, fact: Attestation, position: int | None) -> float:
        """Place of a fact: where it is kept, or later if it was attested later.

        What is kept in the assessment and names no session stands in the last session
        of its day, else after the last one that was held before that day: sessions
        without a day are taken to come later.

        Args:
            fact: who attested it, and in which acute session or on which day.
            position: position of the entry of the sessions in which it is kept; None
                is the assessment.
        """
        kept = self.stands(position)
        if position is None and fact.session is None and fact.on:
            return self._of_day(fact.on)
        if not fact.session:
            return kept
        sessions = self.course.plan.sessions or ()
        if position is None or sessions[position].kind is SessionKind.ACUTE:
            return max(kept, self._of_number(fact.session))
        # Elsewhere the number may be that of a session of its own kind.
        numbers, places = self._any
        index = bisect_left(numbers, fact.session)
        return max(kept, places[index]) if index < len(places) else FORETOLD

    def _of_day(self, day: dt.date) -> float:
        dated = ((here.rank, here.session.on) for here in reversed(self.all))
        held = ((rank, on) for rank, on in dated if on and on <= day)
        rank, on = next(held, (0, day))
        return rank if on == day else rank + 0.5

    def _of_number(self, number: int) -> float:
        """Place of an acute session, or just before the first one of a higher number.

        The first in the order of the list counts, which nothing that follows changes.
        """
        numbers, meetings = self._acute
        index = bisect_left(numbers, number)
        if index == len(meetings):
            return FORETOLD
        here = meetings[index]
        return here.rank if here.number == number else here.rank - 0.5

    def since(self, place: float) -> int:
        """Rank of the last session up to a place; the baseline counts as one place."""
        return min(len(self.all), int(max(place, self.baseline)))

    def after(self, place: float) -> Meeting | None:
        """The next session after a place, and after the baseline in any case."""
        return next(iter(self.all[self.since(place) :][:1]), None)
