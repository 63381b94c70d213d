"""IPT201: the initial phase is not longer than the protocol allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the initial phase take one session more than the protocol allows."""
    most = known(protocols[plan.protocol].initial_max)
    sessions = tuple(
        attrs.evolve(session, phase=Phase.INITIAL) if index <= most else session
        for index, session in enumerate(plan.sessions or ())
    )
    return attrs.evolve(plan, sessions=sessions)


@rule(
    "IPT201",
    "initial-phase-length",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R26",),
    sources=("F62", "F11", "F07a", "F12"),
    message="The initial phase took {count} sessions; {initial_max} are the most.",
    hint=(
        "Choose focus and contract within {initial_max} sessions, or waive the finding "
        "with the reason."
    ),
    companions=("IPT305",),
    fault=fault,
)
def check(course: Course, initial_max: int) -> Iterator[Need]:
    """The initial phase is not longer than the protocol allows.

    What it checks:
        The number of held sessions of the initial phase.

    Why it matters:
        Each session of assessment is one that the work on the focus does not have.

    When departing is right:
        When the diagnosis is unclear or a crisis comes first. Sessions from a
        renegotiated contract on are not counted.

    Known limits:
        Protocols that fix which sessions belong to which phase are judged by IPT204.
    """
    anew = min(course.renegotiated(), default=None)
    initial = [h for h in course.of(Phase.INITIAL) if anew is None or h.number < anew]
    over = initial[initial_max:]
    missing = course.unphased()
    yield always(
        False if over else None if missing else True,
        at=[here.path("phase") for here in over],
        missing=missing,
        count=len(initial),
        initial_max=initial_max,
    )
