"""IPT405: a source lists each strategy of a goal for some problem area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import strategies
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Basis, Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._manual import stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Add a strategy of one's own to the first goal."""
    first, *_ = list(plan.goals or ())
    return change_goal(plan, 0, strategies=(*(first.strategies or ()), "own-strategy"))


@rule(
    "IPT405",
    "strategy-listed",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R51",),
    sources=("ART", "F04b", "F04c", "F02", "F66b", "F64c"),
    message="No source held lists this strategy for any problem area.",
    hint="Keep it if it serves the goal, beside one that a source lists.",
    companions=("IPT013",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A source lists each strategy of a goal for some problem area.

    What it checks:
        Each strategy of a goal is one that a source held lists, as a whole or in part,
        for some problem area.

    Why it matters:
        It tells what rests on the literature from what is a therapist's own.

    When departing is right:
        Often: good therapists do more than the sources list.

    Known limits:
        A misspelt code is found too, as IPT013 says. What is listed for other areas
        only is IPT404's business.
    """
    if course.plan.goals is None:
        yield always(None, missing=[("goals",)])
        return
    unlisted: dict[str, list[Path]] = {}
    used = False
    for index, goal in course.goals:
        for position, code in enumerate(goal.strategies or () if stands(goal) else ()):
            used = True
            if not _is_listed(code):
                place = ("goals", index, "strategies", position)
                unlisted.setdefault(code, []).append(place)
    if used:
        yield always(True)
    for places in unlisted.values():
        yield always(False, at=places)


def _is_listed(code: str) -> bool:
    return code in strategies and any(
        reading.basis is not Basis.CONVENTION
        for reading in strategies[code].areas.values()
    )
