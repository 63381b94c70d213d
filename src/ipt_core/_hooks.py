"""Hooks for single values: each takes what it means and converts nothing else."""

from __future__ import annotations

__all__ = ["PLAIN", "Hook", "checked_text", "word_hook"]

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ipt_core._checks import kind_of, nearest, number, text
from ipt_core._json import JsonText, encode_json
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from enum import StrEnum

Hook = Callable[[Any, Any], Any]


def _text_hook(value: Any, _: Any) -> Any:
    if type(value) is str:
        return value
    raise InvalidValueError("text", kind_of(value))


def _whole_hook(value: Any, _: Any) -> Any:
    if type(value) is int:
        return value
    raise InvalidValueError("a whole number", kind_of(value))


def _number_hook(value: Any, _: Any) -> Any:
    number(value)
    return value


def _flag_hook(value: Any, _: Any) -> Any:
    if type(value) is bool:
        return value
    raise InvalidValueError("true or false", kind_of(value))


def _date_hook(value: Any, _: Any) -> dt.date:
    found = "no such date"
    if type(value) is str:
        try:
            if len(value) == 10 and value[4] == value[7] == "-":
                return dt.date.fromisoformat(value)
        except ValueError:
            pass
    elif type(value) is dt.date:
        return value
    else:
        found = kind_of(value)
    raise InvalidValueError("a date such as 2026-01-05", found)


def _json_hook(value: Any, _: Any) -> JsonText:
    return encode_json(value)


PLAIN: dict[Any, Hook] = {
    str: _text_hook,
    int: _whole_hook,
    float: _number_hook,
    bool: _flag_hook,
    dt.date: _date_hook,
    JsonText: _json_hook,
}


def word_hook(word: type[StrEnum]) -> Hook:
    known: dict[Any, StrEnum] = {str(member): member for member in word}
    expected = "one of " + ", ".join(known)

    def hook(value: Any, _: Any) -> StrEnum:
        if type(value) is not str and type(value) is not word:
            raise InvalidValueError(expected, kind_of(value))
        if value not in known:
            near = nearest(value, known)
            raise InvalidValueError(expected, "another word", nearest=near)
        return known[value]

    return hook


def checked_text(value: Any, _: Any) -> Any:
    if not (type(value) is str and value and value.isascii()):
        _text_hook(value, str)
        text(value)
    return value
