"""The rules as data, for programs that are not written in Python."""

from __future__ import annotations

__all__ = ["rules_json"]

import json
from typing import Any

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from scripts.generation.binding import Binding, bindings
from scripts.generation.rules import family_of


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
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _bound(binding: Binding) -> dict[str, Any]:
    return {
        "status": binding.status,
        "at_most": binding.at_most,
        "capped_by": binding.capped_by,
        "lacking": binding.lacking,
    }
