"""What a rule looks for, as the entries of the catalogue say it."""

from __future__ import annotations

__all__ = ["sought"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipt_core.catalogue import Role, Table, Task, Technique


def sought(
    rule: str, table: Table[Technique] | Table[Task] | Table[Role]
) -> tuple[str, ...]:
    """List the codes of the entries that a rule looks for, in the table's order."""
    return tuple(code for code, entry in table.items() if rule in entry.sought_by)
