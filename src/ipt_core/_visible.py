"""Text in which a screen or a terminal finds nothing to act upon."""

from __future__ import annotations

__all__ = ["printable", "visible"]

import re

# What a reader does not see and a screen or a terminal acts upon: control characters,
# marks that turn the direction of writing, lone surrogates.
_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b\\u200e\\u200f"
    "\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff"
    "\\U000e0000-\\U000e007f]"
)


def visible(text: str) -> str:
    """Write characters that nobody sees as their codes; lines and tabs stay."""
    return _HIDDEN.sub(lambda sign: ascii(sign[0])[1:-1], text)


def printable(text: str) -> str:
    """Write a name in one line that a terminal does not act upon."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text
    )
