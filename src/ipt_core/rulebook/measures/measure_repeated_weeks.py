"""IPT710: an outcome measure is repeated every few weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.measures._repeated import gap_need, without_later_scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Score nothing after the first session."""
    return without_later_scores(plan)


@rule(
    "IPT710",
    "measure-repeated-weeks",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R84",),
    sources=("F44b",),
    message="No measure was repeated when it was due; session {sessions}.",
    hint="Give a measure at least every {every} days, and record the score.",
    companions=("IPT510", "IPT516", "IPT703", "IPT705", "IPT708"),
    fault=fault,
)
def check(course: Course, measure_every_weeks: int) -> Iterator[Need]:
    """An outcome measure is repeated every few weeks.

    What it checks:
        From one score of any instrument to the next no more weeks pass than the
        protocol's sources have. One finding for the whole course.

    Why it matters:
        Only a number that is repeated shows early whether the treatment helps.

    When departing is right:
        In a crisis, or when the patient would rather not: give it the next time.

    Known limits:
        Any instrument counts. Only delivered sessions are judged. It needs the days of
        the sessions.
    """
    yield from gap_need(course, 7 * measure_every_weeks, _day)


def _day(here: Held) -> float | None:
    session = here.session
    if session.on is not None:
        return session.on.toordinal()
    if session.day is not None:
        return session.day
    return None if session.week is None else 7 * session.week
