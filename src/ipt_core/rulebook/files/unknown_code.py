"""IPT013: open codes are known ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ipt_core._checks import nearest
from ipt_core.catalogue import measures, problem_areas, strategies, tasks, techniques
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._structuring import Path
    from ipt_core.catalogue import Table
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


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
    used = list(_used(course))
    if used:
        yield always(True)
    seen: set[str] = set()
    for what, table, path, code in used:
        if code not in table and code not in seen:
            seen.add(code)
            near = nearest(code, table) or "none"
            yield always(False, at=[path], what=what, nearest=near)


def _used(course: Course) -> Iterator[tuple[str, Table[Any], Path, str]]:
    for index, focus in course.foci():
        yield "problem areas", problem_areas, ("foci", index, "area"), focus.area
    for index, goal in course.goals():
        for position, code in enumerate(goal.strategies or ()):
            yield (
                "strategies",
                strategies,
                ("goals", index, "strategies", position),
                code,
            )
    tables: dict[str, Table[Any]] = {
        "tasks": tasks,
        "strategies": strategies,
        "techniques": techniques,
        "measures": measures,
    }
    for here in course.held:
        for what, table in tables.items():
            for position, code in enumerate(getattr(here.session, what) or ()):
                yield what, table, here.path(what, position), code
    for path, score, _ in course.scores():
        yield "measures", measures, (*path, "instrument"), score.instrument
