"""IPT705: an outcome measure is taken at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import each_session
from ipt_core.rulebook._timing import ending_due
from ipt_core.rulebook.measures._scored import is_outcome, placed
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Session, TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Score nothing in the termination phase."""
    return each_session(plan, _bare)


def _bare(session: Session) -> Session:
    ending = session.phase is Phase.TERMINATION
    return attrs.evolve(session, scores=()) if ending else session


@rule(
    "IPT705",
    "measure-at-end",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R85",),
    sources=("F53b", "F44b", "F38"),
    where=("outcome_measured",),
    tolerances=("termination_after_maintenance",),
    message="No outcome measure was taken in the termination phase.",
    hint="Give the measure of the baseline again before the last session ends.",
    companions=("IPT510", "IPT516", "IPT703", "IPT704", "IPT710"),
    fault=fault,
)
def check(
    course: Course, termination_after_maintenance: bool = False
) -> Iterator[Need]:
    """An outcome measure is taken at the end.

    What it checks:
        A score of an instrument of outcome is recorded in a session of the termination
        phase, or after one, such as at home, in a meeting after a group or a booster
        session.

    Why it matters:
        With the baseline it shows what the course has brought; all trials of IPT
        measure at the end.

    When departing is right:
        When the course ends early: the last score that there is stands for it, and
        nothing is asked.

    Known limits:
        It does not look at whether it is the instrument of the baseline. An instrument
        that the catalogue does not know may be one of outcome: then it is not checked.
        A course of maintenance sessions only has no termination phase. Where that comes
        after maintenance, a score is asked for once it has begun.
    """
    if course.maintained or not ending_due(course, termination_after_maintenance):
        return
    ending = [
        here
        for here in (*course.held, *course.closing)
        if here.session.phase in {Phase.TERMINATION, None} and here.delivered
    ]
    acute = (h for h in ending if h.position in course.numbers)
    numbers = {h.number for h in acute if h.session.phase is Phase.TERMINATION}
    closing = {here.position for here in course.closing}
    known = {
        each.path: is_outcome(each.score)
        for each in placed(course)
        if each.number in numbers or each.path[1] in closing
    }
    missing: list[Path] = [
        here.path("scores" if here.session.phase else "phase")
        for here in ending
        if here.session.phase is None
        or here.session.scores is None
        or any(is_outcome(score) is not False for score in here.session.scores)
        or not course.covers("scores")
    ]
    missing += [(*path, "instrument") for path, each in known.items() if each is None]
    missing += [("sessions",)] if course.partial else []
    yield eventually(
        True if any(known.values()) else None if missing else False,
        by=None if termination_after_maintenance else course.total,
        fact=True,
        maintained=termination_after_maintenance,
        at=[("sessions",)],
        missing=missing,
    )
