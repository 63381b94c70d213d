"""Libraries that come with an extra: looked for when they are first needed."""

from __future__ import annotations

__all__ = ["from_extra"]

from importlib import import_module
from typing import Any

from ipt_core.exceptions import MissingExtraError


def from_extra(module: str, extra: str) -> Any:
    """Import a module that an extra brings.

    Raises:
        MissingExtraError: if it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        pass
    raise MissingExtraError(module.partition(".")[0], extra)
