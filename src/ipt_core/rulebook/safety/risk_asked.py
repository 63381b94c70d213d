"""IPT801: suicide risk is asked about at baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._baseline import baseline
from ipt_core.rulebook._change import change_session
from ipt_core.rulebook.safety._risk import TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Do not ask before the second session."""
    first = change_session(plan, 0, enquiries=())
    bare = plan.assessment and attrs.evolve(plan.assessment, enquiries=())
    return attrs.evolve(first, assessment=bare)


@rule(
    "IPT801",
    "risk-asked",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R92",),
    sources=("F25a",),
    safety=True,
    message="No enquiry about suicide risk is recorded before the second session.",
    hint=(
        "Ask about suicide and self-harm by the first session. If nobody has asked "
        "since, ask now and record it with its own date; if it was asked, record that."
    ),
    companions=("IPT802", "IPT807"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Suicide risk is asked about at baseline.

    What it checks:
        An enquiry about suicide or self-harm is recorded in the assessment or in a
        session before the second one, attested by a person.

    Why it matters:
        What is found decides whether an outpatient course is the right place
        [F21, F22].

    When departing is right:
        Never. Where it was asked elsewhere, record where.

    Known limits:
        It sees that somebody asked, never what the risk is. No finding does not mean
        no risk. Later enquiries are judged by IPT804.
    """
    found = baseline(course, "enquiries")
    asked = [
        path
        for path, enquiry, index in course.enquiries()
        if enquiry.topic in TOPICS and found.has(index, enquiry.attested)
    ]
    yield eventually(
        True if asked else None if found.missing else False,
        closed=found.over,
        by=1,
        fact=True,
        at=[("assessment", "enquiries")],
        missing=found.missing,
    )
