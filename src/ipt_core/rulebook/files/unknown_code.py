"""IPT013: open codes are known ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from ipt_core._checks import nearest
from ipt_core.catalogue import (
    Table,
    conditions,
    definitions,
    disorders,
    goal_kinds,
    measures,
    populations,
    problem_areas,
    reasons,
    responses,
    risk_topics,
    roles,
    skills,
    strategies,
    tasks,
    techniques,
)
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_session
from ipt_core.vocabulary import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Assessment, TreatmentPlan

    Used = Iterator[tuple[str, Path, tuple[str, ...]]]

_CLOSED: dict[str, Table[Any]] = {
    "problem areas": problem_areas,
    "tasks": tasks,
    "strategies": strategies,
    "techniques": techniques,
    "measures": measures,
    "definitions": definitions,
}
_OPEN: dict[str, Table[Any]] = {
    "populations": populations,
    "disorders": disorders,
    "conditions": conditions,
    "kinds of goal": goal_kinds,
    "skills": skills,
    "reasons": reasons,
    "roles": roles,
    "topics of enquiries": risk_topics,
    "responses": responses,
}
_IN_SESSIONS = ("tasks", "strategies", "techniques", "measures")
_LISTS = {*_IN_SESSIONS, "population", "disorders", "topics", "responses"}
_EXCLUDED = {"disorders", "conditions"}
_UNSEEN = " Until it is mended, the exclusions of the protocol do not see it either."
_LIKE = 0.85
"""How alike two words are when one is taken for a slip of the other, from 0 to 1.

One letter too many or too few in a word of four is a slip, and so are one wrong letter
or two swapped ones in a word of seven; `sister` and `mister` are two words.
"""


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Misspell a technique."""
    return change_session(plan, 0, techniques=("comunication-analysis",))


@rule(
    "IPT013",
    "unknown-code",
    severity=Severity.WARNING,
    since="0.1",
    structural=True,
    message="A code is not in the catalogue of {what}; the nearest known is {nearest}.",
    hint=(
        "Use the known code, or keep your own: no rule that asks for a code sees it."
        "{unseen}"
    ),
    companions=("IPT403", "IPT404"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Open codes are known ones.

    What it checks:
        The codes of problem areas, strategies, tasks, techniques, instruments and
        definitions of outcome are in the catalogue. Those of populations, disorders,
        conditions, kinds of goal, skills, reasons, roles, topics of enquiries about
        risk and responses to it are no slip of the pen and no other name of one that
        is.

    Why it matters:
        A misspelt task is a task that no rule sees: the report would ask for what was
        done. A misspelt disorder is one that the protocol seems not to be made for.

    When departing is right:
        Adaptations and clinics have words of their own. Keep them, and waive the
        finding.

    Known limits:
        Codes of treatments beside IPT are not looked at, nor are populations,
        disorders, conditions, kinds of goal, skills, reasons, roles, topics and
        responses that resemble none of the catalogue's: they are taken for one's own.
        What a protocol excludes is not seen under a code of one's own.
    """
    used = False
    unknown: dict[tuple[str, str, str], list[Path]] = {}
    for what, path, codes in chain(_used(course), _named(course)):
        used = used or bool(codes)
        known = _known(what) if codes else frozenset[str]()
        for position, code in enumerate(codes):
            if code not in known and (near := _near(what, code)):
                place = (*path, position) if path[-1] in _LISTS else path
                unknown.setdefault((what, code, near), []).append(place)
    if used:
        yield always(True)
    for (what, _, near), places in unknown.items():
        unseen = _UNSEEN if what in _EXCLUDED else ""
        yield always(False, at=places, what=what, nearest=near, unseen=unseen)


@cache
def _known(what: str) -> frozenset[str]:
    return frozenset(_CLOSED.get(what) or _OPEN[what])


def _near(what: str, code: str) -> str | None:
    """Name the nearest known code; None for what may be a word of one's own."""
    if what in _OPEN:
        return _meant(what, code)
    return nearest(code, _CLOSED[what]) or "none"


def _used(course: Course) -> Used:
    """Go through the codes that have to be known, each list or code with its place."""
    for index, focus in course.foci:
        yield "problem areas", ("foci", index, "area"), (focus.area,)
    for index, goal in course.goals:
        yield "strategies", ("goals", index, "strategies"), goal.strategies or ()
    for here in course.held:
        for what in _IN_SESSIONS:
            if codes := getattr(here.session, what):
                yield what, here.path(what), codes
    for path, score, _ in course.scores():
        yield "measures", (*path, "instrument"), (score.instrument,)
    for path, rating, _ in course.ratings():
        yield "measures", (*path, "instrument"), (rating.instrument,)
    for index, judgement in enumerate(course.plan.judgements or ()):
        if judgement.definition and course.dated(judgement.attested):
            at = ("judgements", index, "definition")
            yield "definitions", at, (judgement.definition,)


def _named(course: Course) -> Used:
    """Go through the codes that may be one's own, each list or code with its place."""
    plan = course.plan
    yield "populations", ("population",), plan.population or ()
    yield "disorders", ("disorders",), plan.disorders or ()
    for index, goal in course.goals:
        if goal.kind:
            yield "kinds of goal", ("goals", index, "kind"), (goal.kind,)
    for index, session in course.recorded:
        if session.reason and session.status is not SessionStatus.PLANNED:
            yield "reasons", ("sessions", index, "reason"), (session.reason,)
    if plan.end and plan.end.reason and course.over:
        yield "reasons", ("end", "reason"), (plan.end.reason,)
    for path, enquiry, _ in course.enquiries():
        yield "topics of enquiries", (*path, "topic"), (enquiry.topic,)
        yield "responses", (*path, "responses"), enquiry.responses or ()
    yield from _present(course)
    if plan.assessment:
        yield from _found(course, plan.assessment)


def _present(course: Course) -> Used:
    for here in course.held:
        if topics := here.session.topics:
            yield "skills", here.path("topics"), topics
        for index, person in enumerate(here.session.attendees or ()):
            yield "roles", (*here.path("attendees"), index, "role"), (person.role,)


def _found(course: Course, assessment: Assessment) -> Used:
    for index, made in enumerate(assessment.diagnoses or ()):
        if course.dated(made.attested):
            at = ("assessment", "diagnoses", index, "disorder")
            yield "disorders", at, (made.disorder,)
    for index, looked in enumerate(assessment.exclusions or ()):
        if course.dated(looked.attested):
            place: Path = ("assessment", "exclusions", index)
            yield "conditions", (*place, "condition"), (looked.condition,)
            yield "responses", (*place, "responses"), looked.responses or ()


def _meant(what: str, code: str) -> str | None:
    """Name the known code that somebody plainly meant; None for a word of their own."""
    words = _words(code[:64])
    for known, meant in _names(what).items():
        if len(known) == len(words) and all(map(_alike, known, words)):
            return meant
    return None


@cache
def _names(what: str) -> dict[tuple[str, ...], str]:
    """Give all codes and other names, in words, with the code that each stands for."""
    table = _OPEN[what]
    names = {_words(code): code for code in table}
    for code, entry in table.items():
        for other in (entry.name, *entry.also):
            names.setdefault(_words(other), code)
    return names


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.lower().replace("_", "-").replace(" ", "-").split("-"))


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _LIKE
