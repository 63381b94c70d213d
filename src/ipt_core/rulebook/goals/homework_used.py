"""IPT410: homework is not given where a form of IPT has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols, techniques
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.goals._techniques import AGAINST, not_used, with_technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.vocabulary import Stance


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give homework in a session."""
    if known(protocols[plan.protocol].homework) not in AGAINST:
        raise ValueError("the protocol has nothing against it")
    return with_technique(plan, sought("IPT410", techniques)[0])


@rule(
    "IPT410",
    "homework-used",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R56",),
    sources=("F62b", "F07i"),
    message="Homework was given, which this form does not use; session {numbers}.",
    hint="Nothing has to change: agreed action between the sessions is no homework.",
    fault=fault,
)
def check(course: Course, homework: Stance) -> Iterator[Need]:
    """Homework is not given where a form of IPT has none.

    What it checks:
        Where the protocol's sources leave homework out, no held session records it.
        One finding for the whole course.

    Why it matters:
        Classic IPT and IPT for PTSD do without it [F62b, F07i]; who reads the record
        can then tell the forms apart.

    When departing is right:
        Often: other forms of IPT have it [F26, F23, F47], and the literature disagrees.

    Known limits:
        Action that patient and therapist agree on for the time between sessions has a
        code of its own and draws nothing.
    """
    if homework in AGAINST:
        yield from not_used(course, sought("IPT410", techniques))
