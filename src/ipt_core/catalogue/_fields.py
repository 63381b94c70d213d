"""Reads the plain fields of an entry, as strictly as plan files are read."""

from __future__ import annotations

__all__ = ["read_fields", "structured", "type_of"]

from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args
from unicodedata import category

import attrs

from ipt_core._checks import kind_of, text
from ipt_core._structuring import Structurer
from ipt_core.evidence import Range
from ipt_core.exceptions import InvalidValueError, LoadError

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import Faults

T = TypeVar("T")

_CONTROLS = frozenset({"Cc", "Zl", "Zp"})  # ends of lines among them


def type_of(kind: type[Any], name: str) -> type[Any]:
    """Give the type of a field, without the None that leaving it out means."""
    whole = attrs.fields_dict(attrs.resolve_types(kind))[name].type
    parts = get_args(whole)
    return cast("type[Any]", parts[0] if NoneType in parts else whole)


def structured(kind: type[T], data: object, path: Path, faults: Faults) -> T | None:
    """Turn data into a kind of value; None, with its faults noted, if that fails."""
    try:
        made: T = _structurer(cast("Hashable", kind))({"value": data}).value
    except LoadError as error:
        faults.problems += [
            attrs.evolve(problem, path=path + problem.path[1:])
            for problem in error.problems
        ]
        return None
    return made


def read_fields(
    kind: type[Any],
    data: Mapping[str, object],
    path: Path,
    faults: Faults,
    apart: Collection[str] = (),
) -> dict[str, Any]:
    """Read all fields of a class but those `apart`, which are only known here.

    A field that is missing or wrong is left out and noted.
    """
    fields = attrs.fields_dict(kind)
    faults.only(data, {*fields, *apart}, path)
    found: dict[str, Any] = {}
    for name, field in fields.items():
        if name in apart:
            continue
        if name in data:
            value = structured(type_of(kind, name), data[name], (*path, name), faults)
            if value is not None:
                found[name] = value
        elif field.default is attrs.NOTHING:
            faults.missing((*path, name))
    return found


@cache
def _structurer(kind: Hashable) -> Structurer[Any]:
    # A structurer is for a class, so a class with one field stands around the kind.
    field: Any = attrs.field(type=cast("type[Any]", kind))
    root = attrs.make_class("Written", {"value": field}, frozen=True)
    # A range inside another value is written [first, last].
    own = {str: _text} if kind is Range else {str: _text, Range: _span}
    return Structurer(root, own)


def _text(value: object, _: object) -> object:
    text(value)
    if any(category(sign) in _CONTROLS for sign in str(value)):
        expected = "text without control characters"
        raise InvalidValueError(expected, "text with one")
    return value


def _span(value: object, _: object) -> Range:
    match value:
        case [int(first), int(last)]:
            if 0 <= first <= last:
                return Range(min=first, max=last)
            below = "0" if first < 0 else "the first"
            found = f"a number below {below}"
        case _:
            found = kind_of(value)
    raise InvalidValueError("[first, last] in whole numbers", found)
