"""IPT804: suicide risk is asked about again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import MeasureKind, measures
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._meetings import Meetings
from ipt_core.rulebook.safety._risk import TOPICS, is_positive, positive_enquiries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Session, TreatmentPlan
    from ipt_core.rulebook._meetings import Meeting


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Measure symptoms in the last session, record no item of it, and ask nothing."""
    due = Meetings(Course(plan)).due
    if not due:
        raise ValueError("there is no session after the first")
    last = due[-1].session
    totals = (attrs.evolve(score, items=None) for score in last.scores or ())
    silent = attrs.evolve(last, measures=("phq-9",), scores=tuple(totals), enquiries=())
    sessions = list(plan.sessions or ())
    sessions[due[-1].position] = silent
    return attrs.evolve(plan, sessions=tuple(sessions))


@rule(
    "IPT804",
    "risk-asked-again",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R92",),
    sources=("F25a",),
    safety=True,
    message=(
        "Suicide risk was not asked about again in every session in which it was due: "
        "{sessions}."
    ),
    hint=(
        "Ask about suicide and self-harm whenever symptoms are measured, and in the "
        "session after one in which something was found. If nobody has asked since, "
        "ask now and record it with its own date."
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Suicide risk is asked about again.

    What it checks:
        After the first session, in the acute part and after it: in each held session
        for which a measure of symptoms is planned or scored, an enquiry about suicide
        or self-harm is recorded, or the item of an instrument that asks about it was
        answered, and not positively; in the first session after thoughts or a plan
        were found, by an enquiry or by such an item, an enquiry is recorded. What was
        found before the first session is settled by an enquiry in that, else by one in
        the second. Mere contacts are not sessions. One finding for the whole course.

    Why it matters:
        What is true at the start may change with every week of a treatment.

    When departing is right:
        Asked by somebody else or at another time that day: record that enquiry.

    Known limits:
        Sessions that do not record whether anybody asked leave it unchecked. Entries of
        sessions are taken to stand in the order in which they were held; an enquiry
        that is kept in the assessment counts for the acute session whose number it
        gives, else for the session of its day, if there was one; sessions without a day
        are taken to come later. An item that is answered with zero misses people, so it
        never replaces the enquiry after something was found. As a course may end there,
        nothing is owed before the next session is recorded. It judges no level of risk,
        and that nothing is found does not mean that there is none.
    """
    meetings = course.once(Meetings)
    asked = {
        meetings.place(enquiry.attested, index)
        for _, enquiry, index in course.enquiries()
        if enquiry.topic in TOPICS
    }
    positive, negative = _items(meetings)
    found = {risk.place for risk in positive_enquiries(meetings) if risk.current}
    places = sorted(found | positive)
    next_ones, untold = _next_ones(meetings, asked, places)
    enough = asked | (negative - positive)
    wanted = any(meetings.after(place) for place in places)
    silent: list[Meeting] = []
    unsure: list[Path] = []
    for here in meetings.due:
        follows = here.rank in next_ones
        may_follow = bool(untold) and here.rank == meetings.baseline + 1
        scheduled = _is_scheduled(here.session)
        wanted = wanted or scheduled
        if here.rank in asked:
            continue
        if follows or (scheduled and here.rank not in enough):
            silent.append(here)
        elif may_follow:
            unsure = untold
    unknown = not course.covers("enquiries")
    bare = [m for m in silent if m.session.enquiries is not None and not unknown]
    if wanted:
        yield always(
            False if bare else None if silent or unsure else True,
            at=[here.path("enquiries") for here in bare],
            missing=[*(here.path("enquiries") for here in silent), *unsure],
            sessions=tuple(course.name_of(here.position) for here in bare),
        )


def _next_ones(
    meetings: Meetings, asked: set[float], places: Iterable[float]
) -> tuple[set[int], list[Path]]:
    """Rank of the first session after each finding, unless it is settled before.

    Whoever asks again by the end of the first session has settled what was found before
    it. Second, where nothing tells whether anybody did: then the second one may be due.
    """
    due: set[int] = set()
    untold: list[Path] = []
    for place in places:
        later = meetings.after(place)
        between = meetings.all[int(place) : meetings.baseline]
        if later is None or any(here.rank in asked for here in between):
            continue
        bare = [m.path("enquiries") for m in between if m.session.enquiries is None]
        untold += bare
        if not bare:
            due.add(later.rank)
    return due, untold


def _items(meetings: Meetings) -> tuple[set[float], set[float]]:
    """Where an item on suicide was answered positively, and where negatively."""
    positive: set[float] = set()
    negative: set[float] = set()
    for _, score, index in meetings.course.scores():
        known = measures.get(score.instrument)
        answer = is_positive(known, score) if known else None
        place = meetings.place(score.attested, index)
        if answer:
            positive.add(place)
        elif answer is False and meetings.course.sees(score.attested):
            negative.add(place)
    return positive, negative


def _is_scheduled(session: Session) -> bool:
    scored = (score.instrument for score in session.scores or ())
    return any(
        known.kind is MeasureKind.OUTCOME
        for code in (*(session.measures or ()), *scored)
        if (known := measures.get(code))
    )
