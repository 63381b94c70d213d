"""What is recorded of suicide and self-harm, for the safety rules."""

from __future__ import annotations

__all__ = [
    "TOPICS",
    "Risk",
    "is_positive",
    "positive_enquiries",
    "told",
]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.vocabulary import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import Measure
    from ipt_core.engine import Hold
    from ipt_core.model import RiskEnquiry, Score
    from ipt_core.rulebook._meetings import Meetings

TOPICS = ("suicide", "self-harm")
"""What counts as an enquiry about suicide."""


class Risk(NamedTuple):
    """An enquiry about suicide or self-harm that found something."""

    path: Path
    """Its place."""
    enquiry: RiskEnquiry
    """The enquiry."""
    place: float
    """Its place among all sessions, as `Meetings` has it."""

    @property
    def current(self) -> bool:
        """Whether thoughts, an intent or a plan were found, not only a past."""
        now = {self.enquiry.thoughts, self.enquiry.plan_or_intent}
        return Presence.PRESENT in now


def positive_enquiries(meetings: Meetings) -> Iterator[Risk]:
    """Go through the enquiries that found something, now or in the past."""
    for path, enquiry, index in meetings.course.enquiries():
        found = {enquiry.thoughts, enquiry.plan_or_intent, enquiry.past}
        if enquiry.topic in TOPICS and Presence.PRESENT in found:
            yield Risk(path, enquiry, meetings.place(enquiry.attested, index))


def told(enquiry: RiskEnquiry) -> bool:
    """Tell whether an enquiry says what it found of thoughts, an intent or a plan."""
    found = {enquiry.thoughts, enquiry.plan_or_intent}
    return not found.isdisjoint({Presence.PRESENT, Presence.ABSENT})


def is_positive(measure: Measure, score: Score) -> Hold:
    """Tell whether the item on suicide was answered positively, if that is known."""
    number = measure.suicide_item.value if measure.suicide_item else None
    least = measure.suicide_positive.value if measure.suicide_positive else None
    answer = next((i.value for i in score.items or () if i.item == number), None)
    return None if answer is None or least is None else answer >= least
