"""IPT519: the alliance is noted early and in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import MeasureKind, measures
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import each_session, without_task
from ipt_core.rulebook._due import due_for
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_TASK = "alliance"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Never speak of the alliance, and never rate it."""
    silent = each_session(
        without_task(plan, _TASK), lambda session: attrs.evolve(session, ratings=())
    )
    return attrs.evolve(silent, ratings=())


@rule(
    "IPT519",
    "alliance-noted",
    severity=Severity.INFO,
    since="0.1",
    requirements=("N2",),
    sources=("ART", "F07f"),
    message="The {phase} phase passed without a word about the alliance.",
    hint=(
        "Note how the working relationship is, or have it rated, at least once in the "
        "{phase} phase."
    ),
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """The alliance is noted early and in the middle.

    What it checks:
        At least once in the initial phase and once in the middle phase a session has
        the task `alliance`, or a rating of the alliance. Meetings before the
        treatment count for the initial phase.

    Why it matters:
        The article holds the alliance to be indispensable throughout [ART]; a strain
        that is noticed can be talked about while there is time.

    When departing is right:
        When it is looked at in every supervision and recorded there.

    Known limits:
        That it is noted twice is a convention: no source gives a number. A rating
        without a session counts for neither phase.
    """
    for due in due_for("IPT519", tasks):
        rated = _rated(course)
        gaps: list[Path] = []
        gaps += [] if course.covers("ratings") else [("records", "ratings")]
        for phase in (Phase.INITIAL, Phase.MIDDLE):
            found = course.task(_TASK, phase)
            missing = [*found.missing, *gaps]
            noted = found.holds or (None if missing else False)
            yield eventually(
                True if phase in rated else noted,
                # A course can go back to its middle phase, not to its first.
                closed=phase is Phase.INITIAL and course.passed(phase),
                fact=True,
                by=course.last(phase),
                at=[("sessions",)],
                missing=missing,
                evidence=due.evidence,
                phase=phase,
            )


def _rated(course: Course) -> set[Phase | None]:
    """Phases of the sessions of which the alliance was rated."""
    phases: dict[int, Phase | None] = {}
    numbers: dict[int, int] = {}
    begun = False
    for here in course.held:
        phase = here.session.phase
        begun = begun or phase not in {Phase.INITIAL, None}
        phases[here.position] = None if begun and phase is Phase.INITIAL else phase
        numbers.setdefault(here.number, here.position)
    return {
        phases.get(numbers.get(rating.attested.session or 0, -1))
        if position is None
        else phases.get(position)
        for _, rating, position in course.ratings()
        if _of_alliance(rating.instrument)
    }


def _of_alliance(instrument: str) -> bool:
    known = measures.get(instrument)
    return known is not None and known.kind is MeasureKind.ALLIANCE
