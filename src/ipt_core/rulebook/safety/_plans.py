"""Whether a safety plan is on file in time, for the two rules that ask for one."""

from __future__ import annotations

__all__ = ["forget_plans", "plan_need", "plans_made"]

from math import inf
from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import eventually
from ipt_core.model import Attestation, RiskEnquiry
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook.safety._meetings import FORETOLD
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook.safety._meetings import Meetings
    from ipt_core.rulebook.safety._risk import Risk

_PLAN = "safety-plan"


def plan_need(meetings: Meetings, risks: Iterable[Risk]) -> Need | None:
    """Say that a safety plan is on file before the session after the first finding.

    What was found before the first session or in it may be answered until the second.
    None where nothing was found.
    """
    first = min(risks, key=lambda risk: risk.place, default=None)
    if first is None:
        return None
    course = meetings.course
    later = meetings.after(first.place)
    until = later.rank if later else inf
    made = min(plans_made(meetings), default=inf)
    silent = [
        (*path, "responses")
        for path, enquiry, index in course.enquiries()
        if enquiry.responses is None and meetings.place(enquiry.attested, index) < until
    ]
    if not course.covers("enquiries"):
        silent.append(("records", "enquiries"))
    holds: Hold = made < until
    if holds:
        # What is said to be of a session yet to come may prove to be too late.
        settled = course.over or max(made, first.place) < FORETOLD
        holds = True if settled else None
    elif silent:
        holds = None
    numbers = (m.number for m in meetings.all[: meetings.since(first.place)])
    return eventually(
        holds,
        closed=later is not None or course.over,
        by=None if course.maintained else max(filter(None, numbers), default=1),
        fact=True,
        at=[first.path],
        missing=silent or [("sessions",)],
    )


def plans_made(meetings: Meetings) -> Iterator[float]:
    """Where one was made, as a response or as a task."""
    for _, enquiry, index in meetings.course.enquiries():
        if _PLAN in (enquiry.responses or ()):
            yield meetings.place(enquiry.attested, index)
    for position, session in meetings.course.seen:
        if _PLAN in (session.tasks or ()):
            yield meetings.stands(position)


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
