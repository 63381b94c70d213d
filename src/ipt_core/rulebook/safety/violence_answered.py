"""IPT808: violence that was found is answered before others are brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attendee, Attestation, RiskEnquiry
from ipt_core.rulebook._change import acute, change_session, without_task
from ipt_core.rulebook._meetings import Meetings
from ipt_core.rulebook._violence import answers, joins, violence
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook._meetings import Meeting
    from ipt_core.rulebook._violence import Violence

_KINDS = ("enquiries", "tasks")


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Find violence, do nothing about it, and bring the partner in."""
    if plan.assessment is None:
        raise ValueError("there is no assessment to record it in")
    found = RiskEnquiry(
        topic="violence",
        thoughts=Presence.PRESENT,
        private=True,
        responses=(),
        attested=Attestation(origin=Origin.CLINICIAN, by="therapist", session=0),
    )
    asked = (*(plan.assessment.enquiries or ()), found)
    here = (*acute(plan), None)[0]
    there = (*((here and here.attendees) or ()), Attendee(role="partner"))
    joined = change_session(
        without_task(plan, "safety-plan"), 0, attendees=there, reason="partner-joins"
    )
    return attrs.evolve(
        joined, assessment=attrs.evolve(plan.assessment, enquiries=asked)
    )


@rule(
    "IPT808",
    "violence-answered",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("N1",),
    sources=("A03",),
    safety=True,
    message=(
        "Violence was found, and nothing is recorded as done about it before others "
        "joined: {joint}."
    ),
    hint=(
        "Ask the patient alone what is needed, and bring nobody in until then. Where "
        "something was done about it, record that with its true date, or record what "
        "shows that this was looked at."
    ),
    companions=("IPT501", "IPT518"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Violence that was found is answered before others are brought in.

    What it checks:
        Where an enquiry found violence, now or in the past, or `partner-violence` is
        recorded as present, and somebody of the patient's own life attends a later
        session, something that was done about it is recorded by then: a response
        of any kind with that entry or a later enquiry about violence, or the task
        `safety-plan`. One finding for the whole course. In a group the others are taken
        to be its members, but for partners, parents and carers.

    Why it matters:
        Violence is asked about before joint work so that what is found decides whether
        there is any [A03]. Who joins may be the one whom the patient is afraid of.

    When departing is right:
        Never. Where the one who joins is not the one it is about, or it is over, record
        what shows that this was looked at, such as a further enquiry.

    Known limits:
        The source is not read here, and asks for the screen; that what it finds is to
        be answered is a reading of this library. The rule sees that something was done,
        not who is meant, whether it was enough, or what the danger is. Who attends is
        often not recorded: then joint sessions are not seen. The task `safety-plan`
        does not say what it is for, and counts; as the response to suicide it does not.
    """
    meetings = course.once(Meetings)
    joint = [here for here in meetings.all if joins(course, here.session)]
    done = set(answers(meetings) if joint else ())
    bare: dict[Path, Meeting] = {}
    missing: list[Path] = []
    judged = False
    for found in violence(meetings):
        later = next((here for here in joint if here.rank > found.place), None)
        if later is None:
            continue
        judged = True
        if any(found.place <= place <= later.rank for place in done):
            continue
        silent = list(_silent(meetings, found, later))
        missing += silent
        if not silent:
            bare[found.path] = later
    positions = [here.position for here in bare.values()]
    if judged:
        yield always(
            False if bare else None if missing else True,
            at=[*dict.fromkeys(here.path() for here in bare.values()), *bare],
            missing=missing,
            joint=tuple(dict.fromkeys(course.name_of(p) for p in positions)),
        )


def _silent(meetings: Meetings, found: Violence, joint: Meeting) -> Iterator[Path]:
    """Go through the places that may record an answer and do not say."""
    if found.responses is None:
        yield (*found.path, "responses")
    for kind in _KINDS:
        if not meetings.course.covers(kind):
            yield ("records", kind)
        for here in meetings.all:
            between = found.place <= here.rank <= joint.rank
            if between and getattr(here.session, kind) is None:
                yield here.path(kind)
