"""IPT309: the stage of a dispute is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Dispute
from ipt_core.rulebook.focus._area import DISPUTE, foci_of, give_area, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_FIELDS = {"stage": "the stage"}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave the stage of each dispute open."""
    known = (focus.dispute for focus in plan.foci or () if focus.area == DISPUTE)
    dispute = next(known, None) or Dispute()
    return give_area(plan, DISPUTE, dispute=attrs.evolve(dispute, stage=None))


@rule(
    "IPT309",
    "dispute-stage",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R41",),
    sources=("F64", "F66"),
    message="The stage of the dispute is not recorded.",
    hint=(
        "Find out whether the two are still trying (renegotiation), have stopped "
        "talking (impasse) or are about to part (dissolution), and record it."
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The stage of a dispute is recorded.

    What it checks:
        Each focus on a role dispute whose details are recorded has a stage:
        renegotiation, impasse or dissolution.

    Why it matters:
        What is done depends on it: calming down and finding a way, bringing the
        dispute into the open, or parting and mourning [F64, F66].

    When departing is right:
        When the stage is not clear yet: it may be recorded at any time in the course.

    Known limits:
        The stage that stands is judged, not whether it was looked at again. Where
        nothing of the dispute is recorded, it is not checked.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    for index, focus in foci_of(course, DISPUTE):
        yield from told(course, (index, "dispute"), focus.dispute, _FIELDS)
