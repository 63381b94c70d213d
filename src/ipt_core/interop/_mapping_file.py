"""A mapping from a TOML file or a dict, with its short forms written in full."""

from __future__ import annotations

__all__ = ["name_of", "read_mapping"]

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

import attrs

from ipt_core._checks import is_object, kind_of, nearest
from ipt_core._problems import MAX_PROBLEMS, Problem, no_more_than_read, python_path
from ipt_core._structuring import Structurer, without_none
from ipt_core._writing import spelled
from ipt_core.catalogue._faults import read_toml
from ipt_core.exceptions import LoadError, MappingError
from ipt_core.formats._reading import read
from ipt_core.interop._naming import named, step_of
from ipt_core.interop._rows import text_of
from ipt_core.interop.mapping import (
    Box,
    Boxes,
    Condition,
    From,
    ItemFrom,
    TableMapping,
    Translation,
)

if TYPE_CHECKING:
    from ipt_core._problems import Path as Steps

FORMAT = "ipt-core/mapping/1"
"""What the field `format` of a mapping says."""

_PAIRS = {
    Box: ("column", "code"),
    Condition: ("column", "texts"),
    ItemFrom: ("item", "column"),
    Translation: ("source", "code"),
}
"""What the two halves of `key = value` are, where a list is written as a table."""


def read_mapping(
    mapping: str | os.PathLike[str] | Mapping[str, Any] | TableMapping,
) -> TableMapping:
    """Read a mapping from a TOML file, or from decoded TOML or JSON.

    An error names the keys and words of the mapping that are wrong, and the nearest
    that there are; nothing is repeated of what does not say by its `format` that it is
    a mapping.

    Raises:
        MappingError: with all that is wrong with it, or with its file.
    """
    if isinstance(mapping, TableMapping):
        return mapping
    name, data = name_of(mapping), cast("Any", mapping)
    if isinstance(mapping, str | os.PathLike):
        data = _decoded(name, mapping)
    elif isinstance(cast("object", mapping), Mapping):
        data = dict(mapping)
    given = data.get("format") if is_object(data) else None
    spelling = _Spelling(ours=given == FORMAT)
    problems: list[Problem] = []
    if is_object(data) and not spelling.ours:
        found = "nothing" if given is None else "something else"
        problems.append(
            Problem(code="IPT003", path=("format",), expected=FORMAT, found=found)
        )
    full = spelling.in_full(data, TableMapping, ())
    problems += spelling.problems
    try:
        made = _structurer()(full)
    except LoadError as error:
        for each in error.problems:
            problems.append(_as_written(each, data, full) if spelling.ours else each)
    else:
        if not problems:
            return made
    raise MappingError(name, no_more_than_read(problems))


def name_of(mapping: object) -> str:
    """What an error calls a mapping: its file, if it is one."""
    name = spelled(mapping)
    return "mapping" if name is None else Path(name).name


def _decoded(name: str, path: str | os.PathLike[str]) -> Any:
    try:
        return read_toml(name, read(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        found = f"something else at byte {error.start + 1}"
        problems: tuple[Problem, ...] = (
            Problem(code="IPT001", expected="UTF-8", found=found),
        )
    except LoadError as error:
        problems = error.problems
    raise MappingError(name, problems)


@cache
def _structurer() -> Structurer[TableMapping]:
    return Structurer(TableMapping, beside=("format",))


class _Spelling:
    """Writes the short forms of a file in full, and leaves alone what is none."""

    def __init__(self, *, ours: bool) -> None:
        """Begin.

        Args:
            ours: whether it is a mapping, so that what it says may be named.
        """
        self.ours = ours
        self.problems: list[Problem] = []

    def in_full(self, data: Any, kind: Any, path: Steps) -> Any:
        kind = without_none(kind)
        if get_origin(kind) is tuple:
            return self.members(data, get_args(kind)[0], path)
        if kind is From:
            data = self.source(data, path)
        if kind is Boxes and is_object(data) and _are_boxes(data):
            data = {"columns": data}
        if not attrs.has(kind) or not is_object(data):
            return data
        types = {f.name: f.type for f in attrs.fields(attrs.resolve_types(kind))}
        known = {*types, "format"} if kind is TableMapping else types.keys()
        for position, name in enumerate(data, 1):
            if name not in known and len(self.problems) <= MAX_PROBLEMS:
                self.unknown(name, position, types, path)
        return {
            name: self.in_full(part, types.get(name), (*path, name))
            for name, part in data.items()
            if name in known
        }

    def members(self, data: Any, kind: Any, path: Steps) -> Any:
        if kind in _PAIRS and is_object(data):
            first, second = _PAIRS[kind]
            return [
                {first: _text(k), second: _texts(value)} for k, value in data.items()
            ]
        if type(data) is not list and type(data) is not tuple:
            return data
        members: list[Any] = list(cast("Any", data))
        if kind is str:
            return _texts(members)
        return [
            self.in_full(member, kind, (*path, position))
            for position, member in enumerate(members)
        ]

    def source(self, data: Any, path: Steps) -> Any:
        if isinstance(data, str):
            return {"column": data}
        if is_object(data):
            value = data.get("value")
            return {**data, "value": text_of(value)} if type(value) is int else data
        if isinstance(data, int | float):
            found = named(data) if self.ours else kind_of(data)
            expected = "the name of a column, or a table with `value`"
            self.problems.append(
                Problem(code="IPT006", path=path, expected=expected, found=found)
            )
            return {"value": "0"}
        return data

    def unknown(
        self, name: object, position: int, known: dict[str, Any], path: Steps
    ) -> None:
        found = named(name) if self.ours else f"an unknown name for field {position}"
        near = nearest(name, known) if isinstance(name, str) else None
        self.problems.append(
            Problem(
                code="IPT004",
                path=path,
                expected="a field of this object",
                found=found,
                nearest=near,
            )
        )


def _are_boxes(data: dict[Any, Any]) -> bool:
    """Tell whether a table names boxes, and not what `Boxes` has."""
    in_full = data.keys() <= {"columns", "unknown"}
    return not in_full and not isinstance(data.get("columns"), dict | list)


def _texts(value: Any) -> Any:
    """Take whole numbers for their texts, as TOML and pandas write codes: `-99`."""
    if type(value) is list:
        members: list[Any] = cast("Any", value)
        return [_text(member) for member in members]
    return _text(value)


def _text(value: Any) -> Any:
    return text_of(value) if type(value) is int else value


def _as_written(problem: Problem, data: Any, full: Any) -> Problem:
    """Say where a problem stands in the short forms, and what stands there.

    Args:
        problem: the problem.
        data: the mapping as it was written.
        full: the same in full, to which the path of the problem belongs.
    """
    missing = problem.code == "IPT005"
    path = list[str | int]()
    for step in problem.path[:-1] if missing else problem.path:
        full = full[step]
        if is_object(data) and isinstance(step, int):
            key = list(data)[step]
            data = data[key]
            path.append(step_of(key))
        elif isinstance(step, int) or (is_object(data) and step in data):
            data = data[step]
            path.append(step)
        # Else it is a step that only the full form has.
    if missing:
        return attrs.evolve(problem, path=(*path, problem.path[-1]))
    found = problem.found
    if isinstance(full, str | int):
        found = named(full)
    elif is_object(full) and problem.expected == "a list":
        name = python_path(tuple(step for step in path if isinstance(step, str)))
        found = f"one table; a list of tables is written [[{name}]]"
    return attrs.evolve(problem, path=tuple(path), found=found)
