"""Whether the treatment was reviewed, for the rules that ask for it."""

from __future__ import annotations

__all__ = ["first_review", "middle_of", "reached", "reviewed", "without_reviews"]

from math import ceil, inf
from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import tasks
from ipt_core.rulebook._change import each_session
from ipt_core.rulebook._sought import sought

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Course, Hold
    from ipt_core.model import TreatmentPlan


def middle_of(agreed: int, share: float) -> int:
    """Number of the session by which such a share of those agreed is over."""
    return max(ceil(agreed * share), 2)


def first_review(middle: int) -> int:
    """Number of the session from which on a review is one of half-way."""
    return max(middle - 1, 2)


def reached(course: Course, agreed: int, share: float) -> int | None:
    """Sessions agreed when the middle was reached, whatever is agreed after it."""
    for here in course.held:
        then = course.agreed_at(here.number) or agreed
        if here.delivered and here.number >= middle_of(then, share):
            return then
    return None


def reviewed(
    course: Course, since: int | None, rule: str, until: float = inf
) -> tuple[Hold, tuple[Path, ...]]:
    """Tell whether the treatment was reviewed in a session or after it, for a rule.

    A contact or a meeting after it does as well: a review is asked for, no session.

    Args:
        course: the course.
        since: position of the session; None of one that is yet to come.
        rule: code of the rule.
        until: position of the last one that counts.
    """
    reviews = sought(rule, tasks)
    sessions = ((here.position, here.session) for here in course.held)
    later = [
        (position, session)
        for position, session in (*sessions, *course.meetings)
        if since is not None and since <= position <= until
    ]
    if any(task in reviews for _, session in later for task in session.tasks or ()):
        return True, ()
    missing: list[Path] = [
        ("sessions", i, "tasks") for i, s in later if s.tasks is None
    ]
    missing += [] if course.covers("tasks") else [("records", "tasks")]
    missing += [("sessions",)] if course.partial else []
    return (None if missing else False), tuple(missing)


def without_reviews(plan: TreatmentPlan, rule: str) -> TreatmentPlan:
    """Take every review out that a rule looks for."""
    reviews = sought(rule, tasks)
    return each_session(
        plan,
        lambda s: attrs.evolve(
            s, tasks=tuple(task for task in s.tasks or () if task not in reviews)
        ),
    )
