"""IPT516: where a patient is not better at the end, alternatives are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Judgement
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook.tasks._better import end_point
from ipt_core.rulebook.tasks._ending import decided_at_end
from ipt_core.rulebook.tasks._judged import unjudged
from ipt_core.vocabulary import Origin, Phase, PlanStatus, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook.tasks._better import EndPoint

_TASK = "nonresponse-plan"
_ELSEWHERE = ("refer", "continue", "maintenance")
_NO_HELP = ("no-benefit", "worsening")


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Judge by a named definition that it did not help, and offer nothing else.

    Raises:
        ValueError: if maintenance goes on, in which something may still be offered.
    """
    if plan.status is PlanStatus.MAINTENANCE:
        raise ValueError("something may still be offered")
    said = Attestation(origin=Origin.CLINICIAN, by="therapist")
    judged = Judgement(
        what="improvement",
        definition="phq-9-response-50",
        presence=Presence.ABSENT,
        attested=said,
    )
    bare = without_task(plan, _TASK)
    judgements = (*(plan.judgements or ()), judged)
    return attrs.evolve(bare, judgements=judgements, maintenance=None)


@rule(
    "IPT516",
    "nonresponse-plan",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R75",),
    sources=("F07h", "F04f"),
    message=(
        "The patient was not better at the end, and no alternative is recorded; none "
        "of these definitions was met: {definitions}."
    ),
    hint=(
        "Say that the therapy did not help enough, not that the patient failed; offer "
        "alternatives and record them."
    ),
    tolerances=("termination_after_maintenance",),
    companions=("IPT504",),
    fault=fault,
)
def check(
    course: Course, termination_after_maintenance: bool = False
) -> Iterator[Need]:
    """Where a patient is not better at the end, alternatives are recorded.

    What it checks:
        Where somebody judged by a named definition that there was no improvement,
        response or remission, the latest such judgement counts, if it was made in the
        termination phase or with the last score or after it. Else it looks whether the
        scores of an instrument at baseline and in the termination phase meet none of
        its named definitions of response, remission or reliable change. Then a plan for
        what else to do is recorded: as a task, or as a decision to refer, to go on or
        to maintain; where maintenance is part of the treatment, one of the termination
        phase. A course that ended early because it did not help is judged by the latest
        judgement; one that ended early for another reason is not.

    Why it matters:
        A patient who is not better may take it for a failure of their own; there are
        other treatments [F07h, F04f].

    When departing is right:
        When the patient wants no other treatment: record that it was offered.

    Known limits:
        A judgement that names no definition is passed over; one without session and
        day is taken for the last word. Totals that stay below the cut-off of a case,
        as in prevention, do not tell that somebody is no better. Where neither
        judgements nor scores tell, a course that has ended is not checked. The kindest
        definition of an instrument counts, and none of them may be a weak one for an
        error; what scores mean is more than a definition can say.
    """
    failed = _failed(course)
    found = end_point(course, failed=failed)
    missing = [*course.task(_TASK).missing]
    missing += [] if course.covers("judgements") else [("records", "judgements")]
    planned = course.task(_TASK).holds or (None if missing else False)
    if _elsewhere(course, termination_after_maintenance):
        planned = True
    if found is None or (found.better is None and not planned):
        going_on = course.status is PlanStatus.MAINTENANCE
        if not (termination_after_maintenance and going_on):
            yield from _untold(course, found)
    elif found.better and not planned:
        yield so_far(True)  # that somebody is better may change
    else:
        yield eventually(
            planned,
            by=course.total,
            closed=failed,
            maintained=termination_after_maintenance,
            at=[found.path],
            missing=missing,
            evidence=found.evidence,
            definitions=tuple(each.code for each in found.named),
        )


def _untold(course: Course, found: EndPoint | None) -> Iterator[Need]:
    missing = [*unjudged(course), *_unscored(course)]
    if found and course.over and not course.early:
        missing.append(("judgements",))
    if missing:
        yield so_far(None, missing=list(dict.fromkeys(missing)))


def _failed(course: Course) -> bool:
    """Whether it ended early because it did not help; to be transferred is help."""
    end = course.plan.end
    early = course.early and course.status is not PlanStatus.TRANSFERRED
    return early and end is not None and end.reason in _NO_HELP


def _elsewhere(course: Course, after_maintenance: bool) -> bool:
    decided = course.plan.maintenance
    if decided is None or decided.decision not in _ELSEWHERE:
        return False
    return not after_maintenance or decided_at_end(course, decided)


def _unscored(course: Course) -> Iterator[Path]:
    """Where a course that has come to its end does not record scores to compare."""
    if course.early or not course.over:
        return
    if course.plan.assessment is None or course.plan.assessment.scores is None:
        yield ("assessment", "scores")
    if not course.covers("scores"):
        yield ("records", "scores")
    ending = course.of(Phase.TERMINATION)
    yield from (here.path("scores") for here in ending if here.session.scores is None)
