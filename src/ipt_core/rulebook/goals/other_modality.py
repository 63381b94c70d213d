"""IPT409: techniques of other therapies are not mixed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import techniques
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.goals._techniques import not_used, with_technique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_ANY = "other-psychotherapy"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Use cognitive restructuring in a session."""
    return with_technique(plan, sought("IPT409", techniques)[0])


@rule(
    "IPT409",
    "other-modality",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R55",),
    sources=("F01", "F10", "F57b"),
    message="Techniques of another therapy were used: {techniques}; session {numbers}.",
    hint=(
        "Say what the technique is for within IPT, or record the other therapy as a "
        "treatment beside it."
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Techniques of other therapies are not mixed in.

    What it checks:
        No held session records cognitive restructuring or behavioural activation,
        unless that therapy is recorded as a treatment beside IPT. One finding for the
        whole course.

    Why it matters:
        The source article names both among the techniques of IPT; the guideline that
        it follows lists neither [F01], and cognitions are not what IPT aims at [F10].
        In trials IPT and CBT are told apart almost perfectly by their techniques
        [F57b].

    When departing is right:
        Where a brief form adds activation, or the patient is treated with both: record
        the other treatment.

    Known limits:
        It goes by what sessions record. Techniques that therapies share draw nothing;
        exposure and interpretation have rules of their own.
    """
    beside = {each.kind for each in course.plan.treatments or ()}
    if _ANY not in beside:
        known = sought("IPT409", techniques)
        mixed = [code for code in known if techniques[code].therapy not in beside]
        if mixed:
            yield from not_used(course, mixed)
