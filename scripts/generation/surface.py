"""The public surface in one text, so that no change of it goes unseen.

Tools that compare signatures do not see the constructors that attrs writes; this does.
Public is what the pages of the reference name, and what `dir(ipt_core)` lists.
"""

from __future__ import annotations

__all__ = [
    "attributes_of",
    "members_of",
    "public_in",
    "public_names",
    "referenced",
    "surface",
]

import ast
import inspect
import re
import textwrap
from enum import Enum
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, cast

import attrs

import ipt_core as ipt
from ipt_core.catalogue import Table
from scripts.generation.options import options_of, subcommands

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
_DIRECTIVE = re.compile(r"^::: (ipt_core[\w.]*)$", re.MULTILINE)
_PLAIN = (bool, int, float, str, tuple, frozenset, type(None))


def referenced() -> list[str]:
    """List what the pages of the reference name: modules, classes, functions."""
    pages = sorted(REFERENCE.glob("*.md"))
    return [
        name
        for page in pages
        for name in _DIRECTIVE.findall(page.read_text(encoding="utf-8"))
    ]


def public_names() -> dict[str, Any]:
    """Every public object by the shortest name that it can be imported by."""
    found = {f"ipt_core.{name}": getattr(ipt, name) for name in dir(ipt)}
    known = {id(each) for each in found.values()}
    for path in sorted(referenced(), key=lambda path: (path.count("."), path)):
        for name, each in public_in(path):
            if id(each) not in known:
                known.add(id(each))
                found[name] = each
    return dict(sorted(found.items()))


def public_in(path: str) -> Iterator[tuple[str, Any]]:
    """List the public objects that one line of the reference shows."""
    parent, _, name = path.rpartition(".")
    each = import_module(path) if _is_module(path) else _get(parent, name)
    if isinstance(each, ModuleType):
        yield from ((f"{path}.{n}", getattr(each, n)) for n in each.__all__)
    else:
        yield path, each


def _is_module(path: str) -> bool:
    try:
        import_module(path)
    except ModuleNotFoundError:
        return False
    return True


def _get(parent: str, name: str) -> Any:
    return getattr(import_module(parent), name)


def surface() -> str:
    """Write the whole surface, one fact a line."""
    parts = [_named(name, each) for name, each in public_names().items()]
    parts += [list(_rules()), list(_protocols()), list(_command())]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _named(name: str, each: Any) -> list[str]:
    if isinstance(each, type):
        kind = cast("type[Any]", each)
        bases = [base.__name__ for base in kind.__bases__ if base is not object]
        return [f"class {name}({', '.join(bases)})", *_class(kind)]
    if isinstance(each, FunctionType):
        return [f"def {name}", *(f"    {part}" for part in _signature(each))]
    if _table(each):
        return [f"{name}: table", *(f"    {code}" for code in each)]
    if isinstance(each, tuple):
        return [f"{name} = {each!r}"]
    return [f"{name}: {type(each).__name__}"]


def _table(each: object) -> bool:
    return isinstance(each, Table)


def _class(kind: type[Any]) -> Iterator[str]:
    if issubclass(kind, Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in kind)
    elif attrs.has(kind):
        taken = inspect.signature(kind).parameters
        for field in attrs.fields(kind):
            if not field.name.startswith("_"):
                parameter = taken.get(field.alias or field.name)
                yield f"    {_field(kind, field, parameter)}"
    else:
        if "__init__" in vars(kind) or "_fields" in vars(kind):
            yield f"    ({', '.join(_signature(kind))})"
        yield from (f"    attribute {name}" for name in sorted(attributes_of(kind)))
    for name, member in sorted(_members(kind)):
        if isinstance(member, property):
            assert member.fget is not None
            returns = inspect.signature(member.fget).return_annotation
            yield f"    property {name}: {returns}"
        else:
            _, *given, returns = _signature(member)
            yield f"    def {name}({', '.join(given)}) {returns}"


def members_of(kind: type[Any]) -> set[str]:
    """Name the public methods and properties of a class of ours."""
    return {name for name, _ in _members(kind)}


def attributes_of(kind: type[Any]) -> set[str]:
    """Name the public fields, members or attributes of a class of ours."""
    if issubclass(kind, Enum):
        return {member.name for member in kind}
    if attrs.has(kind):
        return {f.name for f in attrs.fields(kind) if not f.name.startswith("_")}
    found = {*getattr(kind, "_fields", ())}
    for base in kind.__mro__:
        if base.__module__.startswith("ipt_core"):
            own = vars(base)
            found |= {name for name in own.get(_NOTES, ()) if not name.startswith("_")}
            found |= _set_by(own["__init__"]) if "__init__" in own else set()
    return found - {"args"}  # every exception has it


def _set_by(init: Any) -> set[str]:
    """Name what a constructor sets on `self`, as its source says."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(init)))
    targets = [
        target
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return {
        target.attr
        for target in targets
        if isinstance(target, ast.Attribute) and not target.attr.startswith("_")
    }


def _members(kind: type[Any]) -> Iterator[tuple[str, Any]]:
    """Find the public methods and properties, those of our own bases among them."""
    known = attrs.fields(kind) if attrs.has(kind) else ()
    fields = {field.name for field in known}
    ours = [base for base in kind.__mro__ if base.__module__.startswith("ipt_core")]
    for name in {name for base in ours for name in vars(base)}:
        member = inspect.getattr_static(kind, name)
        plain = isinstance(member, property | FunctionType)
        if plain and not name.startswith("_") and name not in fields:
            yield name, member


def _field(
    kind: type[Any], field: attrs.Attribute[Any], taken: inspect.Parameter | None
) -> str:
    # `Attribute.type` changes once types are resolved; the annotations do not.
    owner = next(k for k in kind.__mro__ if field.name in vars(k).get(_NOTES, ()))
    written = vars(owner)[_NOTES][field.name]
    notes = ["keyword" if field.kw_only else "positional"] if taken else ["not given"]
    if taken and taken.name != field.name:
        notes.append(f"as {taken.name}")
    if taken and taken.annotation != written:
        notes.append(f"takes {taken.annotation}")
    return f"{field.name}: {written}{_default(field.default)} ({', '.join(notes)})"


_NOTES = "__annotations__"
_STARS = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}


def _signature(function: Any) -> Iterator[str]:
    """List the parameters, keyword-only ones after a star, then what is returned."""
    signature = inspect.signature(function)
    before = ""
    for parameter in signature.parameters.values():
        kind = parameter.kind.name
        if kind == "KEYWORD_ONLY" and before not in {kind, "VAR_POSITIONAL"}:
            yield "*"
        before = kind
        said = "" if parameter.annotation is parameter.empty else parameter.annotation
        default = parameter.default
        default = attrs.NOTHING if default is parameter.empty else default
        name = f"{_STARS.get(kind, '')}{parameter.name}"
        yield f"{name}{f': {said}' if said else ''}{_default(default)}"
    if not isinstance(function, type):
        yield f"-> {signature.return_annotation}"


def _default(default: Any) -> str:
    if default is attrs.NOTHING:
        return ""
    if isinstance(default, Enum):
        return f" = {type(default).__name__}.{default.name}"
    if isinstance(default, _PLAIN):
        return f" = {default!r}"
    return " = made"


def _rules() -> Iterator[str]:
    yield "rules"
    for rule in ipt.rules:
        flags = "safety " if rule.safety else ""
        flags += "structural " if rule.structural else ""
        aliases = f"formerly {', '.join(rule.aliases)} " if rule.aliases else ""
        values = f"takes {', '.join(rule.values)}" if rule.values else "takes nothing"
        said = {
            field
            for words in (rule.message, rule.hint)
            for _, field, _, _ in Formatter().parse(words)
            if field
        }
        tells = f"tells {', '.join(sorted(said))}" if said else "tells no param"
        yield (
            f"    {rule.code} {rule.name} {rule.severity} {flags}{aliases}"
            f"since {rule.since}; {values}; {tells}"
        )


def _protocols() -> Iterator[str]:
    yield "protocols"
    for form in ipt.protocols.values():
        yield f"    {form.code} edition {form.edition}"


def _command() -> Iterator[str]:
    yield "command"
    for name, parser in subcommands().items():
        yield f"    {name}: {', '.join(option for option, _ in options_of(parser))}"
