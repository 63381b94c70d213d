"""IPT502: the end is announced before it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.tasks._notice import announce_late, notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Announce the end in the last session."""
    return announce_late(plan, 1)


@rule(
    "IPT502",
    "end-announced",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R73",),
    sources=("F05", "F25c"),
    message=(
        "The end was not announced with {least} or more sessions left, the current "
        "one counted (it was with {left} left; 0 means never)."
    ),
    hint="Talk explicitly about the end while at least {least} sessions are left.",
    companions=("IPT503", "IPT507"),
    tolerances=("contract_announces",),
    fault=fault,
)
def check(course: Course, announce_min: int, contract_announces: int) -> Iterator[Need]:
    """The end is announced before it is there.

    What it checks:
        The task `announce-end` is recorded in a session in which at least the
        protocol's number of sessions is left. The current session counts: in session
        10 of 12 three are left. Where few sessions were agreed with the patient, at
        most as many as the protocol says, the contract has announced the end.

    Why it matters:
        An ending that comes as a surprise leaves no time for sadness, anger and worry
        about it [F05].

    When departing is right:
        When a course ends early for reasons nobody planned, this is not judged.

    Known limits:
        The number left follows the contract that was in force in that session.
    """
    yield notice(course, announce_min, contract_announces)
