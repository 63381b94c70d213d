"""IPT810: a diagnosis, or the protocol's screening criterion, is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._timing import attested_before, first_after
from ipt_core.vocabulary import DiagnosisNeed, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_TASK = "diagnosis"
_SCREENING = "screening"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Make no diagnosis."""
    bare = plan.assessment and attrs.evolve(plan.assessment, diagnoses=())
    return attrs.evolve(without_task(plan, _TASK), assessment=bare)


@rule(
    "IPT810",
    "diagnosis-recorded",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R11",),
    sources=("F03", "F62", "F11"),
    message=(
        "The middle phase began without a recorded diagnosis; what is asked for: "
        "{diagnosis}."
    ),
    hint=(
        "Record the diagnosis with its criteria, or, where the protocol allows it, the "
        "screening criterion, each with its own date."
    ),
    companions=("IPT812",),
    fault=fault,
)
def check(course: Course, diagnosis: DiagnosisNeed) -> Iterator[Need]:
    """A diagnosis, or the protocol's screening criterion, is recorded.

    What it checks:
        A diagnosis that a person attested, or the task of making one in a session that
        was held, before the first delivered session of the middle phase. Where the
        protocol has a screening criterion of its own, that will do.

    Why it matters:
        IPT links a named illness with a problem area; without the illness there is
        nothing to give the sick role for, and nothing to compare the end with.

    When departing is right:
        Where IPT is given to prevent illness, or by people who do not diagnose: those
        are protocols of their own, with a screening criterion.

    Known limits:
        It does not look at whether the criteria fit, nor at who made it.
    """
    middle = first_after(course)
    assessment = course.plan.assessment
    made = (assessment and assessment.diagnoses) or ()
    counted = any(
        course.sees(each.attested)
        and attested_before(each.attested, middle)
        and (diagnosis is DiagnosisNeed.SCREENING or each.criteria != _SCREENING)
        for each in made
    )
    held = course.task(_TASK, Phase.INITIAL)
    done = any(here.delivered for here in held.where)
    unknown = assessment is None or assessment.diagnoses is None
    yield eventually(
        True if counted or done else None if unknown else False,
        closed=middle is not None,
        by=course.last(Phase.INITIAL),
        fact=True,
        at=[("assessment", "diagnoses")],
        missing=[("assessment", "diagnoses")],
        diagnosis=diagnosis,
    )
