"""A griffe extension: the constructors that attrs writes, read from the source alone.

mkdocstrings shows them, and `griffe check -e scripts/griffe_attrs.py` compares them.
Not followed: `these=`, `@field.default`, `attrs.Converter` and bases of other packages.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeAlias, cast

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

    Expression: TypeAlias = griffe.Expr | str
    Parameters: TypeAlias = dict[str, griffe.Parameter | None]


class AttrsExtension(griffe.Extension):
    """Add `__init__` to attrs classes and show their fields as `name: type`."""

    def on_package(self, *, pkg: griffe.Module, **_: object) -> None:
        """Change a package once all of it is loaded."""
        found = {cls.path: (cls, options) for cls, options in _attrs_classes(pkg)}
        own = {path: _take_fields(*found[path]) for path in found}
        for cls, options in found.values():
            if "__init__" not in cls.members and options.get("init") != "False":
                cls.set_member("__init__", _init(cls, own))


def _attrs_classes(
    scope: griffe.Module | griffe.Class,
) -> Iterator[tuple[griffe.Class, dict[str, Expression]]]:
    for member in scope.members.values():
        if isinstance(member, griffe.Class):
            for decorator in member.decorators:
                if _path(decorator.value) in {"attrs.define", "attrs.frozen"}:
                    yield member, _keywords(decorator.value)
        if isinstance(member, griffe.Module | griffe.Class):
            yield from _attrs_classes(member)


def _path(value: Expression | None) -> str:
    return value.canonical_path if isinstance(value, griffe.Expr) else ""


def _keywords(call: Expression | None) -> dict[str, Expression]:
    arguments = call.arguments if isinstance(call, griffe.ExprCall) else ()
    keywords = [each for each in arguments if isinstance(each, griffe.ExprKeyword)]
    return {each.name: each.value for each in keywords}


def _take_fields(cls: griffe.Class, options: dict[str, Expression]) -> Parameters:
    """Make a parameter of each field, None if `init=False`, and drop `field(...)`."""
    found: Parameters = {}
    for name, member in cls.members.items():
        if (
            not isinstance(member, griffe.Attribute)
            or "instance-attribute" not in member.labels  # a ClassVar or a property
            or member.annotation is None
        ):
            continue
        field: dict[str, Expression] = {}
        default = member.value
        if _path(member.value) == "attrs.field":
            field = _keywords(member.value)
            default = field.get("default")
            if isinstance(factory := field.get("factory"), griffe.Expr):
                default = griffe.ExprCall(factory, [])
            member.value = None
        found[name] = None
        if field.get("init") != "False":
            kw_only = field.get("kw_only", options.get("kw_only")) == "True"
            found[name] = griffe.Parameter(
                str(field.get("alias", name.lstrip("_"))).strip("\"'"),
                annotation=_accepted(cls, member.annotation, field.get("converter")),
                kind=griffe.ParameterKind.keyword_only
                if kw_only
                else griffe.ParameterKind.positional_or_keyword,
                default=default,
                docstring=member.docstring,
            )
    return found


def _init(cls: griffe.Class, own: dict[str, Parameters]) -> griffe.Function:
    merged: Parameters = {}
    for each in [*reversed(cls.mro()), cls]:
        for name, parameter in own.get(each.path, {}).items():
            merged.pop(name, None)  # as in attrs, a field that is redefined moves
            merged[name] = parameter
    known = [parameter for parameter in merged.values() if parameter]
    known.sort(key=lambda each: each.kind is griffe.ParameterKind.keyword_only)
    itself = griffe.Parameter("self", kind=griffe.ParameterKind.positional_or_keyword)
    return griffe.Function(
        "__init__",
        lineno=cls.lineno,
        endlineno=cls.lineno,
        parent=cls,
        parameters=griffe.Parameters(itself, *known),
        returns="None",
    )


def _accepted(
    cls: griffe.Class, annotation: Expression, converter: Expression | None
) -> Expression:
    """Say what the field's converter takes; where that is unknown, what it holds."""
    function = _object(cls, _path(converter))
    if not isinstance(function, griffe.Function) or not len(function.parameters):
        return annotation
    taken = function.parameters[0].annotation
    if not isinstance(taken, griffe.Expr):
        return taken or annotation
    solved = _match(function.returns, annotation)
    variables = {name.name for name in _names(taken) if _is_type_variable(cls, name)}
    if not variables <= solved.keys():
        return annotation
    return cast("Expression", _put(taken, {name: solved[name] for name in variables}))


def _object(cls: griffe.Class, path: str) -> griffe.Object | None:
    with suppress(KeyError, griffe.GriffeError):
        found = cls.modules_collection.get_member(path) if path else None
        return found.final_target if isinstance(found, griffe.Alias) else found
    return None


def _names(value: griffe.Expr) -> list[griffe.ExprName]:
    return [each for each in value.iterate() if isinstance(each, griffe.ExprName)]


def _is_type_variable(cls: griffe.Class, name: griffe.ExprName) -> bool:
    found = _object(cls, name.canonical_path)
    return isinstance(found, griffe.Attribute) and (
        _path(found.value) == "typing.TypeVar"
    )


def _match(pattern: Expression | None, actual: Expression) -> dict[str, Expression]:
    """Find what stands in the field's type where a name stands in the pattern."""
    if isinstance(pattern, griffe.ExprName):
        return {pattern.name: actual}
    found: dict[str, Expression] = {}
    if isinstance(pattern, griffe.Expr) and type(pattern) is type(actual):
        for part, other in zip(pattern, actual, strict=False):
            found |= _match(part, other)
    return found


def _put(value: object, solved: dict[str, Expression]) -> object:
    """Replace type variables, anywhere in an expression."""
    if isinstance(value, griffe.ExprName):
        return solved.get(value.name, value)
    if isinstance(value, list):
        return [_put(each, solved) for each in cast("list[object]", value)]
    if isinstance(value, griffe.Expr):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        changed = {name: _put(part, solved) for name, part in parts.items()}
        return replace(value, **changed)
    return value
