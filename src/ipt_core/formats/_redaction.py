"""A plan without what people said, for a bug report or a question to a colleague."""

from __future__ import annotations

__all__ = ["LETTERS", "redact", "redact_each"]

from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from ipt_core._checks import refuse_other_than
from ipt_core.model import (
    Extension,
    Focus,
    Goal,
    Group,
    Record,
    Relationship,
    Session,
    TreatmentPlan,
    Waiver,
)
from ipt_core.model._fields import FREE, REFERENCE, is_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


R = TypeVar("R", bound=Record)

_TEXT = "[redacted]"

LETTERS: dict[tuple[type[Record], str], str] = {
    (TreatmentPlan, "id"): "plan",
    (TreatmentPlan, "patient"): "patient",
    (Group, "id"): "group",
    (Relationship, "id"): "r",
    (Focus, "id"): "f",
    (Goal, "id"): "g",
    (Goal, "focus"): "f",
    (Session, "id"): "s",
    (Session, "foci"): "f",
    (Session, "goals"): "g",
    (Waiver, "subject"): "x",
}
"""What the new ids begin with, by where the old ones stand."""


def redact(plan: TreatmentPlan) -> TreatmentPlan:
    """Take out what people said, and keep the structure that rules judge.

    Free text becomes `[redacted]`. Ids become counters, `f1`, `g1`, `s1`: the same id
    becomes the same counter wherever it stands, so that references fit as they did,
    and those that led nowhere still do. Extensions are dropped. Codes stay if they
    look like codes (words of a to z and 0 to 9 joined by hyphens, or a rule's code,
    at most 40 characters); any other becomes `redacted-1`, `redacted-2`, ...

    Dates, numbers and codes stay, labels among them: this is no anonymisation.

    Raises:
        InvalidValueError: if it is no `TreatmentPlan`.
    """
    refuse_other_than(TreatmentPlan, plan, "plan")
    return redact_each((plan,))[0]


def redact_each(plans: Iterable[TreatmentPlan]) -> tuple[TreatmentPlan, ...]:
    """Redact plans together: what was the same in two of them is the same after it."""
    given = tuple(plans)
    redaction = _Redaction(given)
    return tuple(attrs.evolve(redaction.record(plan), extensions=()) for plan in given)


class _Redaction:
    def __init__(self, plans: Iterable[TreatmentPlan]) -> None:
        self._ids: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        used: Counter[str] = Counter()
        for plan in plans:
            for letters, given in _references(plan):
                if given not in self._ids:
                    used[letters] += 1
                    self._ids[given] = f"{letters}{used[letters]}"

    def record(self, record: R) -> R:
        changes = {
            field.name: self._value(getattr(record, field.name), field.metadata)
            for field in attrs.fields(type(record))
        }
        return type(record)(**changes)

    def _value(self, value: object, metadata: Mapping[str, str]) -> object:
        if isinstance(value, tuple):
            members = cast("tuple[object, ...]", value)
            return tuple([self._value(member, metadata) for member in members])
        if isinstance(value, Record) and not isinstance(value, Extension):
            return self.record(value)
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._text(value, metadata)
        return value

    def _text(self, value: str, metadata: Mapping[str, str]) -> str:
        if metadata == FREE:
            return _TEXT
        if metadata == REFERENCE:
            return self._ids[value]
        if is_code(value):
            return value
        return self._codes.setdefault(value, f"redacted-{len(self._codes) + 1}")


def _references(record: Record) -> Iterator[tuple[str, str]]:
    """Find what new ids begin with, and the old ones."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        members = cast("tuple[object, ...]", value)
        for member in members if isinstance(value, tuple) else (value,):
            if isinstance(member, Record):
                yield from _references(member)
            elif isinstance(member, str) and field.metadata == REFERENCE:
                yield LETTERS[type(record), field.name], member
