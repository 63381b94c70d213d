"""Whether a mapping fits a table, and what of it the catalogue does not know."""

from __future__ import annotations

__all__ = ["check_mapping", "unknown_codes"]

from enum import EnumType
from typing import TYPE_CHECKING, Any

from ipt_core._checks import nearest
from ipt_core._problems import Problem, no_more_than_read, python_path
from ipt_core._structuring import without_none
from ipt_core.catalogue import tables
from ipt_core.catalogue._table import nearest_code
from ipt_core.exceptions import InvalidValueError, MappingError
from ipt_core.interop import mapping as told
from ipt_core.interop._cells import value_of
from ipt_core.interop._imports import UnknownCode
from ipt_core.interop._naming import named, step_of
from ipt_core.interop._targets import columns_of, entries, field_of
from ipt_core.interop.mapping import From

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator, Mapping

    from ipt_core._problems import Path
    from ipt_core.interop.mapping import Boxes, TableMapping

_FEW = 5
"""Up to so many columns that are not there are told one by one."""
_MOST = 40
_BY_COLUMN = ("columns", "where", "complete")
"""Parts whose keys are columns."""

_TABLES: dict[tuple[Hashable, str], tuple[str, str]] = {
    (told.PlanFrom, "protocol"): ("protocol", "protocols"),
    (told.PlanFrom, "end_reason"): ("reason", "reasons"),
    (told.PlanFrom, "disorders"): ("disorder", "disorders"),
    (told.FocusFrom, "area"): ("problem area", "problem_areas"),
    (told.DiagnosisFrom, "disorder"): ("disorder", "disorders"),
    (told.ExclusionFrom, "condition"): ("condition", "conditions"),
    (told.ScoreFrom, "instrument"): ("instrument", "measures"),
    (told.ScoreFrom, "by"): ("role", "roles"),
    (told.RatingFrom, "instrument"): ("instrument", "measures"),
    (told.RatingFrom, "by"): ("role", "roles"),
    (told.EnquiryFrom, "topic"): ("topic of risk", "risk_topics"),
    (told.EnquiryFrom, "responses"): ("response", "responses"),
    (told.SessionsFrom, "reason"): ("reason", "reasons"),
    (told.SessionsFrom, "tasks"): ("task", "tasks"),
    (told.SessionsFrom, "strategies"): ("strategy", "strategies"),
    (told.SessionsFrom, "techniques"): ("technique", "techniques"),
    (told.SessionsFrom, "topics"): ("skill", "skills"),
    (told.SessionsFrom, "attendees"): ("role", "roles"),
}
"""What an entry's codes are, and the table of the catalogue that has them."""


def check_mapping(mapping: TableMapping, columns: frozenset[str], name: str) -> None:
    """See whether a mapping fits a table and names no word that there is not.

    Args:
        mapping: the mapping.
        columns: the columns of the table.
        name: what an error calls the mapping.

    Raises:
        MappingError: with all that does not fit.
    """
    problems = [*_other_columns(mapping, columns), *_wrong_words(mapping)]
    if problems:
        raise MappingError(name, no_more_than_read(problems))


def _other_columns(mapping: TableMapping, known: frozenset[str]) -> Iterator[Problem]:
    places: dict[str, list[Path]] = {}
    for path, column in columns_of(mapping):
        places.setdefault(column, []).append(path)
    wrong = {column: at for column, at in places.items() if column not in known}
    if len(wrong) == len(places):
        # A first line that has none of them may be data: so no nearest is named.
        found = f"none of them among {len(known)}"
        if len(known) == 1:
            found += "; is the `delimiter` right?"
        expected = f"columns of the table: {_listed(wrong, ())}"
        yield Problem(code="IPT006", expected=expected, found=found)
    elif len(wrong) > _FEW:
        found = f"{len(wrong)} other names: {_listed(wrong, known)}"
        yield Problem(code="IPT006", expected="columns of the table", found=found)
    else:
        constants = set(_constants(mapping))
        for column, paths in wrong.items():
            near = nearest(column, known)
            for path in paths:
                expected = "a column of the table"
                if path in constants:
                    expected += f", or a constant, {{value = {named(column)}}}"
                yield Problem(
                    code="IPT006",
                    path=path,
                    expected=expected,
                    found=named(column),
                    nearest=near,
                )


def _constants(mapping: TableMapping) -> Iterator[Path]:
    """Find the sources that name a code or word where they should name a column."""
    for owner, name, given, path in entries(mapping):
        if isinstance(given, From) and given.column:
            kind: Any = without_none(field_of(owner, name).type)
            _, table = _TABLES.get((owner.__class__, name), ("", ""))
            known: Collection[str] = tables[table] if table else ()
            if given.column in (set(kind) if isinstance(kind, EnumType) else known):
                yield path


def _listed(wrong: Mapping[str, list[Path]], known: Collection[str]) -> str:
    """List columns in one line, each once, by the place that names them."""
    at: dict[Path, list[str]] = {}
    for column, (path, *_) in [*wrong.items()][:_MOST]:
        place = path[:-1] if path[-2:-1] and path[-2] in _BY_COLUMN else path
        near = nearest(column, known)
        hint = f" (did you mean {named(near)}?)" if near else ""
        at.setdefault(place, []).append(named(column) + hint)
    said = [f"{python_path(place)} {', '.join(names)}" for place, names in at.items()]
    if len(wrong) > _MOST:
        said.append(f"and {len(wrong) - _MOST} more")
    return "; ".join(said)


def _wrong_words(mapping: TableMapping) -> Iterator[Problem]:
    for owner, name, given, path in entries(mapping):
        if not isinstance(given, From):
            continue
        field = field_of(owner, name)
        for word, steps in _words(given):
            try:
                value_of(word, field)
            except InvalidValueError as error:
                yield Problem(
                    code="IPT006",
                    path=(*path, *steps),
                    expected=error.expected,
                    found=named(word),
                    nearest=error.nearest,
                )


def _words(given: From) -> Iterator[tuple[str, Path]]:
    """List what a source can give by the mapping alone, and where it says so."""
    for each in given.codes or ():
        if each.code:
            yield each.code, ("codes", step_of(each.source))
    if given.value is not None:
        yield given.value, ("value",)


def unknown_codes(mapping: TableMapping) -> tuple[UnknownCode, ...]:
    """List the codes of a mapping that the catalogue does not have, each once."""
    found: dict[tuple[str, str], UnknownCode] = {}
    for owner, name, value, path in entries(mapping):
        what, table = _TABLES.get((owner.__class__, name), ("", ""))
        if not what:
            continue
        known = tables[table]
        for code, steps in _codes(value):
            if code not in known and (table, code) not in found:
                found[table, code] = UnknownCode(
                    place=python_path((*path, *steps)),
                    what=what,
                    code=code,
                    nearest=nearest_code(code, known),
                )
    return tuple(found.values())


def _codes(value: str | From | Boxes) -> Iterator[tuple[str, Path]]:
    match value:
        case str():
            yield value, ()
        case From():
            yield from _words(value)
        case _:
            for each in value.columns:
                yield each.code, ("columns", step_of(each.column))
