"""Which parts of a protocol a rule asks for: tasks, exclusions, doses, entry scores."""

from __future__ import annotations

__all__ = ["Part", "parts_asked"]

from typing import TYPE_CHECKING, TypeAlias

from ipt_core.catalogue import Component, Dose, EntryScore, ProtocolExclusion, TaskDue
from ipt_core.catalogue.protocol import LISTED
from ipt_core.engine.course import Course
from ipt_core.model import TreatmentPlan

if TYPE_CHECKING:
    from ipt_core.engine.ruleset import Bound

Part: TypeAlias = TaskDue | ProtocolExclusion | Dose | EntryScore | Component
"""A part of a protocol, with its own evidence."""


def parts_asked(bound: Bound) -> tuple[Part, ...]:
    """List the parts that a bound rule asks for, with the names of its lists.

    Of tasks, those that name the rule. Of other parts, and of tasks that another rule
    judges, those that it yields needs for on a course of which nothing is recorded; all
    other parts where it yields none.
    """
    listed = [name for name in LISTED if name in bound.rule.arguments]
    if not listed or not bound.variants:
        return ()
    preferred, *_ = bound.variants
    parts: list[Part] = [p for name in listed for p in preferred.arguments[name]]
    tasks = [p for p in parts if isinstance(p, TaskDue)]
    others = [p for p in parts if not isinstance(p, TaskDue)]
    empty = Course(TreatmentPlan(protocol="none", sessions=()))
    # By identity: two parts may rest on equal evidence.
    asked = {
        id(need.evidence) for need in bound.rule.check(empty, **preferred.arguments)
    }
    told = [part for part in others if id(part.evidence) in asked]
    mine = [
        due
        for due in tasks
        if due.judged_by == bound.rule.code or id(due.evidence) in asked
    ]
    return (*mine, *(told or others))
