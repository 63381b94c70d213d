"""IPT805: with thoughts of suicide or recent self-harm there is a safety plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._meetings import Meetings
from ipt_core.rulebook.safety._plans import forget_plans, plan_need
from ipt_core.rulebook.safety._risk import positive_enquiries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook.safety._risk import Risk


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Find thoughts of suicide before the first session, and plan nothing."""
    return forget_plans(plan, None)


@rule(
    "IPT805",
    "safety-plan-made",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R94",),
    sources=("F25a", "F49"),
    safety=True,
    message="Thoughts, a plan or recent self-harm were recorded {found}; {plan}.",
    hint="A safety plan has warning signs, whom to call, means out of reach. {advice}",
    companions=("IPT804",),
    fault=fault,
)
def check(course: Course, recent_risk_months: int) -> Iterator[Need]:
    """Where there are thoughts of suicide or recent self-harm there is a safety plan.

    What it checks:
        Where an enquiry about suicide or self-harm found thoughts, an intent or a plan,
        or something in the past no more months ago than count as recent, a safety plan
        is recorded, as a response or as a task, before the next session of any kind,
        other than a mere contact; what was found before or in the first session may be
        answered until the second. Where no session followed, there is one by the end,
        of maintenance too. One that was made later is told as information only,
        with the two sessions, and does not keep a report from being `ok`.

    Why it matters:
        A published case of IPT-A shows it: an emergency number, a home without means,
        and whom to tell [F25a].

    When departing is right:
        Never. Where another service made the plan, record that it did. That a plan came
        late cannot be undone; why it did is for the supervisor to hear.

    Known limits:
        How many months count as recent is a convention of this library, and so is the
        deadline: the sources ask for a plan, not by which session, so that one which
        came many sessions late is told no louder than the next day's. It sees that
        there is a plan, not whether it is a good one, and judges no level of risk. A
        plan as the response to violence is none of suicide; the task `safety-plan`
        does not say what it is for, and counts. Something in the past without a time
        leaves it unchecked. Entries of sessions are taken to stand in the order in
        which they were held; an enquiry that is kept in the assessment counts by the
        number of its session, else by its day, and sessions without a day are taken to
        come later.
    """
    meetings = course.once(Meetings)
    recent = {
        risk: _is_recent(risk, recent_risk_months)
        for risk in positive_enquiries(meetings)
    }
    need = plan_need(meetings, [risk for risk, holds in recent.items() if holds])
    if need is not None:
        yield need
    elif None in recent.values():
        unclear = next(risk for risk, holds in recent.items() if holds is None)
        yield eventually(None, missing=[(*unclear.path, "past_months")])


def _is_recent(risk: Risk, months: int) -> Hold:
    ago = risk.enquiry.past_months
    return risk.current or (None if ago is None else ago <= months)
