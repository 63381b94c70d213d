"""IPT607: the members of a group share a diagnosis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import disorders, falls_under
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Diagnosis
from ipt_core.vocabulary import Origin, Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Diagnose the first disorder that has nothing to do with the one that is there."""
    if plan.assessment is None:
        raise ValueError("there is no assessment to record it in")
    known = _codes(Course(plan)) or set()
    other = next(code for code in disorders if not any(_alike(code, k) for k in known))
    made = Diagnosis(disorder=other, attested=Attestation(origin=Origin.CLINICIAN))
    changed = attrs.evolve(plan.assessment, diagnoses=(made,))
    return attrs.evolve(plan, disorders=None, assessment=changed)


@rule(
    "IPT607",
    "shared-diagnosis",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R80",),
    sources=("F36c",),
    message="The patient shares no recorded diagnosis with every other group member.",
    hint="Look whether this group is the right one, or note why it was chosen.",
    companions=("IPT812", "IPT813", "IPT814", "IPT810"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The members of a group share a diagnosis.

    What it checks:
        Where the plans of other members are given, one of this patient's diagnoses, or
        a group of disorders that it belongs to, is a diagnosis of each of them too.

    Why it matters:
        Members of a group recognise themselves in one another; the source has groups
        of one diagnosis [F36c].

    When departing is right:
        When there are too few people for a group of their own: note why.

    Known limits:
        It needs the plans of all members, and says nothing of the others than that.
        Where no diagnosis of somebody is recorded and confirmed it is not checked.
    """
    if course.plan.setting is not Setting.GROUP or not course.others:
        return
    own = _codes(course)
    theirs = [_codes(other) for other in course.others]
    holds = None
    if own and None not in theirs:
        holds = any(
            all(any(_alike(code, each) for each in codes or ()) for codes in theirs)
            for code in own
        )
    yield eventually(
        holds,
        at=[("assessment", "diagnoses")],
        missing=[("assessment", "diagnoses")],
    )


def _codes(course: Course) -> set[str] | None:
    """The diagnoses in sight that a person stands behind; None without any."""
    found = course.plan.assessment
    made = (found.diagnoses if found else None) or ()
    return {each.disorder for each in made if course.sees(each.attested)} or None


def _alike(one: str, other: str) -> bool:
    return falls_under(one, (other,)) or falls_under(other, (one,))
