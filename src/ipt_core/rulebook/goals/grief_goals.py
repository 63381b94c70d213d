"""IPT406: the goals of a grief focus cover mourning and new relationships."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import Towards
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.focus._area import GRIEF, give_area
from ipt_core.rulebook.goals._manual import covers_both, drop_from_goals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_HALVES = {
    "mourning": Towards.MOURNING,
    "interests and relationships": Towards.BONDS,
}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Plan to mourn, and nothing that leads back into life."""
    return give_area(drop_from_goals(plan, Towards.BONDS), GRIEF)


@rule(
    "IPT406",
    "grief-goals",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R52",),
    sources=("F04b",),
    message="No goal of the grief focus has a strategy for {lacking}.",
    hint="Plan both with the patient: mourning, and new interests and people.",
    tolerances=("manual_goals",),
    fault=fault,
)
def check(course: Course, manual_goals: bool) -> Iterator[Need]:
    """The goals of a grief focus cover mourning and new relationships.

    What it checks:
        The goals of each focus on grief have, together, a strategy for mourning and
        one for interests and relationships.

    Why it matters:
        The manual has two goals for grief: to facilitate mourning, and to re-establish
        interests and relationships that can partly replace what was lost [F04b].

    When departing is right:
        Early on, when there is no room for anything but mourning: the second goal may
        be set later in the course.

    Known limits:
        It goes by the strategies of the goals, not by their words. The article has
        strategies of its own, and is not judged.
    """
    yield from covers_both(course, GRIEF, _HALVES, asked=manual_goals)
