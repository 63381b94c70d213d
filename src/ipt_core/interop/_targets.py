"""Which field of the model each entry of a mapping is for, and what that allows."""

from __future__ import annotations

__all__ = ["check_mapping", "field_of", "shared_columns"]

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core import model
from ipt_core._problems import Path, Problem
from ipt_core.exceptions import InvalidValueError, MappingError
from ipt_core.interop import mapping as told
from ipt_core.interop._cells import value_of
from ipt_core.interop.mapping import Boxes, Condition, From, ItemFrom

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ipt_core.interop.mapping import TableMapping

_MODELS: dict[Hashable, type[model.Record]] = {
    told.PlanFrom: model.TreatmentPlan,
    told.SessionsFrom: model.Session,
    told.ScoreFrom: model.Score,
    told.EnquiryFrom: model.RiskEnquiry,
    told.RatingFrom: model.Rating,
    told.DiagnosisFrom: model.Diagnosis,
    told.ExclusionFrom: model.Exclusion,
    told.FocusFrom: model.Focus,
}

_ELSEWHERE: dict[str, tuple[type[model.Record], str]] = {
    "site": (model.Labels, "site"),
    "arm": (model.Labels, "arm"),
    "therapist": (model.Labels, "therapist"),
    "sessions": (model.Contract, "sessions"),
    "minutes": (model.Contract, "minutes"),
    "cadence_days": (model.Contract, "cadence_days"),
    "contract_session": (model.Contract, "from_session"),
    "contract_agreed": (model.Suitability, "suitable"),
    "end_on": (model.End, "on"),
    "end_reason": (model.End, "reason"),
    "end_by": (model.End, "by"),
}
"""Entries of `[plan]` whose field is not one of the plan's own, or not of its kind."""


def field_of(part: Any, name: str) -> attrs.Attribute[Any]:
    """Find the field of the model that an entry of a part of a mapping fills."""
    return _field_of(part.__class__, name)


@cache
def _field_of(kind: Hashable, name: str) -> attrs.Attribute[Any]:
    if kind is told.PlanFrom and name in _ELSEWHERE:
        owner, name = _ELSEWHERE[name]
    elif name == "agreed":
        owner, name = model.Suitability, "suitable"  # any field that is true or false
    else:
        owner = _MODELS[kind]
    return attrs.fields_dict(attrs.resolve_types(owner))[name]


def check_mapping(mapping: TableMapping, columns: frozenset[str]) -> None:
    """See whether a mapping fits a table and names no word that there is not.

    Raises:
        MappingError: with all that does not fit.
    """
    problems = [
        Problem(code="IPT006", path=path, expected="a column of the table", found=found)
        for path, column in _columns(mapping, ())
        if column not in columns
        for found in ["another name"]
    ]
    problems += _words(mapping, ())
    if problems:
        raise MappingError("mapping", problems)


def shared_columns(mapping: TableMapping) -> dict[str, dict[str, str]]:
    """Name the columns that are read for a plan as a whole, and what texts mean."""
    plan = attrs.evolve(mapping.plan, where=(), complete=None)
    found: dict[str, dict[str, str]] = {
        column: {} for _, column in _columns(plan, ()) if column != plan.id
    }
    for given in _sources(plan):
        if given.column is not None:
            words = {each.source: each.code for each in given.codes or ()}
            found[given.column] |= words
    return found


def _sources(part: Any) -> Iterator[From]:
    for _, value, _ in _parts(part, ()):
        if isinstance(value, From):
            yield value
        elif attrs.has(value.__class__):
            yield from _sources(value)


def _parts(part: Any, path: Path) -> Iterator[tuple[str, Any, Path]]:
    """Go through the parts of a mapping, with the members of its lists."""
    for field in attrs.fields(part.__class__):
        value: Any = getattr(part, field.name)
        if type(value) is tuple:
            members: tuple[Any, ...] = cast("Any", value)
            for position, member in enumerate(members):
                yield field.name, member, (*path, field.name, position)
        elif value is not None:
            yield field.name, value, (*path, field.name)


def _columns(part: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for name, value, here in _parts(part, path):
        if isinstance(part, Boxes):
            yield here, value if isinstance(value, str) else value.source
        elif isinstance(value, Condition):
            yield here, value.source
        elif isinstance(value, ItemFrom):
            yield here, value.code
        elif isinstance(value, str):
            if name == "column" or (part.__class__, name) in _COLUMNS:
                yield here, value
        elif attrs.has(value.__class__) and not isinstance(value, model.Record):
            yield from _columns(value, here)


_COLUMNS = {(told.PlanFrom, "id"), (told.SessionsFrom, "order")}


def _words(part: Any, path: Path) -> Iterator[Problem]:
    for name, value, here in _parts(part, path):
        if isinstance(value, From):
            field = field_of(part, name)
            yield from _wrong_words(value, field, here)
        elif attrs.has(value.__class__) and not isinstance(value, Boxes | model.Record):
            yield from _words(value, here)


def _wrong_words(
    given: From, field: attrs.Attribute[Any], path: Path
) -> Iterator[Problem]:
    words: list[tuple[Path, str]] = [
        (("codes", i), each.code) for i, each in enumerate(given.codes or ())
    ]
    if given.value is not None:
        words.append((("value",), given.value))
    for steps, word in words:
        try:
            if word:
                value_of(word, field)
        except InvalidValueError as error:
            yield Problem(
                code="IPT006",
                path=(*path, *steps),
                expected=error.expected,
                found=error.found,
                nearest=error.nearest,
            )
