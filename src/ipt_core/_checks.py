"""The few checks that every field of a model is made of.

A check takes a value and raises `InvalidValueError` if nothing sensible can be
meant by it. It never looks at other fields and never repeats the value.
"""

from __future__ import annotations

__all__ = [
    "Repeated",
    "Unusable",
    "Valid",
    "is_object",
    "is_unicode",
    "kind_of",
    "listed",
    "many",
    "nearest",
    "number",
    "one_of",
    "optional",
    "refuse_other_than",
    "taken_apart",
    "text",
    "whole",
]

import datetime as dt
from collections.abc import Iterable
from difflib import get_close_matches
from enum import EnumType
from functools import partial
from math import isfinite
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar, cast

from ipt_core._limits import BEYOND
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    import attrs

    Check = Callable[[Any], None]


T = TypeVar("T")

_class_of: Callable[[object], object] = type  # as a type checker narrows nothing by it


class Unusable:
    """Stands in decoded input for what JSON allows and no plan can hold."""

    __slots__ = ("found",)

    def __init__(self, found: str) -> None:
        self.found = found


class Repeated(dict[str, Any]):
    """A decoded object in which a name stood twice."""


def is_object(value: object) -> TypeGuard[dict[Any, Any]]:
    """Tell whether a value is a decoded object."""
    return isinstance(value, dict)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Name the known word that a mistyped one most resembles, if any does."""
    words = {_plain(str(name)): str(name) for name in known}
    found = get_close_matches(_plain(word[:64]), list(words), n=1)
    return words[found[0]] if found else None


def _plain(word: str) -> str:
    return word.lower().replace("_", "-")


def kind_of(value: object) -> str:
    """Name the kind of a value in a file's words, never the value."""
    if isinstance(value, Unusable):
        return value.found
    if isinstance(value, float) and not isfinite(value):
        return "a number that is not finite"
    if type(value) is str and not value:
        return "empty text"
    for kind, words in _KINDS.items():
        if isinstance(value, kind):
            return words
    return "something else"


_KINDS: dict[type[Any] | tuple[type[Any], ...], str] = {
    NoneType: "null",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    dict: "an object",
    (list, tuple): "a list",
    dt.datetime: "a date with a time",
    dt.date: "a date",
}


def listed(value: Iterable[T], where: str, of: type[object] = object) -> tuple[T, ...]:
    """Take any iterable of one kind that is given as an argument.

    Raises:
        InvalidValueError: if it is none, or has a member of another kind.
    """
    if not isinstance(cast("object", value), Iterable):
        raise InvalidValueError("a list", kind_of(value), where)
    members = tuple(value)
    for member in members:
        refuse_other_than(of, member, where)
    return members


def refuse_other_than(kind: type[object], value: object, where: str) -> None:
    """Refuse an argument that is not of a kind.

    Raises:
        InvalidValueError: if it is of another.
    """
    if not isinstance(value, kind):
        raise InvalidValueError(_expected(kind), kind_of(value), where)


class Valid:
    """A check as an attrs validator, which adds the field's name to the error."""

    __slots__ = ("check",)

    def __init__(self, check: Check) -> None:
        self.check: Check = check

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
    return partial(_optional, check)


def _optional(check: Check, value: object) -> None:
    if value is not None:
        check(value)


def text(value: object) -> None:
    """Ask for text that is not empty and can be written to a file."""
    if type(value) is not str or not value:
        found = (
            "a kind of its own" if isinstance(value, str) and value else kind_of(value)
        )
        raise InvalidValueError("text that is not empty", found)
    if not is_unicode(value):
        found = "text with half of a surrogate pair"
        raise InvalidValueError("text in Unicode", found)


def is_unicode(value: str) -> bool:
    # A function of its own: the codec's error holds the text, and an error that is
    # raised while it is handled would carry it along.
    try:
        return value.isascii() or bool(value.encode())
    except UnicodeEncodeError:
        return False


def whole(least: int) -> Check:
    """Ask for a whole number of at least `least`."""
    return partial(_whole, least)


def _whole(least: int, value: object) -> None:
    if type(value) is not int:
        raise InvalidValueError(f"a whole number from {least}", kind_of(value))
    if not least <= value < BEYOND:
        found = "a smaller one" if value < least else "one that is too large"
        raise InvalidValueError(f"a whole number from {least}", found)


def number(value: object) -> None:
    """Ask for a finite number."""
    if type(value) is not int and (type(value) is not float or not isfinite(value)):
        raise InvalidValueError("a finite number", kind_of(value))
    if not abs(value) < BEYOND:
        raise InvalidValueError("a finite number", "one that is too large")


def one_of(kind: type[Any]) -> Check:
    """Ask for an instance of a model, a closed word, a date or a truth value."""
    return partial(_one_of, kind)


def _one_of(kind: type[Any], value: object) -> None:
    if type(value) is not kind:
        raise InvalidValueError(_expected(kind), kind_of(value))


def many(check: Check) -> Check:
    """Ask for a tuple whose members all pass."""
    return partial(_many, check)


def _many(check: Check, value: object) -> None:
    if not isinstance(value, tuple):
        raise InvalidValueError("a list", kind_of(value))
    for member in cast("tuple[object, ...]", value):
        check(member)


def taken_apart(check: Check) -> tuple[Callable[[Any], Check] | None, Any]:
    """Say by which function a check was made and from what, such as `(whole, 1)`."""
    if isinstance(check, partial):
        return _MADE_BY[check.func], check.args[0]
    return None, check


_MADE_BY: dict[Any, Callable[[Any], Check]] = {
    _optional: optional,
    _whole: whole,
    _one_of: one_of,
    _many: many,
}


def _expected(kind: type[Any]) -> str:
    if isinstance(kind, EnumType):
        return "one of " + ", ".join(str(member) for member in kind)
    return _NAMES.get(kind, f"a {kind.__name__}")


_NAMES = {bool: "true or false", dt.date: "a date", str: "text"}
