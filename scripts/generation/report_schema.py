"""The JSON Schema of a report, from the classes that it is made of."""

from __future__ import annotations

__all__ = ["report_schema"]

import inspect
import json
from collections.abc import Mapping
from enum import EnumType
from types import UnionType
from typing import Any, get_args, get_origin

import attrs

from ipt_core.engine import Finding, Owed, Report, RuleOutcome, Stamp
from ipt_core.evidence import Citation
from scripts.generate_schema import docs_under

_FORMAT = "ipt-core/report/1"
_TEXTS = {"type": "array", "items": {"type": "string"}}
_POINTERS = {"type": "array", "items": {"type": "string", "pattern": "^(/.*)?$"}}
_NOT_THERE = {Report: {"outcomes"}, RuleOutcome: {"findings", "owed"}}
_IN_PLACE_OF = {(RuleOutcome, "missing"): _POINTERS}


def report_schema() -> str:
    """Make the text of the schema's file.

    Objects are open: a later release may say more in the same version.
    """
    docs = docs_under(Report)
    root = _object(Report)
    version = {"const": _FORMAT, "description": "The version of the report's shape."}
    properties = {
        "format": version,
        "ok": {"type": "boolean", "description": _property(Report, "ok")},
        "complete": {"type": "boolean", "description": _property(Report, "complete")},
        **root["properties"],
        "findings": _list(Finding, _property(Report, "findings")),
        "owed": _list(Owed, _property(Report, "owed")),
        "outcomes": _list(RuleOutcome, docs["outcomes"]),
        "limits": {"type": "string", "description": "What the report does not judge."},
    }
    kinds = (Stamp, Finding, Owed, RuleOutcome, Citation)
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ipt-core:report:1",
        **root,
        "properties": properties,
        "required": list(properties),
        "$defs": {kind.__name__: _object(kind) for kind in kinds},
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _list(kind: type, description: str) -> dict[str, Any]:
    items = {"$ref": f"#/$defs/{kind.__name__}"}
    return {"type": "array", "items": items, "description": description}


def _property(kind: type, name: str) -> str:
    return (inspect.getdoc(getattr(kind, name)) or "").split("\n\n")[0]


def _object(kind: type[Any]) -> dict[str, Any]:
    fields = attrs.fields(attrs.resolve_types(kind))
    docs = {name: doc for base in kind.__mro__[:-1] for name, doc in _docs(base)}
    properties = {
        field.name: {
            "description": _in_json(docs[field.name]),
            **_IN_PLACE_OF.get((kind, field.name), _type(field.type)),
        }
        for field in fields
        if field.name[0] != "_" and field.name not in _NOT_THERE.get(kind, ())
    }
    if kind in {Finding, Owed}:
        for name in ("pointer", "place"):
            said = _property(kind, name)
            properties[name] = {"description": said, "type": "string"}
    return {
        "title": kind.__name__,
        "description": (inspect.getdoc(kind) or "").split("\n\n")[0],
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }


def _in_json(doc: str) -> str:
    """Write a docstring about Python as one about JSON, in one line."""
    return " ".join(doc.split()).replace("None ", "null ")


def _docs(base: type) -> list[tuple[str, str]]:
    return [] if not attrs.has(base) else list(docs_under(base).items())


def _type(kind: Any) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is UnionType:
        return {"anyOf": [_type(each) for each in inner]}
    if origin is tuple:
        return {"type": "array", "items": _type(inner[0])}
    if origin is Mapping:
        return {"type": "object"}
    if isinstance(kind, EnumType):
        members: Any = kind
        return {"enum": [str(member) for member in members]}
    if attrs.has(kind):
        return {"$ref": f"#/$defs/{kind.__name__}"}
    plain = {str: "string", bool: "boolean", int: "integer", type(None): "null"}
    return {"type": plain.get(kind, "string")}
