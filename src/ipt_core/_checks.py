"""The few checks that every field of a model is made of.

A check takes a value and raises `InvalidValueError` if nothing sensible can be
meant by it. It never looks at other fields and never repeats the value.
"""

from __future__ import annotations

__all__ = [
    "Repeated",
    "Unusable",
    "Valid",
    "kind_of",
    "many",
    "nearest",
    "number",
    "one_of",
    "optional",
    "text",
    "whole",
]

import datetime as dt
from difflib import get_close_matches
from math import isfinite
from typing import TYPE_CHECKING, Any

from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

    import attrs

    Check = Callable[[Any], None]


class Unusable:
    """Stands in decoded input for what JSON allows and no plan can hold."""

    __slots__ = ("found",)

    def __init__(self, found: str) -> None:
        self.found = found


class Repeated(dict[str, Any]):
    """A decoded object in which a name stood twice."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Name the known word that a mistyped one most resembles, if any does."""
    found = get_close_matches(word[:64].lower().replace("_", "-"), list(known), n=1)
    return found[0] if found else None


def kind_of(value: object) -> str:
    """Name the kind of a value in a file's words, never the value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int():
            return "a whole number"
        case float():
            return "a number" if isfinite(value) else "a number that is not finite"
        case str():
            return "text" if value else "empty text"
        case dict():
            return "an object"
        case list() | tuple():
            return "a list"
        case Unusable():
            return value.found
        case dt.datetime():
            return "a date with a time"
        case dt.date():
            return "a date"
        case _:
            return "something else"


class Valid:
    """A check as an attrs validator, which adds the field's name to the error."""

    __slots__ = ("check",)

    def __init__(self, check: Check) -> None:
        self.check = check

    def __call__(
        self, instance: object, attribute: attrs.Attribute[Any], value: object
    ) -> None:
        try:
            self.check(value)
        except InvalidValueError as error:
            where = f"{type(instance).__name__}.{attribute.name}"
            raise InvalidValueError(error.expected, error.found, where) from None


def optional(check: Check) -> Check:
    """Let None pass, which means not recorded."""

    def run(value: Any) -> None:
        if value is not None:
            check(value)

    return run


def text(value: Any) -> None:
    """Ask for text that is not empty and can be written to a file."""
    if not isinstance(value, str) or not value:
        raise InvalidValueError("text that is not empty", kind_of(value))
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            found = "text with half of a surrogate pair"
            raise InvalidValueError("text in Unicode", found) from None


def whole(least: int) -> Check:
    """Ask for a whole number of at least `least`."""

    def run(value: Any) -> None:
        if type(value) is not int or not least <= value < 2**53:
            raise InvalidValueError(f"a whole number from {least}", kind_of(value))

    return run


def number(value: Any) -> None:
    """Ask for a finite number."""
    if type(value) not in {int, float} or not abs(value) < 2**53:
        raise InvalidValueError("a finite number", kind_of(value))


def one_of(kind: type[Any]) -> Check:
    """Ask for an instance of a model, a closed word, a date or a truth value."""

    def run(value: Any) -> None:
        if not isinstance(value, kind) or isinstance(value, dt.datetime):
            raise InvalidValueError(_expected(kind), kind_of(value))

    return run


def many(check: Check) -> Check:
    """Ask for a tuple whose members all pass; says which one does not."""

    def run(value: Any) -> None:
        if not isinstance(value, tuple):
            raise InvalidValueError("a list", kind_of(value))
        for member in value:
            check(member)

    return run


def _expected(kind: type[Any]) -> str:
    words: type[StrEnum] | None = getattr(kind, "__members__", None) and kind
    if words:
        return "one of " + ", ".join(words)
    return {bool: "true or false", dt.date: "a date"}.get(kind, f"a {kind.__name__}")
