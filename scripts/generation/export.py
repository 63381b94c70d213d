"""Rules and protocols as data, for programs that are not written in Python."""

from __future__ import annotations

__all__ = ["protocols_json", "rules_json"]

import json
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

import attrs

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from ipt_core.catalogue.protocol import LISTED, VALUE_FIELDS
from ipt_core.evidence import Reading
from scripts.generation.binding import Binding, bindings
from scripts.generation.rules import family_of

if TYPE_CHECKING:
    from ipt_core.catalogue import Protocol
    from ipt_core.evidence import Sourced


def rules_json() -> str:
    """Write every rule and every file problem."""
    bound = {code: bindings(form) for code, form in ipt.protocols.items()}
    rules = [
        {
            "code": rule.code,
            "name": rule.name,
            "aliases": rule.aliases,
            "family": family_of(rule.code).title,
            "severity": rule.severity,
            "since": rule.since,
            "safety": rule.safety,
            "structural": rule.structural,
            "summary": rule.sections[""].splitlines()[0],
            "message": rule.message,
            "hint": rule.hint,
            "values": rule.values,
            "sources": rule.sources,
            "requirements": rule.requirements,
            "companions": rule.companions,
            "protocols": {
                code: _bound(next(b for b in found if b.rule is rule))
                for code, found in bound.items()
            },
            "link": rule.link,
        }
        for rule in ipt.rules
    ]
    problems = [
        {"code": code, "name": kind.name, "summary": kind.what}
        for code, kind in PROBLEMS.items()
    ]
    data = {"library": ipt.__version__, "rules": rules, "problems": problems}
    return _text(data)


def protocols_json() -> str:
    """Write every protocol: each value with its readings, and all its parts."""
    forms = [_form(form) for form in ipt.protocols.values()]
    sources = {
        key: {
            "citation": source.citation,
            "place": source.place,
            "status": source.status,
        }
        for key, source in ipt.bibliography.items()
    }
    data = {"library": ipt.__version__, "protocols": forms, "sources": sources}
    return _text(data)


def _form(form: Protocol) -> dict[str, Any]:
    return {
        "code": form.code,
        "name": form.name,
        "edition": form.edition,
        "summary": form.summary,
        "values": {name: _value(getattr(form, name)) for name in VALUE_FIELDS},
        **{name: _plain(getattr(form, name)) for name in LISTED},
        "severities": _plain(form.severities),
        "alternatives": _plain(form.alternatives),
        "notes": _plain(form.notes),
        "link": f"protocols/{form.code}.html",
    }


def _value(value: Sourced[Any] | None) -> dict[str, Any]:
    if value is None:
        return {"status": "has-none", "readings": []}
    status = "given" if value.known else "not-found"
    readings = [
        {"value": _plain(reading.value), **_reading(reading)}
        for reading in value.readings
    ]
    return {"status": status, "readings": readings}


def _reading(reading: Reading[object]) -> dict[str, Any]:
    return {
        "basis": reading.basis,
        "at_most": reading.cap,
        "sources": [citation.key for citation in reading.citations],
        "inputs": reading.inputs,
        "note": reading.note,
    }


def _plain(value: object) -> Any:
    if isinstance(value, Reading):
        return _reading(cast("Reading[object]", value))
    if isinstance(value, tuple):
        return [_plain(member) for member in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        return {key: _plain(member) for key, member in members.items()}
    kind: Any = type(value)
    if attrs.has(kind):
        names = [field.name for field in attrs.fields(kind)]
        return {name: _plain(getattr(value, name)) for name in names}
    return value.value if isinstance(value, Enum) else value


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _bound(binding: Binding) -> dict[str, Any]:
    return {
        "status": binding.status,
        "at_most": binding.at_most,
        "capped_by": binding.capped_by,
        "lacking": binding.lacking,
    }
