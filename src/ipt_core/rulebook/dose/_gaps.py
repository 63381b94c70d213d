"""The gaps between sessions that nothing explains, for the rules about cadence."""

from __future__ import annotations

__all__ = ["gap_need", "hold_late"]

import datetime as dt
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from ipt_core.engine import always
from ipt_core.rulebook._change import acute, change_session
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Course, Held, Need
    from ipt_core.evidence import Range
    from ipt_core.model import TreatmentPlan


def gap_need(course: Course, cadence: Range, above: float, up_to: float = inf) -> Need:
    """Say that no gap between sessions is longer than `above`, up to another bound.

    Passed over are gaps that a missed or cancelled session or a recorded reason
    explains, and those under a contract with a cadence of its own; where there is
    another bound, also those that space the sessions of the termination phase. One
    finding for all of them.
    """
    absent = frozenset(course.absent)
    missing: list[Path] = [("sessions",)] if course.partial else []
    long: list[tuple[Held, int]] = []
    for before, here in pairwise(course.held):
        agreed = course.cadence_at(here.number)
        explained = (
            here.session.reason
            or not absent.isdisjoint(range(before.position + 1, here.position))
            or (agreed is not None and agreed not in cadence)
            or (up_to < inf and here.session.phase is Phase.TERMINATION)
        )
        days = course.days((before, here))
        if days is None:
            missing.append(here.path("on"))
        elif (
            not explained and not course.partial and above < days[1] - days[0] <= up_to
        ):
            long.append((here, days[1] - days[0]))
    return always(
        False if long else None if missing else True,
        at=[here.path() for here, _ in long],
        missing=missing,
        longest=max((days for _, days in long), default=0),
        count=len(long),
        most=above,
    )


def hold_late(plan: TreatmentPlan, place: int, days: int) -> TreatmentPlan:
    """Hold one acute session so many days later, by its place among them.

    Raises:
        ValueError: if there is none, and so nothing to break.
    """
    late = acute(plan)[place:][:1]
    on = next((s.on + dt.timedelta(days=days) for s in late if s.on), None)
    day = next((s.day + days for s in late if s.day is not None), None)
    return change_session(plan, place, on=on, day=day)
