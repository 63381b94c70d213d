"""What lies in sight of a check: which sessions took place, and what is in force."""

from __future__ import annotations

__all__ = [
    "GONE",
    "ORDER",
    "Found",
    "Held",
    "days_of",
    "enquiries_of",
    "in_force",
    "is_delivered",
    "last_of",
    "lateness",
    "over_time",
    "ratings_of",
    "scores_of",
]

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from ipt_core._limits import BEYOND
from ipt_core.vocabulary import Phase, Presence, SessionStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias, TypeVar

    from ipt_core._problems import Path
    from ipt_core.engine.course import Course
    from ipt_core.engine.needs import Hold
    from ipt_core.model import Rating, RiskEnquiry, Score, Session

    T = TypeVar("T")
    Facts: TypeAlias = tuple[tuple[Path, T, int | None], ...]
    """Facts of a kind, each with its place and the position of its session if any."""

ORDER = {Phase.INITIAL: 0, Phase.MIDDLE: 1, Phase.TERMINATION: 2}
GONE = {SessionStatus.MISSED, SessionStatus.CANCELLED}


class Held(NamedTuple):
    """A session with its place in the plan and its number: an acute one, mostly."""

    position: int
    """Position in the plan's list of sessions, from 0."""
    number: int
    """The recorded number, else one more than that of the session before.

    Of a session that is not acute, the number of the last acute one before it.
    """
    session: Session
    """The session itself."""
    delivered: bool
    """Whether it took place."""

    def path(self, *steps: str | int) -> Path:
        """Place of a field of this session."""
        return ("sessions", self.position, *steps)


class Found(NamedTuple):
    """Where something was found, and where it could not be looked for."""

    where: tuple[Held, ...]
    """The sessions that have it."""
    missing: tuple[Path, ...]
    """The places that do not record whether they have it."""

    @property
    def holds(self) -> Hold:
        """True if found, None if it may be where nothing is recorded, else False."""
        return True if self.where else None if self.missing else False


def over_time(terms: list[tuple[int, int | None]]) -> list[tuple[int, int]]:
    """Keep what is in force from which session on: of two, the later entry stands."""
    found: list[tuple[int, int]] = []
    for since, value in terms:
        if value is not None:
            while found and found[-1][0] >= since:
                found.pop()
            found.append((since, value))
    return found


def in_force(terms: list[tuple[int, int]], number: int) -> int | None:
    index = bisect_right(terms, (number, BEYOND))
    return terms[max(index - 1, 0)][1] if terms else None


def days_of(sessions: list[Session]) -> list[int] | None:
    axes: tuple[list[int | None], ...] = (
        [s.on.toordinal() if s.on else None for s in sessions],
        [s.day for s in sessions],
        [None if s.week is None else 7 * s.week for s in sessions],
    )
    for axis in axes:
        if None not in axis:
            return [day for day in axis if day is not None]
    return None


def is_delivered(session: Session) -> bool:
    """Tell whether a session took place, and a person stands behind it."""
    return session.status is SessionStatus.DELIVERED and (
        session.attested is None or session.attested.counts
    )


def last_of(sessions: Iterable[Held], phase: Phase, settled: bool) -> int | None:
    """Number of the last session of a phase; None while there may be more of them.

    Once a later phase has begun, or where it is `settled` already, there are no more.
    """
    last = None
    for here in sorted(sessions):
        if here.session.phase is phase:
            last = here.number
        elif here.session.phase and ORDER[here.session.phase] > ORDER[phase]:
            settled = True
            break
    return last if settled else None


def lateness(as_of: int | dt.date | None) -> Callable[[int, Session], bool]:
    if as_of is None:
        return lambda _number, _session: False
    if isinstance(as_of, int):
        return lambda number, _session: number > as_of
    return lambda _number, session: session.on is not None and session.on > as_of


def scores_of(course: Course) -> Facts[Score]:
    told = course.plan.assessment.scores if course.plan.assessment else None
    found = _placed("scores", ("assessment", "scores"), told, course.recorded)
    return tuple(each for each in found if course.dated(each[1].attested))


def enquiries_of(course: Course) -> Facts[RiskEnquiry]:
    told = course.plan.assessment.enquiries if course.plan.assessment else None
    found = _placed("enquiries", ("assessment", "enquiries"), told, course.recorded)
    return tuple(
        each for each in found if course.sees(each[1].attested) and _asked(each[1])
    )


def _asked(enquiry: RiskEnquiry) -> bool:
    found = {enquiry.thoughts, enquiry.plan_or_intent, enquiry.past} - {None}
    return found != {Presence.NOT_ASSESSED}


def ratings_of(course: Course) -> Facts[Rating]:
    found = _placed("ratings", ("ratings",), course.plan.ratings, course.recorded)
    return tuple(each for each in found if course.sees(each[1].attested))


def _placed(
    kind: str,
    place: Path,
    before: Iterable[Any] | None,
    sessions: Iterable[tuple[int, Session]],
) -> Iterator[tuple[Path, Any, int | None]]:
    """Go through the facts of a kind: those of one place, then those of sessions."""
    for number, fact in enumerate(before or ()):
        yield (*place, number), fact, None
    for index, session in sessions:
        for number, fact in enumerate(getattr(session, kind) or ()):
            yield ("sessions", index, kind, number), fact, index
