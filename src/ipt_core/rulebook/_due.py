"""The tasks of a protocol that a rule judges."""

from __future__ import annotations

__all__ = ["due_for"]

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.model import TreatmentPlan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.catalogue import TaskDue


def due_for(code: str, tasks: Iterable[TaskDue] | TreatmentPlan) -> list[TaskDue]:
    """List the tasks that a rule judges, of a list or of a plan's protocol."""
    if not isinstance(tasks, TreatmentPlan):
        return [due for due in tasks if due.judged_by == code]
    return due_for(code, protocols[tasks.protocol].tasks)
