"""IPT708: where there is no early gain, the treatment is reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import definitions
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Judgement
from ipt_core.rulebook._change import acute, each_session
from ipt_core.rulebook._definitions import gained
from ipt_core.rulebook._reviewed import (
    first_review,
    middle_of,
    reached,
    reviewed,
    without_reviews,
)
from ipt_core.rulebook.measures._scored import series
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Hold, Need
    from ipt_core.model import Session, TreatmentPlan

_WHAT = "early-gain"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Judge half-way that there is no gain, and go on as before."""
    said = Attestation(origin=Origin.CLINICIAN, by="therapist")
    judged = Judgement(
        what=_WHAT,
        definition="phq-9-response-50",
        presence=Presence.ABSENT,
        attested=said,
    )
    others = tuple(each for each in plan.judgements or () if each.what != _WHAT)
    level = _without_change(without_reviews(plan, "IPT708"))
    return attrs.evolve(level, judgements=(*others, judged))


def _without_change(plan: TreatmentPlan) -> TreatmentPlan:
    """Let every score but those of the last session be the one at baseline."""
    before = plan.assessment.scores if plan.assessment else ()
    totals = {score.instrument: score.total for score in before or ()}
    last = len(acute(plan))

    def change(session: Session) -> Session:
        if session.number == last:
            return session
        scores = tuple(
            attrs.evolve(score, total=totals.get(score.instrument, score.total))
            for score in session.scores or ()
        )
        return attrs.evolve(session, scores=scores)

    return each_session(plan, change)


@rule(
    "IPT708",
    "no-gain-reviewed",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R90",),
    sources=("F04d", "F62"),
    message=(
        "By session {middle} of {agreed} neither a judgement nor the totals show a "
        "gain as large as a definition held for the instrument asks for; a smaller "
        "gain is not seen. From session {since} on no review of the treatment is "
        "recorded."
    ),
    hint=(
        "Review the treatment with the supervisor or the prescriber, and record that "
        "as the task treatment-review: of the next session, or of a contact with its "
        "own date."
    ),
    fault=fault,
)
def check(course: Course, progress_review_share: float) -> Iterator[Need]:
    """Where there is no early gain, the treatment is reviewed.

    What it checks:
        When so large a share of the agreed sessions is over: whether somebody judged by
        a named definition that there was an early gain, or whether the last totals by
        then meet a named definition of their instrument. Where neither, a review of the
        treatment with the supervisor or the prescriber is recorded as the task
        `treatment-review`: of that session or the one before it, or of any session,
        contact or meeting after that.

    Why it matters:
        What does not help in the first half may not help in the second; there is still
        time to look at it [F04d].

    When departing is right:
        When the review is due in the next session.

    Known limits:
        The share of the sessions is a convention of this library, and so is that a
        review may come one session early. The kindest definition of an instrument
        counts. A gain that is smaller than each of them asks for is not seen: for an
        instrument of which only response and remission are defined, totals may have
        fallen far, and a judgement by a named definition can say so. Where neither such
        a judgement nor scores that have a definition tell, the rule is not checked;
        totals that stay below the cut-off of a case, as in prevention, do not tell that
        a gain is missing. A look at foci and time left with the patient alone
        (`midpoint-review`) is no review of the treatment.
        A course of maintenance sessions only has no early gain to look for.
    """
    if course.maintained:
        return
    if course.agreed is None:
        yield eventually(None, missing=[("contracts",)])
        return
    agreed = reached(course, course.agreed, progress_review_share)
    if agreed is None:
        return
    middle = middle_of(agreed, progress_review_share)
    said = (_judged(course), _computed(course, middle))
    known = [gain for gain, _ in said if gain is not None]
    if not known:
        yield eventually(None, missing=[("judgements",)])
        return
    since = first_review(middle)
    begun = next((h.position for h in course.held if h.number >= since), None)
    holds, missing = reviewed(course, begun, "IPT708")
    if not course.covers("judgements"):
        holds, missing = holds or None, (*missing, ("records", "judgements"))
    yield eventually(
        True if any(known) else holds,
        by=course.total,
        at=[path for _, places in said for path in places],
        missing=missing,
        middle=middle,
        agreed=agreed,
        since=since,
    )


def _judged(course: Course) -> tuple[Hold, list[Path]]:
    judged = [
        (path, each.presence is Presence.PRESENT)
        for path, each in course.judgements(_WHAT)
        if each.definition in definitions and each.presence is not Presence.NOT_ASSESSED
    ]
    if not judged:
        return None, []
    return any(gained for _, gained in judged), [path for path, _ in judged]


def _computed(course: Course, middle: int) -> tuple[Hold, list[Path]]:
    said: list[tuple[Path, Hold]] = []
    for each in series(course):
        by_then = [(s.total, s.path) for s in each.later if s.number <= middle]
        named = [d for d in definitions.values() if d.measure == each.instrument]
        if by_then:
            total, path = by_then[-1]
            said += [(path, gained(d, each.baseline, total)) for d in named]
    known = [(path, holds) for path, holds in said if holds is not None]
    if not known:
        return None, []
    paths = list(dict.fromkeys(path for path, _ in known))
    return any(holds for _, holds in known), paths
