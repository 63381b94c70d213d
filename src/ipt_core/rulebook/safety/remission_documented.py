"""IPT817: the acute illness had remitted before maintenance began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.vocabulary import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import Attestation, Session, TreatmentPlan

_WHAT = "remission"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Say nothing of a remission."""
    kept = tuple(each for each in plan.judgements or () if each.what != _WHAT)
    return attrs.evolve(plan, judgements=kept)


@rule(
    "IPT817",
    "remission-documented",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R21",),
    sources=("F41a",),
    where=("remission_required",),
    message="The course began without a recorded remission of the acute illness.",
    hint=(
        "Record the remission with the definition that was used and its own date; "
        "without one, look whether acute treatment is what is needed."
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The acute illness had remitted before maintenance began.

    What it checks:
        A judgement that the illness had remitted, attested before the first session of
        the course.

    Why it matters:
        Maintenance was studied in people whose acute illness had remitted.

    When departing is right:
        When a partial remission is all that can be reached: note it.

    Known limits:
        It goes by the judgement that is recorded, whatever definition it rests on, and
        does not look whether scores contradict it: a high total beside a recorded
        remission is told by no rule.
    """
    first = next((session for _, session in course.seen), None)
    judged = [
        path
        for path, each in course.judgements(_WHAT)
        if each.presence is Presence.PRESENT and _before(each.attested, first)
    ]
    silent = course.plan.judgements is None or not course.covers("judgements")
    yield eventually(
        True if judged else None if silent else False,
        closed=first is not None,
        by=1,
        fact=True,
        at=[("judgements",)],
        missing=[("judgements",)],
    )


def _before(fact: Attestation, first: Session | None) -> bool:
    if first is None or fact.session == 0:
        return True
    if fact.session is not None:
        return False
    return fact.on is None or first.on is None or fact.on <= first.on
