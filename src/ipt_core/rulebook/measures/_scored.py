"""Which sessions have scores, and what they say, for the rules on measures."""

from __future__ import annotations

__all__ = [
    "Placed",
    "Series",
    "is_outcome",
    "placed",
    "reviewed",
    "series",
    "without_reviews",
]

from typing import TYPE_CHECKING, NamedTuple

import attrs

from ipt_core.catalogue import MeasureKind, measures, tasks
from ipt_core.rulebook._change import each_session
from ipt_core.rulebook._sought import sought

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Course, Hold
    from ipt_core.model import Score, TreatmentPlan


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


class Series(NamedTuple):
    """The totals of one instrument over a course, baseline first."""

    instrument: str
    """Code of the instrument."""
    baseline: float
    """The first total, taken before the second session."""
    later: tuple[tuple[int, float, Path], ...]
    """Number of the session, total and place of each later one, in their order."""


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
            stated = score.attested.session
            number = before[place] if stated is None else stated
            between = place is not None and place not in course.numbers
            yield Placed(number, between, score, path)


def series(course: Course) -> Iterator[Series]:
    """Go through the instruments of outcome that have a baseline and a later total."""
    totals: dict[str, list[tuple[int, float, Path]]] = {}
    for number, _, score, path in placed(course):
        if score.total is not None and score.instrument in measures:
            totals.setdefault(score.instrument, []).append((number, score.total, path))
    for instrument, found in totals.items():
        first, *others = sorted(found, key=lambda each: each[0])
        later = tuple(each for each in others if each[0] > 0)
        if first[0] <= 1 and later:
            yield Series(instrument, first[1], later)


def reviewed(course: Course, since: int, rule: str) -> tuple[Hold, tuple[Path, ...]]:
    """Tell whether the treatment was reviewed in a session or after it, for a rule.

    A contact or a meeting after it does as well: a review is asked for, no session.
    """
    reviews = sought(rule, tasks)
    later = [
        (here.position, here.session) for here in course.held if here.number >= since
    ]
    later += [(i, s) for i, s in course.meetings if later and i > later[0][0]]
    if any(task in reviews for _, session in later for task in session.tasks or ()):
        return True, ()
    missing: list[Path] = [
        ("sessions", i, "tasks") for i, s in later if s.tasks is None
    ]
    missing += [] if course.covers("tasks") else [("records", "tasks")]
    missing += [("sessions",)] if course.partial else []
    return (None if missing else False), tuple(missing)


def without_reviews(plan: TreatmentPlan, rule: str) -> TreatmentPlan:
    """Take every review out that a rule looks for."""
    reviews = sought(rule, tasks)
    return each_session(
        plan,
        lambda s: attrs.evolve(
            s, tasks=tuple(task for task in s.tasks or () if task not in reviews)
        ),
    )
