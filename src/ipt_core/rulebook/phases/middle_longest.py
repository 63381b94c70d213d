"""IPT209: no phase is longer than the middle phase."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.vocabulary import Phase, SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Work on the focus in one session only, and end for the rest of the course."""
    sessions = list(plan.sessions or ())
    _, shorter, *others = [
        index
        for index, session in enumerate(sessions)
        if session.kind is SessionKind.ACUTE and session.phase is Phase.MIDDLE
    ]
    for index in (shorter, *others):
        sessions[index] = attrs.evolve(sessions[index], phase=Phase.TERMINATION)
    return attrs.evolve(plan, sessions=tuple(sessions))


@rule(
    "IPT209",
    "middle-longest",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R28",),
    sources=("F62", "F05", "F36d"),
    message="{count} sessions of the {phase} phase, {middle} of the middle phase.",
    hint="Leave most of the sessions to the work on the focus.",
    companions=("IPT202", "IPT204", "IPT208"),
    fault=fault,
)
def check(
    course: Course,
    middle_longest: bool,  # noqa: ARG001 - the finding rests on it
) -> Iterator[Need]:
    """No phase is longer than the middle phase.

    What it checks:
        By the end of the course neither the initial nor the termination phase has
        more sessions than the middle phase. Planned sessions are counted.

    Why it matters:
        The middle phase is where the problem areas are worked on.

    When departing is right:
        Some forms split their sessions evenly: they are not judged. Very short
        courses may need as many sessions to begin and end as to work.

    Known limits:
        That the middle is the longest phase is worked out from the published splits;
        no source asks for it as such.
    """
    listed = (*course.held, *course.upcoming)
    counts = Counter(here.session.phase for here in listed)
    longest = max((Phase.INITIAL, Phase.TERMINATION), key=lambda phase: counts[phase])
    middle = counts[Phase.MIDDLE]
    missing = course.unphased()
    yield so_far(
        None if missing else counts[longest] <= middle,
        by=course.total,
        at=[("sessions",)],
        missing=missing,
        count=counts[longest],
        phase=longest,
        middle=middle,
    )
