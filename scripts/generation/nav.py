"""The part of the navigation in `mkdocs.yml` that lists generated pages."""

from __future__ import annotations

__all__ = ["with_nav"]

import json
import re
from typing import TYPE_CHECKING

import ipt_core as ipt
from scripts.generation.places import PAGED, title_of
from scripts.generation.rules import families

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDENT = " " * 6


def with_nav(text: str) -> str:
    """Rewrite the lines between each mark and the `# end` after it."""
    for mark, lines in (
        ("rules", _rules()),
        ("protocols", _protocols()),
        ("catalogue", _catalogue()),
    ):
        part = re.compile(rf"(?ms)^( *# {mark}:[^\n]*\n).*?(^ *# end$)")
        written = "".join(f"{_INDENT}{line}\n" for line in lines)
        text, count = part.subn(rf"\g<1>{written}\g<2>", text)
        if count != 1:
            raise ValueError(f"mkdocs.yml needs one mark '# {mark}:' with its '# end'")
    return text


def _rules() -> Iterator[str]:
    for family in families():
        yield f"- {family.title[0].upper()}{family.title[1:]}:"
        for code, name in family.members:
            yield f"    - {code} {name}: rules/{code}.md"


def _protocols() -> Iterator[str]:
    for code in ipt.protocols:
        yield f"- {code}: protocols/{code}.md"
    yield "- Sources: protocols/sources.md"


def _catalogue() -> Iterator[str]:
    for table, entries in ipt.catalogue.tables.items():
        if table in {"protocols", "bibliography", "article"}:
            continue
        if table not in PAGED:
            yield f"- {title_of(table)}: catalogue/{table}.md"
            continue
        yield f"- {title_of(table)}:"
        yield f"    - All: catalogue/{table}/index.md"
        for code, entry in entries.items():
            name = json.dumps(getattr(entry, "name", code), ensure_ascii=False)
            yield f"    - {name}: catalogue/{table}/{code}.md"
