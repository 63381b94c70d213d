"""Markdown that links: what `ipt_core._blocks` does not need to know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ipt_core._blocks import Paragraph, to_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MADE = (
    "<!-- Made by scripts/generate.py from the code and the catalogue: edit those. -->"
)

_FIELD = re.compile(r"\{(\w+)\}")
_KEY = re.compile(r"\\\[([A-Z](?:[0-9]{2}|[A-Z]{2})[a-z]?)\\\]")
_ONE = r"[A-Z](?:[0-9]{2}|[A-Z]{2})[a-z]?"
_KEYS = re.compile(rf"\[({_ONE}(?:, {_ONE})*)\]")
_RULE = re.compile(r"\bIPT[0-9]{3}\b")


def plain(text: str) -> str:
    """Write text so that no sign of it means anything to Markdown."""
    return to_markdown([Paragraph(text)]).strip()


def code(text: str) -> str:
    """Write a code, a name of a field or a place."""
    return f"`{text}`"


def codes(texts: Iterable[str]) -> str:
    """Write several codes."""
    return ", ".join(map(code, texts))


def template(text: str) -> str:
    """Write a template of a message, its fields as code."""
    parts = _FIELD.split(text)
    return "".join(
        code(part) if position % 2 else plain_inside(part)
        for position, part in enumerate(parts)
    )


def with_code(text: str) -> str:
    """Write a sentence in which codes stand between backticks."""
    return "".join(
        code(part) if position % 2 else plain_inside(part)
        for position, part in enumerate(text.split("`"))
    )


def plain_inside(text: str) -> str:
    """Write a part of a sentence, with the blanks at its ends."""
    if not text.strip():
        return text
    before = " " if text[0] == " " else ""
    after = " " if text[-1] == " " else ""
    return before + plain(text) + after


def linked(text: str, keys: Iterable[str]) -> str:
    """Write text whose `[F02]` lead to the sources of the same page."""
    known = set(keys)

    def link(found: re.Match[str]) -> str:
        key = found[1]
        return source_link(key) if key in known else found[0]

    return _KEY.sub(link, plain(text))


def keys_in(texts: Iterable[str]) -> list[str]:
    """Find the keys of sources, `[F02]`, that texts name."""
    return [key for text in texts for key in _KEY.findall(plain(text))]


def keys_named(text: str) -> list[str]:
    """Find the keys of sources that a docstring names, `[F21, F22]`."""
    return [key for found in _KEYS.findall(text) for key in found.split(", ")]


def with_sources(text: str) -> str:
    """Let the keys that a docstring names lead to the sources of the same page."""

    def link(found: re.Match[str]) -> str:
        return " ".join(map(source_link, found[1].split(", ")))

    return _KEYS.sub(link, text)


def source_link(key: str) -> str:
    """Lead to a source in the list at the end of a page."""
    return f"[\\[{key}\\]](#{key.lower()})"


def with_rules(markdown: str, pages: Mapping[str, str]) -> str:
    """Let the codes of rules in Markdown lead to their pages."""

    def link(found: re.Match[str]) -> str:
        page = pages.get(found[0])
        return f"[{found[0]}]({page})" if page else found[0]

    return _RULE.sub(link, markdown)


def rules_in(text: str) -> list[str]:
    """Find the codes of rules that a text names."""
    return _RULE.findall(text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose cells are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bullets(items: Iterable[str]) -> str:
    """Write a list whose items are Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def page(*parts: str) -> str:
    """Put the parts of a page together, empty ones left out."""
    return "\n\n".join([MADE, *(part for part in parts if part)]) + "\n"
