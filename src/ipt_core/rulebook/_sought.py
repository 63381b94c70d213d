"""What a rule looks for, as the entries of the catalogue say it."""

from __future__ import annotations

__all__ = ["leading_to", "sought"]

from functools import cache
from typing import TYPE_CHECKING

from ipt_core.catalogue import strategies

if TYPE_CHECKING:
    from ipt_core.catalogue import Concept, Table, Task, Technique, Towards


# By identity, with the table kept alive: tables have no hash, and do not change.
_FOUND: dict[tuple[str, int], tuple[object, tuple[str, ...]]] = {}


def sought(
    rule: str, table: Table[Technique] | Table[Task] | Table[Concept]
) -> tuple[str, ...]:
    """List the codes of the entries that a rule looks for, in the table's order."""
    key = (rule, id(table))
    if key not in _FOUND:
        codes = (code for code, entry in table.items() if rule in entry.sought_by)
        _FOUND[key] = (table, tuple(codes))
    return _FOUND[key][1]


@cache
def leading_to(what: Towards) -> frozenset[str]:
    """List the codes of the strategies that lead to something."""
    return frozenset(c for c, entry in strategies.items() if what in entry.towards)
