"""IPT104: sessions follow one another at the protocol's cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook._change import acute
from ipt_core.rulebook.dose._gaps import gap_need, hold_late
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Hold the first session of the middle phase three days late, without a word."""
    first = [session.phase for session in acute(plan)].index(Phase.MIDDLE)
    return hold_late(plan, first, 3)


@rule(
    "IPT104",
    "cadence",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R05",),
    sources=("F02", "F22"),
    message=(
        "Up to {longest} days lie between one session and the next; gaps of more than "
        "{most} days: {count}."
    ),
    hint="Meet at the agreed cadence, or record the missed session, holiday or break.",
    companions=("IPT103",),
    fault=fault,
)
def check(course: Course, cadence_days: Range, review_gap_days: int) -> Iterator[Need]:
    """Sessions follow one another at the protocol's cadence.

    What it checks:
        No gap between two held sessions is longer than the protocol's cadence allows,
        up to the gap that IPT105 asks a review for. One finding for the whole course.

    Why it matters:
        Weekly meetings keep the work on the focus and the time limit present.

    When departing is right:
        A recorded missed or cancelled session or a recorded reason (holiday, illness,
        agreed break) explains a gap, and so does a contract with another cadence. In
        the termination phase sessions may be spaced: there only IPT105 has a limit.

    Known limits:
        How many days still count as weekly is a convention of this library. Shorter
        gaps are allowed: some forms meet twice weekly.
    """
    yield gap_need(course, cadence_days, cadence_days.max, review_gap_days)
