"""IPT203: phases follow one another in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute, change_session
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Begin the termination phase, and go back to the middle phase once more."""
    first = [session.phase for session in acute(plan)].index(Phase.TERMINATION)
    early = change_session(plan, first - 1, phase=Phase.TERMINATION)
    return change_session(early, first, phase=Phase.MIDDLE)


@rule(
    "IPT203",
    "phase-order",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R23",),
    sources=("F04a", "ART", "F27"),
    message="Session {number} is {phase} phase, after a session of the {later} phase.",
    hint=(
        "In a plan, put the phases in their order; for a held session correct the "
        "phase only if it was recorded wrongly, else waive the finding with the reason."
    ),
    companions=(
        "IPT204",
        "IPT504",
        "IPT505",
        "IPT509",
        "IPT511",
        "IPT512",
        "IPT513",
        "IPT519",
        "IPT705",
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Phases follow one another in their order.

    What it checks:
        No session belongs to an earlier phase than a session before it. One finding
        for the whole course, at the first session that goes back.

    Why it matters:
        The focus rests on the assessment, and the ending on work that was done.

    When departing is right:
        When a crisis or a new focus makes a second assessment necessary: a contract
        made in that session lets the phases begin anew.

    Known limits:
        Sessions count in the order in which the plan lists them, not by date. A course
        of maintenance sessions only has no phases.
    """
    if course.maintained:
        return
    order = list(Phase)
    anew = course.renegotiated()
    top = 0
    back: list[tuple[Held, Phase]] = []
    for here in course.held:
        if here.session.phase:
            rank = order.index(here.session.phase)
            top = rank if here.number in anew else max(top, rank)
            if rank < top:
                back.append((here, order[top]))
    missing = course.unphased()
    first, later = back[0] if back else (None, None)
    yield always(
        False if back else None if missing else True,
        at=[here.path("phase") for here, _ in back],
        missing=missing,
        number=first.number if first else 0,
        phase=first.session.phase if first else "",
        later=later or "",
    )
