"""IPT510: what the protocol measures in each session is scored in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known, without_second_score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Hold, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Leave the scale out in the second session."""
    instruments = known(protocols[plan.protocol].measures_each_session)
    return without_second_score(plan, instruments)


@rule(
    "IPT510",
    "measures-each-session",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R66",),
    sources=("F25a", "F19"),
    message="A score of {instrument} is missing in these sessions: {sessions}.",
    hint="Give {instrument} in each session, and record the score with its day.",
    fault=fault,
)
def check(course: Course, measures_each_session: tuple[str, ...]) -> Iterator[Need]:
    """What the protocol measures in each session is scored in each.

    What it checks:
        Each delivered session has a score of every instrument that the protocol gives
        in each session, such as the mood rating of IPT-A. In a session that is still
        planned, the instrument is among those to be given.

    Why it matters:
        The number is tied to what happened since the last session; from it both see
        what helps [F25a].

    When departing is right:
        In a crisis, or where the patient would rather not.

    Known limits:
        A score that is kept apart from its session counts where it says in which
        session it was given.
    """
    apart = {
        (score.instrument, score.attested.session)
        for _, score, index in course.scores()
        if index is None and score.attested.session
    }
    for instrument in measures_each_session:
        lacking: list[Held] = []
        missing: list[Path] = [("sessions",)] if course.partial else []
        for here in course.held:
            found = (instrument, here.number) in apart or _given(here, instrument)
            if not found and (found is None or not course.covers("scores")):
                missing.append(here.path("scores"))
            elif not found:
                lacking.append(here)
        if course.held or missing:
            yield always(
                False if lacking else None if missing else True,
                at=[here.path("scores") for here in lacking],
                missing=missing,
                instrument=instrument,
                sessions=tuple(here.number for here in lacking),
            )


def _given(here: Held, instrument: str) -> Hold:
    one = here.session
    if not here.delivered and instrument in (one.measures or ()):
        return True
    if one.scores is None:
        return None
    return any(score.instrument == instrument for score in one.scores)
