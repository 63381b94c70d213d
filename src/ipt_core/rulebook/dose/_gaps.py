"""The gaps between sessions that nothing explains, for the rules about cadence."""

from __future__ import annotations

__all__ = ["gaps", "shift"]

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ipt_core.engine import Course, Held
    from ipt_core.evidence import Range
    from ipt_core.model import TreatmentPlan


def gaps(course: Course, cadence: Range) -> list[tuple[Held, int]] | None:
    """List each held session with the days since the one before.

    Left out are gaps that a missed or cancelled session or a recorded reason explains,
    and those under a contract with a cadence of its own. None where days are missing.
    """
    days = course.days(course.held)
    if days is None or course.partial:
        return None
    absent = frozenset(course.absent)
    found: list[tuple[Held, int]] = []
    for (before, start), (here, end) in pairwise(zip(course.held, days, strict=True)):
        agreed = course.cadence_at(here.number)
        explained = (
            here.session.reason
            or not absent.isdisjoint(range(before.position + 1, here.position))
            or (agreed is not None and agreed not in cadence)
        )
        if not explained:
            found.append((here, end - start))
    return found


def shift(plan: TreatmentPlan, first: int, days: int) -> TreatmentPlan:
    """Hold every session from one position on so many days later."""
    late = dt.timedelta(days=days)
    sessions = tuple(
        attrs.evolve(
            session,
            on=session.on and session.on + late,
            day=None if session.day is None else session.day + days,
        )
        if index >= first
        else session
        for index, session in enumerate(plan.sessions or ())
    )
    return attrs.evolve(plan, sessions=sessions)
