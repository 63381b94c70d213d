"""IPT013: open codes are known ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ipt_core._checks import nearest
from ipt_core.catalogue import measures, problem_areas, strategies, tasks, techniques
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


_LISTS = ("tasks", "strategies", "techniques", "measures")


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
        The codes of problem areas, strategies, tasks, techniques and instruments are
        in the catalogue.

    Why it matters:
        A misspelt task is a task that no rule sees: the report would ask for what was
        done.

    When departing is right:
        Adaptations and clinics have words of their own. Keep them, and waive the
        finding.

    Known limits:
        Codes of roles, disorders, reasons, topics and kinds of goal are not looked at.
    """
    known = _known()
    used = False
    unknown: dict[tuple[str, str], list[Path]] = {}
    for what, path, codes in _used(course):
        used = used or bool(codes)
        for position, code in enumerate(codes):
            if code not in known[what]:
                place = (*path, position) if path[-1] in _LISTS else path
                unknown.setdefault((what, code), []).append(place)
    if used:
        yield always(True)
    for (what, code), places in unknown.items():
        near = nearest(code, known[what]) or "none"
        yield always(False, at=places, what=what, nearest=near)


@cache
def _known() -> dict[str, frozenset[str]]:
    return {
        "problem areas": frozenset(problem_areas),
        "tasks": frozenset(tasks),
        "strategies": frozenset(strategies),
        "techniques": frozenset(techniques),
        "measures": frozenset(measures),
    }


def _used(course: Course) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Go through the lists of codes and the single codes, each with its place."""
    for index, focus in course.foci:
        yield "problem areas", ("foci", index, "area"), (focus.area,)
    for index, goal in course.goals:
        yield "strategies", ("goals", index, "strategies"), goal.strategies or ()
    for here in course.held:
        for what in _LISTS:
            yield what, here.path(what), getattr(here.session, what) or ()
    for path, score, _ in course.scores():
        yield "measures", (*path, "instrument"), (score.instrument,)
