"""Whether a safety plan is on file, for the rules that ask for one."""

from __future__ import annotations

__all__ = ["forget_plans", "plan_need", "plans_made", "unanswered"]

from math import inf
from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import eventually
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, RiskEnquiry
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._meetings import FORETOLD
from ipt_core.rulebook.safety._risk import TOPICS
from ipt_core.vocabulary import Origin, PlanStatus, Presence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook._meetings import Meetings
    from ipt_core.rulebook.safety._risk import Risk

_PLAN = "safety-plan"
_TAKEN_OVER = {"emergency-care", "admission"}
_MAKE = (
    "Make it with the patient; where there are thoughts now, in that session, before "
    "the patient leaves; if it was made since, record it with its true date."
)
_ELSEWHERE = (
    "See that there is one, made here or by another service, and record it with its "
    "true date."
)
_LATE = (
    "The delay stays as it is: change no dates. Look with the patient whether the plan "
    "fits now, and with the supervisor why it came late."
)


def plan_need(meetings: Meetings, risks: Iterable[Risk]) -> Need | None:
    """Say that a safety plan is on file before the session after the first finding.

    What was found before the first session or in it may be answered until the second.
    One that was made later weighs less, as no source sets a day. None where nothing
    was found.
    """
    first = min(risks, key=lambda risk: risk.place, default=None)
    if first is None:
        return None
    course = meetings.course
    later = meetings.after(first.place)
    until = later.rank if later else inf
    made = min(plans_made(meetings, TOPICS), default=inf)
    silent = unanswered(meetings, until)
    holds: Hold = made < until
    if holds:
        # What is said to be of a session yet to come may prove to be too late.
        settled = course.over or max(made, first.place) < FORETOLD
        holds = True if settled else None
    elif silent:
        holds = None
    gone = course.over and course.status is not PlanStatus.MAINTENANCE
    moved = not _TAKEN_OVER.isdisjoint(first.enquiry.responses or ())
    late = made < inf
    numbers = (m.number for m in meetings.all[: meetings.since(first.place)])
    return eventually(
        holds,
        closed=later is not None or gone,
        by=None if course.maintained else max(filter(None, numbers), default=1),
        fact=True,
        maintained=True,
        at=[first.path],
        missing=silent or [("sessions",)],
        severity=Severity.INFO if late else None,
        found=_when(meetings, first.place),
        plan=f"the first safety plan is recorded {_when(meetings, made)}"
        if late
        else "no safety plan is recorded",
        advice=_LATE if late else _ELSEWHERE if gone or moved else _MAKE,
    )


def _when(meetings: Meetings, place: float) -> str:
    if place < 1:
        return "before the first session"
    if place >= FORETOLD:
        return "in a session that has no entry yet"
    name = meetings.course.name_of(meetings.all[int(place) - 1].position)
    return f"in {name}" if place == int(place) else f"after {name}"


def unanswered(meetings: Meetings, until: float = inf) -> list[Path]:
    """List what does not say whether a safety plan was made before some place."""
    silent: list[Path] = [
        (*path, "responses")
        for path, enquiry, index in meetings.course.enquiries()
        if enquiry.topic in TOPICS
        and enquiry.responses is None
        and meetings.place(enquiry.attested, index) < until
    ]
    if not meetings.course.covers("enquiries"):
        silent.append(("records", "enquiries"))
    return silent


def plans_made(meetings: Meetings, topics: Collection[str]) -> Iterator[float]:
    """Where one was made: as a response to these topics, or as a task of any."""
    for _, enquiry, index in meetings.course.enquiries():
        if enquiry.topic in topics and _PLAN in (enquiry.responses or ()):
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
