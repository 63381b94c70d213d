"""Reading plans: from files by their names, from standard input by `-`."""

from __future__ import annotations

__all__ = ["label_of", "source_of"]

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ipt_core._visible import printable
from ipt_core.formats._reading import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable


def label_of(name: str) -> str:
    """Say in a line what is read."""
    return "standard input" if name == "-" else printable(name) or "."


def source_of(name: str) -> Path | bytes | str:
    """Give what can be read as a plan: a path, or what stands on standard input."""
    if name != "-":
        return Path(name)
    try:
        # One byte more than may be is enough to be told that it is too much.
        read: Callable[[int], bytes | str]
        read = getattr(sys.stdin, "buffer", sys.stdin).read
        return read(MAX_BYTES + 1)
    except (AttributeError, OSError, ValueError):  # closed, or a directory
        return b""
