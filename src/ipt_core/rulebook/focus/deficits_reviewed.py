"""IPT312: with interpersonal deficits as the focus, the course is reviewed half-way."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from ipt_core.catalogue import tasks
from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._reviewed import first_review, middle_of, reached, reviewed
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.focus._area import DEFICITS, foci_of, give_area
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Hold, Need
    from ipt_core.model import Focus, TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Never look at how it goes."""
    for task in sought("IPT312", tasks):
        plan = without_task(plan, task)
    return give_area(plan, DEFICITS)


@rule(
    "IPT312",
    "deficits-reviewed",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R44",),
    sources=("F04d",),
    message=(
        "The focus is interpersonal deficits, and no review of the course half-way, or "
        "later before its end, is recorded."
    ),
    hint=(
        "Review by the middle of the course what helps and what does not, with the "
        "patient, and with the supervisor or prescriber where it does not. Where that "
        "took place apart from a session, record a contact with its own date."
    ),
    where=("deficits_last",),
    tolerances=("progress_review_share",),
    fault=fault,
)
def check(course: Course, progress_review_share: float) -> Iterator[Need]:
    """With interpersonal deficits as the focus, the course is reviewed half-way.

    What it checks:
        After interpersonal deficits were chosen, a session has the task
        `midpoint-review` or `treatment-review`, or an individual meeting half-way
        through a group was held. It is asked for by the share of the sessions by which
        progress is looked at: the session by which they are over, the one before it, or
        any later one. A contact or another meeting between them with that task does as
        well, but none after the last acute session.

    Why it matters:
        Patients with this focus may do worse; if there is no early gain, another
        treatment is considered [F04d].

    When departing is right:
        When the review took place apart from a session: record a contact with its own
        date.

    Known limits:
        It does not see what the review led to. The share of the sessions is a
        convention of this library, and so is that a review may come one session early.
        Without a contract nobody knows when half of a running course is over, so a
        review leaves it unchecked until the course ends. It applies where this area is
        the last choice, as in IPT for depression.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    chosen = foci_of(course, DEFICITS)
    # A form that has maintenance sessions only has no middle of its course.
    acute = course.partial or course.held or course.upcoming
    if not chosen or not acute:
        return
    met = any(session.kind is SessionKind.MID_GROUP for _, session in course.seen)
    total = course.total
    agreed = total and (reached(course, total, progress_review_share) or total)
    middle = middle_of(agreed, progress_review_share) if agreed else None
    for index, focus in chosen:
        holds, missing = _half_way(course, focus, middle)
        yield so_far(
            met or holds, by=middle, at=[("foci", index, "area")], missing=missing
        )


def _half_way(
    course: Course, focus: Focus, middle: int | None
) -> tuple[Hold, tuple[Path, ...]]:
    """Whether there was a review after the choice, half-way or later, before the end.

    Where nobody knows when half of the course is over, only that there was none tells.
    """
    since = max(focus.chosen_in or 0, first_review(middle) if middle else 0)
    begun = next((h.position for h in course.held if h.number >= since), None)
    holds, missing = reviewed(course, begun, "IPT312", _until(course))
    return (None, (("contracts",),)) if holds and not middle else (holds, missing)


def _until(course: Course) -> float:
    """Position of the last acute session; while more are agreed there is none."""
    last = max(course.held, key=lambda here: here.number, default=None)
    return last.position if last and last.number >= (course.total or 0) else inf
