"""IPT411: no exposure where a form of IPT is defined by doing without it."""

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
    """Let the patient go through the trauma in a session."""
    if known(protocols[plan.protocol].exposure) not in AGAINST:
        raise ValueError("the protocol has nothing against it")
    return with_technique(plan, sought("IPT411", techniques)[-1])


@rule(
    "IPT411",
    "exposure-used",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R57",),
    sources=("F07c", "F38"),
    message="This form does without {techniques}, which was used; session {numbers}.",
    hint=(
        "Turn to what the symptoms do to relationships now; if exposure is what is "
        "needed, another treatment is made for it."
    ),
    fault=fault,
)
def check(course: Course, exposure: Stance) -> Iterator[Need]:
    """No exposure where a form of IPT is defined by doing without it.

    What it checks:
        Where the protocol forbids it, no held session records exposure or retelling
        the trauma as treatment. One finding for the whole course.

    Why it matters:
        IPT for PTSD was tested as the treatment that works without facing reminders
        of the trauma [F38].

    When departing is right:
        Not within this form. That a patient speaks of the trauma unasked is neither.

    Known limits:
        It goes by what sessions record as techniques.
    """
    if exposure in AGAINST:
        yield from not_used(course, sought("IPT411", techniques))
