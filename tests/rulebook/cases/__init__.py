"""For every rule: plans, and what the rule says of them; one module a family."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.rulebook.building import Case

CASES: list[Case] = [
    case
    for module in iter_modules(__path__)
    for case in import_module(f"{__name__}.{module.name}").CASES
]
