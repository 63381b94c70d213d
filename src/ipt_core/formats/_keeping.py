"""Unknown fields of a file, kept as extensions."""

from __future__ import annotations

__all__ = ["set_apart"]

from typing import TYPE_CHECKING, Any, cast, get_args

import attrs

from ipt_core._checks import Repeated, is_object, kind_of
from ipt_core._json import encode_json
from ipt_core._structuring import problem_of, without_none
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import Extension

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ipt_core._problems import Path, Problem


def set_apart(
    data: dict[Any, Any], kind: type[Any], beside: Collection[str] = ()
) -> tuple[dict[Any, Any], tuple[Extension, ...], list[Problem]]:
    """Split data into what a class knows and what it does not.

    Args:
        data: Decoded JSON, sound or not.
        kind: The class.
        beside: Names that may stand beside the fields of the class.

    Returns:
        The data that are known, those that are not, and a problem for each unknown
        field that no file could hold.
    """
    walk = _Walk()
    return walk.known(data, kind, (), beside), tuple(walk.kept), walk.problems


class _Walk:
    def __init__(self) -> None:
        self.kept: list[Extension] = []
        self.problems: list[Problem] = []

    def known(
        self, data: Any, kind: Any, path: Path, beside: Collection[str] = ()
    ) -> Any:
        kind = without_none(kind)
        if get_args(kind) and isinstance(data, list | tuple):
            members = cast("Sequence[Any]", data)
            return [
                self.known(member, get_args(kind)[0], (*path, position))
                for position, member in enumerate(members)
            ]
        if not attrs.has(kind) or not is_object(data):
            return data
        types = {f.name: f.type for f in attrs.fields(attrs.resolve_types(kind))}
        known: dict[Any, Any] = Repeated() if isinstance(data, Repeated) else {}
        for position, (name, part) in enumerate(data.items(), 1):
            if name in types:
                known[name] = self.known(part, types[name], (*path, name))
            elif name in beside:
                known[name] = part
            else:
                self._keep(name, part, path, position)
        return known

    def _keep(self, name: object, part: object, path: Path, position: int) -> None:
        try:
            pointer = _pointer(path, name)
            self.kept.append(Extension(name=pointer, value=encode_json(part)))
        except InvalidValueError as error:
            found = f"{error.found} as or under the unknown name for field {position}"
            problem = problem_of(path, error)
            self.problems.append(attrs.evolve(problem, found=found))


def _pointer(path: Path, name: object) -> str:
    if not isinstance(name, str):
        raise InvalidValueError("text", kind_of(name))
    steps = (*map(str, path), name.replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{step}" for step in steps)
