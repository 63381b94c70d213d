"""IPT013: open codes are known ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
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

    Used = Iterator[tuple[str, Path, str]]

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
}
_LISTS = ("tasks", "strategies", "techniques", "measures")
_LIKE = 0.85


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
    hint="Use the known code, or keep your own: no rule that asks for a code sees it.",
    companions=("IPT403", "IPT404"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Open codes are known ones.

    What it checks:
        The codes of problem areas, strategies, tasks, techniques, instruments and
        definitions of outcome are in the catalogue. Those of populations, disorders,
        conditions, kinds of goal, skills and reasons are no slip of the pen and no
        other name of one that is.

    Why it matters:
        A misspelt task is a task that no rule sees: the report would ask for what was
        done. A misspelt disorder is one that the protocol seems not to be made for.

    When departing is right:
        Adaptations and clinics have words of their own. Keep them, and waive the
        finding.

    Known limits:
        Codes of roles and of treatments beside IPT are not looked at, nor are
        populations, disorders, conditions, kinds of goal, skills and reasons that
        resemble none of the catalogue's: they are taken for one's own.
    """
    used = False
    unknown: dict[tuple[str, str, str], list[Path]] = {}
    for what, path, code in _used(course):
        used = True
        if code not in _CLOSED[what]:
            near = nearest(code, _CLOSED[what]) or "none"
            unknown.setdefault((what, code, near), []).append(path)
    for what, path, code in _named(course):
        used = True
        if code not in _OPEN[what] and (meant := _meant(what, code)):
            unknown.setdefault((what, code, meant), []).append(path)
    if used:
        yield always(True)
    for (what, _, near), places in unknown.items():
        yield always(False, at=places, what=what, nearest=near)


def _used(course: Course) -> Used:
    """Go through the codes that have to be known, each with its place."""
    for index, focus in course.foci:
        yield "problem areas", ("foci", index, "area"), focus.area
    for index, goal in course.goals:
        at: Path = ("goals", index, "strategies")
        yield from _each("strategies", at, goal.strategies)
    for here in course.held:
        for what in _LISTS:
            yield from _each(what, here.path(what), getattr(here.session, what))
    for path, score, _ in course.scores():
        yield "measures", (*path, "instrument"), score.instrument
    for path, rating, _ in course.ratings():
        yield "measures", (*path, "instrument"), rating.instrument
    for index, judgement in enumerate(course.plan.judgements or ()):
        if course.dated(judgement.attested):
            at = ("judgements", index, "definition")
            yield from _one("definitions", at, judgement.definition)


def _named(course: Course) -> Used:
    """Go through the codes that may be one's own, each with its place."""
    plan = course.plan
    yield from _each("populations", ("population",), plan.population)
    yield from _each("disorders", ("disorders",), plan.disorders)
    for index, goal in course.goals:
        yield from _one("kinds of goal", ("goals", index, "kind"), goal.kind)
    for here in course.held:
        yield from _each("skills", here.path("topics"), here.session.topics)
    for index, session in course.recorded:
        if session.status is not SessionStatus.PLANNED:
            yield from _one("reasons", ("sessions", index, "reason"), session.reason)
    if plan.end and course.over:
        yield from _one("reasons", ("end", "reason"), plan.end.reason)
    if plan.assessment:
        yield from _found(course, plan.assessment)


def _found(course: Course, assessment: Assessment) -> Used:
    for index, made in enumerate(assessment.diagnoses or ()):
        if course.dated(made.attested):
            at = ("assessment", "diagnoses", index, "disorder")
            yield "disorders", at, made.disorder
    for index, looked in enumerate(assessment.exclusions or ()):
        if course.dated(looked.attested):
            at = ("assessment", "exclusions", index, "condition")
            yield "conditions", at, looked.condition


def _each(what: str, path: Path, codes: tuple[str, ...] | None) -> Used:
    for position, code in enumerate(codes or ()):
        yield what, (*path, position), code


def _one(what: str, path: Path, code: str | None) -> Used:
    if code is not None:
        yield what, path, code


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
