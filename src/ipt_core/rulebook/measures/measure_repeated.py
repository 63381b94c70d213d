"""IPT704: an outcome measure is repeated every few sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.measures._repeated import gap_need, without_later_scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Score nothing after the first session."""
    return without_later_scores(plan)


@rule(
    "IPT704",
    "measure-repeated",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R84",),
    sources=("F56b",),
    message="No measure was repeated when it was due; session {sessions}.",
    hint="Give a measure at least every {every} sessions, and record the score.",
    companions=("IPT510", "IPT516", "IPT703", "IPT705", "IPT708"),
    fault=fault,
)
def check(course: Course, measure_every: int) -> Iterator[Need]:
    """An outcome measure is repeated every few sessions.

    What it checks:
        From one score of any instrument to the next no more sessions pass than the
        protocol's sources have. One finding for the whole course.

    Why it matters:
        Only a number that is repeated shows early whether the treatment helps.

    When departing is right:
        In a crisis, or when the patient would rather not: give it the next time.

    Known limits:
        Any instrument counts. Only delivered sessions are judged. How often
        differs: each session [F19, F25b], every four sessions [F56b] or every four
        weeks [F44b]. Where no source held says how often, as for maintenance IPT, it
        is not checked: months can lie between two sessions, and what holds for weekly
        ones says nothing of them. Sessions of maintenance are not counted.
    """
    yield from gap_need(course, measure_every, lambda here: here.number)
