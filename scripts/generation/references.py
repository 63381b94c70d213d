"""What entries and rules name, and, the other way round, what names them."""

from __future__ import annotations

__all__ = ["about_entry", "linked_field", "named_by", "of_rule", "references"]

import ast
import inspect
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

import ipt_core as ipt
from ipt_core import catalogue
from ipt_core.evidence import Citation
from scripts.generation import markdown as md
from scripts.generation.places import kind_of, owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.engine import Rule

_TABLE_OF = {
    "aim": "aims",
    "alternatives": "protocols",
    "areas": "problem_areas",
    "areas_discouraged": "problem_areas",
    "cadence": "cadences",
    "condition": "conditions",
    "disorders": "disorders",
    "form_of": "problem_areas",
    "instrument": "measures",
    "judged_by": "rules",
    "maintenance_cadences": "cadences",
    "measure": "measures",
    "measures": "measures",
    "measures_each_session": "measures",
    "measures_weekly": "measures",
    "population": "populations",
    "populations": "populations",
    "protocols": "protocols",
    "settings": "settings",
    "severities": "rules",
    "sought_by": "rules",
    "strategies": "strategies",
    "task": "tasks",
    "tasks": "tasks",
    "therapy": "treatments",
    "without": "strategies",
}
_LINKS = frozenset({"see", "about", "where", "stands_for", "not_found"})
_FIELDS_OF_PLANS = frozenset({"assessment", "skills"})
_RULE = re.compile(r"\bIPT[0-9]{3}\b")
_CODE = re.compile(r"`([a-z0-9]+(?:-[a-z0-9]+)+|grief)`")
_NAMED_BY_RULES = (
    "problem_areas",
    "strategies",
    "techniques",
    "tasks",
    "measures",
    "conditions",
    "goal_kinds",
    "risk_topics",
    "responses",
    "protocols",
)


def linked_field(table: str, field: str, text: str) -> str | None:
    """Say which entry a text names by code, in a field of an entry; None: it is prose.

    Codes that are open, and that no table or file holds, lead nowhere.
    """
    if field in _LINKS and "/" in text:
        return text
    if table == "bibliography" and field == "about":
        wanted = "protocols"
    elif field == "parents" and table in catalogue.tables:
        wanted = table if table != "protocols" else ""
    else:
        wanted = _TABLE_OF.get(field, "")
    known = rule_codes() if wanted == "rules" else catalogue.tables.get(wanted, ())
    return f"{wanted}/{text}" if text in known else None


@cache
def rule_codes() -> frozenset[str]:
    """List the codes of all rules."""
    return frozenset(rule.code for rule in ipt.rules)


def references(table: str, entry: Any) -> Iterator[str]:
    """List what an entry names, sources among it, each written `table/code`."""
    kind = kind_of(entry)
    for field in attrs.fields_dict(kind):
        yield from _in(table, field, getattr(entry, field))


def _in(table: str, field: str, value: Any) -> Iterator[str]:
    given: Any = value
    kind = kind_of(value)
    if isinstance(value, str):
        link = linked_field(table, field, value)
        if link:
            yield link
        else:
            yield from _in_prose(value)
    elif isinstance(value, Citation):
        yield f"bibliography/{value.key}"
    elif isinstance(value, Mapping):
        for key, each in given.items():
            yield from _in(table, field, key)
            yield from _in(table, "", each)
    elif isinstance(value, tuple):
        for each in given:
            yield from _in(table, field, each)
    elif attrs.has(kind):
        for inner in attrs.fields_dict(kind):
            name = field if inner in {"value", "readings"} else inner
            yield from _in(table, name, getattr(given, inner))


def _in_prose(text: str) -> Iterator[str]:
    for key in md.keys_in([text]):
        if key in catalogue.bibliography:
            yield f"bibliography/{key}"
    for code in _RULE.findall(text):
        if code in rule_codes():
            yield f"rules/{code}"


@cache
def _found_by_code() -> Mapping[str, str]:
    """Map the codes that stand in one table only, of those that rules are about."""
    found: dict[str, list[str]] = {}
    for table in _NAMED_BY_RULES:
        for code in catalogue.tables[table]:
            found.setdefault(code, []).append(f"{table}/{code}")
    return {code: links[0] for code, links in found.items() if len(links) == 1}


def of_rule(rule: Rule) -> Iterator[str]:
    """List what a rule names: sources, rules, and entries by their codes."""
    text = "\n".join(rule.sections.values())
    for key in (*rule.sources, *md.keys_named(text)):
        yield f"bibliography/{key}"
    for code in _RULE.findall(text):
        if code in rule_codes():
            yield f"rules/{code}"
    codes = [*_CODE.findall(text), *_strings(inspect.getfile(rule.check))]
    known = _found_by_code()
    yield from (known[code] for code in codes if code in known)
    for form in ipt.protocols.values():
        for due in form.tasks:
            if due.judged_by == rule.code:
                yield f"tasks/{due.task}"


def about_entry(link: str) -> bool:
    """Tell whether a link leads to an entry, not to a rule or a source."""
    return not link.startswith(("rules/", "bibliography/"))


@cache
def _strings(path: str) -> tuple[str, ...]:
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return tuple(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value not in _FIELDS_OF_PLANS
    )


@cache
def named_by() -> Mapping[str, tuple[str, ...]]:
    """Map each entry, source and rule to what names it, each once."""
    found: dict[str, dict[str, None]] = {}

    def add(here: str, links: Iterable[str]) -> None:
        for link in links:
            target = owner(link)
            if target != here:
                found.setdefault(target, {})[here] = None

    for rule in ipt.rules:
        add(f"rules/{rule.code}", of_rule(rule))
    for table, entries in catalogue.tables.items():
        for code, entry in entries.items():
            add(f"{table}/{code}", references(table, entry))
    return MappingProxyType({link: tuple(by) for link, by in found.items()})
