"""IPT514: patient and caregiver meet with the therapist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attendee
from ipt_core.rulebook._change import each_session
from ipt_core.rulebook._violence import found_violence, joins
from ipt_core.vocabulary import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Session, TreatmentPlan

_TASK = "caregiver-meeting"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Never meet with the caregiver."""

    def alone(session: Session) -> Session:
        return attrs.evolve(
            session,
            tasks=tuple(task for task in session.tasks or () if task != _TASK),
            attendees=(Attendee(role="patient"),),
        )

    return each_session(plan, alone)


@rule(
    "IPT514",
    "caregiver-meetings",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R71",),
    sources=("F43",),
    message="The course ended without a joint meeting of patient and caregiver.",
    hint=(
        "Ask in private about violence first. Then plan a joint meeting with the "
        "caregiver, who is no patient in it."
    ),
    companions=("IPT807",),
    fault=fault,
)
def check(course: Course, caregiver: Stance) -> Iterator[Need]:
    """Patient and caregiver meet with the therapist.

    What it checks:
        Where the protocol expects it, at least one session of whatever kind is
        recorded that had such a meeting as its task, or that somebody of the patient's
        own life attended: caregivers are daughters, husbands and friends.

    Why it matters:
        Where memory and planning fail, the caregiver's part decides what changes at
        home; both are in a transition of their own [F43].

    When departing is right:
        Where there is no caregiver, or the patient does not want one there: choose
        another form, or waive the finding with the reason. Where violence was found,
        nothing is asked.

    Known limits:
        No source held says how many meetings there should be; one is enough here.
    """
    if caregiver is not Stance.EXPECTED or found_violence(course):
        return
    sessions = [
        *((h.position, h.session) for h in course.held),
        *((i, s) for i, s in course.seen if i not in course.numbers),
    ]
    met = any(
        _TASK in (session.tasks or ()) or joins(course, session)
        for _, session in sessions
    )
    missing: list[Path] = [
        ("sessions", index, "attendees")
        for index, session in sessions
        if session.attendees is None and session.tasks is None
    ]
    missing += [("sessions",)] if course.partial else []
    yield eventually(
        True if met else None if missing else False,
        by=course.total,
        at=[("sessions",)],
        missing=missing,
    )
