"""IPT514: patient and caregiver meet with the therapist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import falls_under, protocols, roles
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import each_session, known
from ipt_core.vocabulary import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Attendee, Session, TreatmentPlan

_TASK = "caregiver-meeting"
_WHO = ("carer",)


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Never meet with the caregiver."""
    if known(protocols[plan.protocol].caregiver) is not Stance.EXPECTED:
        raise ValueError("the protocol does not ask for it")
    return each_session(plan, _without)


def _without(session: Session) -> Session:
    return attrs.evolve(
        session,
        tasks=tuple(task for task in session.tasks or () if task != _TASK),
        attendees=tuple(a for a in session.attendees or () if not _cares(a)),
    )


@rule(
    "IPT514",
    "caregiver-meetings",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R71",),
    sources=("F43",),
    message="The course ended without a joint meeting of patient and caregiver.",
    hint="Plan a joint meeting with the caregiver, who is no patient in it.",
    companions=("IPT807",),
    fault=fault,
)
def check(course: Course, caregiver: Stance) -> Iterator[Need]:
    """Patient and caregiver meet with the therapist.

    What it checks:
        Where the protocol expects it, at least one session of whatever kind is
        recorded that the caregiver attended, or that had such a meeting as its task.

    Why it matters:
        Where memory and planning fail, the caregiver's part decides what changes at
        home; both are in a transition of their own [F43].

    When departing is right:
        Where there is no caregiver, or the patient does not want one there: choose
        another form, or waive the finding with the reason.

    Known limits:
        No source held says how many meetings there should be; one is enough here.
    """
    if caregiver is not Stance.EXPECTED:
        return
    sessions = [
        *((h.position, h.session) for h in course.held),
        *((i, s) for i, s in course.seen if i not in course.numbers),
    ]
    met = any(
        _TASK in (session.tasks or ()) or any(map(_cares, session.attendees or ()))
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


def _cares(person: Attendee) -> bool:
    return falls_under(person.role, _WHO, table=roles)
