"""IPT702: totals lie in the range of their instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import measures
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give the baseline a total that its instrument cannot have."""
    assessment = plan.assessment or Assessment()
    first, *rest = list(assessment.scores or ())
    scores = (attrs.evolve(first, total=1000), *rest)
    return attrs.evolve(plan, assessment=attrs.evolve(assessment, scores=scores))


@rule(
    "IPT702",
    "score-in-range",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R86",),
    structural=True,
    message="A total of {instrument} lies outside its range, {range}.",
    hint="Correct the total, or the instrument.",
    companions=("IPT816",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Totals lie in the range of their instrument.

    What it checks:
        Each recorded total lies between the least and the greatest that its instrument
        can have.

    Why it matters:
        A total outside the range is a slip of the pen or another instrument's, and
        every change computed from it is wrong.

    When departing is right:
        When a local version of an instrument has another range: give it a code of its
        own.

    Known limits:
        Instruments whose range no source held gives are passed over. Where a range is
        only remembered, or sources differ about it, a finding is a warning at most.
    """
    for path, score, _ in course.scores():
        measure = measures.get(score.instrument)
        if score.total is None or measure is None or not measure.total.readings:
            continue
        total = measure.total
        widest = max(total.readings, key=lambda reading: reading.value.max)
        yield always(
            any(score.total in reading.value for reading in total.readings),
            at=[(*path, "total")],
            evidence=widest,
            instrument=measure.name,
            range=widest.value,
        )
