"""IPT102: the number of sessions is the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, always, eventually, rule
from ipt_core.evidence import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Agree on one session fewer than was usual."""
    first, *rest = list(plan.contracts or ())
    fewer = attrs.evolve(first, sessions=(first.sessions or 0) - 1)
    return attrs.evolve(plan, contracts=(fewer, *rest))


@rule(
    "IPT102",
    "session-count-typical",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R02",),
    sources=("F12", "F27"),
    message="{count} sessions were agreed; {typical_sessions} are the usual number.",
    hint="Nothing has to change: the number lies with therapist and patient.",
    companions=("IPT101", "IPT103", "IPT204", "IPT212", "IPT502", "IPT503"),
    fault=fault,
)
def check(course: Course, typical_sessions: int) -> Iterator[Need]:
    """The number of sessions is the usual one.

    What it checks:
        The first contract's number of acute sessions is the one that the literature
        calls standard for this protocol.

    Why it matters:
        A number that a source calls standard makes courses comparable.

    When departing is right:
        Whenever the protocol's range leaves room and there is a reason.

    Known limits:
        Plans without a contract are not judged.
    """
    counts = [
        (index, contract.sessions)
        for index, contract in course.contracts
        if contract.sessions is not None
    ]
    if not counts:
        yield always(None, missing=[("contracts",)])
    for index, count in counts[:1]:
        yield eventually(
            count == typical_sessions,
            closed=True,
            at=[("contracts", index, "sessions")],
            count=count,
            typical_sessions=typical_sessions,
        )
