"""IPT210: maintenance has a contract of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.model import Maintenance
from ipt_core.rulebook._change import known
from ipt_core.rulebook.phases._maintenance import DECISION, decided, sessions_after
from ipt_core.vocabulary import MaintenanceForm, SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan

_OWN = MaintenanceForm.SEPARATE_CONTRACT


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Decide on maintenance without asking whether the patient agrees."""
    if known(protocols[plan.protocol].maintenance) is not _OWN:
        raise ValueError("the protocol asks for no contract of its own")
    unasked = Maintenance(decision=DECISION, agreements=())
    return attrs.evolve(plan, maintenance=unasked)


@rule(
    "IPT210",
    "maintenance-contract",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R30",),
    sources=("F04a", "F07h"),
    message="Maintenance has no contract of its own that the patient agreed to.",
    hint=(
        "Agree on how often and for how long, and record it as what was decided about "
        "maintenance."
    ),
    companions=("IPT211", "IPT504"),
    fault=fault,
)
def check(course: Course, maintenance: MaintenanceForm) -> Iterator[Need]:
    """Maintenance has a contract of its own.

    What it checks:
        Where maintenance was decided on, or maintenance sessions are listed, the plan
        says how often and for how long, and that the patient agreed.

    Why it matters:
        The acute treatment ends when it was agreed to end. Going on without a new
        contract takes its time limit away.

    When departing is right:
        Forms in which continuation is part of the treatment are not judged, such as
        IPT for persistent depressive disorder. A booster is no maintenance session.

    Known limits:
        Acute sessions beyond the contract are IPT212's business. Where the decision,
        its cadence or its length is not recorded, it is not checked.
    """
    found, after = decided(course), sessions_after(course)
    wanted = found is not None and found.decision == DECISION
    if maintenance is not _OWN or not (wanted or after):
        return
    yield eventually(
        None if found is None else _agreed(found, course),
        closed=found is not None and not wanted and _begun(course),
        fact=True,
        at=[("maintenance",), *after],
        missing=[("maintenance",)],
    )


def _begun(course: Course) -> bool:
    return any(session.kind is SessionKind.MAINTENANCE for _, session in course.seen)


def _agreed(found: Maintenance, course: Course) -> Hold:
    if found.decision != DECISION:
        return False
    if not any(map(course.sees, found.agreements or ())):
        silent = found.agreements is None or not course.covers("agreements")
        return None if silent else False
    return None if None in {found.cadence_days, found.months} else True
