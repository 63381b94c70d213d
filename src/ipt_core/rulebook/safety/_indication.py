"""What is recorded of the conditions that a form of IPT was not studied with."""

from __future__ import annotations

__all__ = ["add_condition", "condition_need", "excluded_with", "urgent_conditions"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import (
    conditions,
    disorders,
    falls_under,
    protocols,
    protocols_about,
)
from ipt_core.engine import always
from ipt_core.model import Attestation, Exclusion
from ipt_core.rulebook._sought import sought
from ipt_core.vocabulary import Origin, Presence, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import ProtocolExclusion
    from ipt_core.engine import Course, Hold, Need
    from ipt_core.evidence import Severity
    from ipt_core.model import TreatmentPlan


def urgent_conditions() -> tuple[str, ...]:
    """List the conditions that need an urgent clinical review in any form of IPT."""
    return sought("IPT803", conditions)


def excluded_with(
    exclusions: Iterable[ProtocolExclusion], severity: Severity
) -> list[ProtocolExclusion]:
    """Pick the exclusions that matter so much, without those that are urgent."""
    urgent = urgent_conditions()
    return [
        excluded
        for excluded in exclusions
        if excluded.severity is severity and excluded.condition not in urgent
    ]


def condition_need(course: Course, excluded: ProtocolExclusion) -> Need:
    """Say that a condition is not recorded as present, nor as a diagnosis."""
    found = list(_found(course, excluded.condition))
    present = [path for path, holds in found if holds]
    looked = any(holds is False for _, holds in found)
    return always(
        False if present else True if looked else None,
        at=present,
        missing=[("assessment", "exclusions")],
        evidence=excluded.evidence,
        condition=excluded.condition,
        others=_made_for(excluded.condition) if present else "",
    )


def _made_for(condition: str) -> str:
    """Name the forms that are made for a condition; nothing where there is none."""
    if condition not in disorders:
        return ""
    forms = [_briefly(code) for code in protocols_about(f"disorders/{condition}")]
    return f" (for {condition}: {'; '.join(forms)})" if forms else ""


def _briefly(code: str) -> str:
    form = protocols[code]
    people = (form.population.value if form.population else None) or ()
    expected = form.medication and form.medication.value is Stance.EXPECTED
    said = [code, *(f"for {group}" for group in people)]
    return ", ".join((*said, "with medication") if expected else said)


def _found(course: Course, condition: str) -> Iterator[tuple[Path, Hold]]:
    assessment = course.plan.assessment
    for index, each in enumerate((assessment and assessment.exclusions) or ()):
        if each.condition == condition and course.sees(each.attested):
            known = {Presence.PRESENT: True, Presence.ABSENT: False}
            yield ("assessment", "exclusions", index), known.get(each.presence)
    for index, made in enumerate((assessment and assessment.diagnoses) or ()):
        if falls_under(made.disorder, (condition,)) and course.sees(made.attested):
            yield ("assessment", "diagnoses", index), True


def add_condition(plan: TreatmentPlan, severity: Severity) -> TreatmentPlan:
    """Record the first condition of a severity as present.

    Raises:
        ValueError: if the protocol excludes none with that severity.
    """
    listed = excluded_with(protocols[plan.protocol].exclusions, severity)
    if not listed or plan.assessment is None:
        raise ValueError("the protocol excludes nothing of this severity")
    said = Attestation(origin=Origin.CLINICIAN, by="therapist", session=0)
    found = Exclusion(
        condition=listed[0].condition, presence=Presence.PRESENT, attested=said
    )
    known = tuple(
        each
        for each in plan.assessment.exclusions or ()
        if each.condition != found.condition
    )
    changed = attrs.evolve(plan.assessment, exclusions=(*known, found))
    return attrs.evolve(plan, assessment=changed)
