"""A griffe extension: the constructors that attrs writes, read from the source alone.

mkdocstrings shows them, and `griffe check -e scripts/griffe_attrs.py` compares them.
Not followed: `these=`, `@field.default`, `attrs.Converter` and bases of other packages.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterator

    Expression: TypeAlias = griffe.Expr | str
    Parameters: TypeAlias = dict[str, griffe.Parameter | None]

_CLASSES = {"attrs.define", "attrs.frozen"}
_FIELDS = {"attrs.field"}


class AttrsExtension(griffe.Extension):
    """Add `__init__` to attrs classes and show their fields as `name: type`."""

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:  # noqa: ARG002
        """Change a package once all of it is loaded."""
        found = {each.path: each for each in _attrs_classes(pkg)}
        own = {path: _take_fields(each) for path, each in found.items()}
        for each in found.values():
            if "__init__" not in each.members and _options(each).get("init") != "False":
                _add_init(each, own)


def _attrs_classes(scope: griffe.Module | griffe.Class) -> Iterator[griffe.Class]:
    for member in scope.members.values():
        if isinstance(member, griffe.Class) and _decorator(member):
            yield member
        if isinstance(member, griffe.Module | griffe.Class):
            yield from _attrs_classes(member)


def _decorator(cls: griffe.Class) -> Expression | None:
    values = [decorator.value for decorator in cls.decorators]
    return next((value for value in values if _names(value, _CLASSES)), None)


def _names(value: Expression | None, paths: set[str]) -> bool:
    return isinstance(value, griffe.Expr) and value.canonical_path in paths


def _keywords(call: Expression | None) -> dict[str, Expression]:
    arguments = call.arguments if isinstance(call, griffe.ExprCall) else ()
    keywords = [each for each in arguments if isinstance(each, griffe.ExprKeyword)]
    return {each.name: each.value for each in keywords}


def _options(cls: griffe.Class) -> dict[str, Expression]:
    return _keywords(_decorator(cls))


def _take_fields(cls: griffe.Class) -> Parameters:
    """Make a parameter of each field (None if `init=False`), and drop `field(...)`."""
    found: Parameters = {}
    for member in cls.members.values():
        if (
            not isinstance(member, griffe.Attribute)
            or "instance-attribute" not in member.labels  # a ClassVar or a property
            or member.annotation is None
        ):
            continue
        default, options = member.value, dict[str, "Expression"]()
        if _names(member.value, _FIELDS):
            options = _keywords(member.value)
            default = _default(options)
            member.value = None
        kw_only = str(options.get("kw_only", _options(cls).get("kw_only")))
        alias = str(options.get("alias", member.name.lstrip("_"))).strip("\"'")
        found[member.name] = None if options.get("init") == "False" else griffe.Parameter(
            alias,
            annotation=_input(member.annotation, options.get("converter"), cls),
            kind=griffe.ParameterKind.keyword_only
            if kw_only == "True"
            else griffe.ParameterKind.positional_or_keyword,
            default=default,
            docstring=member.docstring,
        )
    return found
