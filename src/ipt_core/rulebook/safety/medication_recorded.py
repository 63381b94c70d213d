"""IPT815: the medication that the form expects is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._timing import attested_before, first_after
from ipt_core.vocabulary import Phase, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Held, Need
    from ipt_core.model import Attestation, TreatmentPlan

_KIND = "medication"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give nothing beside it."""
    return attrs.evolve(plan, treatments=())


@rule(
    "IPT815",
    "medication-recorded",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R14",),
    sources=("F40d",),
    message=(
        "The middle phase began without a recorded medication, which this form expects."
    ),
    hint=(
        "Record the medication as a treatment beside IPT; if there is none, talk it "
        "over with the prescriber and note the reason."
    ),
    fault=fault,
)
def check(course: Course, medication: Stance) -> Iterator[Need]:
    """The medication that the form expects is recorded.

    What it checks:
        Where the protocol expects medication, a treatment of that kind is recorded by
        the end of the initial phase.

    Why it matters:
        A form that was worked out as an addition to medication was not studied
        without it.

    When departing is right:
        When patient and prescriber decide against it: note the reason.

    Known limits:
        It does not look at which medication it is, whether it is taken or how long.
        Where medication is usual but not expected nothing is judged.
    """
    if medication is not Stance.EXPECTED:
        return
    middle = first_after(course)
    treatments = course.plan.treatments
    there = any(
        each.kind == _KIND and _in_time(course, each.attested, middle)
        for each in treatments or ()
    )
    silent = treatments is None or not course.covers("treatments")
    yield eventually(
        True if there else None if silent else False,
        closed=middle is not None,
        by=course.last(Phase.INITIAL),
        fact=True,
        at=[("treatments",)],
        missing=[("treatments",)],
    )


def _in_time(course: Course, said: Attestation | None, middle: Held | None) -> bool:
    return said is None or (course.sees(said) and attested_before(said, middle))
