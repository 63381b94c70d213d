"""How many sessions were left when the end was announced, for two rules."""

from __future__ import annotations

__all__ = ["announce_late", "notice"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import eventually
from ipt_core.rulebook._change import acute, change_session, known, without_task

if TYPE_CHECKING:
    from ipt_core.engine import Course, Need
    from ipt_core.model import TreatmentPlan

TASK = "announce-end"


def notice(course: Course, least: int, short: int) -> Need:
    """Say that the end is announced with at least so many sessions left.

    The current session counts: three are left in session 10 of 12. A contract about
    at most `short` sessions has announced the end.
    """
    found = course.task(TASK)
    lefts = [
        (here, total - here.number + 1)
        for here in found.where
        if (total := course.agreed_at(here.number) or course.total) is not None
    ]
    in_time = any(left >= least for _, left in lefts) or _by_contract(
        course, least, short
    )
    late = [here.path("tasks") for here, left in lefts if left < least]
    unknown = list(found.missing)
    if course.total is None or len(lefts) < len(found.where):
        unknown.append(("contracts",))
    total = course.total or 0
    return eventually(
        True if in_time else None if unknown else False,
        by=max(total - least + 1, 1) if total else None,
        at=[*late, ("sessions",)],
        missing=unknown,
        least=least,
        left=max((left for _, left in lefts), default=0),
    )


def _by_contract(course: Course, least: int, short: int) -> bool:
    """Whether the contract of a short course announced its end.

    With few sessions the end is there from the start: who agreed to their number has
    been told when it is.
    """
    return any(
        contract.sessions <= short
        and contract.sessions - max(contract.from_session or 1, 1) + 1 >= least
        and any(map(course.sees, contract.agreements or ()))
        for _, contract in course.contracts
        if contract.sessions
    )


def announce_late(plan: TreatmentPlan, left: int) -> TreatmentPlan:
    """Announce the end only when so many sessions are left.

    Raises:
        ValueError: if there are no more, and so nothing to break.
    """
    silent = without_task(plan, TASK)
    short = known(protocols[plan.protocol].contract_announces)
    if any((c.sessions or short + 1) <= short for c in plan.contracts or ()):
        bare = tuple(attrs.evolve(c, agreements=()) for c in plan.contracts or ())
        silent = attrs.evolve(silent, contracts=bare)
    sessions = acute(silent)
    if len(sessions) < left:
        raise ValueError("the course is too short")
    late = sessions[-left]
    changed = attrs.evolve(late, tasks=(*(late.tasks or ()), TASK))
    return change_session(silent, -left, tasks=changed.tasks)
