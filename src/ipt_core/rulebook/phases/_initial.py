"""How long the initial phase took, for the two rules about it."""

from __future__ import annotations

__all__ = ["initial_at_most", "prolong"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import always
from ipt_core.vocabulary import Phase, SessionKind

if TYPE_CHECKING:
    from ipt_core.engine import Course, Need
    from ipt_core.model import TreatmentPlan


def initial_at_most(course: Course, most: int, initial_max: int) -> Need:
    """Say that the initial phase takes at most so many sessions.

    Sessions from a renegotiated contract on are not counted.
    """
    anew = min(course.renegotiated(), default=None)
    initial = [h for h in course.of(Phase.INITIAL) if anew is None or h.number < anew]
    over = initial[most:]
    missing = course.unphased()
    return always(
        False if over else None if missing else True,
        at=[here.path("phase") for here in over],
        missing=missing,
        count=len(initial),
        initial_max=initial_max,
    )


def prolong(plan: TreatmentPlan, by: int) -> TreatmentPlan:
    """Let the initial phase take so many sessions more than any reading allows.

    Raises:
        ValueError: if the protocol has no reading.
    """
    allowed = protocols[plan.protocol].initial_max
    most = max(each.value for each in (allowed.readings if allowed else ())) + by
    sessions = list(plan.sessions or ())
    acute = [i for i, s in enumerate(sessions) if s.kind is SessionKind.ACUTE]
    for index in acute[:most]:
        sessions[index] = attrs.evolve(sessions[index], phase=Phase.INITIAL)
    return attrs.evolve(plan, sessions=tuple(sessions))
