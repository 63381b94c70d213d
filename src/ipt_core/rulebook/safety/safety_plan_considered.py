"""IPT806: where there was self-harm longer ago, a safety plan is thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.safety._meetings import Meetings
from ipt_core.rulebook.safety._plans import forget_plans, plan_need
from ipt_core.rulebook.safety._risk import positive_enquiries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_LONG_AGO = 60


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Find self-harm of years ago before the first session, and plan nothing."""
    return forget_plans(plan, _LONG_AGO)


@rule(
    "IPT806",
    "safety-plan-considered",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R94",),
    sources=("F25a", "F49"),
    safety=True,
    message=(
        "Suicidal thoughts or self-harm of longer ago are recorded, and no safety plan."
    ),
    hint=(
        "Think about a safety plan with the patient; if there is one, record it with "
        "its true date."
    ),
    companions=("IPT804",),
    fault=fault,
)
def check(course: Course, recent_risk_months: int) -> Iterator[Need]:
    """Where there was self-harm longer ago, a safety plan is thought of.

    What it checks:
        Where an enquiry about suicide or self-harm found something in the past, more
        months ago than count as recent, and nothing now, a safety plan is recorded
        before the next session of any kind, other than a mere contact; what was found
        before or in the first session may be answered until the second.

    Why it matters:
        What happened once can come back in a crisis; a plan is made best before it.

    When departing is right:
        When therapist and patient think about it and decide that none is needed.

    Known limits:
        How many months count as recent is a convention of this library. Entries of
        sessions are taken to stand in the order in which they were held. It judges no
        level of risk.
    """
    meetings = Meetings(course)
    need = plan_need(
        meetings,
        [
            risk
            for risk in positive_enquiries(meetings)
            if not risk.current and (risk.enquiry.past_months or 0) > recent_risk_months
        ],
    )
    if need is not None:
        yield need
