"""Small changes to plans, from which the faults of the rules are made."""

from __future__ import annotations

__all__ = [
    "acute",
    "change_focus",
    "change_goal",
    "change_session",
    "each_session",
    "known",
    "without_second_score",
    "without_task",
]

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ipt_core.evidence import Sourced
    from ipt_core.model import Session, TreatmentPlan

T = TypeVar("T")


def known(value: Sourced[T] | None) -> T:
    """The preferred value of a protocol whose rule is known to apply.

    Raises:
        ValueError: if there is none, and so nothing to break.
    """
    if value is None or value.value is None:
        raise ValueError("the protocol does not have this value")
    return value.value


def acute(plan: TreatmentPlan) -> list[Session]:
    """The acute sessions, in their order."""
    return [s for s in plan.sessions or () if s.kind is SessionKind.ACUTE]


def _change(
    plan: TreatmentPlan, field: str, index: int, changes: dict[str, Any]
) -> Any:
    members = list(getattr(plan, field) or ())
    if not members:
        raise ValueError(f"the plan has no {field}")
    members[index] = attrs.evolve(members[index], **changes)
    changed: dict[str, Any] = {field: tuple(members)}
    return attrs.evolve(plan, **changed)


def change_session(plan: TreatmentPlan, index: int, **changes: Any) -> TreatmentPlan:
    """Change fields of one acute session, by its place among them.

    Raises:
        ValueError: if there is none, and so nothing to break.
    """
    sessions = plan.sessions or ()
    places = [i for i, s in enumerate(sessions) if s.kind is SessionKind.ACUTE]
    if not -len(places) <= index < len(places):
        raise ValueError("the course has no such acute session")
    changed: TreatmentPlan = _change(plan, "sessions", places[index], changes)
    return changed


def change_goal(plan: TreatmentPlan, index: int, **changes: Any) -> TreatmentPlan:
    """Change fields of one goal.

    Raises:
        ValueError: if there is none, and so nothing to break.
    """
    changed: TreatmentPlan = _change(plan, "goals", index, changes)
    return changed


def change_focus(plan: TreatmentPlan, index: int, **changes: Any) -> TreatmentPlan:
    """Change fields of one focus.

    Raises:
        ValueError: if there is none, and so nothing to break.
    """
    changed: TreatmentPlan = _change(plan, "foci", index, changes)
    return changed


def each_session(
    plan: TreatmentPlan, change: Callable[[Session], Session]
) -> TreatmentPlan:
    """Change every session."""
    return attrs.evolve(plan, sessions=tuple(map(change, plan.sessions or ())))


def without_second_score(
    plan: TreatmentPlan, instruments: Collection[str]
) -> TreatmentPlan:
    """Leave the scores of some instruments out in the second acute session.

    Raises:
        ValueError: if there is none, and so nothing to break.
    """
    scores = [session.scores or () for session in acute(plan)[1:2]]
    left = [s for each in scores for s in each if s.instrument not in instruments]
    return change_session(plan, 1, scores=tuple(left))


def without_task(plan: TreatmentPlan, task: str) -> TreatmentPlan:
    """Take a task out of every session."""
    return each_session(
        plan,
        lambda s: attrs.evolve(s, tasks=tuple(t for t in s.tasks or () if t != task)),
    )
