"""IPT802: a positive suicide item is answered the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import measures
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, ItemScore, Score
from ipt_core.rulebook._change import change_session
from ipt_core.rulebook.safety._risk import TOPICS, is_positive, told
from ipt_core.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import Measure
    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the item be positive in a session, and ask nothing in it."""
    patient = Attestation(origin=Origin.PATIENT, by="patient")
    score = Score(
        instrument="phq-9", items=(ItemScore(item=9, value=1),), attested=patient
    )
    return change_session(plan, -1, scores=(score,), enquiries=())


@rule(
    "IPT802",
    "positive-item-answered",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R93",),
    sources=("F60f",),
    safety=True,
    message="A positive suicide item of {instrument} has no enquiry the same day.",
    hint=(
        "If nobody has asked since, ask now; record the enquiry with its true date, "
        "and what was done."
    ),
    companions=("IPT510", "IPT703", "IPT804"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A positive suicide item is answered the same day.

    What it checks:
        Wherever the item of an instrument that asks about suicide or self-harm was
        answered positively, an enquiry about suicide or self-harm that says what it
        found is recorded for the same day; where days are not recorded, in the same
        session or assessment. A scale that was filled in for a session that the patient
        missed counts too.

    Why it matters:
        A positive answer needs follow-up [F60f].

    When departing is right:
        Never. A scale that is filled in at home needs somebody who reads it that day.

    Known limits:
        Where only a total is recorded, or the item or its lowest positive answer is
        not known, the rule is not checked. Instruments that are not in the catalogue
        are not seen. A zero does not mean no risk: the item misses people.
    """
    found: dict[str, list[tuple[Path, Score, int | None]]] = {}
    for path, score, index in course.scores():
        known = measures.get(score.instrument)
        if known and known.suicide_item:
            found.setdefault(known.code, []).append((path, score, index))
    asked = _Asked(course)
    for code, scores in found.items():
        yield _need(asked, measures[code], scores)


class _Asked:
    """The enquiries about suicide: on which days, and in which sessions."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.made = [
            (enquiry, index)
            for _, enquiry, index in course.enquiries()
            if enquiry.topic in TOPICS
        ]

    def about(self, score: Score, index: int | None) -> Hold:
        """Tell whether it was asked for a score of a session or the assessment."""
        day = score.attested.on
        same = [
            enquiry
            for enquiry, place in self.made
            if (
                place == index
                if None in (day, on := enquiry.attested.on)
                else day == on
            )
        ]
        if same:
            return True if any(told(enquiry) for enquiry in same) else None
        plan = self.course.plan
        if index is None:
            recorded = plan.assessment and plan.assessment.enquiries is not None
        else:
            recorded = (plan.sessions or ())[index].enquiries is not None
        return False if recorded and self.course.covers("enquiries") else None


def _need(
    asked: _Asked, measure: Measure, scores: list[tuple[Path, Score, int | None]]
) -> Need:
    missing: list[Path] = []
    unanswered: list[Path] = []
    for path, score, index in scores:
        positive = is_positive(measure, score)
        if positive is None:
            missing.append((*path, "items"))
        elif positive:
            holds = asked.about(score, index)
            if holds is None:
                missing.append((*path[:-2], "enquiries"))
            elif not holds:
                unanswered.append(path)
    return always(
        False if unanswered else None if missing else True,
        at=unanswered,
        missing=missing,
        evidence=next(iter(measure.suicide_item.readings), None)
        if measure.suicide_item
        else None,
        instrument=measure.name,
    )
