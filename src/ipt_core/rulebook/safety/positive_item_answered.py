"""IPT802: a positive suicide item is answered the same day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import measures
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, ItemScore, Score
from ipt_core.rulebook._change import change_session
from ipt_core.rulebook.safety.risk_asked import TOPICS
from ipt_core.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the item be positive in a session, and ask nothing in it."""
    last = len(plan.sessions or ()) - 1
    number = (plan.sessions or ())[last].number
    patient = Attestation(origin=Origin.PATIENT, by="patient", session=number)
    score = Score(
        instrument="phq-9", items=(ItemScore(item=9, value=1),), attested=patient
    )
    return change_session(plan, last, scores=(score,), enquiries=())


@rule(
    "IPT802",
    "positive-item-answered",
    severity=Severity.ERROR,
    since="0.1",
    sources=("F60f",),
    safety=True,
    message="A positive suicide item of {instrument} has no enquiry the same day.",
    hint="Ask about it the same day, and record the enquiry and what was done.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A positive suicide item is answered the same day.

    What it checks:
        Wherever the item of an instrument that asks about suicide or self-harm was
        scored above zero, an enquiry about suicide or self-harm is recorded in the
        same session, or on the same day as the assessment's score.

    Why it matters:
        A positive answer that nobody looks at is worse than no scale.

    When departing is right:
        Never. A scale that is filled in at home needs somebody who reads it that day.

    Known limits:
        Where only a total is recorded the item is not known, and the rule is not
        checked. A zero does not mean no risk: the item misses people.
    """
    asking = [found for found in course.scores() if _item_of(found[1]) is not None]
    if not asking:
        return
    missing: list[Path] = []
    unanswered: list[tuple[Path, Score]] = []
    for path, score, index in asking:
        answer = _answer(score)
        if answer is None:
            missing.append((*path, "items"))
        elif answer > 0:
            holds = _enquired(course, score, index)
            if holds is None:
                missing.append((*path[:-2], "enquiries"))
            elif not holds:
                unanswered.append((path, score))
    instruments = {measures[score.instrument].name for _, score in unanswered}
    yield always(
        False if unanswered else None if missing else True,
        at=[path for path, _ in unanswered],
        missing=missing,
        instrument=tuple(sorted(instruments)),
    )


def _item_of(score: Score) -> int | None:
    known = measures.get(score.instrument)
    return known.suicide_item.value if known and known.suicide_item else None


def _answer(score: Score) -> float | None:
    number = _item_of(score)
    return next((item.value for item in score.items or () if item.item == number), None)


def _enquired(course: Course, score: Score, index: int | None) -> Hold:
    for _, enquiry, where in course.enquiries():
        same_day = None in {enquiry.attested.on, score.attested.on} or (
            enquiry.attested.on == score.attested.on
        )
        if (
            enquiry.topic in TOPICS
            and where == index
            and (index is not None or same_day)
        ):
            return True
    if index is None:
        assessed = course.plan.assessment
        recorded = assessed is not None and assessed.enquiries is not None
    else:
        recorded = (course.plan.sessions or ())[index].enquiries is not None
    return False if recorded and course.covers("enquiries") else None
