"""Strict structuring with cattrs that tells all problems, for catalogue and files alike.

Nothing is converted on the quiet: `true` is no 1, 3.9 is no whole number, `"3"` is
no number. There are two converters for each root class. The quick one stops at the
first fault; only then does the thorough one go through the same data field by field
and collect every problem with its place.
"""

from __future__ import annotations

__all__ = ["Path", "Problem", "Structurer", "python_path"]

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn

from ipt_core._checks import Repeated, Valid, kind_of, nearest, number
from ipt_core.exceptions import InvalidValueError, LoadError

if TYPE_CHECKING:
    from collections.abc import Callable

    Hook = Callable[[Any, Any], Any]

T = TypeVar("T")
Path = tuple[str | int, ...]


def python_path(path: Path, root: str = "") -> str:
    """Write a path as Python would: `sessions[3].phase`."""
    steps = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in path)
    return (root + "".join(steps)).lstrip(".")


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong with a file: where, what was found, what was expected."""

    code: str
    """Code of family 0, such as `IPT005`."""
    path: Path = ()
    """Where: names of known fields and positions in lists, counted from 0."""
    expected: str
    """What could stand there."""
    found: str
    """The kind of thing that stands there, never the thing itself."""
    nearest: str | None = None
    """The known name that an unknown one most resembles."""

    def __str__(self) -> str:
        where = python_path(self.path)
        message = f"expected {self.expected}, found {self.found}"
        if self.nearest:
            message += f"; did you mean {self.nearest!r}?"
        return f"{self.code} {where}: {message}" if where else f"{self.code} {message}"


class _Problems(Exception):  # noqa: N818 - travels inside this module only
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


class Structurer(Generic[T]):
    """Turns decoded JSON or TOML into one class and all that it is made of."""

    def __init__(
        self, root: type[T], extra: dict[type[Any], Hook] | None = None
    ) -> None:
        """Prepare for a root class; `extra` are hooks for classes that need their own."""
        self._root = root
        self._quick = _converter(root, _quick_class, _quick_tuple, extra or {})
        self._thorough = _converter(root, _thorough_class, _thorough_tuple, extra or {})

    def __call__(self, data: object) -> T:
        """Structure decoded data.

        Raises:
            LoadError: with every problem, if there is any.
        """
        try:
            return self._quick.structure(data, self._root)
        except Exception:  # noqa: BLE001, S110 - the thorough pass says what it was
            pass
        try:
            return self._thorough.structure(data, self._root)
        except _Problems as found:
            raise LoadError(found.problems) from None
        except InvalidValueError as error:
            raise LoadError([_problem((), error)]) from None


def _converter(
    root: type[Any],
    of_class: Callable[[cattrs.Converter, type[Any]], Hook],
    of_tuple: Callable[[cattrs.Converter, type[Any]], Hook],
    extra: dict[type[Any], Hook],
) -> cattrs.Converter:
    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)
    made.register_structure_hook_factory(
        lambda kind: get_origin(kind) is tuple, lambda kind: of_tuple(made, kind)
    )
    made.register_structure_hook_factory(attrs.has, lambda kind: of_class(made, kind))
    for kind, hook in (_PLAIN | extra).items():
        made.register_structure_hook(kind, hook)
    for word in sorted(_words(root, set()), key=lambda w: w.__name__):
        made.register_structure_hook(word, _word_hook(word))
    return made


def _words(kind: Any, seen: set[Any]) -> set[type[StrEnum]]:
    """Find the closed words that a class is made of: cattrs takes a StrEnum for text."""
    if kind in seen:
        return set()
    seen.add(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {kind}
    inner = get_args(kind)
    if isinstance(kind, type) and attrs.has(kind):
        inner = tuple(field.type for field in attrs.fields(attrs.resolve_types(kind)))
    return {word for part in inner for word in _words(part, seen)}


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
    if type(value) is dt.date:
        return value
    expected = "a date such as 2026-01-05"
    if type(value) is not str:
        raise InvalidValueError(expected, kind_of(value))
    try:
        if len(value) == len("2026-01-05") and value[4] == "-":
            return dt.date.fromisoformat(value)
    except ValueError:
        pass
    raise InvalidValueError(expected, "text that is no such date")


_PLAIN: dict[type[Any], Hook] = {
    str: _text_hook,
    int: _whole_hook,
    float: _number_hook,
    bool: _flag_hook,
    dt.date: _date_hook,
}


def _word_hook(word: type[StrEnum]) -> Hook:
    known: dict[Any, StrEnum] = {str(member): member for member in word}
    expected = "one of " + ", ".join(known)

    def hook(value: Any, _: Any) -> StrEnum:
        if type(value) is not str:
            raise InvalidValueError(expected, kind_of(value))
        if value not in known:
            near = nearest(value, known)
            raise InvalidValueError(expected, "another word", nearest=near)
        return known[value]

    return hook


def _quick_class(converter: cattrs.Converter, kind: type[Any]) -> Hook:
    build = make_dict_structure_fn(kind, converter)

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise InvalidValueError("an object", kind_of(value))
        return build(value, kind)

    return hook


def _quick_tuple(converter: cattrs.Converter, kind: type[Any]) -> Hook:
    inner = get_args(kind)[0]
    structure = converter.get_structure_hook(inner)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise InvalidValueError("a list", kind_of(value))
        return tuple([structure(member, inner) for member in value])

    return hook


def _thorough_class(converter: cattrs.Converter, kind: type[Any]) -> Hook:
    fields = attrs.fields(attrs.resolve_types(kind))
    known = {field.name: field for field in fields}

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise InvalidValueError("an object", kind_of(value))
        problems = _key_problems(value, known)
        arguments: dict[str, Any] = {}
        for name, field in known.items():
            if name not in value:
                if field.default is attrs.NOTHING:
                    problems.append(
                        Problem(
                            code="IPT005",
                            path=(name,),
                            expected="this field",
                            found="nothing",
                        )
                    )
                continue
            try:
                arguments[name] = converter.structure(value[name], field.type)
                if isinstance(field.validator, Valid):
                    field.validator.check(arguments[name])
            except (_Problems, InvalidValueError) as error:
                problems += _below(name, error)
        if problems:
            raise _Problems(problems)
        return kind(**arguments)

    return hook


def _key_problems(value: dict[Any, Any], known: dict[str, Any]) -> list[Problem]:
    problems = [
        Problem(
            code="IPT004",
            expected="a field of this object",
            found=f"an unknown name for field {position}",
            nearest=nearest(key, known) if isinstance(key, str) else None,
        )
        for position, key in enumerate(value, 1)
        if key not in known
    ]
    if isinstance(value, Repeated):
        problems.append(
            Problem(code="IPT007", expected="each name once", found="a name twice")
        )
    return problems


def _thorough_tuple(converter: cattrs.Converter, kind: type[Any]) -> Hook:
    inner = get_args(kind)[0]

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise InvalidValueError("a list", kind_of(value))
        members: list[Any] = []
        problems: list[Problem] = []
        for position, member in enumerate(value):
            try:
                members.append(converter.structure(member, inner))
            except (_Problems, InvalidValueError) as error:
                problems += _below(position, error)
        if problems:
            raise _Problems(problems)
        return tuple(members)

    return hook


def _below(step: str | int, error: _Problems | InvalidValueError) -> list[Problem]:
    if isinstance(error, InvalidValueError):
        return [_problem((step,), error)]
    return [attrs.evolve(found, path=(step, *found.path)) for found in error.problems]


def _problem(path: Path, error: InvalidValueError) -> Problem:
    return Problem(
        code="IPT006",
        path=path,
        expected=error.expected,
        found=error.found,
        nearest=error.nearest,
    )
