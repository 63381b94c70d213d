"""Rows of a picture: foci, goals, and the tasks that the protocol asks for."""

from __future__ import annotations

__all__ = ["due_words", "lanes_of", "said", "sign_of", "spread"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import goal_kinds, problem_areas, protocols, tasks
from ipt_core.display._layout import Lane, Mark, Sign, State
from ipt_core.display._words import clean, known, label_of
from ipt_core.vocabulary import Horizon, Outcome, PlanStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.display._axis import Axis
    from ipt_core.engine import Course, Finding, Owed, Report, RuleOutcome
    from ipt_core.model import Session

_SIGNS = {State.DELIVERED: Sign.DONE, State.PLANNED: Sign.PLANNED}
_WEIGHTS = tuple(Sign)
_STATES = {
    Outcome.KEPT: Sign.DONE,
    Outcome.ON_TRACK: Sign.DONE,
    Outcome.NOT_CHECKED: Sign.UNKNOWN,
    Outcome.FAILED: Sign.UNKNOWN,
}


def lanes_of(
    course: Course, report: Report, axis: Axis, *, text: bool
) -> tuple[Lane, ...]:
    """Make the rows of foci, goals and tasks."""
    flags = _flags(report)
    return (
        *_foci(course, axis, flags),
        *_goals(course, report, axis, flags, text=text),
        *_tasks(course, report, axis),
    )


def spread(
    findings: Iterable[Finding], places: Callable[[Finding], Iterable[int]]
) -> Iterator[Mark]:
    """Make one mark for each place and sign that findings have, with all they say."""
    found: dict[tuple[int, Sign], list[str]] = {}
    for finding in findings:
        for place in dict.fromkeys(places(finding)):
            key = (place, sign_of(finding))
            found.setdefault(key, []).append(said(finding))
    for (place, sign), lines in sorted(found.items(), key=lambda each: each[0][0]):
        yield Mark(slot=place, sign=sign, says=tuple(lines))


def sign_of(finding: Finding) -> Sign:
    """The sign of a finding."""
    return Sign.WAIVED if finding.waived else Sign(finding.severity)


def said(finding: Finding) -> str:
    """A finding in words."""
    waived = ", waived" if finding.waived else ""
    return clean(f"{finding.severity}{waived} {finding.code}: {finding.message}")


def due_words(owed: Owed) -> str:
    """What is owed, in words."""
    by = "" if owed.by is None else f" by session {owed.by}"
    how = "overdue" if owed.overdue else "owed"
    return clean(f"{how}{by}, {owed.code}: {owed.message}")


def _flags(report: Report) -> dict[tuple[str, int], tuple[Mark, ...]]:
    """Findings about single foci and goals, the most severe first."""
    found: dict[tuple[str, int], list[Finding]] = {}
    for finding in report.findings:
        match finding.path:
            case ("foci" | "goals" as part, int(index), *_):
                found.setdefault((part, index), []).append(finding)
            case _:
                pass
    return {key: tuple(spread(each, lambda _: (0,))) for key, each in found.items()}


def _foci(
    course: Course, axis: Axis, flags: dict[tuple[str, int], tuple[Mark, ...]]
) -> Iterator[Lane]:
    for index, focus in course.foci:
        area = known(problem_areas, focus.area, "area")
        yield Lane(
            group="Foci",
            label=f"{label_of('focus', focus.id, index)}: {area}",
            flags=flags.get(("foci", index), ()),
            marks=_named(course, axis, "foci", focus.id),
            line=_line(axis, focus.chosen_in, focus.until),
        )


def _goals(
    course: Course,
    report: Report,
    axis: Axis,
    flags: dict[tuple[str, int], tuple[Mark, ...]],
    *,
    text: bool,
) -> Iterator[Lane]:
    # What became of a goal has no date: it may have come after what was judged.
    past = report.as_of is not None and axis.here is not None
    for index, goal in course.goals:
        kind = goal.kind and known(goal_kinds, goal.kind, "kind")
        parts = [kind, clean(goal.statement) if text and goal.statement else None]
        yield Lane(
            group="Goals",
            label=": ".join([label_of("goal", goal.id, index), *filter(None, parts)]),
            word="" if past else goal.status.replace("-", " "),
            flags=flags.get(("goals", index), ()),
            marks=_named(course, axis, "goals", goal.id),
            line=_line(axis, goal.set_in, None),
        )


def _line(axis: Axis, since: int | None, until: int | None) -> tuple[int, int] | None:
    first = None if since is None else axis.up_to(since)
    last = len(axis.slots) - 1 if until is None else axis.up_to(until)
    if first is None or last is None or last <= first:
        return None
    return first, last


def _named(course: Course, axis: Axis, field: str, wanted: str) -> tuple[Mark, ...]:
    """Mark the sessions that name a focus or a goal."""

    def names(session: Session) -> bool:
        given: tuple[str, ...] | None = getattr(session, field)
        return wanted in (given or ())

    return tuple(_at_sessions(course, axis, names))


def _at_sessions(
    course: Course, axis: Axis, has: Callable[[Session], bool]
) -> Iterator[Mark]:
    sessions = course.plan.sessions or ()
    for index, place in axis.positions.items():
        slot = axis.slots[place]
        sign = _SIGNS.get(slot.state)
        if sign and has(sessions[index]):
            yield Mark(slot=place, sign=sign, says=(slot.says,))


def _tasks(course: Course, report: Report, axis: Axis) -> Iterator[Lane]:
    protocol = protocols.get(course.plan.protocol)
    outcomes = {outcome.code: outcome for outcome in report.outcomes}
    # What is kept in a plan was not done yet.
    ahead = report.horizon is Horizon.PLANNED or report.status is PlanStatus.DRAFT
    for due in protocol.tasks if protocol else ():
        lane = _task(due, outcomes.get(due.judged_by or ""), course, axis)
        hollow = lane.state is Sign.DONE and lane.word != "done" and ahead
        yield (
            attrs.evolve(lane, state=Sign.PLANNED, word="planned as asked")
            if hollow
            else lane
        )


def _task(
    due: TaskDue, outcome: RuleOutcome | None, course: Course, axis: Axis
) -> Lane:
    marks = [*_done(due, course, axis)]
    broken = [f for f in outcome.findings if _about(f, due)] if outcome else []
    owed = [o for o in outcome.owed if _about(o, due)] if outcome else []
    state, word = _standing(broken, owed, outcome, marks)
    if broken:
        place = _end_of(due, course, axis)
        says = tuple(said(finding) for finding in broken)
        marks.append(Mark(slot=place, sign=state, says=says))
    for each in owed:
        ahead = None if each.by is None else axis.numbers.get(each.by)
        if ahead is not None:
            marks.append(Mark(slot=ahead, sign=state, says=(due_words(each),)))
    return Lane(
        group=f"Tasks of the {due.phase} phase",
        label=tasks[due.task].name,
        state=state,
        word=word,
        marks=tuple(_merged(marks)),
    )


def _merged(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Keep one mark for each place, the one that weighs most."""
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.slot, []).append(mark)
    for place, each in found.items():
        sign = min((mark.sign for mark in each), key=_WEIGHTS.index)
        says = tuple(w for mark in each if mark.sign is sign for w in mark.says)
        yield Mark(slot=place, sign=sign, says=says)


def _done(due: TaskDue, course: Course, axis: Axis) -> Iterator[Mark]:
    """Mark where a task was done, in whatever phase: the end may be told early."""
    return _at_sessions(course, axis, lambda s: due.task in (s.tasks or ()))


def _about(said: Finding | Owed, due: TaskDue) -> bool:
    """Tell whether a rule about several tasks or phases says this of a task."""
    params = said.params
    task, phase = params.get("task", due.task), params.get("phase", due.phase)
    return bool(task == due.task and phase == due.phase)


def _standing(
    broken: list[Finding],
    owed: list[Owed],
    outcome: RuleOutcome | None,
    marks: list[Mark],
) -> tuple[Sign, str]:
    if broken:
        worst = max(broken, key=lambda f: (not f.waived, f.severity.rank))
        return sign_of(worst), "broken, waived" if worst.waived else "broken"
    if owed:
        by = min((o.by for o in owed if o.by is not None), default=None)
        until = "" if by is None else f" by session {by}"
        late = all(o.overdue for o in owed)
        return (
            (Sign.OVERDUE, f"overdue{until}") if late else (Sign.OWED, f"owed{until}")
        )
    if any(mark.sign is Sign.DONE for mark in marks):
        return Sign.DONE, "done"
    if marks:
        return Sign.PLANNED, "planned"
    if outcome is None:
        return Sign.NONE, "advice, not recorded"
    sign = _STATES.get(outcome.outcome, Sign.NONE)
    return sign, outcome.outcome.replace("-", " ")


def _end_of(due: TaskDue, course: Course, axis: Axis) -> int:
    """The place at which a phase ended; a session that goes back to it is no end."""
    last = course.last(due.phase)
    if last in axis.numbers:
        return axis.numbers[last]
    ends = [band.last for band in axis.bands if band.word == due.phase]
    return min(ends, default=axis.here or len(axis.slots) - 1)
