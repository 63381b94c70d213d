"""IPT107: number of sessions and end are fixed by the end of the initial phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute
from ipt_core.rulebook._timing import first_after
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Contract, TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Fix the frame only when the work on the focus has begun."""
    phases = [session.phase for session in acute(plan)]
    late = phases.index(Phase.MIDDLE) + 1
    contracts = tuple(attrs.evolve(c, from_session=late) for c in plan.contracts or ())
    return attrs.evolve(plan, contracts=contracts)


@rule(
    "IPT107",
    "time-limit",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R03",),
    sources=("F02", "F05", "F04a"),
    message=(
        "The initial phase ended without a time limit: a number of sessions and their "
        "end."
    ),
    hint="Agree on a number of sessions and on when they end, in the initial phase.",
    companions=("IPT305", "IPT507"),
    fault=fault,
)
def check(
    course: Course,
    time_limit: bool,  # noqa: ARG001 - the finding rests on it
) -> Iterator[Need]:
    """Number of sessions and end are fixed by the end of the initial phase.

    What it checks:
        Contracts that were made before the first session of a later phase fix the
        number of sessions and their end: a date, or the days from one session to the
        next, from which it follows.

    Why it matters:
        IPT works with its time limit: it gives the work its pace, and the ending can
        be talked about from the start.

    When departing is right:
        Forms without a fixed end, such as IPT for cognitive impairment and
        maintenance, are not judged. In a crisis fix the limit as soon as it can be
        kept, and waive the finding.

    Known limits:
        A contract that does not say in which session it was made counts as made in
        time. Whether the patient agreed is another rule's business.
    """
    if course.plan.contracts is None:
        yield eventually(None, missing=[("contracts",)])
        return
    middle = first_after(course)
    whole = course.over or course.partial
    reached = max((here.number for here in course.held), default=0)
    in_time = [
        (index, contract)
        for index, contract in course.contracts
        if middle is None or _made(contract) < middle.number
        # What is said of a session yet to come cannot be judged before it.
        if whole or _made(contract) <= reached
    ]
    since = _fixed_in([contract for _, contract in in_time])
    unclear = _open(since or 0, course)
    yield eventually(
        False if not in_time else None if since is None or unclear else True,
        closed=middle is not None,
        by=course.last(Phase.INITIAL),
        at=[*(("contracts", index) for index, _ in course.contracts), ("contracts",)],
        missing=unclear
        or [
            ("contracts", index, field)
            for index, contract in in_time
            for field in ("sessions", "cadence_days", "end_date")
            if getattr(contract, field) is None
        ],
    )


def _made(contract: Contract) -> int:
    return contract.from_session or 0


def _fixed_in(contracts: list[Contract]) -> int | None:
    """In which session all that fixes a limit was agreed; None if it is not fixed."""
    numbers = [_made(c) for c in contracts if c.sessions is not None]
    ends = [
        _made(c)
        for c in contracts
        if c.end_date is not None or c.cadence_days is not None
    ]
    return max(min(numbers), min(ends)) if numbers and ends else None


def _open(made: int, course: Course) -> list[Path]:
    """Where it would stand whether the initial phase was still going on then."""
    # A session that is recorded behind that one, under a low number, changes nothing.
    reached = next((h.position for h in course.held if h.number >= made), None)
    before = [
        here
        for here in course.held
        if here.number <= made and (reached is None or here.position <= reached)
    ]
    unphased = [h.path("phase") for h in before if h.session.phase is None]
    gaps = course.partial and made > (reached is not None)
    return [*unphased, *([("sessions",)] if gaps else [])]
