"""Strict structuring with cattrs that tells all problems, for catalogue and files.

Nothing is converted on the quiet: `true` is no 1, 3.9 is no whole number, `"3"` is
no number. There are two converters for each root class. The quick one stops at the
first fault; only then does the thorough one go through the same data field by field
and collect every problem with its place. Both accept the same, and each value is
checked once.
"""

from __future__ import annotations

__all__ = [
    "Structurer",
    "problem_of",
    "without_none",
]

from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
)

import attrs

from ipt_core._checks import (
    Repeated,
    Valid,
    kind_of,
    many,
    nearest,
    one_of,
    optional,
    taken_apart,
    text,
)
from ipt_core._hooks import PLAIN, Hook, checked_text, word_hook
from ipt_core._json import TWICE, JsonText
from ipt_core._problems import MAX_PROBLEMS, Path, Problem, no_more_than_read
from ipt_core.exceptions import InvalidValueError, LoadError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import cattrs

    from ipt_core._checks import Check

    OfList = Callable[[Hook, Any], Hook]

T = TypeVar("T")

_class_of: Callable[[object], object] = type  # as a type checker narrows nothing by it


class _Problems(Exception):  # noqa: N818 - travels inside this module only
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


class Structurer(Generic[T]):
    """Turns decoded JSON or TOML into one class and all that it is made of."""

    def __init__(
        self,
        root: type[T],
        extra: Mapping[type[Any], Hook] = MappingProxyType({}),
        beside: Collection[str] = (),
    ) -> None:
        """Prepare for a root class.

        Args:
            root: The class.
            extra: Hooks for classes that need their own.
            beside: Names that may stand beside the root's fields and are not read.
        """
        self._root = root
        self._beside = frozenset(beside)
        self._quick = _converter(root, _quick_class, _quick_list, extra)
        self._thorough = _converter(root, _thorough_class, _thorough_list, extra)
        self._thorough.register_structure_hook(
            root, _thorough_class(self._thorough, root, self._beside)
        )

    def __call__(self, data: object) -> T:
        """Structure decoded data.

        Raises:
            LoadError: with every problem, if there is any.
        """
        try:
            return self.quick(data)
        except Exception:  # noqa: BLE001, S110 - the thorough pass says what it was
            pass
        return self.thorough(data)

    def quick(self, data: object) -> T:
        """Structure decoded data; raises an error of any kind at the first fault."""
        if type(data) is dict:
            items = cast("dict[object, object]", data).items()
            data = {name: part for name, part in items if name not in self._beside}
        return self._quick.structure(data, self._root)

    def thorough(self, data: object) -> T:
        """Structure decoded data field by field.

        Raises:
            LoadError: with every problem, if there is any.
        """
        try:
            return self._thorough.structure(data, self._root)
        except _Problems as found:
            problems = found.problems
        except InvalidValueError as error:
            problems = [problem_of((), error)]
        raise LoadError(no_more_than_read(problems))


def _converter(
    root: type[Any],
    of_class: Callable[[cattrs.Converter, type[Any]], Hook],
    of_list: OfList,
    extra: Mapping[type[Any], Hook],
) -> cattrs.Converter:
    import cattrs

    made = cattrs.Converter(detailed_validation=False)

    def list_hook(kind: Any) -> Hook:
        return of_list(*_field_hook(made, get_args(kind)[0], None, of_list))

    def class_hook(kind: Any) -> Hook:
        return of_class(made, kind)

    made.register_structure_hook_factory(_is_list, list_hook)
    made.register_structure_hook_factory(attrs.has, class_hook)
    for kind, hook in (*PLAIN.items(), *extra.items()):
        made.register_structure_hook(kind, hook)
    for word in sorted(_words(root, set()), key=lambda w: w.__name__):
        made.register_structure_hook(word, word_hook(word))
    return made


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _words(kind: Any, seen: set[Any]) -> set[type[StrEnum]]:
    """Find a class's closed words: cattrs would take a StrEnum for text."""
    if kind in seen:
        return set()
    seen.add(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {kind}
    inner = get_args(kind)
    if isinstance(kind, type) and attrs.has(kind):
        inner = tuple(field.type for field in attrs.fields(attrs.resolve_types(kind)))
    return {word for part in inner for word in _words(part, seen)}


def _field_hook(
    converter: cattrs.Converter, kind: Any, check: Check | None, of_list: OfList
) -> tuple[Hook, Any]:
    """Make the hook for one field: structures and checks, each part of it once.

    The check of a list's members runs with each member, so that a problem stands at
    its position. None comes here only where the field refuses it.
    """
    kind = without_none(kind)
    maker, inner = taken_apart(check) if check else (None, None)
    if maker is optional:
        return _field_hook(converter, kind, inner, of_list)
    if maker is many and _is_list(kind):
        return of_list(*_field_hook(converter, get_args(kind)[0], inner, of_list)), kind
    if kind is str and check is text:
        return checked_text, kind
    hook: Hook = converter.get_structure_hook(kind)
    if check is None or (maker is one_of and inner is kind):
        return hook, kind

    def structure_and_check(value: Any, _: Any) -> Any:
        made = hook(value, kind)
        check(made)
        return made

    return structure_and_check, kind


def without_none(kind: Any) -> Any:
    """Take `None` off a type that allows it."""
    inner = get_args(kind)
    optional_kind = get_origin(kind) in {UnionType, Union} and len(inner) == 2
    return inner[0] if optional_kind and inner[1] is NoneType else kind


class _Shape:
    """What both passes know of a class."""

    def __init__(
        self, converter: cattrs.Converter, kind: type[Any], of_list: OfList
    ) -> None:
        self.fields = attrs.fields(attrs.resolve_types(kind))
        self.hooks = {
            field.name: _field_hook(converter, field.type, _check(field), of_list)
            for field in self.fields
        }
        self.required = [f.name for f in self.fields if f.default is attrs.NOTHING]
        self.may_be_none = frozenset(
            f.name for f in self.fields if without_none(f.type) is not f.type
        )


def _check(field: attrs.Attribute[Any]) -> Check | None:
    return field.validator.check if isinstance(field.validator, Valid) else None


def _quick_class(converter: cattrs.Converter, kind: type[Any]) -> Hook:
    shape = _Shape(converter, kind, _quick_list)
    hooks, may_be_none = shape.hooks, shape.may_be_none
    required = frozenset(shape.required)
    start, build = _builder(kind, shape.fields)

    def hook(value: Any, _: Any) -> Any:
        given = _class_of(value)
        if given is not dict or not required <= value.keys():
            raise InvalidValueError("an object", kind_of(value))
        made = start.copy()
        for name, part in value.items():
            if part is None and name in may_be_none:
                made[name] = None
            else:
                structure, of_kind = hooks[name]
                made[name] = structure(part, of_kind)
        return build(made)

    return hook


def _builder(
    kind: type[Any], fields: Sequence[attrs.Attribute[Any]]
) -> tuple[dict[str, Any], Callable[[dict[str, Any]], Any]]:
    """Make what builds an object from all its values, and the values to begin with.

    Validators have run before and converters have nothing left to convert, so where
    `__init__` does no more than these, the values are put straight into the slots,
    as unpickling does.
    """
    if hasattr(kind, "__attrs_post_init__") or not all(map(_is_plain, fields)):
        return {}, lambda values: kind(**values)
    start = {field.name: field.default for field in fields}
    new, setter_for = object.__new__, object.__setattr__.__get__

    def build(values: dict[str, Any]) -> Any:
        made = new(kind)
        put = setter_for(made)
        for name, value in values.items():
            put(name, value)
        return made

    return start, build


def _is_plain(field: attrs.Attribute[Any]) -> bool:
    has_converter = getattr(field, "converter", None) is not None
    listed = _is_list(without_none(field.type))
    return (
        (field.validator is None or isinstance(field.validator, Valid))
        and (not has_converter or listed or field.type is JsonText)
        and not hasattr(field.default, "factory")
    )


def _quick_list(structure: Hook, kind: Any) -> Hook:
    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        given = _class_of(value)
        if given is not list and given is not tuple:
            raise InvalidValueError("a list", kind_of(value))
        return tuple([structure(member, kind) for member in value])

    return _quick_texts if structure is checked_text else hook


def _quick_texts(value: Any, _: Any) -> tuple[str, ...]:
    given = _class_of(value)
    if given is not list and given is not tuple:
        raise InvalidValueError("a list", kind_of(value))
    for member in value:
        if not (type(member) is str and member and member.isascii()):
            checked_text(member, str)
    return tuple(value)


def _thorough_class(
    converter: cattrs.Converter, kind: type[Any], beside: Collection[str] = ()
) -> Hook:
    shape = _Shape(converter, kind, _thorough_list)

    def hook(value: Any, _: Any) -> Any:
        if not issubclass(type(value), dict):
            raise InvalidValueError("an object", kind_of(value))
        problems = _name_problems(value, shape, {*shape.hooks, *beside})
        made: dict[str, Any] = {}
        for name, (structure, of_kind) in shape.hooks.items():
            if name not in value:
                continue
            part = value[name]
            try:
                missing = part is None and name in shape.may_be_none
                made[name] = None if missing else structure(part, of_kind)
            except (_Problems, InvalidValueError) as error:
                problems += _below(name, error)
        if problems:
            raise _Problems(problems)
        return kind(**made)

    return hook


def _name_problems(
    value: dict[Any, Any], shape: _Shape, known: Collection[str]
) -> list[Problem]:
    problems: list[Problem] = []
    if isinstance(value, Repeated):
        problems.append(
            Problem(code="IPT007", expected="each name once", found="a name twice")
        )
    for position, name in enumerate(value, 1):
        if name not in known and len(problems) <= MAX_PROBLEMS:
            problems.append(
                Problem(
                    code="IPT004",
                    expected="a field of this object",
                    found=f"an unknown name for field {position}",
                    nearest=nearest(name, shape.hooks) if type(name) is str else None,
                )
            )
    problems += [
        Problem(code="IPT005", path=(name,), expected="this field", found="nothing")
        for name in shape.required
        if name not in value
    ]
    return problems


def _thorough_list(structure: Hook, kind: Any) -> Hook:
    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        given = _class_of(value)
        if given is not list and given is not tuple:
            raise InvalidValueError("a list", kind_of(value))
        members: list[Any] = []
        problems: list[Problem] = []
        for position, member in enumerate(value):
            try:
                members.append(structure(member, kind))
            except (_Problems, InvalidValueError) as error:
                problems += _below(position, error)
                if len(problems) > MAX_PROBLEMS:
                    break
        if problems:
            raise _Problems(problems)
        return tuple(members)

    return hook


def _below(step: str | int, error: _Problems | InvalidValueError) -> list[Problem]:
    if isinstance(error, InvalidValueError):
        return [problem_of((step,), error)]
    return [attrs.evolve(found, path=(step, *found.path)) for found in error.problems]


def problem_of(path: Path, error: InvalidValueError) -> Problem:
    """Say where a value is that a check refused."""
    return Problem(
        code="IPT007" if error.found == TWICE else "IPT006",
        path=path,
        expected=error.expected,
        found=error.found,
        nearest=error.nearest,
    )
