"""JSON as it stands in files, and as text that a plan keeps without reading it."""

from __future__ import annotations

__all__ = [
    "MAX_DEPTH",
    "TWICE",
    "JsonText",
    "as_json_text",
    "decode_json",
    "encode_json",
]

from functools import cache
from math import isfinite
from typing import TYPE_CHECKING, Any, NewType, cast

from ipt_core._checks import Repeated, Unusable, is_unicode, kind_of
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    import json
    from collections.abc import Callable, Collection

JsonText = NewType("JsonText", str)
"""JSON in its one canonical writing: sorted names, no spaces; a file holds the data."""

MAX_DEPTH = 100
"""Levels that a `JsonText` may have, single values counted as one."""

TWICE = "an object with a name twice"

_class_of: Callable[[object], object] = type  # a type checker narrows nothing by it
_MAX_DIGITS = 600
_HUGE = 10**_MAX_DIGITS
_MAX_WIDTH = 2**21


def as_json_text(value: str) -> JsonText:
    """Write JSON text in its one canonical writing.

    Raises:
        InvalidValueError: if it is no JSON, or holds what a plan cannot.
    """
    if kind_of(value) != "text":
        raise InvalidValueError("JSON text", kind_of(value))
    try:
        data = decode_json(value)
    except (ValueError, RecursionError):
        data = Unusable("text that is none")
    return encode_json(data)


def encode_json(data: object) -> JsonText:
    """Write decoded JSON as text.

    Raises:
        InvalidValueError: if it holds what no file can.
    """
    import json

    # Level by level, so that data from Python with cycles in it come to an end.
    level = [data]
    for _ in range(MAX_DEPTH):
        inner: list[Any] = []
        for value in level:
            inner += _inside(value)
            if len(inner) > _MAX_WIDTH:
                raise InvalidValueError("JSON", f"more than {_MAX_WIDTH} values of it")
        level = inner
        if not level:
            written = json.dumps(
                data, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )
            return JsonText(written)
    raise InvalidValueError("JSON", f"more than {MAX_DEPTH} levels of it")


def _inside(value: Any) -> Collection[Any]:
    kind = _class_of(value)
    if kind is dict:
        if not all(type(name) is str and is_unicode(name) for name in value):
            raise InvalidValueError("JSON", "a name that is no text in Unicode")
        return cast("dict[str, Any]", value).values()
    if kind is list:
        return cast("list[Any]", value)
    if not (
        value is None
        or kind is bool
        or (kind is str and is_unicode(value))
        or (kind is float and isfinite(value))
        or (kind is int and abs(value) < _HUGE)
    ):
        raise InvalidValueError("JSON", TWICE if kind is Repeated else kind_of(value))
    return ()


def decode_json(value: str) -> Any:
    """Decode JSON, with `Unusable` and `Repeated` for what a plan cannot hold.

    Raises:
        json.JSONDecodeError: if it is no JSON. Its `doc` is the text: never raise
            another error while this one is handled.
        RecursionError: if it is nested too deeply.
    """
    return _decoder().decode(value)


@cache
def _decoder() -> json.JSONDecoder:
    import json

    return json.JSONDecoder(
        object_pairs_hook=_object, parse_int=_integer, parse_constant=_constant
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated(made)


def _integer(digits: str) -> int | Unusable:
    if len(digits.lstrip("-")) <= _MAX_DIGITS:
        return int(digits)
    return Unusable("a number of too many digits")


def _constant(_: str) -> Unusable:
    return Unusable("a number that is not finite")
