"""The private screen for violence, for the rules about disputes and joint sessions."""

from __future__ import annotations

__all__ = ["found_violence", "joins", "screens"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import roles
from ipt_core.vocabulary import Presence, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Course
    from ipt_core.model import Attendee, RiskEnquiry, Session

_TOPIC = "violence"
_CONDITION = "partner-violence"
_TOGETHER = {Setting.COUPLE, Setting.DYAD}
_PATIENT = "patient"


def screens(course: Course) -> Iterator[RiskEnquiry]:
    """Go through the enquiries about violence that were made in private."""
    return (
        enquiry
        for _, enquiry, _ in course.enquiries()
        if enquiry.topic == _TOPIC and enquiry.private
    )


def found_violence(course: Course) -> bool:
    """Tell whether violence was found, now or in the past.

    Where it was, nobody is asked to bring the other person in or to negotiate. It need
    not have been told in private, and the assessment may record it too.
    """
    assessment = course.plan.assessment
    return any(
        Presence.PRESENT in {enquiry.thoughts, enquiry.plan_or_intent, enquiry.past}
        for _, enquiry, _ in course.enquiries()
        if enquiry.topic == _TOPIC
    ) or any(
        found.condition == _CONDITION
        and found.presence is Presence.PRESENT
        and course.sees(found.attested)
        for found in (assessment.exclusions if assessment else None) or ()
    )


def joins(course: Course, session: Session) -> bool:
    """Tell whether somebody of the patient's own life is in a session."""
    setting = session.setting or course.plan.setting
    return setting in _TOGETHER or any(
        each.role != _PATIENT and not _is_staff(each)
        for each in session.attendees or ()
    )


def _is_staff(person: Attendee) -> bool:
    return person.staff or (person.role in roles and roles[person.role].staff)
