"""IPT812: the disorder is one that the form was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import disorders as known_disorders
from ipt_core.catalogue import falls_under, protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook._timing import attested_before, first_after
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Hold, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Plan it for the first disorder that the form is not made for."""
    made_for = known(protocols[plan.protocol].disorders)
    other = next(code for code in known_disorders if not _fits(code, made_for))
    bare = plan.assessment and attrs.evolve(plan.assessment, diagnoses=())
    return attrs.evolve(plan, disorders=(other,), assessment=bare)


@rule(
    "IPT812",
    "disorder-studied",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R10",),
    sources=("F06", "F21", "F22"),
    message="None of the recorded disorders is one that this protocol is made for.",
    hint=(
        "Look whether another protocol is made for the disorder, or note why this one "
        "is chosen. This protocol is made for {disorders}."
    ),
    companions=("IPT810",),
    fault=fault,
)
def check(course: Course, disorders: tuple[str, ...]) -> Iterator[Need]:
    """The disorder is one that the form was made for.

    What it checks:
        At least one disorder that the plan names, or that was diagnosed by the end of
        the initial phase, is one of the protocol's, belongs to one of its groups of
        disorders, or is a group that one of them belongs to.

    Why it matters:
        What a form does and for how long was worked out for a disorder; for another
        one another form may have been.

    When departing is right:
        When no form was made for the disorder, or the other disorder is treated
        besides. Note why.

    Known limits:
        Disorders that the catalogue does not know are passed over: where there are
        only such, the rule is not checked.
    """
    middle = first_after(course)
    recorded = list(_recorded(course, middle))
    judged = [_fits(code, disorders) for _, code in recorded]
    holds: Hold = True if True in judged else None
    if judged and None not in judged:
        holds = True in judged
    yield eventually(
        holds,
        closed=middle is not None,
        by=course.last(Phase.INITIAL),
        fact=True,
        at=[path for path, _ in recorded],
        missing=[("disorders",), ("assessment", "diagnoses")],
        disorders=disorders,
    )


def _recorded(course: Course, middle: Held | None) -> Iterator[tuple[Path, str]]:
    for index, code in enumerate(course.plan.disorders or ()):
        yield ("disorders", index), code
    made = (course.plan.assessment and course.plan.assessment.diagnoses) or ()
    for index, diagnosis in enumerate(made):
        fact = diagnosis.attested
        if course.sees(fact) and attested_before(fact, middle):
            yield ("assessment", "diagnoses", index), diagnosis.disorder


def _fits(code: str, made_for: tuple[str, ...]) -> Hold:
    if code not in known_disorders:
        return None
    return falls_under(code, made_for) or any(
        falls_under(other, (code,)) for other in made_for
    )
