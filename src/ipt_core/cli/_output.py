"""Writing to the terminal, whatever its encoding."""

from __future__ import annotations

__all__ = ["UNUSABLE", "printable", "show", "tell"]

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

UNUSABLE = 2
"""The exit code where input or options cannot be used."""


def show(text: str) -> None:
    """Write to standard output."""
    _write(sys.stdout, text)


def tell(line: str) -> None:
    """Write one line to standard error."""
    _write(sys.stderr, f"{line}\n")


def _write(stream: TextIO | None, text: str) -> None:
    # There is no stream where the process was started without one.
    if stream is not None:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def printable(name: str) -> str:
    """Write the name of a file in one line that a terminal does not act upon."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in name
    )
