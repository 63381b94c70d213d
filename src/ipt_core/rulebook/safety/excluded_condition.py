"""IPT813: no condition is present that the protocol's sources exclude."""

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
    """Record the first excluded condition as present."""
    return add_condition(plan, Severity.ERROR)


@rule(
    "IPT813",
    "excluded-condition",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R10", "R13", "R15", "R18", "R19"),
    sources=("F21", "F22", "F42e", "F34b"),
    message=(
        "The condition {condition} is recorded as present; the sources of this "
        "protocol exclude it."
    ),
    hint=(
        "Look whether another protocol is made for it{others}; if this one is kept, "
        "talk it over with the supervisor and waive the finding with the reason."
    ),
    fault=fault,
)
def check(course: Course, exclusions: tuple[ProtocolExclusion, ...]) -> Iterator[Need]:
    """No condition is present that the protocol's sources exclude.

    What it checks:
        Each condition that the protocol's sources name as excluded is recorded in the
        assessment as absent. A diagnosis of it counts as present.

    Why it matters:
        With such a condition this form was not studied and may not be the help that is
        needed.

    When departing is right:
        When the condition is treated elsewhere and the supervisor agrees: waive the
        finding with the reason. Outside of what was studied is not the same as wrong.

    Known limits:
        A condition that nobody looked for leaves the rule unchecked. Psychosis and
        acute danger are IPT803's business. It does not look at how severe it is.
    """
    for excluded in excluded_with(exclusions, Severity.ERROR):
        yield condition_need(course, excluded)
