"""IPT701: an outcome measure is taken at baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._baseline import baseline
from ipt_core.rulebook._change import change_session
from ipt_core.rulebook.measures._scored import is_outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Measure nothing before the second session."""
    first = change_session(plan, 0, scores=())
    bare = plan.assessment and attrs.evolve(plan.assessment, scores=())
    return attrs.evolve(first, assessment=bare)


@rule(
    "IPT701",
    "baseline-measure",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R83",),
    sources=("F11",),
    message="No outcome measure was taken before the second session.",
    hint=(
        "Give an outcome measure in the assessment or the first session; if that is "
        "past, give one now, with its own date."
    ),
    where=("outcome_measured",),
    companions=(
        "IPT510",
        "IPT516",
        "IPT703",
        "IPT704",
        "IPT705",
        "IPT706",
        "IPT707",
        "IPT708",
        "IPT816",
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """An outcome measure is taken at baseline.

    What it checks:
        A score of an instrument of outcome is recorded in the assessment or in a
        session before the second one.

    Why it matters:
        Without a baseline nobody can tell whether the person got better.

    When departing is right:
        When a scale cannot be given in a crisis; give it as soon as it can.

    Known limits:
        It does not judge whether the instrument suits the disorder. An instrument that
        the catalogue does not know may be one of outcome: then it is not checked.
    """
    found = baseline(course, "scores")
    scores = [
        (path, is_outcome(score))
        for path, score, index in course.scores()
        if course.sees(score.attested) and found.has(index, score.attested)
    ]
    unknown = [(*path, "instrument") for path, known in scores if known is None]
    missing = [*found.missing, *unknown]
    yield eventually(
        True if any(known for _, known in scores) else None if missing else False,
        closed=found.over,
        by=1,
        fact=True,
        at=[("assessment", "scores")],
        missing=missing,
    )
