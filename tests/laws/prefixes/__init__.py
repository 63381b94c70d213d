"""For every rule: courses to compare with all their continuations."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.laws.prefixes._group import Group

GROUPS: dict[str, Group] = {
    name: group
    for module in iter_modules(__path__)
    if not module.name.startswith("_")
    for name, group in import_module(f"{__name__}.{module.name}").GROUPS.items()
}
