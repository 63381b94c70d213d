"""IPT408: the goals of a role transition cover the old role and the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import Towards
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.focus._area import TRANSITION, give_area
from ipt_core.rulebook.goals._manual import covers_both, drop_from_goals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_HALVES = {
    "letting go of the old role": Towards.OLD_ROLE,
    "the new role": Towards.NEW_ROLE,
}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Look ahead only."""
    return give_area(drop_from_goals(plan, Towards.OLD_ROLE), TRANSITION)


@rule(
    "IPT408",
    "transition-both-roles",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R54",),
    sources=("F64c",),
    message="No goal of the transition focus has a strategy for {lacking}.",
    hint="Plan both with the patient: to let go of the old role, and to enter the new.",
    tolerances=("manual_goals",),
    fault=fault,
)
def check(course: Course, manual_goals: bool) -> Iterator[Need]:
    """The goals of a role transition cover the old role and the new one.

    What it checks:
        The goals of each focus on a role transition have, together, a strategy for
        letting go of the old role and one for the new role. Weighing both roles serves
        both.

    Why it matters:
        Even a change for the better is a loss; who does not let go of the old role
        finds it hard to see the good sides of the new one [F64c].

    When departing is right:
        When one of the roles is no trouble to the patient: note why.

    Known limits:
        It goes by the strategies of the goals, not by their words. The article has
        strategies of its own, and is not judged; nor are forms of this area that some
        protocols have.
    """
    yield from covers_both(course, TRANSITION, _HALVES, asked=manual_goals)
