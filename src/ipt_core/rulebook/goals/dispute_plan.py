"""IPT407: a dispute has a plan of action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import Towards
from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Dispute
from ipt_core.rulebook._sought import leading_to
from ipt_core.rulebook._violence import found_violence
from ipt_core.rulebook.focus._area import DISPUTE, foci_of, give_area
from ipt_core.rulebook.goals._manual import (
    drop_from_goals,
    strategies_by_focus,
)
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Understand the dispute, and plan nothing."""
    known = (focus.dispute for focus in plan.foci or () if focus.area == DISPUTE)
    dispute = attrs.evolve(next(known, None) or Dispute(), plan_of_action=None)
    return give_area(drop_from_goals(plan, Towards.PLAN), DISPUTE, dispute=dispute)


@rule(
    "IPT407",
    "dispute-plan",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R53",),
    sources=("F04c",),
    message="The dispute has no plan of action.",
    hint="Choose with the patient what is to be tried, and note it with the dispute.",
    tolerances=("manual_goals",),
    fault=fault,
)
def check(course: Course, manual_goals: bool) -> Iterator[Need]:
    """A dispute has a plan of action.

    What it checks:
        Each focus on a role dispute has a plan of action written down, or a goal with
        the strategy `plan-of-action`; mourning an ended relationship serves as well.

    Why it matters:
        To understand a dispute is not enough: the patient chooses what to do, and
        tries it [F04c].

    When departing is right:
        Where violence was found, as by a private screen: then safety comes first,
        nobody is asked to negotiate, and the rule does not apply.

    Known limits:
        It does not see whether the plan was tried. The article has strategies of its
        own, and is not judged.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    foci = foci_of(course, DISPUTE)
    if not (manual_goals and foci) or found_violence(course):
        return
    plans = leading_to(Towards.PLAN)
    for index, focus, used, silent in strategies_by_focus(course, foci):
        planned = focus.dispute is not None and bool(focus.dispute.plan_of_action)
        yield so_far(
            True if planned or used & plans else None if silent else False,
            by=course.last(Phase.INITIAL),
            at=[("foci", index)],
            missing=[("goals",)],
        )
