"""What a draft holds: foci, goals, sessions with their tasks, and meetings."""

from __future__ import annotations

__all__ = [
    "areas_to_choose",
    "foci",
    "goals",
    "measured",
    "sessions_of",
    "value_of",
    "with_maintenance",
    "with_meetings",
]

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import attrs

from ipt_core._areas import DEFICITS, DISPUTE, TRANSITION
from ipt_core.catalogue import (
    problem_areas,
    strategies,
    strategies_for,
    techniques,
)
from ipt_core.catalogue.entries import Mark
from ipt_core.evidence import Basis
from ipt_core.model import (
    Attendee,
    Dispute,
    Focus,
    Goal,
    Maintenance,
    Session,
    Transition,
    TreatmentPlan,
)
from ipt_core.vocabulary import Phase, SessionKind, SessionStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ipt_core.catalogue import Dose, Strategy
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.evidence import Reading, Sourced

    Phases = Mapping[Phase, int]

T = TypeVar("T")

_DAYS_OF_MONTH = 365.25 / 12
_ARTICLE = "ART"
_WEEK = 7
_END = "announce-end"
_REVIEW = "midpoint-review"
_BEFORE = {SessionKind.ENGAGEMENT, SessionKind.PRE_GROUP}
_BESIDE = SessionKind.GROUP
_AFTER = {SessionKind.POST_GROUP, SessionKind.BOOSTER}


def value_of(sourced: Sourced[T] | None) -> T | None:
    """The preferred value, or None where there is none."""
    return sourced.value if sourced else None


def areas_to_choose(form: Protocol) -> tuple[str, ...]:
    """The areas that a protocol uses and does not advise against.

    All areas where it is not known which ones it uses; none where it uses none.
    """
    used = form.areas.value if form.areas else ()
    against = value_of(form.areas_discouraged) or ()
    known = tuple(problem_areas) if used is None else used
    return tuple(area for area in known if area not in against)


def foci(areas: Iterable[str]) -> tuple[Focus, ...]:
    """Foci in their order, with room for what their area needs and nothing in it."""
    return tuple(
        Focus(
            id=f"f{rank}",
            area=area,
            rank=rank,
            losses=(),
            dispute=Dispute() if area == DISPUTE else None,
            transition=Transition() if area == TRANSITION else None,
            agreements=(),
        )
        for rank, area in enumerate(areas, 1)
    )


def goals(form: Protocol, foci: Iterable[Focus]) -> tuple[Goal, ...]:
    """The goals that sources name for each area, each with the area's strategies."""
    wanted = (
        (focus, statement)
        for focus in foci
        for statement in _statements(form, focus.area)
    )
    return tuple(
        Goal(
            id=f"g{number}",
            focus=focus.id,
            kind="interpersonal",
            statement=statement,
            strategies=_strategies(form, focus.area),
            agreements=(),
        )
        for number, (focus, statement) in enumerate(wanted, 1)
    )


def _statements(form: Protocol, area: str) -> list[str]:
    own = value_of(form.manual_goals) is False
    known = problem_areas[area]
    wider = problem_areas[known.form_of or area]
    return [
        goal.statement
        for goal in known.goals or wider.goals
        if any((citation.key == _ARTICLE) is own for citation in goal.citations)
    ]


def _strategies(form: Protocol, area: str) -> tuple[str, ...]:
    """What a source lists for the whole area; the article's own for the article."""
    return tuple(
        code
        for code, reading in strategies_for(area).items()
        if _listed(strategies[code], reading, form)
    )


def _listed(strategy: Strategy, reading: Reading[Mark], form: Protocol) -> bool:
    if reading.value is not Mark.YES or strategy.stage:
        return False
    if strategy.protocols and form.code not in strategy.protocols:
        return False
    if value_of(form.manual_goals) is False:
        return any(citation.key == _ARTICLE for citation in reading.citations)
    return reading.basis is not Basis.CONVENTION


def sessions_of(
    form: Protocol,
    lengths: Phases,
    dates: Sequence[dt.date | None],
    foci: Iterable[Focus],
    goals: Iterable[Goal],
) -> tuple[Session, ...]:
    worked_on = tuple(focus.id for focus in foci)
    aimed_at = tuple(goal.id for goal in goals)
    phases = chain.from_iterable([phase] * n for phase, n in lengths.items())
    tasks = _tasks(form, lengths)
    if form.deficits_last and any(focus.area == DEFICITS for focus in foci):
        _add_review(tasks, lengths)
    return tuple(
        Session(
            id=f"s{number}",
            status=SessionStatus.PLANNED,
            number=number,
            phase=phase,
            on=day,
            attendees=_attendees(form),
            tasks=tasks[number - 1],
            techniques=tuple(code for code in tasks[number - 1] if code in techniques),
            scores=(),
            enquiries=(),
            foci=worked_on if phase is Phase.MIDDLE else (),
            goals=aimed_at if phase is Phase.MIDDLE else (),
        )
        for number, (phase, day) in enumerate(zip(phases, dates, strict=True), 1)
    )


def _attendees(form: Protocol) -> tuple[Attendee, ...] | None:
    """Who is to come, where the protocol has the partner in every session."""
    if form.partner is None:
        return None
    return (
        Attendee(role="patient"),
        Attendee(role="partner"),
        Attendee(role="therapist", staff=True),
    )


def _tasks(form: Protocol, lengths: Phases) -> list[tuple[str, ...]]:
    """Spread the tasks of each phase over its sessions, in the protocol's order.

    An individual meeting half-way through a group is its review.
    """
    total = sum(lengths.values())
    announced = _announced(form, lengths)
    every = {task.task for task in form.tasks if task.every}
    at_first = {task.task for task in form.tasks if task.first}
    met = any(
        dose.kind is SessionKind.MID_GROUP and (dose.after_session or 0) <= total
        for dose in form.doses
    )
    found: list[list[str]] = [[] for _ in range(total)]
    first = 0
    for phase, length in lengths.items():
        due = [task.task for task in form.tasks if task.phase is phase]
        here = range(first, first + length)
        if announced and _END in due:
            due.remove(_END)
            found[announced - 1].append(_END)
        if met and _REVIEW in due:
            due.remove(_REVIEW)
        for index in here:
            found[index] += [task for task in due if task in every]
        found[first] += [task for task in due if task in at_first]
        others = [task for task in due if task not in every | at_first]
        for index, task in _spread(others, here):
            found[index].append(task)
        first += length
    return [tuple(tasks) for tasks in found]


def _add_review(tasks: list[tuple[str, ...]], lengths: Phases) -> None:
    """Review the course half-way, in the middle phase."""
    first = lengths[Phase.INITIAL]
    half = min(max((len(tasks) - 1) // 2, first), first + lengths[Phase.MIDDLE] - 1)
    tasks[half] = (*(task for task in tasks[half] if task != _REVIEW), _REVIEW)


def _spread(tasks: Sequence[str], sessions: range) -> Iterator[tuple[int, str]]:
    for position, task in enumerate(tasks):
        yield sessions[position * len(sessions) // len(tasks)], task


def _announced(form: Protocol, lengths: Phases) -> int | None:
    """The last session with as many left as is advised, before other ending tasks."""
    total = sum(lengths.values())
    left = value_of(form.announce_advised) or value_of(form.announce_min)
    if not left:
        return None
    first_of_last = total - lengths.get(Phase.TERMINATION, 0) + 1
    return max(min(total - left + 1, first_of_last), 1)


def measured(
    form: Protocol, sessions: Sequence[Session], days: int
) -> tuple[Session, ...]:
    """Plan the protocol's measures: at baseline, at each interval, and at the end.

    `days` lie between two sessions, where the interval is given in weeks.
    """
    total = len(sessions)
    weeks = value_of(form.measure_every_weeks)
    by_weeks = max(weeks * _WEEK // days, 1) if weeks else total
    every = min(value_of(form.measure_every) or total, by_weeks)
    always = (
        *(value_of(form.measures_each_session) or ()),
        *(value_of(form.measures_weekly) or ()),
    )
    at_times = value_of(form.measures) or ()
    return tuple(
        attrs.evolve(
            session,
            measures=tuple(dict.fromkeys((*at_times, *always)))
            if place % every == 0 or place == total - 1
            else tuple(dict.fromkeys(always)),
        )
        for place, session in enumerate(sessions)
    )


def with_meetings(
    doses: Iterable[Dose], acute: Sequence[Session]
) -> tuple[Session, ...]:
    """Put the meetings around the acute sessions that a protocol does not leave out."""
    due = [dose for dose in doses if dose.kind is not SessionKind.ACUTE]
    before = [s for dose in due if dose.kind in _BEFORE for s in _meetings(dose)]
    after = [s for dose in due if dose.kind in _AFTER for s in _meetings(dose)]
    between = {dose.after_session: dose for dose in due if dose.after_session}
    beside = [s for d in due if d.kind is _BESIDE and not d.phase for s in _meetings(d)]
    inside: list[Session] = []
    for place, one in enumerate(acute, 1):
        inside += (one, *_meetings(between.get(one.number or 0)))
        # Group sessions beside the treatment are spread over it.
        for _ in range(place * len(beside) // len(acute) - _count(inside)):
            inside.append(beside[_count(inside)])
    return (*before, *inside, *after)


def _count(sessions: Iterable[Session]) -> int:
    return sum(session.kind is _BESIDE for session in sessions)


def _meetings(dose: Dose | None) -> list[Session]:
    if dose is None:
        return []
    minutes = int(dose.minutes.min) if dose.minutes else None
    return [
        attrs.evolve(_meeting(dose.kind, number), setting=dose.setting, minutes=minutes)
        for number in range(1, int(dose.sessions.min) + 1)
    ]


def _meeting(kind: SessionKind, number: int) -> Session:
    return Session(
        kind=kind,
        status=SessionStatus.PLANNED,
        number=number,
        tasks=(_REVIEW,) if kind is SessionKind.MID_GROUP else (),
        techniques=(),
        measures=(),
        scores=(),
        enquiries=(),
    )


def with_maintenance(
    plan: TreatmentPlan, form: Protocol, dates: Sequence[dt.date | None], days: int
) -> TreatmentPlan:
    """Lay out a course that has maintenance sessions only, under their own contract."""
    total = len(dates)
    return attrs.evolve(
        plan,
        contracts=(),
        maintenance=Maintenance(
            decision="maintenance",
            cadence_days=days,
            months=max(round(total * days / _DAYS_OF_MONTH), 1),
            agreements=(),
        ),
        sessions=measured(
            form,
            [
                attrs.evolve(_meeting(SessionKind.MAINTENANCE, number), on=day)
                for number, day in enumerate(dates, 1)
            ],
            days,
        ),
    )
