"""Reads the instruments: ranges, bands, cut-offs, definitions."""

from __future__ import annotations

__all__ = ["definitions", "measures", "read_measures"]

from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any, get_args

from ipt_core.catalogue._entries import CODE, read_entries
from ipt_core.catalogue._fields import read_fields, structured, type_of
from ipt_core.catalogue._values import EVIDENCE, Values
from ipt_core.catalogue.instruments import (
    Band,
    Comparison,
    Cutoff,
    Definition,
    Limit,
    Measure,
)
from ipt_core.evidence import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import Faults, TomlTable
    from ipt_core.evidence import Sourced

_NEEDED = ("raters", "total", "items", "item")
_VALUES = (
    *_NEEDED,
    "suicide_item",
    "suicide_positive",
    "mean",
    "direction",
    "populations",
    "disorders",
)
_PARTS = ("bands", "cutoffs", "definitions")
_LIMITS = {side.replace("-", "_"): side for side in Comparison}
_TESTS = ("score", "drop_percent", "change")
_ENDS = ("min", "max")
_WHOLE = 100


def read_measures(text: str | None = None) -> dict[str, Measure]:
    """Read `measures.toml`, or a text in its place.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    return read_entries("measures.toml", text, Measure, _measure, whole=_codes)


@cache
def measures() -> dict[str, Measure]:
    """Read the instruments, once."""
    return read_measures()


@cache
def definitions() -> dict[str, Definition]:
    """Collect the definitions of all instruments, once."""
    return {
        definition.code: definition
        for measure in measures().values()
        for definition in measure.definitions
    }


def _measure(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = read_fields(Measure, table, path, faults, ("code", *_VALUES, *_PARTS))
    for name in _NEEDED:
        if name not in table:
            faults.missing((*path, name))
    kinds = {name: get_args(type_of(Measure, name))[0] for name in _VALUES}
    values = Values(table=table, kinds=kinds, path=path, faults=faults)
    fields |= values.all()
    given = fields.get("total")
    total = _Total(given, faults)
    fields["bands"] = tuple(_bands(table, path, values, total))
    fields["cutoffs"] = tuple(_cutoffs(table, path, values, total))
    fields["definitions"] = tuple(_definitions(table, path, values, total))
    return fields


class _Total:
    """The range that bands, cut-offs and limits have to lie in."""

    def __init__(self, total: Sourced[Range] | None, faults: Faults) -> None:
        self._ranges = [reading.value for reading in total.readings] if total else []
        self._faults = faults

    def holds(self, number: float, path: Path) -> bool:
        """Tell whether a number can be a total; the fault is noted if not."""
        if any(number in span for span in self._ranges):
            return True
        found = "a number outside it" if self._ranges else "a total that is not found"
        self._faults.add(path, "a number inside the total", found)
        return False


def _bands(
    table: TomlTable, path: Path, values: Values, total: _Total
) -> Iterator[Band]:
    faults, above = values.faults, -inf
    for where, each in faults.tables(table.get("bands", []), (*path, "bands")):
        apart = ("range", "evidence", *_ENDS, *EVIDENCE)
        fields = read_fields(Band, each, where, faults, apart)
        ends = {end: each[end] for end in _ENDS if end in each}
        span = structured(Range, ends, where, faults)
        evidence = values.reading(True, each, where)
        if span is None:
            continue
        if span.min > span.max:
            faults.add((*where, "max"), "at least `min`", "a smaller number")
        if span.min <= above:
            faults.add(where, "a range above the one before", "another one")
        above = span.max
        inside = [total.holds(ends[end], (*where, end)) for end in _ENDS]
        if all(inside) and evidence:
            yield Band(**fields, range=span, evidence=evidence)


def _cutoffs(
    table: TomlTable, path: Path, values: Values, total: _Total
) -> Iterator[Cutoff]:
    faults = values.faults
    for where, each in faults.tables(table.get("cutoffs", []), (*path, "cutoffs")):
        apart = ("limit", "evidence", *_LIMITS, *EVIDENCE)
        fields = read_fields(Cutoff, each, where, faults, apart)
        limit = _limit(each, where, faults)
        evidence = values.reading(True, each, where)
        if limit is None:
            continue
        ends = [limit.at, *([fields["up_to"]] if "up_to" in fields else [])]
        if ends != sorted(set(ends)):
            faults.add((*where, "up_to"), "a total above the first", "another one")
        inside = [total.holds(end, where) for end in ends]
        if evidence and all(inside) and "name" in fields:
            yield Cutoff(**fields, limit=limit, evidence=evidence)


def _definitions(
    table: TomlTable, path: Path, values: Values, total: _Total
) -> Iterator[Definition]:
    faults, (measure, *_) = values.faults, path
    place = (*path, "definitions")
    for where, each in faults.tables(table.get("definitions", []), place):
        apart = ("measure", "evidence", *_TESTS, *EVIDENCE)
        fields = read_fields(Definition, each, where, faults, apart)
        if "code" in fields and not CODE.fullmatch(fields["code"]):
            faults.add((*where, "code"), "a code such as role-dispute", "another word")
        tests = [name for name in _TESTS if name in each]
        if not tests:
            faults.add(where, f"one of {', '.join(_TESTS)}", "none of them")
        for name in tests:
            fields[name] = _test(each[name], (*where, name), faults, total)
        if fields.get("consecutive", 1) < 1:
            faults.add((*where, "consecutive"), "at least 1", "a smaller number")
        evidence = values.reading(True, each, where)
        if evidence and not faults.problems:
            yield Definition(**fields, measure=str(measure), evidence=evidence)


def _test(data: object, path: Path, faults: Faults, total: _Total) -> Limit | None:
    table = faults.table(data, path)
    if table is None:
        return None
    faults.only(table, _LIMITS, path)
    limit = _limit(table, path, faults)
    if limit and path[-1] == "score":
        total.holds(limit.at, path)
    elif limit and not 0 < limit.at <= _WHOLE:
        faults.add(path, f"a number above 0, at most {_WHOLE}", "another number")
    return limit


def _limit(table: TomlTable, path: Path, faults: Faults) -> Limit | None:
    sides = [side for side in _LIMITS if side in table]
    if len(sides) != 1:
        found = "several of them" if sides else "none of them"
        faults.add(path, f"one of {', '.join(_LIMITS)}", found)
        return None
    (side,) = sides
    at = structured(float, table[side], (*path, side), faults)
    return None if at is None else Limit(comparison=_LIMITS[side], at=at)


def _codes(found: dict[str, dict[str, Any]], faults: Faults) -> None:
    """Ask that no two definitions have the same code."""
    seen: set[str] = set()
    for code, fields in found.items():
        for position, definition in enumerate(fields["definitions"]):
            if definition.code in seen:
                where = (code, "definitions", position, "code")
                faults.add(where, "a code that no other definition has", "one that has")
            seen.add(definition.code)
