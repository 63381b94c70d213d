"""IPT105: a long gap is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook.dose._gaps import gap_need, hold_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Hold the last session five weeks late, without a word."""
    return hold_late(plan, -1, 35)


@rule(
    "IPT105",
    "long-gap",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R05",),
    sources=("F02", "F22"),
    message=(
        "Up to {longest} days lie between one session and the next; gaps of more than "
        "{most} days: {count}."
    ),
    hint="Review with the patient whether the course goes on as agreed, and record it.",
    companions=("IPT103",),
    fault=fault,
)
def check(course: Course, cadence_days: Range, review_gap_days: int) -> Iterator[Need]:
    """A long gap is reviewed.

    What it checks:
        No gap between two held sessions is longer than the number of days after which
        a review is asked for, unless something recorded explains it.

    Why it matters:
        After a long break the focus, the symptoms and the time limit may have changed.

    When departing is right:
        When the break was agreed: record the reason on the session after it, or a
        contract with another cadence.

    Known limits:
        The number of days is a convention of this library; no source held gives one.
    """
    yield gap_need(course, cadence_days, review_gap_days)
