"""The rules, one module each, in a folder for each family.

A rule module defines `check`, a `Rule`. Nothing has to be registered: every module
below this package is found.
"""

from __future__ import annotations

__all__ = ["FAMILIES", "load"]

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipt_core.engine import Rule

FAMILIES = {
    "files": "0 - the plan as a document",
    "dose": "1 - dose and schedule",
    "phases": "2 - phases",
    "focus": "3 - focus and formulation",
    "goals": "4 - goals and strategies",
    "tasks": "5 - tasks",
    "groups": "6 - groups",
    "measures": "7 - measures",
    "safety": "8 - indication and safety",
    "conduct": "9 - conduct of the course",
}
"""The folders and what they hold; the number is the first digit of the codes."""


def load() -> tuple[Rule, ...]:
    """Import every rule module and collect the rules."""
    found: list[Rule] = []
    for family in FAMILIES:
        package = import_module(f"{__name__}.{family}")
        found += [
            import_module(f"{package.__name__}.{module.name}").check
            for module in iter_modules(package.__path__)
            if not module.name.startswith("_")
        ]
    return tuple(found)
