"""The axis of a picture: sessions in their order, phases over them."""

from __future__ import annotations

__all__ = ["MOST", "Axis", "axis_of"]

import itertools
from statistics import median
from typing import TYPE_CHECKING

import attrs

from ipt_core.display._layout import Band, Slot, State
from ipt_core.engine._sight import GONE
from ipt_core.vocabulary import SessionKind, SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ipt_core.engine import Course
    from ipt_core.model import Session
    from ipt_core.vocabulary import Phase

MOST = 400
"""The most places that a picture shows."""
_AHEAD = 60
"""The most sessions that are shown because they were agreed, though not listed."""
_WIDEST = 3.0
_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


@attrs.frozen
class Axis:
    """The places, and how to find one."""

    slots: tuple[Slot, ...]
    """The places; the first is the time before the first session."""
    positions: dict[int, int]
    """Place of a session, by its position in the plan."""
    numbers: dict[int, int]
    """Place of an acute session, by its number; 0 is the time before."""
    bands: tuple[Band, ...]
    """Phases."""
    here: int | None
    """The last place in sight; None where all of them are."""
    left_out: int
    """How many sessions are not shown."""

    def up_to(self, number: int) -> int | None:
        """Find the last place whose number is no greater; None where none has one."""
        found = [n for n in self.numbers if n <= number]
        return self.numbers[max(found)] if found else None


def axis_of(course: Course, agreed: int | None) -> Axis:
    """Lay the sessions of a course out in a line.

    Args:
        course: the course.
        agreed: number of acute sessions in all; None where it is not known.
    """
    seen = {index for index, _ in course.recorded}
    every = [
        (index, session)
        for index, session in enumerate(course.plan.sessions or ())
        if index in seen or session.status not in GONE
    ]
    shown = every[: MOST - 1]
    slots = [
        Slot(label="0", says="Before the first session"),
        *_sessions(course, shown),
    ]
    numbers = {0: 0}
    for place, slot in enumerate(slots):
        if slot.number is not None:
            numbers.setdefault(slot.number, place)
    last = max(numbers)
    if not course.over and agreed and len(every) == len(shown):
        for number in range(last + 1, min(agreed, last + _AHEAD) + 1):
            numbers[number] = len(slots)
            slots.append(_ahead(number))
    in_sight = [p for p, (index, _) in enumerate(shown, 1) if index in seen]
    held = [p for p in in_sight if slots[p].state is not State.PLANNED]
    here = max(held, default=0)
    return Axis(
        slots=tuple(slots),
        positions={index: place for place, (index, _) in enumerate(shown, 1)},
        numbers=numbers,
        bands=tuple(_bands(shown)),
        here=here if here < len(slots) - 1 and not course.ended else None,
        left_out=len(every) - len(shown),
    )


def _ahead(number: int) -> Slot:
    says = f"Session {number}: agreed, not listed yet"
    return Slot(
        kind=SessionKind.ACUTE,
        state=State.AGREED,
        number=number,
        label=f"{number}",
        says=says,
    )


def _sessions(course: Course, shown: list[tuple[int, Session]]) -> Iterator[Slot]:
    seen = {index for index, _ in course.seen}
    recorded = {index for index, _ in course.recorded}
    gaps = _gaps([session for _, session in shown])
    year = ""
    for (index, session), (gap, cut) in zip(shown, gaps, strict=True):
        state = _state(session, index in seen, index in recorded)
        number = course.numbers.get(index)
        day, of = _tick(session)
        acute = session.kind is SessionKind.ACUTE
        label = session.number if course.maintained else number
        yield Slot(
            kind=session.kind,
            state=state,
            number=number,
            label=f"{label or ''}",
            when=_when(session),
            tick=(day, of if of != year else ""),
            gap=gap,
            cut=cut,
            says=", ".join(
                filter(
                    None,
                    (
                        f"Session {number}" if number else _named(session.kind),
                        f"{session.phase} phase" if acute and session.phase else "",
                        _word(session, state),
                        _when(session),
                    ),
                )
            ),
        )
        year = of or year


def _named(kind: SessionKind) -> str:
    return f"{kind.capitalize()} session".replace("Contact session", "Contact")


def _state(session: Session, seen: bool, recorded: bool) -> State:
    if seen:
        return State.DELIVERED
    gone = recorded and session.status in GONE
    return State(session.status) if gone else State.PLANNED


def _word(session: Session, state: State) -> str:
    if state is State.PLANNED and session.status is SessionStatus.DELIVERED:
        return "recorded as delivered, does not count here"
    by = session.cancelled_by if state is State.CANCELLED else None
    return f"{state} by {by}" if by else state.value


def _when(session: Session) -> str:
    if session.on:
        return session.on.isoformat()
    if session.day is not None:
        return f"day {session.day}"
    return "" if session.week is None else f"week {session.week}"


def _tick(session: Session) -> tuple[str, str]:
    if session.on:
        day = f"{session.on.day} {_MONTHS[session.on.month - 1]}"
        return day, str(session.on.year)
    if session.day is not None:
        return f"d{session.day}", ""
    return ("", "") if session.week is None else (f"w{session.week}", "")


def _gaps(sessions: Sequence[Session]) -> Iterator[tuple[float, bool]]:
    """Steps between sessions: 1 is usual; longer where a pause is longer, up to 3."""
    days = _days(sessions)
    apart = [max(b - a, 0) for a, b in itertools.pairwise(days)]
    usual = median([gap for gap in apart if gap] or [1])
    yield from [(1.0, False)] * (len(sessions) - len(apart))
    for gap in apart:
        steps = gap / usual
        yield min(max(round(steps, 1), 1.0), _WIDEST), steps > _WIDEST


def _days(sessions: Sequence[Session]) -> list[int]:
    """Days of all sessions on one axis; none where they share none, or go back."""
    axes: tuple[list[int | None], ...] = (
        [s.on.toordinal() if s.on else None for s in sessions],
        [s.day for s in sessions],
        [None if s.week is None else 7 * s.week for s in sessions],
    )
    for axis in axes:
        known = [day for day in axis if day is not None]
        if len(known) == len(sessions) and known == sorted(known):
            return known
    return []


def _bands(shown: list[tuple[int, Session]]) -> Iterator[Band]:
    word, first, last = "", 0, 0
    for place, (_, session) in enumerate(shown, 1):
        here = _band(session.kind, session.phase)
        if here and here != word:
            if word:
                yield Band(word=word, first=first, last=last)
            word, first = here, place
        last = place if here else last
    if word:
        yield Band(word=word, first=first, last=last)


def _band(kind: SessionKind, phase: Phase | None) -> str:
    if kind is SessionKind.MAINTENANCE:
        return str(kind)
    return str(phase) if kind is SessionKind.ACUTE and phase else ""
