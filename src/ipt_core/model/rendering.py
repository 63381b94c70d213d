"""A plan as blocks: its structure, and what somebody wrote only where asked for."""

from __future__ import annotations

__all__ = ["plan_blocks"]

from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core._problems import python_path
from ipt_core._words import number_of, spaced, words
from ipt_core.model._fields import FREE, REFERENCE, Record, is_code, is_slug
from ipt_core.model.facts import Attestation
from ipt_core.model.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ipt_core._blocks import Block
    from ipt_core._problems import Path
    from ipt_core.model.plan import TreatmentPlan

    _Named = tuple[str, str]

_LEFT_OUT = {"attested", "agreements", "extensions"}
_IN_COLUMNS = {"kind", "status", "number", "phase", "on", "day", "week"}


def plan_blocks(plan: TreatmentPlan, *, text: bool = False) -> Iterator[Block]:
    """Show a plan.

    Ids that are no counters and codes that do not look like codes are free text too.

    Args:
        plan: the plan.
        text: whether to show what somebody wrote.
    """
    shown = _Shown(text=text)
    yield Heading(f"Plan for {shown.code(plan.protocol)}, {plan.status}", 1)
    yield from shown.part(plan, skip={"protocol", "status"}, level=2)
    if text:
        yield from _written(plan)
    elif count := sum(1 for _ in _texts(plan, ())):
        yield Paragraph(f"{number_of(count, 'text')} left out.")


class _Shown:
    """How values are shown, with free text or without."""

    def __init__(self, *, text: bool) -> None:
        self.text = text

    def part(self, record: Record, *, skip: set[str], level: int) -> Iterator[Block]:
        """Show a record: simple values as a list, then its parts under headings."""
        simple: list[str] = []
        parts: list[Block] = []
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if value is None or field.name in skip | _LEFT_OUT:
                continue
            title = spaced(field.name)
            if isinstance(value, Record):
                inner = tuple(self.part(value, skip=set(), level=level + 1))
                parts += [Heading(title.capitalize(), level), *inner] if inner else []
            elif _holds_records(value):
                heading = Heading(title.capitalize(), level)
                parts += [heading, _table(self, title, value)]
            elif said := self.value(value, field.metadata):
                simple.append(f"{title}: {said}")
        if simple:
            yield Items(tuple(simple))
        yield from parts

    def value(self, value: Any, metadata: Mapping[str, str]) -> str:
        """Show one value; nothing where it is free text."""
        if isinstance(value, tuple):
            members = cast("tuple[Any, ...]", cast("object", value))
            said = [self.value(member, metadata) for member in members]
            return ", ".join(filter(None, said)) if members else "none"
        if isinstance(value, Record):
            return self.short(value)
        if metadata == FREE:
            return ""
        if metadata == REFERENCE:
            return value if self.text or is_slug(value) else "…"
        if isinstance(value, bool):
            return "yes" if value else "no"
        return self.code(value) if isinstance(value, str) else words(value)

    def code(self, value: str) -> str:
        """Show a code, unless it might be anything else."""
        return value if self.text or is_code(value) else "…"

    def short(self, record: Record) -> str:
        """Show a record in a few words: its first value, then the others by name."""
        first, rest = _apart(record, self.named(record))
        more = ", ".join(f"{name} {said}" for name, said in rest)
        return f"{first} ({more})" if first and more else first or more

    def named(self, record: Record) -> list[tuple[str, str]]:
        """Show the values of a record by name; the lists that are empty as one."""
        told: list[_Named] = []
        empty: list[str] = []
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if field.name in _LEFT_OUT:
                continue
            if value == ():
                empty.append(spaced(field.name))
            elif value is not None and (said := self.value(value, field.metadata)):
                told.append((spaced(field.name), said))
        attested = getattr(record, "attested", None)
        if isinstance(attested, Attestation) and not attested.counts:
            told.append(("not confirmed, from a", attested.origin))
        return [*told, ("none", ", ".join(empty))] if empty else told


def _holds_records(value: object) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(member, Record) for member in cast("tuple[object, ...]", value)
    )


def _table(shown: _Shown, title: str, records: tuple[Record, ...]) -> Table:
    if isinstance(records[0], Session):
        head = ("No.", "Kind", "Phase", "When", "Status", "What is recorded")
        sessions = cast("tuple[Session, ...]", records)
        return Table(head, tuple(_session_row(shown, each) for each in sessions))
    rows: list[tuple[str, str]] = []
    for number, record in enumerate(records, 1):
        first, rest = _apart(record, shown.named(record))
        rows.append((first or str(number), _joined(rest)))
    return Table((title.capitalize(), "What is recorded"), tuple(rows))


def _apart(record: Record, named: list[_Named]) -> tuple[str, list[_Named]]:
    """Take a record's code or id apart from its other values."""
    name = next(iter(attrs.fields(type(record)))).name
    if named and named[0][0] == name and isinstance(getattr(record, name), str):
        return named[0][1], named[1:]
    return "", named


def _joined(named: list[_Named]) -> str:
    return "; ".join(f"{name}: {said}" for name, said in named)


def _session_row(shown: _Shown, session: Session) -> tuple[str, ...]:
    told = [pair for pair in shown.named(session) if pair[0] not in _IN_COLUMNS]
    return (
        str(session.number or ""),
        session.kind,
        session.phase or "",
        _when(session),
        session.status,
        _joined(told),
    )


def _when(session: Session) -> str:
    if session.on is not None:
        return session.on.isoformat()
    if session.day is not None:
        return f"day {session.day}"
    return f"week {session.week}" if session.week is not None else ""


def _written(plan: TreatmentPlan) -> Iterator[Block]:
    yield Heading("What was written")
    for path, said in _texts(plan, ()):
        yield Entry("text", python_path(path), said)


def _texts(record: Record, path: Path) -> Iterator[tuple[Path, str]]:
    """Go through the free texts of a record, with their places."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        place = (*path, field.name)
        if isinstance(value, Record):
            yield from _texts(value, place)
        elif _holds_records(value):
            for position, member in enumerate(value):
                yield from _texts(member, (*place, position))
        elif value is not None and field.metadata == FREE:
            yield place, str(value)
