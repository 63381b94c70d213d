"""IPT204: sessions belong to the phases that the protocol fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute, change_session
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import PhaseRanges
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Begin the middle phase one session late."""
    phases = [session.phase for session in acute(plan)]
    return change_session(plan, phases.index(Phase.MIDDLE), phase=Phase.INITIAL)


@rule(
    "IPT204",
    "phase-ranges",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R29",),
    sources=("F27", "F25c"),
    message=(
        "Outside their phase: session {numbers}. Of {total} sessions the protocol "
        "gives {initial} to the initial, {middle} to the middle and {termination} to "
        "the termination phase."
    ),
    hint=(
        "In a plan, change the phase; for a held session correct it only if it was "
        "recorded wrongly, else waive the finding with the reason."
    ),
    companions=(
        "IPT201",
        "IPT202",
        "IPT209",
        "IPT519",
    ),
    fault=fault,
)
def check(course: Course, phase_ranges: PhaseRanges) -> Iterator[Need]:
    """Sessions belong to the phases that the protocol fixes.

    What it checks:
        Where a protocol fixes which sessions belong to which phase, each held session
        is recorded under that phase. One finding for the whole course.

    Why it matters:
        A fixed split keeps an adolescent's twelve sessions from being used up by the
        assessment.

    When departing is right:
        When the number of sessions was renegotiated: sessions from then on are not
        judged. Elsewhere waive the finding with the reason.

    Known limits:
        It judges courses of exactly the length that the ranges were published for.
        Where sources disagree about a boundary, either reading is accepted.
    """
    totals = [course.agreed_at(here.number) or course.agreed for here in course.held]
    if None in totals:
        yield always(None, missing=[("contracts",)])
        return
    judged = [
        here
        for here, total in zip(course.held, totals, strict=True)
        if {total, *totals[:1]} == {phase_ranges.total}
    ]
    if not judged:
        return
    outside = [
        here
        for here in judged
        if here.session.phase and here.number not in phase_ranges.of(here.session.phase)
    ]
    missing = [here.path("phase") for here in judged if here.session.phase is None]
    missing += [("sessions",)] if course.partial else []
    yield always(
        False if outside else None if missing else True,
        at=[here.path("phase") for here in outside],
        missing=missing,
        numbers=tuple(here.number for here in outside),
        total=phase_ranges.total,
        initial=phase_ranges.initial,
        middle=phase_ranges.middle,
        termination=phase_ranges.termination,
    )
