"""IPT312: with interpersonal deficits as the focus, the course is reviewed half-way."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from ipt_core.catalogue import tasks
from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._reviewed import reviewed
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.focus._area import DEFICITS, foci_of, give_area
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
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
    message="The focus is interpersonal deficits, and the course was not reviewed.",
    hint=(
        "Review by the middle of the course what helps and what does not, with the "
        "patient, and with the supervisor or prescriber where it does not."
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
        through a group was held. A contact or another meeting with that task does as
        well. It is asked for by the share of the sessions by which progress is looked
        at; a later one does as well.

    Why it matters:
        Patients with this focus may do worse; if there is no early gain, another
        treatment is considered [F04d].

    When departing is right:
        When the review took place apart from a session: record it with the next one.

    Known limits:
        It does not see what the review led to. It applies where this area is the last
        choice, as in IPT for depression.
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
    half = ceil(total * progress_review_share) if total else None
    for index, focus in chosen:
        holds, missing = reviewed(course, _since(course, focus), "IPT312")
        yield so_far(
            met or holds, by=half, at=[("foci", index, "area")], missing=missing
        )


def _since(course: Course, focus: Focus) -> int | None:
    """Position of the session in which a focus was chosen, or of the next one held."""
    number = focus.chosen_in or 0
    later = (here.position for here in course.held if here.number >= number)
    return next(later, None) if number else 0
