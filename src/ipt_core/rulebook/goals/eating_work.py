"""IPT412: no direct work on eating where a form of IPT does without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols, techniques
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.goals._techniques import AGAINST, not_used, with_technique
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.vocabulary import Stance

_LATER = (Phase.MIDDLE, Phase.TERMINATION)


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Work on eating in the middle phase."""
    if known(protocols[plan.protocol].eating_work) not in AGAINST:
        raise ValueError("the protocol has nothing against it")
    return with_technique(plan, sought("IPT412", techniques)[0])


@rule(
    "IPT412",
    "eating-work",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R58",),
    sources=("F37a", "F37g"),
    message=(
        "Eating, shape or weight was worked on directly after the initial phase; "
        "session {numbers}."
    ),
    hint="Turn to the relationships, or choose the modified form that allows it.",
    fault=fault,
)
def check(course: Course, eating_work: Stance) -> Iterator[Need]:
    """No direct work on eating where a form of IPT does without it.

    What it checks:
        Where the protocol forbids it, no session after the initial phase records
        direct work on eating, shape or weight. One finding for the whole course.

    Why it matters:
        This form is defined by doing without it [F37a]: in its trial, eating problems
        were not addressed beyond limited education [F37g].

    When departing is right:
        When physical safety asks for it. The modified form has it back [F37g].

    Known limits:
        It goes by what sessions record; what belongs to the assessment in the initial
        phase is not judged.
    """
    if eating_work in AGAINST:
        yield from not_used(course, sought("IPT412", techniques), _LATER)
