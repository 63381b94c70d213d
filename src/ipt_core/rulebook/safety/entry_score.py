"""IPT816: the first score lies in the window in which people were taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Score
from ipt_core.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import EntryScore
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Begin with a score just below the window."""
    windows = protocols[plan.protocol].entry
    if not windows or plan.assessment is None:
        raise ValueError("the protocol has no entry score")
    low = Score(
        instrument=windows[0].instrument,
        total=windows[0].total.min - 1,
        attested=Attestation(origin=Origin.PATIENT, by="patient", session=0),
    )
    scores = (low, *(plan.assessment.scores or ()))
    return attrs.evolve(plan, assessment=attrs.evolve(plan.assessment, scores=scores))


@rule(
    "IPT816",
    "entry-score",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R20",),
    sources=("F19", "F14", "F44c", "F34b", "F38"),
    message=(
        "The first {instrument} lies outside {window}, with which people were taken in "
        "where this form was studied."
    ),
    hint="Nothing has to change: it says how far what was studied fits this person.",
    companions=("IPT707",),
    fault=fault,
)
def check(course: Course, entry: tuple[EntryScore, ...]) -> Iterator[Need]:
    """The first score lies in the window in which people were taken in.

    What it checks:
        For each instrument with an entry window, the first total in sight lies in it.

    Why it matters:
        What a study found holds first of all for people like those in it.

    When departing is right:
        Nearly always: an entry window is a trial's, not a rule of treatment.

    Known limits:
        Without a total of that instrument the rule is not checked. The message does
        not repeat the score.
    """
    for window in entry:
        first = next(
            (
                (path, score.total)
                for path, score, _ in course.scores()
                if score.instrument == window.instrument and score.total is not None
            ),
            None,
        )
        path, total = first or ((), None)
        yield eventually(
            None if total is None else total in window.total,
            closed=True,
            at=[path],
            missing=[("assessment", "scores")],
            evidence=window.evidence,
            instrument=window.instrument,
            window=window.total,
        )
