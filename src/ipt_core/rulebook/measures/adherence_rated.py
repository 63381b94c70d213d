"""IPT709: where a course is said to be faithful, somebody rated it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import MeasureKind, measures
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import each_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Say that it was faithful, and rate nothing."""
    bare = each_session(plan, lambda s: attrs.evolve(s, ratings=()))
    return attrs.evolve(bare, ratings=(), fidelity_claimed=True)


@rule(
    "IPT709",
    "adherence-rated",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R91",),
    sources=("F57b", "F58"),
    message="The course is said to keep to the protocol, and nobody rated that.",
    hint="Have a session rated with an instrument of adherence, and record the rating.",
    companions=("IPT519",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Where a course is said to be faithful, somebody rated it.

    What it checks:
        Where the plan claims fidelity, at least one rating with an instrument of
        adherence or competence is recorded, of a session or of the course.

    Why it matters:
        Trained raters tell IPT from other therapies almost perfectly [F57b]; without a
        rating the claim is an opinion.

    When departing is right:
        When the rating is kept elsewhere: record that there is one.

    Known limits:
        It does not look at the score, at the rater or at how many sessions were rated.
    """
    if not course.plan.fidelity_claimed:
        return
    rated = any(_is_of_adherence(r.instrument) for _, r, _ in course.ratings())
    missing: list[Path] = [] if course.plan.ratings is not None else [("ratings",)]
    missing += [
        ("sessions", index, "ratings")
        for index, session in course.seen
        if session.ratings is None
    ]
    missing += [] if course.covers("ratings") else [("records", "ratings")]
    yield eventually(
        True if rated else None if missing else False,
        by=course.total,
        fact=True,
        at=[("ratings",)],
        missing=missing,
    )


def _is_of_adherence(instrument: str) -> bool:
    known = measures.get(instrument)
    return known is not None and known.kind in {
        MeasureKind.ADHERENCE,
        MeasureKind.COMPETENCE,
    }
