"""IPT206: the sessions that are listed are as many as were agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core._limits import BEYOND
from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute
from ipt_core.vocabulary import Party, SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """List one session more, yet to come, than was agreed."""
    *_, last = acute(plan)
    more = attrs.evolve(
        last,
        id=None,
        status=SessionStatus.PLANNED,
        number=None,
        on=None,
        day=None,
        tasks=(),
        scores=(),
        enquiries=(),
        attested=None,
    )
    return attrs.evolve(plan, sessions=(*(plan.sessions or ()), more))


@rule(
    "IPT206",
    "sessions-equal-contract",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R25",),
    structural=True,
    message="{listed} acute sessions are listed; {agreed} were agreed.",
    hint="List {agreed} sessions, or agree on another number in a new contract.",
    companions=("IPT209",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The sessions that are listed are as many as were agreed.

    What it checks:
        Where acute sessions are listed ahead, those held and those to come are
        together as many as the contract in force says.

    Why it matters:
        The ending is counted from the agreed number: a list that says something else
        moves it.

    When departing is right:
        While a list is being made it may be short. A session that the patient misses
        may use one up, unless the contract says that it does not.

    Known limits:
        Where nothing is listed ahead, nothing is said: fewer sessions held than agreed
        are not judged, and sessions beyond the contract are IPT212's business.
    """
    listed = len(course.held) + len(course.upcoming)
    agreed = course.agreed_at(BEYOND)
    ahead = course.upcoming or any(not here.delivered for here in course.held)
    if not ahead:
        if agreed is not None and listed == agreed and not course.partial:
            yield so_far(True)
        return
    if agreed is None or course.partial:
        if course.contracts or course.plan.contracts is None:
            gaps = [("sessions",)] if course.partial else []
            yield so_far(None, missing=[*gaps, ("contracts",)])
        return
    fewest = agreed - _used_up(course)
    yield so_far(
        fewest <= listed <= agreed,
        at=[("sessions",)],
        listed=listed,
        agreed=agreed,
    )


def _used_up(course: Course) -> int:
    """How many sessions the patient's absences may have used up."""
    _, contract = course.contracts[-1]
    if contract.missed_counts is False:
        return 0
    sessions = course.plan.sessions or ()
    return sum(
        sessions[index].status is SessionStatus.MISSED
        or sessions[index].cancelled_by is Party.PATIENT
        for index in course.absent
    )
