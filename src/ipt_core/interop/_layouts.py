"""How a plan lies in tables: one table for each kind of record that a plan lists.

The layouts are made from the classes of the model, so that no field can be forgotten.
A record that a record has one of (such as the end of a plan) lies in the same row.
"""

from __future__ import annotations

__all__ = ["CODES", "NAMES", "Layout", "Place", "layouts"]

import datetime as dt
import re
from enum import EnumType
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin

import attrs

from ipt_core import model
from ipt_core._json import JsonText
from ipt_core._structuring import without_none
from ipt_core.formats import schema
from ipt_core.interop._frames import Column

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ipt_core.interop._frames import Kind

Role = Literal["value", "count", "there"]

CODES = "codes"
"""Name of the table that has one row for each code of a list."""

NAMES: dict[type[model.Record], tuple[str, str]] = {
    model.TreatmentPlan: ("plans", "plan"),
    model.Suitability: ("suitability", "opinion"),
    model.Diagnosis: ("diagnoses", "diagnosis"),
    model.Exclusion: ("exclusions", "exclusion"),
    model.AreaRating: ("areas", "area_rating"),
    model.Score: ("scores", "score"),
    model.ItemScore: ("answers", "answer"),
    model.RiskEnquiry: ("enquiries", "enquiry"),
    model.Relationship: ("relationships", "relationship"),
    model.LifeEvent: ("events", "entry"),
    model.Focus: ("foci", "focus"),
    model.Loss: ("losses", "loss"),
    model.Goal: ("goals", "goal"),
    model.Attestation: ("agreements", "agreement"),
    model.Contract: ("contracts", "contract"),
    model.Session: ("sessions", "session"),
    model.SessionPart: ("parts", "part"),
    model.Attendee: ("attendees", "attendee"),
    model.Rating: ("ratings", "rating"),
    model.Treatment: ("treatments", "treatment"),
    model.Judgement: ("judgements", "judgement"),
    model.Waiver: ("waivers", "waiver"),
    model.Extension: ("extensions", "extension"),
}
"""Names of the table of a kind of record, and of the column that numbers its rows."""

_KINDS: dict[Any, Kind] = {
    str: "text",
    JsonText: "text",
    int: "whole",
    float: "number",
    bool: "flag",
    dt.date: "date",
}


@attrs.frozen(kw_only=True)
class Place:
    """One column, and where in the record its values stand."""

    column: Column
    """The column."""
    steps: tuple[str, ...]
    """Names of the fields that lead to it."""
    role: Role = "value"
    """A value, how many members a list has, or whether a record is there."""
    field: attrs.Attribute[Any]
    """The field itself."""


@attrs.frozen(kw_only=True)
class Layout:
    """One table."""

    name: str
    """Its name."""
    key: str
    """Name of the column that numbers its rows within a plan."""
    parents: tuple[str, ...] = ()
    """Keys of the tables whose rows these may belong to."""
    places: tuple[Place, ...] = ()
    """Where the values of its columns stand in a record."""
    lists: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Where its records list others, and the table where those lie."""
    codes: tuple[tuple[str, ...], ...] = ()
    """Where its records list codes."""


@cache
def layouts() -> Mapping[str, Layout]:
    """Every table that holds a part of a plan, by name; that of codes comes last."""
    made = [_layout(kind) for kind in NAMES]
    with_codes = tuple(each.key for each in made if each.codes and each.key != "plan")
    full = [attrs.evolve(e, parents=_parents(e.name, made)) for e in made]
    codes = Layout(name=CODES, key="position", parents=with_codes)
    return {each.name: each for each in (*full, codes)}


def _parents(name: str, made: list[Layout]) -> tuple[str, ...]:
    return tuple(
        other.key
        for other in made
        if other.key != "plan" and name in dict(other.lists).values()
    )


def _layout(kind: type[model.Record]) -> Layout:
    name, key = NAMES[kind]
    places: list[Place] = []
    lists: list[tuple[tuple[str, ...], str]] = []
    codes: list[tuple[str, ...]] = []
    for steps, field, said in _fields(kind, ()):
        of = without_none(field.type)
        column = Column(name="_".join(steps), kind="whole", meaning=said)
        role: Role = "value"
        if get_origin(of) is tuple:
            member = get_args(of)[0]
            many = f"How many; missing where that is not recorded. {said}"
            column, role = attrs.evolve(column, meaning=many), "count"
            if member is str:
                codes.append(steps)
            else:
                lists.append((steps, NAMES[member][0]))
        elif attrs.has(of):
            there = f"Whether this is recorded. {said}"
            column, role = attrs.evolve(column, kind="flag", meaning=there), "there"
        elif isinstance(of, EnumType):
            words = tuple(str(member.value) for member in cast("Any", of))
            column = attrs.evolve(column, kind="word", words=words)
        else:
            holds: Any = field.metadata.get("holds", "code")
            column = attrs.evolve(column, kind=_KINDS[of], holds=holds)
        places.append(Place(column=column, steps=steps, role=role, field=field))
    return Layout(
        name=name,
        key=key,
        places=tuple(places),
        lists=tuple(lists),
        codes=tuple(codes),
    )


def _fields(
    kind: type[Any], before: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], attrs.Attribute[Any], str]]:
    """Go through a record's fields, and those of records that it has one of."""
    for field in attrs.fields(attrs.resolve_types(kind)):
        steps = (*before, field.name)
        of = without_none(field.type)
        one = get_origin(of) is not tuple and attrs.has(of)
        if not one or of is not field.type:
            yield steps, field, _meaning(kind, field.name)
        if one:
            yield from _fields(of, steps)


def _meaning(kind: type[Any], name: str) -> str:
    root = _schema()
    of = root if kind is model.TreatmentPlan else root["$defs"][kind.__name__]
    said = " ".join(of["properties"][name]["description"].split())
    return re.sub(r"\bNone\b", "missing", said.replace("`()`", "0"))


@cache
def _schema() -> dict[str, Any]:
    return schema()
