"""IPT011: what a session names by id is in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let a session work on a goal that does not exist."""
    return change_session(plan, -1, goals=("no-such-goal",))


@rule(
    "IPT011",
    "unknown-reference",
    severity=Severity.ERROR,
    since="0.1",
    structural=True,
    message="Sessions name a focus or goal by an id that the plan does not have.",
    hint="Correct the id, or add the focus or goal that it means.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """What a session names by id is in the plan.

    What it checks:
        Each id in a held session's `foci` and `goals` belongs to a focus or a goal of
        the plan. That goals name their focus is IPT401's business.

    Why it matters:
        Work that belongs to no focus or goal cannot be followed through the course.

    When departing is right:
        Never: an id that points nowhere says nothing.

    Known limits:
        It looks at sessions only, and not at those that are still planned unless the
        check looks at the plan as a whole.
    """
    foci = {focus.id for _, focus in course.foci}
    goals = {goal.id for _, goal in course.goals}
    named = [
        (here.path(field, position), known in ids)
        for here in course.held
        for field, ids in (("foci", foci), ("goals", goals))
        for position, known in enumerate(getattr(here.session, field) or ())
    ]
    if named:
        wrong = [path for path, known in named if not known]
        yield so_far(not wrong, at=wrong)
