"""IPT707: where somebody got reliably worse, the treatment is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core import outcomes
from ipt_core.catalogue import DefinitionKind, definitions
from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import Attestation, Score
from ipt_core.rulebook._change import acute, change_session
from ipt_core.rulebook._reviewed import reviewed, without_reviews
from ipt_core.rulebook.measures._scored import series
from ipt_core.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import Definition
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan
    from ipt_core.rulebook.measures._scored import Series

_DEFINED = "phq-9-reliable-change-6"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Score the PHQ-9 much higher in the second session, and go on as before."""
    bare = without_reviews(plan, "IPT707")
    if bare.assessment is None or len(acute(bare)) <= 1:
        raise ValueError("there is no second session to get worse in")
    low, high = (
        Score(
            instrument=definitions[_DEFINED].measure,
            total=total,
            attested=Attestation(origin=Origin.PATIENT, by="patient", session=number),
        )
        for total, number in ((5, 0), (20, acute(bare)[1].number))
    )
    others = tuple(
        s for s in bare.assessment.scores or () if s.instrument != low.instrument
    )
    begun = attrs.evolve(
        bare, assessment=attrs.evolve(bare.assessment, scores=(low, *others))
    )
    kept = acute(bare)[1].scores or ()
    return change_session(begun, 1, scores=(*kept, high))


@rule(
    "IPT707",
    "worsening-reviewed",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R89",),
    sources=("U22",),
    message=(
        "By {definition} the total of {since}, the worst so far, was reliably worse "
        "than at baseline, and no review of the treatment is recorded since."
    ),
    hint=(
        "Review the treatment with the supervisor or the prescriber, and record that "
        "as the task treatment-review: of the next session, or of a contact with its "
        "own date."
    ),
    companions=("IPT510", "IPT516", "IPT708", "IPT802", "IPT804", "IPT816", "IPT706"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Where somebody got reliably worse, the treatment is reviewed.

    What it checks:
        For each instrument with a named definition of reliable change: where totals are
        reliably higher than at baseline, a review of the treatment with the supervisor
        or the prescriber is recorded as the task `treatment-review` of the session with
        the highest of them, or of a session, contact or meeting after it. So each total
        that is worse than all before it asks for a review anew. Sessions of maintenance
        count as those of the acute treatment do.

    Why it matters:
        Getting worse by more than chance is a reason to look at what is done, while
        there is time.

    When departing is right:
        When something outside explains it and it was talked about: that is a review.

    Known limits:
        The only definition held, of 6 points on the PHQ-9, is unverified [U22].
        Instruments without one are passed over. Every total is compared with the
        baseline, as the definition has it: somebody who got better and then worse
        again is not seen before the total is above the first one. That one review
        answers for all totals up to the worst one, and that a total higher by one point
        asks for another, are conventions of this library. A look at foci and time left
        with the patient alone (`midpoint-review`) is no review of the treatment. It
        judges no level of risk.
    """
    found = {each.instrument: each for each in series(course)}
    for definition in definitions.values():
        reliable = definition.kind is DefinitionKind.RELIABLE_CHANGE
        if reliable and definition.measure in found:
            yield from _needs(course, definition, found[definition.measure])


def _needs(course: Course, definition: Definition, of: Series) -> Iterator[Need]:
    worse = [
        each for each in of.later if _is_worse(definition, of.baseline, each.total)
    ]
    if worse:
        worst = max(worse, key=lambda each: each.total)  # the first of those as high
        holds, missing = reviewed(course, worst.position, "IPT707")
        yield so_far(
            holds,
            by=course.total,
            at=[worst.path],
            missing=missing,
            evidence=definition.evidence,
            definition=definition.code,
            since=worst.name,
        )


def _is_worse(definition: Definition, before: float, now: float) -> bool:
    try:
        change = outcomes.reliable_change(definition, before, now)
    except InvalidValueError:  # a total outside of the range is IPT702's business
        return False
    return change is outcomes.Change.WORSENED
