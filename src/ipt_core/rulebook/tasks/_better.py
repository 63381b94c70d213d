"""Whether a patient was better at the end: as judged, else by what scores say."""

from __future__ import annotations

__all__ = ["EndPoint", "end_point"]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.catalogue import definitions, measures
from ipt_core.evidence import Severity
from ipt_core.rulebook._definitions import gained
from ipt_core.rulebook._meetings import FORETOLD, Meetings
from ipt_core.vocabulary import Phase, Presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import Definition
    from ipt_core.engine import Course, Hold
    from ipt_core.evidence import Reading
    from ipt_core.model import Attestation, Judgement

_WHAT = ("improvement", "response", "remission")


class EndPoint(NamedTuple):
    """What is known of how the patient was at the end."""

    better: Hold
    """Whether they were better; None where that cannot be told."""
    path: Path
    """The place that shows it."""
    named: tuple[Definition, ...] = ()
    """The definitions that it rests on."""

    @property
    def evidence(self) -> Reading[object] | None:
        """The weakest of the definitions, where it allows for less than an error."""
        readings = (each.evidence for each in self.named)
        weak = [each for each in readings if each.cap is not Severity.ERROR]
        return min(weak, key=lambda each: each.cap.rank, default=None)


def end_point(course: Course, *, failed: bool) -> EndPoint | None:
    """Find how the patient was at the end; None where nothing was looked at.

    Args:
        course: the course.
        failed: whether it ended early because it did not help: then the last judgement
            counts, whenever it was made.
    """
    meetings = course.once(Meetings)
    judged = sorted(_judged(course, meetings), key=lambda one: one[:2])
    computed = _computed(course)
    if judged:
        place = judged[-1][0]
        last = [one for one in judged if one[0] == place]
        if failed or place >= _end(course, meetings):
            return _said([one for one in last if _is_there(one[2])] or last)
    if computed is None and judged:
        return EndPoint(None, judged[-1][1])
    return computed


def _is_there(judged: Judgement) -> bool:
    return judged.presence is Presence.PRESENT


def _said(last: list[tuple[float, Path, Judgement]]) -> EndPoint:
    """What the last judgement says; of several in one session the kindest."""
    _, path, judged = last[-1]
    known = judged.definition in definitions
    named = (definitions[judged.definition],) if known and judged.definition else ()
    return EndPoint(_is_there(judged), path, named)


def _judged(
    course: Course, meetings: Meetings
) -> Iterator[tuple[float, Path, Judgement]]:
    """Go through what was judged by a named definition, or found, with its place."""
    for what in _WHAT:
        for path, each in course.judgements(what):
            absent = each.presence is Presence.ABSENT and each.definition in definitions
            if absent or _is_there(each):
                yield _place(meetings, each.attested), path, each


def _place(meetings: Meetings, fact: Attestation) -> float:
    """Place of a judgement; one without session and day is taken for the last word."""
    if fact.session is None and fact.on is None:
        return FORETOLD
    return meetings.place(fact, None)


def _end(course: Course, meetings: Meetings) -> float:
    """Place from which on a judgement is one of the end.

    That is where the termination phase begins, or the last score that could tell.
    """
    begun = [meetings.stands(here.position) for here in course.of(Phase.TERMINATION)]
    scores = [
        meetings.place(score.attested, index)
        for _, score, index in course.scores()
        if score.total is not None and _of(score.instrument)
    ]
    ends = [*begun[:1], *([max(scores)] if scores else [])]
    return min(ends) if ends else 0


def _of(instrument: str) -> tuple[Definition, ...]:
    known = measures.get(instrument)
    return known.definitions if known else ()


def _computed(course: Course) -> EndPoint | None:
    """What scores in the termination phase say; None where none can be compared."""
    ending = {here.position for here in course.of(Phase.TERMINATION)}
    first: dict[str, float] = {}
    last: dict[str, tuple[float, Path]] = {}
    for path, score, index in course.scores():
        if score.total is None:
            continue
        if index in ending:
            last[score.instrument] = (score.total, path)
        else:
            first.setdefault(score.instrument, score.total)
    found = [
        EndPoint(_any(gained(d, first[code], now) for d in named), path, named)
        for code, (now, path) in last.items()
        if code in first and (named := _of(code))
    ]
    known = (each for each in found if each.better is not None)
    return next(known, found[0] if found else None)


def _any(said: Iterable[Hold]) -> Hold:
    found = set(said)
    return True if True in found else None if None in found else False
