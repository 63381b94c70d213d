"""A mapping from a TOML file or a dict, with its short forms written in full."""

from __future__ import annotations

__all__ = ["read_mapping"]

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

import attrs

from ipt_core._checks import is_object
from ipt_core._problems import Problem
from ipt_core._structuring import Structurer, without_none
from ipt_core.catalogue._faults import read_toml
from ipt_core.exceptions import CatalogueError, LoadError, MappingError
from ipt_core.formats._reading import read
from ipt_core.interop._rows import text_of
from ipt_core.interop.mapping import (
    Boxes,
    Condition,
    From,
    ItemFrom,
    TableMapping,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "ipt-core/mapping/1"
"""What the field `format` of a mapping says."""

_PAIRS = (Translation, Condition, ItemFrom)


def read_mapping(
    mapping: str | os.PathLike[str] | Mapping[str, Any] | TableMapping,
) -> TableMapping:
    """Read a mapping from a TOML file, or from decoded TOML or JSON.

    Raises:
        MappingError: with all that is wrong with it.
        LoadError: if it is a file that cannot be read.
    """
    if isinstance(mapping, TableMapping):
        return mapping
    name, data = "mapping", mapping
    if isinstance(mapping, str | os.PathLike):
        name = Path(mapping).name
        data = _decoded(name, read(mapping))
    data = _spelled_out(data, TableMapping)
    if is_object(data):
        given = data.get("format")
        if given != FORMAT:
            found = "nothing" if given is None else "something else"
            problem = Problem(
                code="IPT003", path=("format",), expected=FORMAT, found=found
            )
            raise MappingError(name, [problem])
    try:
        return _structurer()(data)
    except LoadError as error:
        problems = error.problems
    raise MappingError(name, problems)


def _decoded(name: str, data: bytes) -> Any:
    try:
        return read_toml(name, data.decode())
    except UnicodeDecodeError as error:
        found = f"something else at byte {error.start + 1}"
        problems: tuple[Problem, ...] = (
            Problem(code="IPT001", expected="UTF-8", found=found),
        )
    except CatalogueError as error:
        problems = error.problems
    raise MappingError(name, problems)


@cache
def _structurer() -> Structurer[TableMapping]:
    return Structurer(TableMapping, beside=("format",))


def _spelled_out(data: Any, kind: Any) -> Any:
    """Write the short forms of a file in full, and leave alone what is none."""
    kind = without_none(kind)
    if get_origin(kind) is tuple:
        return _members(data, get_args(kind)[0])
    if kind is From and isinstance(data, str):
        return {"column": data}
    if kind is From and is_object(data) and type(data.get("value")) is int:
        # Not `str`, which raises an error of its own on a number of 5,000 digits.
        data = {**data, "value": text_of(data["value"])}
    if kind is Boxes and is_object(data) and not data.keys() <= {"columns", "unknown"}:
        data = {"columns": data}
    if not attrs.has(kind) or not is_object(data):
        return data
    types = {f.name: f.type for f in attrs.fields(attrs.resolve_types(kind))}
    return {name: _spelled_out(part, types.get(name)) for name, part in data.items()}


def _members(data: Any, kind: Any) -> Any:
    if kind in _PAIRS and is_object(data):
        second = "texts" if kind is Condition else "code"
        return [{"source": key, second: value} for key, value in data.items()]
    if type(data) is not list:
        return data
    members: list[Any] = cast("Any", data)
    return [_spelled_out(member, kind) for member in members]
