"""What the models share: validators, converters, and a repr that tells no secrets."""

from __future__ import annotations

__all__ = [
    "CODE",
    "CODES",
    "COUNT",
    "DATE",
    "FLAG",
    "FREE",
    "ID",
    "IDS",
    "NUMBER",
    "POSITIVE",
    "REFERENCE",
    "TEXT",
    "Record",
    "as_tuple",
    "as_tuple_or_none",
    "is_code",
    "is_slug",
    "maybe",
    "texts_of",
    "tuple_of",
    "word",
]

import datetime as dt
import re
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core._checks import Valid, many, number, one_of, optional, text, whole
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEXT = Valid(optional(text))
CODE = Valid(optional(text))
CODES = Valid(optional(many(text)))
ID = Valid(text)
IDS = Valid(optional(many(text)))
DATE = Valid(optional(one_of(dt.date)))
FLAG = Valid(optional(one_of(bool)))
NUMBER = Valid(optional(number))
COUNT = Valid(optional(whole(0)))
POSITIVE = Valid(optional(whole(1)))

FREE = {"holds": "free text"}
"""Metadata of a field that holds what somebody wrote: `redact` blanks it."""
REFERENCE = {"holds": "reference"}
"""Metadata of a field that holds an id: `redact` replaces it."""

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|[A-Z]{2,8}[0-9]{1,6}")
_MAX_CODE = 40
_SLUG = re.compile(r"[a-z]{1,8}-?[0-9]{1,6}")


def maybe(kind: type[Any]) -> Valid:
    """Validate one model, or None."""
    return Valid(optional(one_of(kind)))


def word(kind: type[Enum]) -> Valid:
    """Validate a closed word that is always there."""
    return Valid(one_of(kind))


def tuple_of(kind: type[Any]) -> Valid:
    """Validate a tuple of models, or None."""
    return Valid(optional(many(one_of(kind))))


def as_tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    """Take any iterable but text."""
    if isinstance(value, tuple):
        return value
    if isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        raise InvalidValueError("a list", "one value that is none")
    return tuple(value)


def as_tuple_or_none(value: Iterable[Any] | None) -> tuple[Any, ...] | None:
    """Take any iterable but text, or None for not recorded."""
    return None if value is None else as_tuple(value)


def texts_of(value: Iterable[str] | None) -> tuple[str, ...] | None:
    """Take any iterable of codes or ids, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(repr=False)
class Record:
    """Base of the models: its repr shows what is there and never what was written."""

    def __repr__(self) -> str:
        shown = (f"{name}={said}" for name, said in self._told())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        # Without it rich looks into the fields itself, and shows what was written.
        return ((name, _Plain(said)) for name, said in self._told())

    def _told(self) -> Iterator[tuple[str, str]]:
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if value is not None and value != ():
                yield field.name, _shown(value, field.metadata)


class _Plain(str):
    """Text whose repr is the text itself."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def is_slug(value: str) -> bool:
    """Tell whether an id is plainly a counter, such as `g1` or `session-12`."""
    return _SLUG.fullmatch(value) is not None


def is_code(value: str) -> bool:
    """Tell whether a text looks like a code, and not like something that was written.

    That is words of a to z and 0 to 9 joined by hyphens, or a rule's code.
    """
    return len(value) <= _MAX_CODE and _CODE.fullmatch(value) is not None


def _shown(value: object, metadata: Mapping[str, str]) -> str:
    match value:
        case StrEnum():
            return str(value.value)
        case bool() | int() | float():
            return repr(value)
        case tuple():
            return f"<{len(cast('tuple[object, ...]', value))}>"
        case Record():
            return f"<{type(value).__name__}>"
        case str() if metadata == REFERENCE and is_slug(value):
            return value
        case _:
            return "…"
