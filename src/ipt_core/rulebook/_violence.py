"""What is recorded of violence, for the rules about disputes and joint sessions."""

from __future__ import annotations

__all__ = [
    "Violence",
    "alone_for_safety",
    "answers",
    "found_violence",
    "joins",
    "screens",
    "violence",
]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.catalogue import falls_under, protocols, roles
from ipt_core.rulebook._meetings import Meetings
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.safety._plans import plans_made
from ipt_core.vocabulary import Presence, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Course
    from ipt_core.model import Attendee, Exclusion, RiskEnquiry, Session

_TOPIC = "violence"
_CONDITION = "partner-violence"
_TOGETHER = {Setting.COUPLE, Setting.DYAD}
_PATIENT = "patient"


class Violence(NamedTuple):
    """An enquiry or a condition that says that violence was found."""

    path: Path
    """Its place in the plan."""
    responses: tuple[str, ...] | None
    """Codes of what was done about it."""
    place: float
    """Its place among the sessions, as `Meetings` has it."""


def screens(course: Course) -> Iterator[RiskEnquiry]:
    """Go through the enquiries about violence that were made in private."""
    return (enquiry for _, enquiry, _ in _asked(course) if enquiry.private)


def found_violence(course: Course) -> bool:
    """Tell whether violence was found, now or in the past.

    Where it was, nobody is asked to bring the other person in or to negotiate. It need
    not have been told in private, and the assessment may record it too.
    """
    return any(True for _ in _found(course))


def violence(meetings: Meetings) -> Iterator[Violence]:
    """Go through what says that violence was found, and when."""
    for path, fact, index in _found(meetings.course):
        yield Violence(path, fact.responses, meetings.place(fact.attested, index))


def answers(meetings: Meetings) -> Iterator[float]:
    """Places of what is recorded as done about violence.

    A response of any kind to it, at once or later, or a safety plan as a task, which
    does not say what it is for.
    """
    yield from plans_made(meetings, (_TOPIC,))
    for _, fact, index in (*_found(meetings.course), *_asked(meetings.course)):
        if fact.responses:
            yield meetings.place(fact.attested, index)


def alone_for_safety(course: Course) -> set[int]:
    """Positions of the sessions that are rightly held with nobody else there.

    Those in which violence was asked about in private, and all from the one on in
    which it was found.
    """
    meetings = course.once(Meetings)
    asked = {meetings.place(e.attested, i) for _, e, i in _asked(course) if e.private}
    alone = {here.position for here in meetings.all if here.rank in asked}
    since = min((found.place for found in violence(meetings)), default=None)
    if since is None:
        return alone
    before = (here.position for here in meetings.all if here.rank < since)
    last = max(before, default=-1)
    return alone | {here.position for here in course.held if here.position > last}


def _asked(course: Course) -> Iterator[tuple[Path, RiskEnquiry, int | None]]:
    return (each for each in course.enquiries() if each[1].topic == _TOPIC)


def _found(
    course: Course,
) -> Iterator[tuple[Path, RiskEnquiry | Exclusion, int | None]]:
    """Go through what says that violence was found, with the session's position."""
    for path, enquiry, index in _asked(course):
        if Presence.PRESENT in {enquiry.thoughts, enquiry.plan_or_intent, enquiry.past}:
            yield path, enquiry, index
    assessment = course.plan.assessment
    for place, found in enumerate((assessment and assessment.exclusions) or ()):
        there = found.condition == _CONDITION and found.presence is Presence.PRESENT
        if there and course.sees(found.attested):
            yield ("assessment", "exclusions", place), found, None


def joins(course: Course, session: Session) -> bool:
    """Tell whether somebody of the patient's own life is in a session.

    In a group the others are taken to be its members, but for partners, parents and
    carers. Where no setting is recorded, a protocol that has groups only says so.
    """
    setting = session.setting or course.plan.setting
    if setting in _TOGETHER:
        return True
    others = [
        each.role
        for each in session.attendees or ()
        if each.role != _PATIENT and not _is_staff(each)
    ]
    if not others or not (setting is Setting.GROUP if setting else _in_group(course)):
        return bool(others)
    close = sought("IPT807", roles)
    return any(falls_under(role, close, table=roles) for role in others)


def _in_group(course: Course) -> bool:
    form = protocols.get(course.plan.protocol)
    settings = form.settings if form else None
    return settings is not None and settings.value == (Setting.GROUP,)


def _is_staff(person: Attendee) -> bool:
    return person.staff or (person.role in roles and roles[person.role].staff)
