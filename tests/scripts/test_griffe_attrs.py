"""The extension shows, from the source alone, the constructors that attrs writes."""

from __future__ import annotations

import sys
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING

import griffe
import pytest

from scripts.griffe_attrs import AttrsExtension

if TYPE_CHECKING:
    from pathlib import Path

CONVERTERS = """
from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")

def to_int(value: int | str) -> int: ...
def to_tuple(value: Iterable[T] | None) -> tuple[T, ...] | None: ...
def to_dict(value: Mapping[str, T]) -> dict[str, T]: ...
def unbound(value: Iterable[U]) -> int: ...
def untyped(value): ...
"""

CLASSES = """
from __future__ import annotations

import datetime as dt
from typing import ClassVar, Generic, TypeVar

import attrs
from attrs import define, frozen

from attrs_toy import converters
from attrs_toy.again import to_tuple

T = TypeVar("T")

def to_word(value: str | bytes) -> str: ...

@frozen
class Bare:
    first: int
    '''The first.'''
    second: str = "two"
    LIMIT: ClassVar[int] = 3
    unannotated = 4

    @property
    def third(self) -> int: ...

@attrs.frozen(kw_only=True)
class Fields:
    required: int = attrs.field(validator=None)
    default: int = attrs.field(default=3)
    made: list[int] = attrs.field(factory=list)
    _private: int = attrs.field(default=0)
    renamed: int = attrs.field(default=0, alias="other")
    hidden: int = attrs.field(default=0, init=False)

@define
class Mixed:
    named: int = attrs.field(kw_only=True)
    placed: int

@attrs.define()
class Converted:
    here: str = attrs.field(converter=to_word)
    there: int = attrs.field(converter=converters.to_int)
    again: tuple[dt.date, ...] | None = attrs.field(converter=to_tuple)
    mapped: dict[str, int] = attrs.field(converter=converters.to_dict)
    builtin: int = attrs.field(converter=int)
    unbound: int = attrs.field(converter=converters.unbound)
    untyped: int = attrs.field(converter=converters.untyped)
    called: int = attrs.field(converter=attrs.converters.optional(to_word))

@attrs.frozen
class Base(Generic[T]):
    kept: T
    moved: int = 1

@attrs.frozen
class Middle(Base[int]):
    own: int = 2

@attrs.frozen
class Derived(Middle):
    moved: int = 3
    kept: int = attrs.field(default=4, init=False)

@attrs.frozen
class Own:
    field: int = attrs.field()

    def __init__(self, other: str) -> None: ...

@attrs.frozen(init=False)
class Without:
    field: int

class Plain:
    field: int = attrs.field(default=1)

    @frozen
    class Nested:
        inner: int
"""


FILES = {
    "__init__.py": "",
    "again.py": "from attrs_toy.converters import to_tuple",
    "classes.py": CLASSES,
    "converters.py": CONVERTERS,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package `attrs_toy`, made of the text above."""
    folder = tmp_path_factory.mktemp("griffe_attrs")
    (folder / "attrs_toy").mkdir()
    for name, text in FILES.items():
        (folder / "attrs_toy" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shown(folder: Path) -> griffe.Object:
    """The classes as the extension shows them, never imported."""
    package = griffe.load(
        "attrs_toy",
        search_paths=[folder],
        allow_inspection=False,
        extensions=griffe.Extensions(AttrsExtension()),
    )
    classes = package["classes"]
    assert isinstance(classes, griffe.Module)
    return classes


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("Bare", "first: int, second: str = 'two'"),
        (
            "Fields",
            (
                "*, required: int, default: int = 3, made: list[int] = list(), "
                "private: int = 0, other: int = 0"
            ),
        ),
        ("Mixed", "placed: int, *, named: int"),
        (
            "Converted",
            (
                "here: str | bytes, there: int | str, "
                "again: Iterable[dt.date] | None, mapped: Mapping[str, int], "
                "builtin: int, unbound: int, untyped: int, called: int"
            ),
        ),
        ("Middle", "kept: T, moved: int = 1, own: int = 2"),
        ("Derived", "own: int = 2, moved: int = 3"),
        ("Own", "other: str"),
        ("Plain.Nested", "inner: int"),
    ],
)
def test_constructor(shown: griffe.Object, name: str, parameters: str) -> None:
    """Annotations, defaults and kinds are those that a caller has to know."""
    init = shown[f"{name}.__init__"]

    assert init.signature(return_type=True) == f"__init__({parameters}) -> None"


@pytest.mark.parametrize(
    "name", ["Bare", "Fields", "Mixed", "Converted", "Middle", "Derived", "Own"]
)
def test_attrs_agrees(
    shown: griffe.Object, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The constructor that attrs really writes takes the same parameters."""
    monkeypatch.setattr("sys.path", [str(folder), *sys.path])
    real = signature(
        getattr(import_module("attrs_toy.classes"), name)
    ).parameters.values()
    ours = list(shown[f"{name}.__init__"].parameters)[1:]

    assert [(each.name, each.kind is each.KEYWORD_ONLY) for each in real] == [
        (each.name, each.kind is griffe.ParameterKind.keyword_only) for each in ours
    ]
    assert [each.default is not each.empty for each in real] == [
        each.default is not None for each in ours
    ]


@pytest.mark.parametrize("name", ["Without", "Plain"])
def test_no_constructor_is_invented(shown: griffe.Object, name: str) -> None:
    """A class that attrs gives no constructor gets none here."""
    assert "__init__" not in shown[name].members


def test_only_field_calls_are_dropped(shown: griffe.Object) -> None:
    """A page shows `name: type` for a field, and every other value as it was."""
    assert shown["Fields.default"].value is None
    assert str(shown["Fields.default"].annotation) == "int"
    assert str(shown["Bare.second"].value) == "'two'"
    assert str(shown["Plain.field"].value) == "attrs.field(default=1)"


def test_docstrings_of_fields_reach_the_parameters(shown: griffe.Object) -> None:
    """What stands under a field is told of the parameter too."""
    parameter = shown["Bare.__init__"].parameters["first"]

    assert parameter.docstring.value == "The first."
