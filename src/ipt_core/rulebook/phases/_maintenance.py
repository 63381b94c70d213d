"""What was decided about the time after the acute treatment, for two rules."""

from __future__ import annotations

__all__ = ["DECISION", "decided", "decision_to_keep_on", "sessions_after"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine._sight import GONE
from ipt_core.model import Maintenance
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Course
    from ipt_core.model import TreatmentPlan

DECISION = "maintenance"


def decided(course: Course) -> Maintenance | None:
    """What was decided; None where nothing is recorded, or only later."""
    maintenance = course.plan.maintenance
    said = maintenance.agreements if maintenance else None
    return None if said and not any(map(course.dated, said)) else maintenance


def sessions_after(course: Course) -> list[Path]:
    """The maintenance sessions, held or yet to come."""
    return [
        ("sessions", index)
        for index, session in enumerate(course.plan.sessions or ())
        if session.kind is SessionKind.MAINTENANCE and session.status not in GONE
    ]


def decision_to_keep_on(
    plan: TreatmentPlan, cadence_days: int, months: int
) -> TreatmentPlan:
    """Decide on maintenance, agreed as before, with these terms."""
    agreements = plan.maintenance.agreements if plan.maintenance else ()
    wanted = Maintenance(
        decision=DECISION,
        cadence_days=cadence_days,
        months=months,
        agreements=agreements,
    )
    return attrs.evolve(plan, maintenance=wanted)
