"""Reads the fact sheet's table of parameters, which is kept here verbatim."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = Path(__file__).parents[1] / "data" / "parameters.yaml"
_TOKEN = re.compile(r"\s*([{}\[\],:]|[^{}\[\],:\s][^{}\[\],:]*)")
_WORDS = {"null": None, "true": True, "false": False}


def sheet() -> dict[str, dict[str, Any]]:
    """Give the parameters of each protocol, as the fact sheet has them.

    Only what the table uses of YAML is read: tables, lists, words and numbers, one
    protocol a line.

    Raises:
        ValueError: if a line holds anything else, or a protocol twice.
    """
    found: dict[str, dict[str, Any]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        code, _, rest = line.partition(":")
        tokens = _tokens(rest)
        value = _value(tokens, next(tokens))
        if code in found or not isinstance(value, dict) or next(tokens, None):
            raise ValueError(line)
        found[code] = value
    return found


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(text[at:])
        yield found[1].strip()
        at = found.end()


def _value(tokens: Iterator[str], first: str) -> Any:
    if first == "[":
        return list(_members(tokens, "]"))
    if first == "{":
        return dict(_pair(tokens, name) for name in _openings(tokens, "}"))
    if first in _WORDS:
        return _WORDS[first]
    return float(first) if re.fullmatch(r"\d+(\.\d+)?", first) else first


def _members(tokens: Iterator[str], end: str) -> Iterator[Any]:
    for first in _openings(tokens, end):
        yield _value(tokens, first)


def _openings(tokens: Iterator[str], end: str) -> Iterator[str]:
    """The first token of each member, up to the end."""
    token = next(tokens)
    while token != end:
        yield token
        token = next(tokens)
        if token == ",":
            token = next(tokens)
        elif token != end:
            raise ValueError(token)


def _pair(tokens: Iterator[str], name: str) -> tuple[str, Any]:
    if next(tokens) != ":":
        raise ValueError(name)
    return name, _value(tokens, next(tokens))
