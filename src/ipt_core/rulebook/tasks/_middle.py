"""What each session of the middle phase has, for the rules about them."""

from __future__ import annotations

__all__ = ["change_middle", "each_middle", "middle_tasks"]

from typing import TYPE_CHECKING, Any

from ipt_core.engine import always
from ipt_core.rulebook._change import acute, change_session
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Course, Held, Hold, Need
    from ipt_core.evidence import Reading
    from ipt_core.model import Session, TreatmentPlan

_CRISIS = "crisis"


def each_middle(
    course: Course,
    has: Callable[[Held], Hold],
    field: str,
    *,
    sessions: Iterable[Held] | None = None,
    evidence: Reading[Any] | None = None,
    **params: Any,
) -> Iterator[Need]:
    """Say once, for all of them, that each session of the middle phase has something.

    A session for which a crisis is recorded as the reason is not judged.

    Args:
        course: the course.
        has: whether a session has it; None where that is not recorded.
        field: the field of a session in which it would stand.
        sessions: the held sessions to look at; None for all.
        evidence: where the need rests on a reading of its own.
        **params: what the rule's message needs to know beside `sessions`.
    """
    lacking: list[Held] = []
    missing: list[Path] = [("sessions",)] if course.partial else []
    count = 0
    for here in course.held if sessions is None else sessions:
        other = here.session.phase not in {Phase.MIDDLE, None}
        if other or here.session.reason == _CRISIS:
            continue
        count += 1
        found = has(here)
        if found is None:
            missing.append(here.path(field))
        elif not found and here.session.phase is None:
            missing.append(here.path("phase"))
        elif not found:
            lacking.append(here)
    if count or missing:
        yield always(
            False if lacking else None if missing else True,
            at=[here.path(field) for here in lacking],
            missing=missing,
            evidence=evidence,
            sessions=tuple(here.number for here in lacking),
            **params,
        )


def change_middle(plan: TreatmentPlan, **changes: Any) -> TreatmentPlan:
    """Change fields of the first session of the middle phase.

    Raises:
        ValueError: if there is none.
    """
    return change_session(plan, _middle(plan)[0], **changes)


def _middle(plan: TreatmentPlan) -> tuple[int, Session]:
    for index, session in enumerate(acute(plan)):
        if session.phase is Phase.MIDDLE:
            return index, session
    raise ValueError("the plan has no session of the middle phase")


def middle_tasks(plan: TreatmentPlan, without: Iterable[str]) -> tuple[str, ...]:
    """The tasks of the first session of the middle phase, some left out."""
    left_out = set(without)
    _, session = _middle(plan)
    return tuple(task for task in session.tasks or () if task not in left_out)
