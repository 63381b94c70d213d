"""IPT207: the initial phase is not much longer than the protocol allows."""

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
    """Let the initial phase take two sessions more than the protocol allows."""
    return prolong(plan, 2)


@rule(
    "IPT207",
    "initial-phase-much-longer",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R26",),
    sources=("F62", "F11", "F07a", "F12"),
    message="The initial phase took {count} sessions; {initial_max} are the most.",
    hint=(
        "Choose focus and contract within {initial_max} sessions, or waive the finding "
        "with the reason."
    ),
    companions=(
        "IPT201",
        "IPT202",
        "IPT204",
        "IPT208",
        "IPT209",
        "IPT305",
        "IPT519",
    ),
    fault=fault,
)
def check(course: Course, initial_max: int) -> Iterator[Need]:
    """The initial phase is not much longer than the protocol allows.

    What it checks:
        The held sessions of the initial phase are at most one more than the protocol
        allows; that one is IPT201's business.

    Why it matters:
        With two sessions of assessment too many, the work on the focus gets short,
        and the protocol is no longer the one that was studied.

    When departing is right:
        When a crisis comes first, or the diagnosis takes time: agree on a new
        contract. Sessions from a renegotiated contract on are not counted.

    Known limits:
        Protocols that fix which sessions belong to which phase are judged by IPT204.
    """
    yield initial_at_most(course, initial_max + 1, initial_max)
