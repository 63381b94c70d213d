"""Pages of the catalogue's tables, all made in one way from the fields of entries."""

from __future__ import annotations

__all__ = ["by_table", "by_table_lines", "index_page", "pages"]

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core import catalogue
from ipt_core.evidence import Citation, Reading, Sourced
from scripts.generate_schema import docs_in, docs_under
from scripts.generation import markdown as md
from scripts.generation.evidence import source_list, why
from scripts.generation.places import (
    PAGED,
    anchor,
    away,
    kind_of,
    link_to,
    place_of,
    title_of,
)
from scripts.generation.references import linked_field, named_by, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OWN_PAGES = frozenset({"protocols", "bibliography", "article"})
"""The tables whose pages are made elsewhere."""

_IN_THE_HEADING = frozenset({"code", "name"})
_SHORT = frozenset({"name", "statement", "code", "value", "citations", "evidence"})
_ASKED_FIRST = ("definition", "what", "statement", "article", "kind")


def pages() -> dict[str, str]:
    """Write the pages of all tables, by the names of their files."""
    found: dict[str, str] = {}
    for table, entries in catalogue.tables.items():
        if table in OWN_PAGES:
            continue
        if table in PAGED:
            found[f"catalogue/{table}/index.md"] = _list_of(table)
            for code in entries:
                found[place_of(f"{table}/{code}")] = _page(table, code)
        else:
            found[f"catalogue/{table}.md"] = _all_on_one(table)
    return found


@cache
def _meanings() -> dict[str, str]:
    from ipt_core.catalogue import _tables

    return docs_in(_tables)


def index_page() -> str:
    """Write the page that lists the tables."""
    here = "catalogue/index.md"
    rows = [
        (
            f"[{title_of(table)}]({away(_of_table(table), here)})",
            str(len(entries)),
            _meanings()[table],
        )
        for table, entries in catalogue.tables.items()
    ]
    return md.page(
        "# Catalogue",
        "What the collected literature names, each entry with its sources, what it "
        "belongs to, and the protocols, rules and statements that name it. Everything "
        "here is read from TOML files, and is there as data: "
        "`ipt.techniques['role-play']`. `ipt.find('role conflict')` finds entries by "
        "what people call them.",
        md.table(["Table", "Entries", "What it holds"], rows),
    )


def _of_table(table: str) -> str:
    if table == "protocols":
        return "protocols/index.md"
    if table == "bibliography":
        return "protocols/sources.md"
    return f"catalogue/{table}/index.md" if table in PAGED else f"catalogue/{table}.md"


def _list_of(table: str) -> str:
    here = f"catalogue/{table}/index.md"
    rows = [
        (
            link_to(f"{table}/{code}", here),
            md.code(code),
            md.linked(_summary(entry), ()),
        )
        for code, entry in catalogue.tables[table].items()
    ]
    return md.page(
        f"# {title_of(table)}",
        _meanings()[table],
        md.table(["Name", "Code", "What it is"], rows),
    )


def _summary(entry: Any) -> str:
    told = (getattr(entry, field, None) for field in _ASKED_FIRST)
    return str(next(filter(None, told), ""))


def _page(table: str, code: str) -> str:
    link, entry = f"{table}/{code}", catalogue.tables[table][code]
    here = place_of(link)
    heading = getattr(entry, "name", None) or f"Disagreement {code}"
    return md.page(
        f"# {md.plain(heading)}",
        f"Code {md.code(code)} of [{title_of(table).lower()}](index.md); as data: "
        f"`ipt.{table}[{code!r}]`.",
        _described(table, entry, here),
        by_table("## Named by", link, here),
        _sources(_keys_of_entry(table, entry), here),
    )


def _all_on_one(table: str) -> str:
    here = f"catalogue/{table}.md"
    first, *_ = catalogue.tables[table].values()
    meanings = _meanings_of(kind_of(first))
    parts = [
        f"# {title_of(table)}",
        _meanings()[table],
        f'??? note "What the fields mean; as data: `ipt.{table}`"\n\n'
        + "\n".join(
            f"    - `{field}`: {meanings[field]}"
            for field in attrs.fields_dict(kind_of(first))
        ),
    ]
    keys: list[str] = []
    for code, entry in catalogue.tables[table].items():
        name = getattr(entry, "name", None) or code
        parts += [
            f"## {md.plain(name)} {{#{anchor(code)}}}",
            f"Code {md.code(code)}.",
            md.bullets(
                f"`{field}`: {said}" for field, said in _fields(table, entry, here)
            ),
            by_table("Named by:", f"{table}/{code}", here),
        ]
        keys += _keys_of_entry(table, entry)
    return md.page(*parts, _sources(keys, here))


def _keys_of_entry(table: str, entry: Any) -> list[str]:
    """List the keys of the sources that an entry names."""
    start = "bibliography/"
    links = references(table, entry)
    return [link.removeprefix(start) for link in links if link.startswith(start)]


def _sources(keys: list[str], here: str) -> str:
    if not keys:
        return "## Sources\n\nNone: what stands here is a choice of this library."
    told = f"[All sources, and what cites them]({away('protocols/sources.md', here)})."
    return f"## Sources\n\n{told}\n\n{source_list(keys)}"


def _described(table: str, entry: Any, here: str) -> str:
    """Write the fields of an entry that say something, each with its meaning."""
    meanings = _meanings_of(kind_of(entry))
    rows = [
        (f"`{field}`{{#{anchor(field)}}}<br>{meanings[field]}", said)
        for field, said in _fields(table, entry, here)
    ]
    return md.table(["Field", "What it says"], rows)


def _fields(table: str, entry: Any, here: str) -> Iterator[tuple[str, str]]:
    for field in attrs.fields_dict(kind_of(entry)):
        if field not in _IN_THE_HEADING:
            value = getattr(entry, field)
            said = _said(table, field, value, here)
            if said:
                yield field, said


def _meanings_of(kind: type[Any]) -> dict[str, str]:
    return {
        name: text
        for each in reversed(kind.__mro__)
        if attrs.has(each)
        for name, text in docs_under(each).items()
    }


def _said(table: str, field: str, value: Any, here: str) -> str:
    given: Any = value
    match value:
        case None:
            return ""
        case Citation():
            return md.source_link(value.key)
        case Sourced():
            read = (_said(table, field, each, here) for each in given.readings)
            return "<br>".join(read) or "*not found*"
        case Reading():
            return _reading(table, field, given, here)
        case _:
            return _without_evidence(table, field, given, here)


def _without_evidence(table: str, field: str, value: Any, here: str) -> str:
    given: Any = value
    match value:
        case Enum():
            return md.code(str(value))
        case str():
            link = linked_field(table, field, value)
            return link_to(link, here) if link else _prose(value, here)
        case Mapping():
            return "<br>".join(
                f"{_said(table, field, key, here)}: {_said(table, '', each, here)}"
                for key, each in given.items()
            )
        case tuple():
            told = [_said(table, field, each, here) for each in given]
            return _joined(told, given)
        case _:
            return _part(table, given, here)


def _joined(told: list[str], items: tuple[Any, ...]) -> str:
    if all(isinstance(each, Citation) for each in items):
        return " ".join(told)
    short = all(isinstance(each, str) and " " not in each for each in items)
    return (", " if short else "<br>").join(told)


def _reading(table: str, field: str, reading: Reading[Any], here: str) -> str:
    known = f"{reading.basis}, {reading.cap} at most: {why(reading)}"
    if reading.value is True:
        return known
    return f"{_said(table, field, reading.value, here)} ({known})"


def _part(table: str, part: Any, here: str) -> str:
    kind = kind_of(part)
    if not attrs.has(kind) or "__str__" in vars(kind):
        return md.plain(str(part))
    if isinstance(part, catalogue.Definition) and table == "measures":
        return link_to(f"definitions/{part.code}", here)
    told = (
        (field, _said(table, field, getattr(part, field), here))
        for field in attrs.fields_dict(kind)
    )
    return "; ".join(
        said if field in _SHORT else f"{field.replace('_', ' ')} {said}"
        for field, said in told
        if said
    )


def _prose(text: str, here: str) -> str:
    said = md.linked(text, catalogue.bibliography)
    pages = {code: away(f"rules/{code}.md", here) for code in md.rules_in(text)}
    return md.with_rules(said, pages)


def by_table(heading: str, link: str, here: str) -> str:
    """List what names an entry or a rule, table by table."""
    lines = list(by_table_lines(link, here))
    if not lines:
        return ""
    return f"{heading}\n\n{md.bullets(lines)}"


def by_table_lines(link: str, here: str) -> Iterator[str]:
    """Write a line for each table that names an entry, a source or a rule."""
    found: dict[str, list[str]] = {}
    for each in named_by().get(link, ()):
        found.setdefault(each.partition("/")[0], []).append(each)
    for table, links in found.items():
        yield f"{title_of(table)}: {_links(links, here)}"


def _links(links: Iterable[str], here: str) -> str:
    return ", ".join(link_to(each, here) for each in links)
