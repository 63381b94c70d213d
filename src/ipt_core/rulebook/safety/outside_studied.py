"""IPT814: no condition is present with which this form was not studied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.safety._indication import (
    add_condition,
    condition_need,
    excluded_with,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import ProtocolExclusion
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Record the first condition that was left out as present."""
    return add_condition(plan, Severity.WARNING)


@rule(
    "IPT814",
    "outside-studied",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R13", "R15", "R17"),
    sources=("F06", "F21", "F22"),
    message=(
        "The condition {condition} is recorded as present; this form was not studied "
        "with it."
    ),
    hint=(
        "Outside the range studied. Look whether another form is made for it{others}, "
        "talk it over with the supervisor or prescriber, and note the decision."
    ),
    fault=fault,
)
def check(course: Course, exclusions: tuple[ProtocolExclusion, ...]) -> Iterator[Need]:
    """No condition is present with which this form was not studied.

    What it checks:
        Each condition that the protocol's sources leave out, without excluding it
        strictly, is recorded in the assessment as absent. A diagnosis of it counts as
        present.

    Why it matters:
        What was found in the studies may not hold for somebody who could not have
        been in them.

    When departing is right:
        Often: clinical practice is wider than trials. Note the decision and its
        reason.

    Known limits:
        A condition that nobody looked for leaves the rule unchecked. It does not look
        at how severe it is. The hint names the forms that the catalogue holds as made
        for the condition; it does not look whether one suits this person.
    """
    for excluded in excluded_with(exclusions, Severity.WARNING):
        yield condition_need(course, excluded)
