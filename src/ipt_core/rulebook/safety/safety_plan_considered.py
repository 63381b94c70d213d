"""IPT806: where there was self-harm longer ago, a safety plan is thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._meetings import Meetings
from ipt_core.rulebook.safety._plans import forget_plans, plans_made, unanswered
from ipt_core.rulebook.safety._risk import TOPICS, positive_enquiries

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
        months ago than count as recent, and nothing now, a safety plan is recorded,
        as a response or as a task, whenever it was made.

    Why it matters:
        What happened once can come back in a crisis; a plan is made best before it.

    When departing is right:
        When therapist and patient think about it and decide that none is needed.

    Known limits:
        How many months count as recent is a convention of this library, and so is that
        any time up to the end of the course will do: the sources give the plan to the
        initial phase, but not for what is long past. A plan as the response to
        violence is none of suicide; the task `safety-plan` does not say what it is for,
        and counts. A course that ends early is not judged. It judges no level of risk.
    """
    meetings = course.once(Meetings)
    past = [
        risk.path
        for risk in positive_enquiries(meetings)
        if not risk.current and (risk.enquiry.past_months or 0) > recent_risk_months
    ]
    if not past:
        return
    made = any(True for _ in plans_made(meetings, TOPICS))
    silent = unanswered(meetings)
    yield eventually(
        True if made else None if silent else False,
        fact=True,
        maintained=True,
        at=past,
        missing=silent,
    )
