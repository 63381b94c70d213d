"""IPT308: a dispute has another party, and expectations on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Dispute
from ipt_core.rulebook.focus._area import DISPUTE, foci_of, give_area, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_FIELDS = {
    "others": "the other party",
    "own_expectations": "what the patient expects",
    "other_expectations": "what the other party expects",
}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Name nobody, and nothing that is expected."""
    return give_area(plan, DISPUTE, dispute=Dispute(others=()))


@rule(
    "IPT308",
    "dispute-parties",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R40",),
    sources=("F02", "F66"),
    message="Not recorded of the dispute: {lacking}.",
    hint="Find out and record with whom it is, by role, and what each side expects.",
    companions=("IPT309", "IPT407"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A dispute has another party, and expectations on both sides.

    What it checks:
        Each focus on a role dispute names the other party by role, what the patient
        expects, and what the other party expects as far as the patient knows.

    Why it matters:
        A dispute is that two people expect different things of their relationship;
        without both sides there is nothing to clarify [F02, F66].

    When departing is right:
        What the other party expects may be found out in the middle phase only: until
        the course is over it stays owed.

    Known limits:
        It does not read what is written. Where nothing of the dispute is recorded, it
        is not checked.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    for index, focus in foci_of(course, DISPUTE):
        yield from told(course, (index, "dispute"), focus.dispute, _FIELDS)
