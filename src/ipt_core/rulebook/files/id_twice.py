"""IPT012: no id stands twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give two sessions the same id."""
    return change_session(change_session(plan, 0, id="s-1"), 1, id="s-1")


@rule(
    "IPT012",
    "id-twice",
    severity=Severity.ERROR,
    since="0.1",
    structural=True,
    message="The same id stands more than once among {what}.",
    hint="Give each entry an id of its own.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """No id stands twice in the plan.

    What it checks:
        Ids differ among the foci, among the goals and among the sessions.

    Why it matters:
        A finding, a waiver or a session that names such an id could mean either.

    When departing is right:
        Never: an id is what tells two entries apart.

    Known limits:
        Sessions without an id are passed over; ids are not compared between plans.
    """
    plan = course.plan
    groups = {
        "foci": [(index, focus.id) for index, focus in course.foci],
        "goals": [(index, goal.id) for index, goal in course.goals],
        "sessions": [(i, s.id) for i, s in enumerate(plan.sessions or ()) if s.id],
    }
    for what, members in groups.items():
        if members:
            counts = Counter(known for _, known in members)
            twice = [(what, i, "id") for i, known in members if counts[known] > 1]
            yield always(not twice, at=twice, what=what)
