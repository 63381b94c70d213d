"""IPT803: what needs an urgent clinical review has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import falls_under, risk_topics
from ipt_core.catalogue import responses as known_responses
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Exclusion
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.safety._indication import urgent_conditions
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Find psychosis, and do nothing about it."""
    said = Attestation(origin=Origin.CLINICIAN, by="therapist", session=0)
    found = Exclusion(
        condition="psychosis", presence=Presence.PRESENT, responses=(), attested=said
    )
    if plan.assessment is None:
        raise ValueError("there is no assessment to record it in")
    return attrs.evolve(
        plan, assessment=attrs.evolve(plan.assessment, exclusions=(found,))
    )


@rule(
    "IPT803",
    "urgent-review-recorded",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R12", "R16"),
    sources=("F06", "F21", "F22"),
    safety=True,
    message="{what} is recorded without an urgent clinical review.",
    hint=(
        "If nobody has reviewed it since, have it reviewed now; record the review with "
        "its true date."
    ),
    companions=("IPT813", "IPT814"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """What needs an urgent clinical review has one.

    What it checks:
        Where psychosis, acute suicidality or homicidality is recorded as present, or
        an enquiry found an intent or a plan of suicide, self-harm or harm to others,
        the same entry records an urgent clinical review, emergency care or an admission
        among its responses. In any form of IPT.

    Why it matters:
        Someone has to decide at once whether this is the right place and form of help.
        The texts of IPT for outpatients leave such people out [F06, F21, F22].

    When departing is right:
        Never. There are forms for crises and for inpatients; which help is right is
        for the review to say, not for this rule.

    Known limits:
        It sees only what is recorded, and judges no level of risk. What nobody asked
        about is not seen: that nothing is found does not mean that there is no risk. A
        diagnosis has no place for a review: one of psychosis leaves the rule unchecked
        until the condition is recorded with what was done.
    """
    assessment = course.plan.assessment
    conditions, topics = urgent_conditions(), sought("IPT803", risk_topics)
    seen: set[str] = set()
    for index, each in enumerate((assessment and assessment.exclusions) or ()):
        present = each.condition in conditions and each.presence is Presence.PRESENT
        if present and course.dated(each.attested):
            seen.add(each.condition)
            at = ("assessment", "exclusions", index)
            yield _need(at, each.responses, "A condition that needs it")
    for made in (assessment and assessment.diagnoses) or ():
        urgent = [code for code in conditions if falls_under(made.disorder, (code,))]
        if course.dated(made.attested) and urgent and seen.isdisjoint(urgent):
            yield always(
                None, missing=[("assessment", "exclusions")], what="A diagnosis"
            )
    for path, enquiry, _ in course.enquiries():
        if enquiry.topic in topics and enquiry.plan_or_intent is Presence.PRESENT:
            yield _need(path, enquiry.responses, "An intent or a plan")


def _need(path: Path, responses: tuple[str, ...] | None, what: str) -> Need:
    reviews = set(sought("IPT803", known_responses))
    return always(
        None if responses is None else not reviews.isdisjoint(responses),
        at=[path],
        missing=[(*path, "responses")],
        what=what,
    )
