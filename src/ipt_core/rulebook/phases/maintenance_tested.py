"""IPT211: maintenance is as often and as long as was tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import cadences, protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook.phases._maintenance import (
    DECISION,
    decided,
    decision_to_keep_on,
    sessions_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Hold, Need
    from ipt_core.evidence import Range
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Agree on maintenance every day, for as long as was tested."""
    most = int(known(protocols[plan.protocol].maintenance_months).max)
    return decision_to_keep_on(plan, cadence_days=1, months=most)


@rule(
    "IPT211",
    "maintenance-tested",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R31",),
    sources=("F41a", "F41b", "F05"),
    message=(
        "Maintenance every {days} days for {months} months; tested are "
        "{maintenance_cadences} sessions for {maintenance_months} months."
    ),
    hint="Nothing has to change: no trial says whether it does as much.",
    companions=("IPT504",),
    fault=fault,
)
def check(
    course: Course, maintenance_cadences: tuple[str, ...], maintenance_months: Range
) -> Iterator[Need]:
    """Maintenance is as often and as long as was tested.

    What it checks:
        Where maintenance was decided on, the days between its sessions and its length
        are ones that trials had.

    Why it matters:
        What is known about preventing a recurrence was found with these numbers.

    When departing is right:
        Whenever the patient is well with another cadence: trials that compared
        cadences found no difference between them.

    Known limits:
        It looks at what was agreed, not at when the sessions were held.
    """
    found = decided(course)
    if found is None:
        if after := sessions_after(course):
            yield eventually(None, at=after, missing=[("maintenance",)])
        return
    if found.decision != DECISION:
        return
    days, months = found.cadence_days, found.months
    often: Hold = None if days is None else _is_one(days, maintenance_cadences)
    long: Hold = None if months is None else months in maintenance_months
    yield eventually(
        False if False in {often, long} else None if None in {often, long} else True,
        closed=True,
        at=[("maintenance",)],
        missing=[
            ("maintenance", field)
            for field in ("cadence_days", "months")
            if getattr(found, field) is None
        ],
        days=days or "an open number of",
        months=months or "an open number of",
        maintenance_cadences=maintenance_cadences,
        maintenance_months=maintenance_months,
    )


def _is_one(days: int, words: tuple[str, ...]) -> bool:
    return any(days in cadences[word].days for word in words)
