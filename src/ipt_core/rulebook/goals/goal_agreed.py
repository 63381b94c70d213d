"""IPT416: the patient agrees to the goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_goal
from ipt_core.rulebook.goals._manual import stands
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Set the first goal without asking."""
    return change_goal(plan, 0, agreements=())


@rule(
    "IPT416",
    "goal-agreed",
    severity=Severity.INFO,
    since="0.1",
    requirements=("N4",),
    sources=("ART",),
    message="The patient's agreement is not recorded for {count} of {goals} goals.",
    hint="Talk about the goals, and record whether the patient agrees, with its date.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The patient agrees to the goals.

    What it checks:
        Each goal that was not given up has an agreement of the patient that a person
        attested.

    Why it matters:
        Goals are set together [ART]; one that only the therapist has is nobody's to
        reach.

    When departing is right:
        When a goal is to be agreed in the next session.

    Known limits:
        Goals whose agreement the source does not record are not checked. One finding
        stands for all goals.
    """
    if course.plan.goals is None:
        yield so_far(None, missing=[("goals",)])
        return
    goals = [(index, goal) for index, goal in course.goals if stands(goal)]
    open_ones = [
        (("goals", index, "agreements"), goal.agreements is None)
        for index, goal in goals
        if not any(map(course.sees, goal.agreements or ()))
    ]
    covered = course.covers("agreements")
    refused = [path for path, silent in open_ones if covered and not silent]
    if goals:
        yield so_far(
            False if refused else None if open_ones else True,
            by=course.last(Phase.INITIAL),
            fact=True,
            at=refused,
            missing=[path for path, _ in open_ones],
            count=len(refused),
            goals=len(goals),
        )
