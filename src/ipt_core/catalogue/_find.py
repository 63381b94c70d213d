"""Finds entries of the catalogue by what people call them."""

from __future__ import annotations

__all__ = ["Hit", "Named", "best_hits", "names_of", "shown"]

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ipt_core.catalogue._table import Table

_TEXTS = ("statement", "citation", "says", "meaning")
_APART = re.compile(r"[^\w]+")
_OUR = re.compile(r"(behavi|col|fav|hon|lab|neighb)our")
_ISE = re.compile(r"is(e|ed|es|ing|ation)\b")
_CLOSE = 0.8
_SHORTEST = 3

_CODE, _NAME, _ALSO, _BEGINS, _WORDS, _STARTS, _TEXT, _NEAR = range(8)


@attrs.frozen(kw_only=True)
class Hit:
    """An entry that was found."""

    table: str
    """Name of its table, such as `problem_areas`."""
    code: str
    """Its code there."""
    name: str
    """Its name, or the text that stands for one."""
    matched: str
    """The code, name, other name or text in which it was found."""
    exact: bool
    """Whether that is just what was asked for, but for spelling."""


class Named(NamedTuple):
    """One name of one entry, ready to be compared."""

    table: str
    code: str
    name: str
    """What a hit shows."""
    kind: int
    written: str
    """The name that this is about."""
    words: tuple[str, ...]
    """Its words without differences of spelling."""


def shown(code: str, entry: object) -> str:
    """Give the name of an entry, or the text that stands for one."""
    text = next((t for f in _TEXTS if (t := getattr(entry, f, None))), code)
    name: str = getattr(entry, "name", text)
    return name


def names_of(tables: Mapping[str, Table[Any]]) -> Iterator[Named]:
    """List every name of every entry, table by table."""
    for table, entries in tables.items():
        for code, entry in entries.items():
            name = shown(code, entry)
            named = _NAME if hasattr(entry, "name") else _TEXT
            written = [(_CODE, code), (named, name)]
            written += [(_ALSO, other) for other in getattr(entry, "also", ())]
            for kind, each in written:
                yield Named(table, code, name, kind, each, _words(each))


def best_hits(names: Iterable[Named], text: str) -> tuple[Hit, ...]:
    """Find the entries that a text names, best first, each once."""
    asked = _words(text)
    if not asked:
        return ()
    names = tuple(names)
    ranked = [(rank, n) for n in names if (rank := _rank(n, asked)) is not None]
    if not ranked:
        known = [" ".join(n.words) for n in names if n.kind != _TEXT]
        near = get_close_matches(" ".join(asked)[:64], set(known), n=3, cutoff=_CLOSE)
        ranked = [(_NEAR, n) for n in names if " ".join(n.words) in near]
    best: dict[tuple[str, str], Hit] = {}
    for rank, n in sorted(ranked, key=lambda pair: pair[0]):
        hit = Hit(
            table=n.table,
            code=n.code,
            name=n.name,
            matched=n.written,
            exact=rank <= _ALSO,
        )
        best.setdefault((n.table, n.code), hit)
    return tuple(best.values())


def _rank(named: Named, asked: tuple[str, ...]) -> int | None:
    words = named.words
    if named.kind == _TEXT:
        length = len(asked)
        runs = (words[at : at + length] for at in range(len(words)))
        return _TEXT if asked in runs else None
    if "".join(words) == "".join(asked):
        return named.kind
    if words[: len(asked)] == asked:
        return _BEGINS
    if set(asked) <= set(words):
        return _WORDS
    started = all(any(_starts(word, part) for word in words) for part in asked)
    return _STARTS if started else None


def _starts(word: str, part: str) -> bool:
    """Tell whether a word is this one or begins so; short parts begin too much."""
    return word == part or (len(part) >= _SHORTEST and word.startswith(part))


def _words(text: str) -> tuple[str, ...]:
    """Take a text apart: small letters, one spelling, no plural."""
    plain = _ISE.sub(r"iz\1", _OUR.sub(r"\1or", text.casefold().replace("_", " ")))
    return tuple(_single(word) for word in _APART.split(plain) if word)


def _single(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
