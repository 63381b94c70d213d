"""IPT413: transference, dreams and childhood are not interpreted."""

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
    """Interpret the transference in a session."""
    if known(protocols[plan.protocol].interpretation) not in AGAINST:
        raise ValueError("the protocol has nothing against it")
    return with_technique(plan, sought("IPT413", techniques)[0])


@rule(
    "IPT413",
    "interpretation-used",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R59",),
    sources=("F62b", "F63"),
    message="IPT avoids {techniques}, which was used; session {numbers}.",
    hint=(
        "Stay with current relationships; take what happens in the room as information."
    ),
    fault=fault,
)
def check(course: Course, interpretation: Stance) -> Iterator[Need]:
    """Transference, dreams and childhood are not interpreted.

    What it checks:
        No held session records the interpretation of transference, dreams or
        childhood. One finding for the whole course.

    Why it matters:
        IPT works on relationships of today and avoids these techniques of other
        therapies [F62b].

    When departing is right:
        Naming what happens between patient and therapist, as a model for other
        relationships, is no interpretation and belongs to work on deficits [F63].

    Known limits:
        It goes by what sessions record as techniques.
    """
    if interpretation in AGAINST:
        yield from not_used(course, sought("IPT413", techniques))
