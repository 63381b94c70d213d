"""IPT516: where a patient is not better at the end, alternatives are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import definitions
from ipt_core.engine import Course, eventually, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Judgement
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._definitions import meets
from ipt_core.rulebook.tasks._judged import unjudged
from ipt_core.vocabulary import Origin, Phase, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan

_TASK = "nonresponse-plan"
_ELSEWHERE = ("refer", "continue", "maintenance")
_BETTER = ("improvement", "response", "remission")


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Judge by a named definition that it did not help, and offer nothing else."""
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
        "By a named definition the patient was not better at the end, and no "
        "alternative is recorded ({definition})."
    ),
    hint=(
        "Say that the therapy did not help enough, not that the patient failed; offer "
        "alternatives and record them."
    ),
    companions=("IPT504",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Where a patient is not better at the end, alternatives are recorded.

    What it checks:
        Where somebody judged by a named definition that there was no improvement,
        response or remission, the last such judgement counts; else where the scores of
        an instrument at baseline and in the termination phase meet none of its named
        definitions of response, remission or reliable change. Then a plan for what
        else to do is recorded: as a task, or as a decision to refer, to go on or to
        maintain.

    Why it matters:
        A patient who is not better may take it for a failure of their own; there are
        other treatments [F07h, F04f].

    When departing is right:
        When the patient wants no other treatment: record that it was offered.

    Known limits:
        A judgement that names no definition is passed over. Where neither judgements
        nor scores tell, a course that has ended is not checked if more of them may
        have been than are recorded. The kindest definition of an instrument counts;
        what scores mean is more than a definition can say.
    """
    better, named, path = _judged(course)
    if better is None:
        better, named, path = _computed(course)
    if better is None:
        missing = [*unjudged(course), *_unscored(course)]
        if missing:
            yield so_far(None, missing=missing)
        return
    decided = course.plan.maintenance
    missing = [*course.task(_TASK).missing]
    missing += [] if course.covers("judgements") else [("records", "judgements")]
    planned = course.task(_TASK).holds or (None if missing else False)
    elsewhere = decided is not None and decided.decision in _ELSEWHERE
    # What was offered stays offered; that somebody is better may change.
    need = eventually if planned or elsewhere else so_far
    yield need(
        True if better or elsewhere else planned,
        by=course.total,
        at=[path],
        missing=missing,
        definition=named,
    )


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


def _judged(course: Course) -> tuple[Hold, str, Path]:
    """What the last judgement with a named definition says; None without one."""
    judged = [
        (path, each)
        for what in _BETTER
        for path, each in course.judgements(what)
        if each.presence is Presence.PRESENT or each.definition in definitions
    ]
    if not judged:
        return None, "", ()
    path, last = max(judged, key=lambda one: one[0])
    return last.presence is Presence.PRESENT, last.definition or "", path


def _computed(course: Course) -> tuple[Hold, str, Path]:
    """What scores in the termination phase say; None where none can be compared."""
    ending = {here.position for here in course.of(Phase.TERMINATION)}
    first: dict[str, float] = {}
    last: dict[str, tuple[float, Path]] = {}
    for path, score, index in course.scores():
        if score.total is None:
            continue
        if index in ending:
            last[score.instrument] = (score.total, path)
        else:
            first.setdefault(score.instrument, score.total)
    for instrument, (now, path) in last.items():
        named = [each for each in definitions.values() if each.measure == instrument]
        if named and instrument in first:
            said = [meets(each, first[instrument], now) for each in named]
            codes = ", ".join(each.code for each in named)
            return (None if None in said else True in said), codes, path
    return None, "", ()
