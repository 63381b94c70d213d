"""Reads values with their evidence: what stands beside one says why it is believed."""

from __future__ import annotations

__all__ = [
    "EVIDENCE",
    "NOT_FOUND",
    "Values",
    "check_amount",
    "check_count",
    "citations",
]

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from ipt_core._checks import kind_of
from ipt_core._problems import Path
from ipt_core.catalogue._faults import Faults
from ipt_core.catalogue._fields import structured
from ipt_core.catalogue._read_bibliography import bibliography, citation
from ipt_core.catalogue.parts import PhaseRanges
from ipt_core.evidence import (
    Basis,
    Range,
    Reading,
    Severity,
    Sourced,
    cap_of,
    strongest,
    weakest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from ipt_core.catalogue._faults import TomlTable
    from ipt_core.evidence import Citation

    Known = Callable[[], Collection[str]]

T = TypeVar("T")

NOT_FOUND = "not found"
"""Stands where the literature held does not say."""
EVIDENCE = ("source", "derived", "convention", "note")
"""The keys that say why a value is believed."""

_WAYS = EVIDENCE[:3]
_COUNTED = frozenset(
    {
        "sessions",
        "group_sessions",
        "typical_sessions",
        "initial_min",
        "initial_max",
        "middle_sessions",
        "termination_sessions",
    }
)
"""The fields that count sessions of a protocol, of which there is at least one."""


def citations(
    table: Mapping[str, object], path: Path, faults: Faults, protocol: str | None = None
) -> tuple[Citation, ...]:
    """Read `source`, a key of the bibliography or a list of them."""
    sources = bibliography().sources
    where = (*path, "source")
    if "source" not in table:
        faults.missing(where)
        return ()
    given = table["source"]
    single = isinstance(given, str)
    keys = structured(tuple[str, ...], [given] if single else given, where, faults)
    if keys == ():
        faults.add(where, "at least one key of the bibliography", "an empty list")
    found: list[Citation] = []
    for position, key in enumerate(keys or ()):
        if key in sources:
            found.append(citation(sources[key], protocol))
        else:
            place = where if single else (*where, position)
            faults.unknown(place, "a key of the bibliography", key, sources)
    return tuple(found)


def check_amount(value: object, path: Path, faults: Faults) -> None:
    """Note numbers that no count, length or score can be."""
    if isinstance(value, Range):
        if value.min > value.max:
            faults.add((*path, "max"), "at least `min`", "a smaller number")
        check_amount(value.min, (*path, "min"), faults)
    elif isinstance(value, (int, float)) and value < 0:
        faults.add(path, "0 or more", "a negative number")


def check_count(value: object, path: Path, faults: Faults, least: int = 0) -> None:
    """Note numbers that are no count of sessions; negative ones are noted already."""
    if isinstance(value, Range):
        check_count(value.min, (*path, "min"), faults, least)
        check_count(value.max, (*path, "max"), faults, least)
    elif isinstance(value, (int, float)) and value >= 0:
        if value != int(value):
            faults.add(path, "a whole number", "a part of one")
        elif value < least:
            faults.add(path, f"{least} or more", "a smaller number")


@attrs.define(kw_only=True)
class Values:
    """The sourced values of one entry; a derived one asks for its inputs here."""

    table: Mapping[str, object]
    """The entry as the file has it."""
    kinds: Mapping[str, type[Any]]
    """For each sourced field, the kind of its value."""
    path: Path
    """Where the entry stands in the file."""
    faults: Faults
    """Takes what is wrong."""
    protocol: str | None = None
    """The protocol that sources are judged for; None: they are judged in themselves."""
    known: Mapping[str, Known] = attrs.field(factory=dict[str, "Known"])
    """For fields that hold codes, the codes that there are."""
    _done: dict[str, Sourced[Any]] = attrs.field(factory=dict[str, Sourced[Any]])
    _begun: set[str] = attrs.field(factory=set[str])

    def all(self) -> dict[str, Sourced[Any]]:
        """Read every field that is there."""
        return {name: self._field(name) for name in self.kinds if name in self.table}

    def _field(self, name: str) -> Sourced[Any]:
        if name not in self._done:
            self._begun.add(name)
            self._done[name] = Sourced(readings=tuple(self._readings(name)))
        return self._done[name]

    def _readings(self, name: str) -> Iterator[Reading[Any]]:
        data, path = self.table[name], (*self.path, name)
        if data == NOT_FOUND:
            return
        if not isinstance(data, dict):
            expected = f'a table with a value and its source, or "{NOT_FOUND}"'
            self.faults.add(path, expected, kind_of(data))
            return
        table = cast("TomlTable", data)
        given = [(path, table)]
        if "readings" in table:
            self.faults.only(table, ["readings"], path)
            path = (*path, "readings")
            given = list(self.faults.tables(table["readings"], path))
            if table["readings"] == []:
                self.faults.add(path, "at least two readings", "an empty list")
            elif len(given) == 1:
                self.faults.add(path, "at least two readings", "one")
        for where, each in given:
            value = self._value(name, each, where)
            reading = self.reading(value, each, where)
            if value is not None and reading is not None:
                yield reading

    def _value(self, name: str, table: TomlTable, path: Path) -> object:
        kind = self.kinds[name]
        if attrs.has(kind):
            names = attrs.fields_dict(kind)
            self.faults.only(table, {*names, *EVIDENCE}, path)
            given: object = {key: table[key] for key in names if key in table}
        else:
            self.faults.only(table, {"value", *EVIDENCE}, path)
            path = (*path, "value")
            if "value" not in table:
                self.faults.missing(path)
                return None
            given = table["value"]
        value: object = structured(kind, given, path, self.faults)
        self._check(name, value, path)
        return value

    def _check(self, name: str, value: object, path: Path) -> None:
        check_amount(value, path, self.faults)
        if name in _COUNTED:
            check_count(value, path, self.faults, least=1)
        if name.endswith("_share") and isinstance(value, float) and value > 1:
            self.faults.add(path, "a share from 0 to 1", "a larger number")
        if value == ():
            self.faults.add(path, "at least one member", "an empty list")
        if isinstance(value, PhaseRanges) and not _follow(value):
            expected = "phases that follow each other from session 1 to `total`"
            self.faults.add(path, expected, "other numbers")
        if isinstance(value, tuple) and name in self.known:
            known = self.known[name]()
            for position, code in enumerate(cast("tuple[str, ...]", value)):
                if code not in known:
                    self.faults.unknown((*path, position), "a known code", code, known)

    def reading(
        self, value: T, table: Mapping[str, object], path: Path
    ) -> Reading[T] | None:
        """Read the evidence for a value; None, with its faults noted, if that fails."""
        note = None
        if "note" in table:
            note = structured(str, table["note"], (*path, "note"), self.faults)
        ways = [way for way in _WAYS if way in table]
        if len(ways) != 1:
            expected = "one of " + ", ".join(_WAYS)
            found = "several of them" if ways else "none of them"
            self.faults.add(path, expected, found)
            return None
        if ways == ["derived"]:
            return self._derived(value, table["derived"], (*path, "derived"), note)
        cited: tuple[Citation, ...] = ()
        if ways == ["convention"]:
            basis = Basis.CONVENTION
            if table["convention"] is not True:
                self.faults.add((*path, "convention"), "true", "something else")
        else:
            cited = citations(table, path, self.faults, self.protocol)
            if not cited:
                return None
            basis = strongest(each.basis for each in cited)
        return Reading(
            value=value, basis=basis, cap=cap_of(basis), citations=cited, note=note
        )

    def _derived(
        self, value: T, data: object, path: Path, note: str | None
    ) -> Reading[T]:
        inputs = structured(tuple[str, ...], data, path, self.faults)
        if inputs == ():
            self.faults.add(path, "at least one input", "an empty list")
        caps: list[Severity] = []
        cited: list[Citation] = []
        for position, name in enumerate(inputs or ()):
            for cap, cites in self._input(name, (*path, position)):
                caps.append(cap)
                cited += cites
        return Reading(
            value=value,
            basis=Basis.DERIVED,
            cap=weakest(caps),
            citations=tuple(dict.fromkeys(cited)),
            inputs=inputs or (),
            note=note,
        )

    def _input(
        self, name: str, path: Path
    ) -> Iterator[tuple[Severity, tuple[Citation, ...]]]:
        sources = bibliography().sources
        if name in sources:
            cited = citation(sources[name], self.protocol)
            yield cap_of(cited.basis), (cited,)
        elif name not in self.kinds or name not in self.table:
            known = [*(field for field in self.kinds if field in self.table), *sources]
            expected = "a value of this entry or a key of the bibliography"
            self.faults.unknown(path, expected, name, known)
        elif name in self._begun and name not in self._done:
            expected = "an input that does not rest on this value"
            self.faults.add(path, expected, "one that does")
        elif self.table[name] == NOT_FOUND:
            self.faults.add(path, "an input that is known", "one that is not found")
        else:
            for reading in self._field(name).readings:
                yield reading.cap, reading.citations


def _follow(phases: PhaseRanges) -> bool:
    return (
        phases.initial.min == 1
        and phases.middle.min == phases.initial.max + 1
        and phases.termination.min == phases.middle.max + 1
        and phases.termination.max == phases.total
    )
