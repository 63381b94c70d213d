"""The glossary: words of IPT from the catalogue, of the library from its docstrings."""

from __future__ import annotations

__all__ = ["entries", "page"]

import inspect
import re
import tomllib
from enum import EnumType
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ipt_core import catalogue, engine, evidence, model, vocabulary
from scripts.generate_schema import docs_under
from scripts.generation import markdown as md
from scripts.generation.places import away, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

HERE = "concepts/glossary.md"
_TABLES = {
    "problem_areas": ("problem area", "definition"),
    "dispute_stages": ("stage of a dispute", "meaning"),
    "tasks": ("task", "what"),
    "techniques": ("technique", "note"),
    "principles": ("principle", "what"),
    "theoretical_roots": ("theoretical root", "what"),
    "steps": ("step", "what"),
    "related_therapies": ("related therapy", "what"),
}
"""The tables whose entries are words of the field, and the field that says what."""

_MARKS = re.compile(r" ?\[[A-Z](?:[0-9]{2}|[A-Z]{2})[^\]]*\]")
"""Keys of sources, which the linked place has too."""


_ARTICLE = re.compile(r"^(A|An|The) ")


class Word(NamedTuple):
    """One entry."""

    word: str
    """The word."""
    kind: str
    """What it is one of; empty where that is plain."""
    says: str
    """Its meaning, as Markdown."""
    link: str
    """Where it is explained, as the end of a Markdown link."""


def entries() -> list[Word]:
    """List the words, in the order of the alphabet."""
    found = [*_of_catalogue(), *_of_library(), *_of_the_pages()]
    return sorted(found, key=lambda each: (_plain(each).casefold(), each.kind))


def page() -> str:
    """Write the page."""
    about = (
        "The words of IPT as the catalogue has them, and those of this library. Each "
        "leads to where it is explained. What else people call something, "
        '`ipt.find("role conflict")` finds.'
    )
    parts = ["# Glossary", about]
    letters = groupby(entries(), key=lambda each: _plain(each)[0].upper())
    for letter, words in letters:
        parts.append(f"## {letter}")
        parts += [_written(each) for each in words]
    return md.page(*parts)


def _plain(each: Word) -> str:
    return _ARTICLE.sub("", each.word.strip("`"))


def _written(each: Word) -> str:
    kind = f" *{each.kind}*" if each.kind else ""
    return f"[{each.word}]{each.link}{kind}\n:   {each.says}"


def _of_catalogue() -> Iterator[Word]:
    for table, (kind, field) in _TABLES.items():
        for code, entry in catalogue.tables[table].items():
            said = getattr(entry, field) or ""
            link = f"({away(place_of(f'{table}/{code}'), HERE)})"
            says = md.plain(_sentence(_MARKS.sub("", said))) or f"Code {md.code(code)}."
            yield Word(md.plain(entry.name), kind, says, link)
    for code, form in catalogue.protocols.items():
        link = f"({away(place_of(f'protocols/{code}'), HERE)})"
        yield Word(code, "form of IPT", md.plain(form.name), link)


def _sentence(text: str) -> str:
    """Write text as a sentence."""
    said = text[:1].upper() + text[1:]
    return said if not said or said[-1] in ".?!" else f"{said}."


def _of_library() -> Iterator[Word]:
    for module, kind in (
        (model, "model"),
        (vocabulary, "closed word"),
        (engine, "engine"),
        (evidence, "evidence"),
    ):
        for name, each in _classes(module):
            says = _first(each)
            if isinstance(each, EnumType):
                says = "\n".join([f"{says}\n", *_members(each)])
            yield Word(f"`{name}`", kind, says, f"[{module.__name__}.{name}]")


def _members(kind: Any) -> Iterator[str]:
    docs = docs_under(kind)
    for member in kind:
        yield f"    - `{member.value}`: {_MARKS.sub('', docs[member.name])}"


def _classes(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for name in module.__all__:
        each = getattr(module, name)
        if isinstance(each, type):
            yield name, each


def _first(kind: type) -> str:
    first, *_ = (inspect.getdoc(kind) or "").split("\n\n")
    return _MARKS.sub("", " ".join(first.split()))


def _of_the_pages() -> Iterator[Word]:
    file = Path(__file__).parent / "data" / "glossary.toml"
    for each in tomllib.loads(file.read_text(encoding="utf-8"))["words"]:
        yield Word(each["word"], "", each["says"], f"({each['place']})")
