"""IPT201: the initial phase is not longer than the protocol allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.phases._initial import initial_at_most, prolong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the initial phase take one session more than the protocol allows."""
    return prolong(plan, 1)


@rule(
    "IPT201",
    "initial-phase-length",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R26",),
    sources=("F62", "F11", "F07a", "F12"),
    message="The initial phase took {count} sessions; {initial_max} are the most.",
    hint=(
        "Choose focus and contract within {initial_max} sessions, or waive the finding "
        "with the reason."
    ),
    companions=(
        "IPT204",
        "IPT209",
        "IPT305",
        "IPT519",
    ),
    fault=fault,
)
def check(course: Course, initial_max: int) -> Iterator[Need]:
    """The initial phase is not longer than the protocol allows.

    What it checks:
        The number of held sessions of the initial phase.

    Why it matters:
        Each session of assessment is one that the work on the focus does not have.

    When departing is right:
        When the diagnosis is unclear or a crisis comes first. Sessions from a
        renegotiated contract on are not counted.

    Known limits:
        Protocols that fix which sessions belong to which phase are judged by IPT204;
        a phase that is longer still, by IPT207 too.
    """
    yield initial_at_most(course, initial_max, initial_max)
