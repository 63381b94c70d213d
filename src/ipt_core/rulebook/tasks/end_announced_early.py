"""IPT503: the end is announced early enough to work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook.tasks._notice import announce_late, notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Announce the end one session later than is better."""
    better = known(protocols[plan.protocol].announce_advised)
    return announce_late(plan, better - 1)


@rule(
    "IPT503",
    "end-announced-early",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R73",),
    sources=("F25b", "F25c"),
    message=(
        "The end was not announced with {least} or more sessions left, the current one "
        "counted (it was with {left} left; 0 means never)."
    ),
    hint="Better is to announce it while {least} or more sessions are left.",
    companions=("IPT502", "IPT507"),
    tolerances=("contract_announces",),
    fault=fault,
)
def check(
    course: Course, announce_advised: int, contract_announces: int
) -> Iterator[Need]:
    """The end is announced early enough to work on it.

    What it checks:
        As IPT502, with the number of sessions left that published cases show.

    Why it matters:
        Feelings about the end, review and plans for later each need time.

    When departing is right:
        When the end was present throughout, as in a short form whose contract names it.

    Known limits:
        The number comes from single published cases.
    """
    yield notice(course, announce_advised, contract_announces)
