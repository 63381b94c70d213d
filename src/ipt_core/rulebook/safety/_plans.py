"""Whether a safety plan is on file in time, for the two rules that ask for one."""

from __future__ import annotations

__all__ = ["forget_plans", "plan_need"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import eventually
from ipt_core.model import Attestation, RiskEnquiry
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook.safety._risk import session_number
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.engine import Course, Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook.safety._risk import Risk

_PLAN = "safety-plan"


def plan_need(course: Course, risks: Iterable[Risk]) -> Need | None:
    """Say that a safety plan is on file before the session after the first finding.

    What was found before the first session or in it may be answered until the second.
    None where nothing was found.
    """
    first = min(risks, key=lambda risk: risk.number, default=None)
    if first is None:
        return None
    since = max(first.number, 1)
    later = next((h for h in course.held if h.delivered and h.number > since), None)
    made = [n for n in _plans(course) if later is None or n < later.number]
    silent = not course.covers("enquiries") or any(
        enquiry.responses is None for _, enquiry, _ in course.enquiries()
    )
    return eventually(
        True if made else None if silent else False,
        closed=later is not None or course.over,
        by=since,
        fact=True,
        at=[first.path],
        missing=[(*first.path, "responses")],
    )


def _plans(course: Course) -> Iterator[int]:
    """Numbers of the sessions in or after which one was made; 0 is before the first."""
    for _, enquiry, index in course.enquiries():
        if _PLAN in (enquiry.responses or ()):
            yield session_number(course, enquiry, index)
    yield from (h.number for h in course.task(_PLAN).where if h.delivered)
    for position, session in course.seen:
        if _PLAN in (session.tasks or ()) and position not in course.numbers:
            before = (h.number for h in course.held if h.position < position)
            yield max(before, default=0)


def forget_plans(plan: TreatmentPlan, past_months: int | None) -> TreatmentPlan:
    """Find thoughts of suicide, or something so many months ago, and plan nothing."""
    if plan.assessment is None:
        raise ValueError("there is no assessment to record it in")
    now = Presence.PRESENT if past_months is None else Presence.ABSENT
    past = Presence.ABSENT if past_months is None else Presence.PRESENT
    found = RiskEnquiry(
        topic="suicide",
        thoughts=now,
        plan_or_intent=Presence.ABSENT,
        past=past,
        past_months=past_months,
        responses=(),
        attested=Attestation(origin=Origin.CLINICIAN, by="therapist", session=0),
    )
    others = tuple(e for e in plan.assessment.enquiries or () if e.topic != "suicide")
    changed = attrs.evolve(plan.assessment, enquiries=(found, *others))
    return attrs.evolve(without_task(plan, _PLAN), assessment=changed)
