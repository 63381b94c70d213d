"""IPT703: what the protocol measures every week is there in each session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known, without_second_score
from ipt_core.rulebook.measures._scored import placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave the scale out in the second session."""
    instruments = known(protocols[plan.protocol].measures_weekly)
    return without_second_score(plan, instruments)


@rule(
    "IPT703",
    "weekly-measure",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R70",),
    sources=("F40c",),
    message="The score of {instrument} is missing in these sessions: {sessions}.",
    hint="Look at {instrument} of the week in each session, and record its score.",
    companions=("IPT704", "IPT705"),
    fault=fault,
)
def check(course: Course, measures_weekly: tuple[str, ...]) -> Iterator[Need]:
    """What the protocol measures every week is there in each session.

    What it checks:
        Each delivered session has a score of every instrument that the protocol has
        filled in every week. One finding for an instrument.

    Why it matters:
        In IPSRT the rhythm of the days is what is worked on; the metric shows it
        [F40c].

    When departing is right:
        When the patient could not fill it in: talk about that instead, and note it.

    Known limits:
        Sessions are taken for weeks; where they are spaced, each still asks for one.
        Only delivered sessions are judged.
    """
    held = [here for here in course.held if here.delivered]
    scores = [each for each in placed(course) if not each.between]
    for instrument in measures_weekly:
        lacking: list[Held] = []
        missing: list[Path] = [("sessions",)] if course.partial else []
        scored = {p.number for p in scores if p.score.instrument == instrument}
        for here in held:
            given = here.session.scores
            if here.number in scored:
                continue
            if (
                given is None
                or not course.covers("scores")
                or any(score.instrument == instrument for score in given)
            ):
                missing.append(here.path("scores"))
            else:
                lacking.append(here)
        if held or missing:
            yield always(
                False if lacking else None if missing else True,
                at=[here.path("scores") for here in lacking],
                missing=missing,
                instrument=instrument,
                sessions=tuple(here.number for here in lacking),
            )
