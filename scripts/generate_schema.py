"""Write the JSON Schemas of a plan's file, from the classes of the model.

Types, names and limits come from the attrs fields, descriptions from the docstrings
under them. Run it after each change of the model: `python scripts/generate_schema.py`.
"""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import json
import textwrap
from enum import EnumType
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs

import ipt_core.formats
from ipt_core._checks import Valid, many, number, optional, taken_apart, whole
from ipt_core._json import JsonText
from ipt_core._structuring import without_none
from ipt_core.formats.plan_json import FORMAT
from ipt_core.model import (
    Attestation,
    End,
    Extension,
    Records,
    TreatmentPlan,
    Waiver,
)

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(ipt_core.formats.__file__).parent / "schema"
_NOT_IN_DRAFTS = {End, Extension, Records, Waiver}
_MOST = 2**53 - 1


def docs_under(kind: type[Any]) -> dict[str, str]:
    """Read the docstring under each field or member of a class."""
    (source,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
    assert isinstance(source, ast.ClassDef)
    return _docs_between(source.body)


def docs_in(module: ModuleType) -> dict[str, str]:
    """Read the docstring under each name of a module."""
    return _docs_between(ast.parse(inspect.getsource(module)).body)


def _docs_between(body: list[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairwise(body):
        match pair:
            case (
                ast.AnnAssign(target=ast.Name(name)) | ast.Assign([ast.Name(name)]),
                ast.Expr(ast.Constant(str(text))),
            ):
                found[name] = _one_line(text)
            case _:
                pass
    return found


def is_attested(kind: type[Any]) -> bool:
    """Tell whether a class holds a fact that only a person can attest."""
    fields = attrs.fields(attrs.resolve_types(kind))
    return kind is Attestation or any(f.type is Attestation for f in fields)


class Generator:
    """Makes one schema; `draft` leaves out what a draft may not hold."""

    def __init__(self, *, draft: bool) -> None:
        self.draft = draft
        self.defs: dict[str, Any] = {}

    def plan(self) -> dict[str, Any]:
        """Make the whole schema."""
        root = self._object(TreatmentPlan)
        version = {"const": FORMAT, "description": "The version of the file format."}
        suffix = ":draft" if self.draft else ""
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:ipt-core:plan:1{suffix}",
            **root,
            "properties": {"format": version, **root["properties"]},
            "required": ["format", *root["required"]],
            "$defs": dict(sorted(self.defs.items())),
        }

    def _object(self, kind: type[Any]) -> dict[str, Any]:
        docs = docs_under(kind)
        fields = [f for f in attrs.fields(attrs.resolve_types(kind)) if self._keeps(f)]
        return {
            "title": kind.__name__,
            "description": _one_line(inspect.getdoc(kind) or ""),
            "type": "object",
            "properties": {
                f.name: {"description": docs[f.name], **self._field(f)} for f in fields
            },
            "required": [f.name for f in fields if f.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def _keeps(self, field: attrs.Attribute[Any]) -> bool:
        kind = without_none(field.type)
        kind = get_args(kind)[0] if get_args(kind) else kind
        left_out = kind in _NOT_IN_DRAFTS or (attrs.has(kind) and is_attested(kind))
        return not (self.draft and left_out)

    def _field(self, field: attrs.Attribute[Any]) -> dict[str, Any]:
        if isinstance(field.type, EnumType) and field.default is not attrs.NOTHING:
            if self.draft and field.name == "status":
                return {"const": field.default}
            return {**self._ref(field.type), "default": field.default}
        check = field.validator.check if isinstance(field.validator, Valid) else None
        made = self._value(without_none(field.type), check)
        if without_none(field.type) is field.type:
            return made
        if "$ref" in made:
            return {"anyOf": [made, {"type": "null"}]}
        return {**made, "type": [made["type"], "null"]}

    def _value(self, kind: Any, check: Any) -> dict[str, Any]:
        maker, inner = taken_apart(check) if check else (None, None)
        if maker is optional:
            return self._value(kind, inner)
        if get_origin(kind) is tuple:
            inner = inner if maker is many else None
            return {"type": "array", "items": self._value(get_args(kind)[0], inner)}
        if attrs.has(kind) or isinstance(kind, EnumType):
            return self._ref(kind)
        if kind is int:
            least = inner if maker is whole else -_MOST
            return {"type": "integer", "minimum": least, "maximum": _MOST}
        limits = {"minimum": -_MOST, "maximum": _MOST} if check is number else {}
        day = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        plain: dict[Any, dict[str, Any]] = {
            str: {"type": "string", "minLength": 1},
            float: {"type": "number", **limits},
            bool: {"type": "boolean"},
            dt.date: {"type": "string", **day},
            JsonText: {},
        }
        return plain[kind]

    def _ref(self, kind: Any) -> dict[str, Any]:
        name = kind.__name__
        if name not in self.defs:
            closed = isinstance(kind, EnumType)
            self.defs[name] = _words(kind) if closed else self._object(kind)
        return {"$ref": f"#/$defs/{name}"}


def _words(kind: Any) -> dict[str, Any]:
    docs = docs_under(kind)
    lines = [_one_line(inspect.getdoc(kind) or "")]
    lines += [f"- {member.value}: {docs[member.name]}" for member in kind]
    words = [member.value for member in kind]
    return {"title": kind.__name__, "description": "\n".join(lines), "enum": words}


def _one_line(text: str) -> str:
    said, _, _ = inspect.cleandoc(text).partition("\n\nRaises:")
    return " ".join(said.split())


def schemas() -> dict[str, str]:
    """Make the text of each schema file."""
    made = {
        "plan-1.json": Generator(draft=False).plan(),
        "plan-1-draft.json": Generator(draft=True).plan(),
    }
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


if __name__ == "__main__":
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
