"""When facts were attested and phases begin, for the rules that ask when."""

from __future__ import annotations

__all__ = ["attested_before", "ending_due", "first_after"]

from typing import TYPE_CHECKING

from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from ipt_core.engine import Course, Held
    from ipt_core.model import Attestation


def first_after(course: Course, phase: Phase = Phase.INITIAL) -> Held | None:
    """The first delivered session that is recorded under another, later phase.

    None while there is none.
    """
    over = {None, *_upto(phase)}
    held = (h for h in course.held if h.delivered and h.session.phase not in over)
    return next(held, None)


def _upto(phase: Phase) -> list[Phase]:
    phases = list(Phase)
    return phases[: phases.index(phase) + 1]


def ending_due(course: Course, after_maintenance: bool) -> bool:
    """Tell whether the tasks of the termination phase are due by the end.

    Where it comes after maintenance they are only once it has begun.
    """
    return not after_maintenance or course.partial or bool(course.of(Phase.TERMINATION))


def attested_before(fact: Attestation, here: Held | None) -> bool:
    """Tell whether a fact was attested before a session; so it was if that is not told.

    By the session in which it was attested, else by the days.
    """
    if here is None:
        return True
    if fact.session is not None:
        return fact.session < here.number
    begun = here.session.on
    return fact.on is None or begun is None or fact.on < begun
