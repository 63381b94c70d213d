"""From the text of a cell to the value of a field, strictly."""

from __future__ import annotations

__all__ = ["FLAGS", "as_number", "value_of"]

import math
import re
from enum import EnumType
from typing import TYPE_CHECKING, Any

from ipt_core._checks import Valid
from ipt_core._hooks import PLAIN, word_hook
from ipt_core._json import JsonText, decode_json
from ipt_core._structuring import without_none
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    import attrs

_WHOLE = re.compile(r"[+-]?[0-9]{1,20}(\.0*)?")
_NUMBER = re.compile(
    r"[+-]?([0-9]{1,40}\.?[0-9]{0,40}|\.[0-9]{1,40})(e[+-]?[0-9]{1,3})?"
)
FLAGS = {"true": True, "false": False}
"""What is true and what is false, in lower case."""


def value_of(text: str, field: attrs.Attribute[Any]) -> Any:
    """Make the value of a field.

    Raises:
        InvalidValueError: if the text is none that the field could have.
    """
    kind = without_none(field.type)
    if kind is JsonText:
        return _json(text)
    value = _made(text, kind)
    if isinstance(field.validator, Valid):
        field.validator.check(value)
    return value


def _made(text: str, kind: Any) -> Any:
    if kind is str:
        return text
    if kind is int:
        return _whole(text)
    if kind is float:
        return as_number(text)
    if kind is bool:
        flag = FLAGS.get(text.lower())
        if flag is None:
            raise InvalidValueError("true or false", "another word")
        return flag
    word: Any = kind
    hook = word_hook(word) if isinstance(kind, EnumType) else PLAIN[kind]
    return hook(text, kind)


def _json(text: str) -> Any:
    try:
        return decode_json(text)
    except (ValueError, RecursionError):
        pass
    raise InvalidValueError("JSON", "text that is none")


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        found = "another number" if _NUMBER.fullmatch(text.lower()) else "text"
        raise InvalidValueError("a whole number", found)
    return int(text.partition(".")[0])


def as_number(text: str) -> float:
    """Make a finite number, a whole one if it is one.

    Raises:
        InvalidValueError: if the text is none.
    """
    if not _NUMBER.fullmatch(text.lower()):
        raise InvalidValueError("a number such as 12.5", "text")
    number = float(text)
    if not math.isfinite(number):
        raise InvalidValueError("a finite number", "one that is too large")
    whole = number.is_integer() and abs(number) < 2**53
    return int(number) if whole else number
