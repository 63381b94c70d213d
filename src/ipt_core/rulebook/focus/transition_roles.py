"""IPT310: a role transition has an old and a new role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Transition
from ipt_core.rulebook.focus._area import TRANSITION, foci_of, give_area, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_FIELDS = {"old_role": "the old role", "new_role": "the new role"}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Name the new role only."""
    return give_area(plan, TRANSITION, transition=Transition(new_role="at work"))


@rule(
    "IPT310",
    "transition-roles",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R42",),
    sources=("F02",),
    message="Not recorded of the transition: {lacking}.",
    hint="Record from which role to which the change leads, in the patient's words.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A role transition has an old and a new role.

    What it checks:
        Each focus on a role transition says which role is left and which is entered.

    Why it matters:
        A transition is the move from one social role to another. The work is to let
        go of the one and to find one's way into the other [F02].

    When departing is right:
        When the new role is not in sight yet, as after a sudden loss of work: that
        nobody knows what comes is a new role too; say so.

    Known limits:
        It does not read what is written. Forms of this area that some protocols have,
        such as a complicated pregnancy, are not judged. Where nothing of the transition
        is recorded, it is not checked.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    for index, focus in foci_of(course, TRANSITION):
        yield from told(course, (index, "transition"), focus.transition, _FIELDS)
