"""IPT804: suicide risk is asked about again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import MeasureKind, measures
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute, change_session
from ipt_core.rulebook.safety._risk import (
    TOPICS,
    is_positive,
    positive_enquiries,
    session_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Measure symptoms in the last session, and ask nothing."""
    if len(acute(plan)) <= 1:
        raise ValueError("there is no session after the first")
    return change_session(plan, -1, measures=("phq-9",), enquiries=())


@rule(
    "IPT804",
    "risk-asked-again",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R92",),
    sources=("F25a",),
    safety=True,
    message=(
        "Suicide risk was not asked about again in every session in which it was due; "
        "session {numbers}."
    ),
    hint=(
        "Ask about suicide and self-harm whenever symptoms are measured, and in the "
        "session after one in which something was found. If nobody has asked since, "
        "ask now and record it with its own date."
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Suicide risk is asked about again.

    What it checks:
        After the first session: in each held session for which a measure of symptoms is
        planned or scored, and in the first one after thoughts or a plan were found, by
        an enquiry or by an item of an instrument, an enquiry about suicide or self-harm
        is recorded. One finding for the whole course.

    Why it matters:
        What is true at the start may change with every week of a treatment.

    When departing is right:
        Asked by somebody else or at another time that day: record that enquiry.

    Known limits:
        Sessions that do not record whether anybody asked leave it unchecked. It judges
        no level of risk, and that nothing is found does not mean that there is none.
    """
    asked = {
        session_number(course, enquiry, index)
        for _, enquiry, index in course.enquiries()
        if enquiry.topic in TOPICS
    }
    due = [here for here in course.held if here.delivered and here.number > 1]
    alarmed = {risk.number for risk in positive_enquiries(course) if risk.current}
    alarmed.update(_positive_items(course))
    wanted = [h for h in due if _is_scheduled(h) or _follows(h, due, alarmed)]
    silent = [h for h in wanted if h.number not in asked]
    unknown = not course.covers("enquiries")
    bare = [h for h in silent if h.session.enquiries is not None and not unknown]
    if wanted:
        yield always(
            False if bare else None if silent else True,
            at=[here.path("enquiries") for here in bare],
            missing=[here.path("enquiries") for here in silent],
            numbers=tuple(here.number for here in bare),
        )


def _positive_items(course: Course) -> Iterator[int]:
    """Numbers of the sessions for which an item on suicide was answered positively."""
    for _, score, index in course.scores():
        known = measures.get(score.instrument)
        if known and is_positive(known, score):
            stated = score.attested.session
            here = 0 if index is None else course.numbers.get(index, course.cut)
            yield here if stated is None else stated


def _is_scheduled(here: Held) -> bool:
    scored = (score.instrument for score in here.session.scores or ())
    return any(
        known.kind is MeasureKind.OUTCOME
        for code in (*(here.session.measures or ()), *scored)
        if (known := measures.get(code))
    )


def _follows(here: Held, due: list[Held], alarmed: Iterable[int]) -> bool:
    """Tell whether it is the first session after one in which something was found."""
    before = max((h.number for h in due if h.number < here.number), default=0)
    return any(before <= number < here.number for number in alarmed)
