"""IPT811: the patient's age lies in the range that the form was studied in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook._change import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Treat somebody who is younger than anybody was."""
    youngest = known(protocols[plan.protocol].age).min
    return attrs.evolve(plan, age=int(youngest) - 1)


@rule(
    "IPT811",
    "age-studied",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R09",),
    sources=("F21", "F23", "F50"),
    message="The patient's age lies outside the {age} years of this protocol.",
    hint=(
        "Look whether another protocol is made for this age, or note why this one is "
        "chosen."
    ),
    fault=fault,
)
def check(course: Course, age: Range) -> Iterator[Need]:
    """The patient's age lies in the range that the form was studied in.

    What it checks:
        The age at the start, in whole years, lies in the protocol's range.

    Why it matters:
        Tasks, parents' part and language are made for an age.

    When departing is right:
        When the person is nearer to that age in life than in years. Note why.

    Known limits:
        Sources give entry criteria of studies, which are narrower than practice. The
        message does not repeat the age.
    """
    years = course.plan.age
    yield eventually(
        None if years is None else years in age,
        closed=True,
        at=[("age",)],
        missing=[("age",)],
        age=age,
    )
