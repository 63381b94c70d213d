"""The tasks of a protocol that a rule judges."""

from __future__ import annotations

__all__ = ["due_for", "due_in"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.catalogue import TaskDue
    from ipt_core.model import TreatmentPlan


def due_for(code: str, tasks: Iterable[TaskDue]) -> list[TaskDue]:
    """List those of some tasks that a rule judges."""
    return [due for due in tasks if due.judged_by == code]


def due_in(code: str, plan: TreatmentPlan) -> list[TaskDue]:
    """List the tasks of a plan's protocol that a rule judges."""
    return due_for(code, protocols[plan.protocol].tasks)
