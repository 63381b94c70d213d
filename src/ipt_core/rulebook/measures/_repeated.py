"""Gaps between scores, for the two rules on how often outcome is measured."""

from __future__ import annotations

__all__ = ["gap_need", "without_later_scores"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import always
from ipt_core.rulebook._change import each_session
from ipt_core.rulebook.measures._scored import placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Course, Held, Need
    from ipt_core.model import Session, TreatmentPlan


def gap_need(
    course: Course, least: float, axis: Callable[[Held], float | None]
) -> Iterator[Need]:
    """Say that the next score is there as soon as so much has passed since the last.

    Args:
        course: the course.
        least: sessions or days from one score to the next that are asked for.
        axis: where a session stands on the axis that is counted; None if unknown.
    """
    late: list[Held] = []
    missing: list[Path] = [("sessions",)] if course.partial else []
    scores = list(placed(course))
    inside = {each.number for each in scores if not each.between}
    between = {each.number for each in scores if each.between}
    last: float | None = None
    for here in course.held:
        now = axis(here)
        if not here.delivered:
            continue
        if now is None or not (here.number in inside or _tells_none(course, here)):
            missing.append(here.path("scores" if now is not None else "on"))
            last = now
        elif here.number in inside or last is None:
            last = now
        elif now - last >= least:
            late.append(here)
            last = now
        if here.number in between:
            last = now
    if any(here.delivered for here in course.held):
        yield always(
            False if late else None if missing else True,
            at=[here.path("scores") for here in late],
            missing=missing,
            sessions=tuple(here.number for here in late),
            every=least,
        )


def _tells_none(course: Course, here: Held) -> bool:
    """Tell whether it is known that there is no score, not even an unconfirmed one."""
    return here.session.scores == () and course.covers("scores")


def without_later_scores(plan: TreatmentPlan) -> TreatmentPlan:
    """Score nothing after the first session.

    Raises:
        ValueError: if there was nothing to leave out.
    """
    first = next((s.number for s in plan.sessions or () if s.scores), None)

    def bare(session: Session) -> Session:
        kept = session.scores if session.number == first else ()
        return attrs.evolve(session, scores=kept)

    changed = each_session(plan, bare)
    if changed == plan:
        raise ValueError("there is no later score")
    return changed
