"""Every number in the files of the protocols, and where it stands."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import ipt_core as ipt

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERAL = "general"
_NUMBER = re.compile(r'"[^"]*"|#.*|(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-])')
_KEY = re.compile(r"([a-z_]+)(?:\.readings)? = ")
_KIND = re.compile(r'kind = "([a-z-]+)"')
_INNER = re.compile(r"([a-z_]+) = \[?[\d., ]*$")
_OUTER = re.compile(r"([a-z_]+) = \{[^{}]*$")


class Number(NamedTuple):
    """A number of a protocol's file, or of the file that holds for all of them."""

    protocol: str
    field: str
    part: str
    start: int
    end: int

    @property
    def names(self) -> tuple[str, ...]:
        """What a list may call it: the field or a part of it, of one protocol or all.

        Where a field has several readings, its value tells them apart.
        """
        steps = [self.field, *filter(None, self.part.split("."))]
        wholes = [".".join(steps[: n + 1]) for n in range(len(steps))]
        mine = [f"{self.protocol} {whole}" for whole in wholes]
        return *wholes, *mine, f"{mine[-1]} = {value_of(self):g}"


def text_of(protocol: str) -> str:
    """The text of a protocol's file, or of `general.toml`."""
    folder = files("ipt_core.catalogue").joinpath("data")
    file = folder if protocol == GENERAL else folder.joinpath("protocols")
    return file.joinpath(f"{protocol}.toml").read_text(encoding="utf-8")


def bumped(number: Number, step: int) -> str:
    """The file with another number; of `general.toml`, the line that holds it."""
    text = text_of(number.protocol)
    value = text[number.start : number.end]
    much = step / 10 if float(value) < 1 else step
    other = f"{float(value) + much:.2f}" if "." in value else str(int(value) + step)
    if number.protocol != GENERAL:
        return text[: number.start] + other + text[number.end :]
    first = text.rindex("\n", 0, number.start) + 1
    last = text.index("\n", number.end)
    return text[first : number.start] + other + text[number.end : last]


def value_of(number: Number) -> float:
    """The number itself."""
    return float(text_of(number.protocol)[number.start : number.end])


def numbers() -> list[Number]:
    """All of them."""
    return [n for code in (*sorted(ipt.protocols), GENERAL) for n in _numbers(code)]


def _numbers(protocol: str) -> Iterator[Number]:
    key, at = "", 0
    for line in text_of(protocol).splitlines(keepends=True):
        named = _KEY.match(line)
        key = named[1] if named else key
        for found in _NUMBER.finditer(line):
            if found[0][0] not in '"#':
                part = ".".join(_parts(line[: found.start()], key))
                yield Number(protocol, key, part, at + found.start(), at + found.end())
        at += len(line)


def _parts(before: str, key: str) -> Iterator[str]:
    """The tables that a number stands in, below the field's own; of a list, which."""
    kind = _KIND.search(before)
    if kind:
        yield kind[1]
    for found in (_OUTER.search(before), _INNER.search(before)):
        if found and found[1] != key:
            yield found[1]
