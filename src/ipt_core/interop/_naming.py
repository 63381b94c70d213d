"""How an error names what a mapping says.

A researcher writes it about a table, and it is no record of a patient: so its keys,
columns and codes are named, other than whatever stands in the cells of a table.
"""

from __future__ import annotations

__all__ = ["named", "named_each", "step_of"]

import re
from typing import TYPE_CHECKING

from ipt_core._checks import kind_of
from ipt_core._limits import BEYOND

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 60
_EACH = 8
_BARE = re.compile(rf"[A-Za-z0-9_-]{{1,{_MOST}}}")


def named(value: object) -> str:
    """Write a text or number on one line with nothing hidden, cut where it is long."""
    if isinstance(value, str):
        return repr(value if len(value) <= _MOST else f"{value[: _MOST - 1]}…")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) < BEYOND:
        return str(value)
    return kind_of(value)


def named_each(values: Iterable[object]) -> str:
    """Name several, the first of them where there are many."""
    found = [named(value) for value in values]
    more = [f"{len(found) - _EACH} more"] if len(found) > _EACH else []
    return ", ".join([*found[:_EACH], *more])


def step_of(key: object) -> str:
    """Write a key of a mapping as a step of a path."""
    bare = isinstance(key, str) and _BARE.fullmatch(key)
    return str(key) if bare else named(key)
