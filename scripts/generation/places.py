"""Where each entry of the catalogue, each rule and each model has its place."""

from __future__ import annotations

__all__ = [
    "PAGED",
    "anchor",
    "away",
    "entry_of",
    "kind_of",
    "link_to",
    "name_of",
    "owner",
    "place_of",
    "title_of",
]

import posixpath
import re
from typing import Any

import ipt_core as ipt
from ipt_core import catalogue, vocabulary
from scripts.generation import markdown as md

PAGED = (
    "problem_areas",
    "strategies",
    "techniques",
    "tasks",
    "measures",
    "disagreements",
)
"""The tables whose entries have a page each; the others have one page in all."""

_WITH_FIELDS = frozenset({"protocols", "measures"})
_NOT_IN_ANCHORS = re.compile(r"[^a-z0-9]+")


def title_of(table: str) -> str:
    """Write the name of a table as a heading."""
    words = table.replace("_", " ")
    return words[0].upper() + words[1:]


def owner(link: str) -> str:
    """Name the entry that a link leads into: without a field of it."""
    table, _, code = link.partition("/")
    return f"{table}/{code.partition('.')[0]}" if table in _WITH_FIELDS else link


def entry_of(link: str) -> Any:
    """Find the entry or the rule that a link names."""
    table, _, code = owner(link).partition("/")
    if table == "rules":
        return ipt.rules[code]
    return catalogue.tables[table][code]


def kind_of(value: object) -> type[Any]:
    """Name the class of a value."""
    return type(value)


def name_of(link: str) -> str:
    """Say what an entry is called, as Markdown."""
    table, _, code = link.partition("/")
    entry = entry_of(link)
    if table == "rules":
        return f"{code} {entry.name}"
    if table in {"protocols", "measures", "definitions", "article", "terminology"}:
        return md.code(code)
    if table == "disagreements":
        return f"disagreement {code}"
    return md.plain(getattr(entry, "name", code))


def anchor(code: str) -> str:
    """Make the anchor of an entry out of its code."""
    return _NOT_IN_ANCHORS.sub("-", code.lower())


def place_of(link: str) -> str:
    """Say where an entry or a rule is described, seen from the folder of the pages."""
    table, _, code = link.partition("/")
    if table == "rules":
        return f"rules/{code}.md"
    if table in _WITH_FIELDS:
        entry, _, field = code.partition(".")
        folder = table if table == "protocols" else f"catalogue/{table}"
        return f"{folder}/{entry}.md" + (f"#{anchor(field)}" if field else "")
    if table == "bibliography":
        return f"protocols/sources.md#{anchor(code)}"
    if table in PAGED:
        return f"catalogue/{table}/{code}.md"
    return f"catalogue/{table}.md#{anchor(code)}"


def link_to(link: str, here: str, said: str | None = None) -> str:
    """Lead from a page to what a link names; to the reference for models and words."""
    table, _, code = link.partition("/")
    if table == "model":
        return f"[`{code}`][ipt_core.model.{code}]"
    if table == "vocabulary":
        return f"[`{code}`][ipt_core.vocabulary.{_member(code)}]"
    return f"[{said or name_of(link)}]({away(place_of(link), here)})"


def _member(code: str) -> str:
    """Name the member of a closed word that a code such as `Phase.initial` means."""
    kind, _, value = code.partition(".")
    return f"{kind}.{getattr(vocabulary, kind)(value).name}" if value else kind


def away(place: str, here: str) -> str:
    """Say where a place is, seen from a page."""
    return posixpath.relpath(place, posixpath.dirname(here))
