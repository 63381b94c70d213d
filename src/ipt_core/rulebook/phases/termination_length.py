"""IPT208: the termination phase is as long as the protocol has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, eventually, rule
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook._change import known
from ipt_core.vocabulary import Phase, SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Begin the termination phase so early that it is one session too long."""
    most = int(known(protocols[plan.protocol].termination_sessions).max)
    sessions = list(plan.sessions or ())
    places = [i for i, s in enumerate(sessions) if s.kind is SessionKind.ACUTE]
    for index in places[-most - 1 :]:
        sessions[index] = attrs.evolve(sessions[index], phase=Phase.TERMINATION)
    return attrs.evolve(plan, sessions=tuple(sessions))


@rule(
    "IPT208",
    "termination-length",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R27",),
    sources=("F09", "F05", "F25f", "F36d"),
    message=(
        "The termination phase took {count} sessions; the protocol has "
        "{termination_sessions}."
    ),
    hint="Keep {termination_sessions} sessions for the ending.",
    companions=(
        "IPT204",
        "IPT209",
    ),
    fault=fault,
)
def check(course: Course, termination_sessions: Range) -> Iterator[Need]:
    """The termination phase is as long as the protocol has it.

    What it checks:
        The number of held sessions of the termination phase, once it has begun.

    Why it matters:
        The ending has tasks of its own, and they take time; a long ending takes
        sessions from the work on the focus.

    When departing is right:
        When the patient needs more time for the ending and both agree on it: sessions
        from a renegotiated contract on are not counted as too many.

    Known limits:
        A course without a termination phase is IPT202's business. Protocols that fix
        which sessions belong to which phase are judged by IPT204.
    """
    ending = course.of(Phase.TERMINATION)
    anew = min(course.renegotiated(), default=None)
    counted = [here for here in ending if anew is None or here.number < anew]
    most, least = int(termination_sessions.max), int(termination_sessions.min)
    over = counted[most:]
    missing = course.unphased()
    yield always(
        False if over else None if missing else True,
        at=[here.path("phase") for here in over],
        missing=missing,
        count=len(counted),
        termination_sessions=termination_sessions,
    )
    if ending and not over:
        yield eventually(
            True if len(ending) >= least else None if missing else False,
            by=course.total,
            at=[ending[0].path("phase")],
            missing=missing,
            count=len(ending),
            termination_sessions=termination_sessions,
        )
