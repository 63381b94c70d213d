"""Words for pictures: known codes by their names, and text that no file chokes on."""

from __future__ import annotations

__all__ = [
    "clean",
    "fit",
    "known",
    "label_of",
    "printable",
    "width_of",
    "wrapped",
]

import re
from typing import TYPE_CHECKING, Any
from unicodedata import combining, east_asian_width

from ipt_core._visible import visible
from ipt_core.model._fields import is_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_XML = re.compile("[\0-\x08\x0b-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MOST = 10_000


def clean(text: str) -> str:
    """Make text one line of at most 10,000 characters that nothing chokes on.

    Characters that nobody sees are written as their codes, those that XML cannot hold
    become U+FFFD.
    """
    line = printable(" ".join(visible(text[:_MOST]).split()))
    return line + ("…" if len(text) > _MOST else "")


def printable(text: str) -> str:
    """Replace the characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def known(table: Mapping[str, Any], code: str, what: str) -> str:
    """The name of a code of the catalogue; of any other only that it is unknown."""
    return str(table[code].name) if code in table else f"unknown {what}"


def label_of(what: str, given: str, index: int) -> str:
    """Name one of the goals or foci: by its id if that is a counter, else its place."""
    return f"{what} {given if is_slug(given) else index + 1}"


def width_of(text: str, size: float) -> float:
    """Estimate the width of text, in the widest of the common fonts."""
    return size * sum(map(_ems, text))


def _ems(sign: str) -> float:
    if combining(sign):
        return 0.0
    if east_asian_width(sign) in "WF" or sign in "MWmw—…\ufffd":
        return 1.0
    if sign in " .,:;'|!ijl":
        return 0.33
    if sign in "()-/ftr":
        return 0.42
    return 0.74 if sign.isupper() else 0.65


def fit(text: str, width: float, size: float) -> str:
    """Cut text to a width, with an ellipsis where something was cut."""
    if width_of(text, size) <= width:
        return text
    end = min(len(text), int(width / (0.33 * size)) + 1)
    while end and width_of(text[:end] + "…", size) > width:
        end -= 1
    return text[:end].rstrip() + "…"


def wrapped(text: str, width: float, size: float, most: int = 99) -> list[str]:
    """Break text into lines of a width; words and lines that are too many are cut."""
    lines: list[str] = []
    words = text.split()
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}" if lines else ""
        if longer and width_of(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) == most:
            rest = " ".join([lines[-1], *words[place:]])
            return [*lines[:-1], fit(rest, width, size)]
        else:
            lines.append(fit(word, width, size))
    return lines
