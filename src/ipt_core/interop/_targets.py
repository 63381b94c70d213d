"""What a mapping names: the fields of the model that it fills, and the columns."""

from __future__ import annotations

__all__ = ["columns_of", "entries", "field_of", "shared_columns"]

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core import model
from ipt_core.interop import mapping as told
from ipt_core.interop._naming import step_of
from ipt_core.interop.mapping import Box, Condition, From, ItemFrom, Translation

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from ipt_core._problems import Path
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


def entries(part: Any, path: Path = ()) -> Iterator[tuple[Any, str, Any, Path]]:
    """Go through a mapping: which part holds an entry, its name, itself, its place."""
    for field in attrs.fields(part.__class__):
        value: Any = getattr(part, field.name)
        many = isinstance(value, tuple)
        members: tuple[Any, ...] = cast("Any", value) if many else (value,)
        for position, member in enumerate(members):
            here: Path = (*path, field.name)
            if many:
                here = (*here, _step(member, position))
            if member is not None:
                yield part, field.name, member, here
            if attrs.has(member.__class__) and not isinstance(member, model.Record):
                yield from entries(member, here)


def _step(member: Any, position: int) -> str | int:
    """How a file names a member of a list: by its key, where it has one."""
    match member:
        case Translation(source=key) | ItemFrom(item=key):
            return step_of(key)
        case Box(column=key) | Condition(column=key):
            return step_of(key)
        case _:
            return position


def columns_of(part: Any) -> Iterator[tuple[Path, str]]:
    """Name every column that a part of a mapping names, and where it does so."""
    for owner, name, value, path in entries(part):
        if (owner.__class__, name) in _COLUMNS:
            yield path, value
        elif name == "column":
            yield path[:-1], value


_COLUMNS: set[tuple[Hashable, str]] = {
    (told.PlanFrom, "id"),
    (told.SessionsFrom, "order"),
    (told.Boxes, "unknown"),
}


def shared_columns(mapping: TableMapping) -> dict[str, dict[str, str]]:
    """Name the columns that are read for a plan as a whole, and what texts mean."""
    plan = attrs.evolve(mapping.plan, where=(), complete=None)
    found: dict[str, dict[str, str]] = {
        column: {} for _, column in columns_of(plan) if column != plan.id
    }
    for _, _, given, _ in entries(plan):
        if isinstance(given, From) and given.column is not None:
            words = {each.source: each.code for each in given.codes or ()}
            # The column of the id may hold a fact besides.
            found.setdefault(given.column, {}).update(words)
    return found
