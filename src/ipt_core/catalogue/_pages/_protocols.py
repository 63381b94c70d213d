"""The page of a protocol, as blocks."""

from __future__ import annotations

__all__ = ["protocol_page"]

from typing import TYPE_CHECKING

from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core._words import spaced
from ipt_core.catalogue.protocol import VALUE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.parts import (
        Component,
        Dose,
        EntryScore,
        ProtocolExclusion,
        TaskDue,
    )
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.evidence import Sourced

    _Part = Dose | EntryScore | ProtocolExclusion | Component

_NOT_FOUND = "No source held says; rules that need one of these answer: not checked."
_HAS_NONE = "This form has none of these; rules that need one do not apply."
_PARTS = {
    "doses": "Sessions by kind",
    "entry": "Scores at entry",
    "exclusions": "Conditions that it leaves out",
    "components": "What is special",
}


def protocol_page(form: Protocol) -> Iterator[Block]:
    """Show everything that the literature fixes for a protocol, with its sources."""
    yield Heading(f"{form.code}: {form.name}", 1)
    yield Paragraph(form.summary)
    yield Paragraph(f"Edition {form.edition} of this entry.")
    values: dict[str, Sourced[object] | None]
    values = {spaced(name): getattr(form, name) for name in VALUE_FIELDS}
    yield Heading("Values")
    for title, value in values.items():
        if value and value.known:
            yield from value.entries(title)
    for heading, why, names in (
        ("Not found", _NOT_FOUND, [n for n, v in values.items() if v and not v.known]),
        ("Not in this form", _HAS_NONE, [n for n, v in values.items() if v is None]),
    ):
        if names:
            yield Heading(heading)
            yield Paragraph(f"{why} {', '.join(names)}.")
    for name, title in _PARTS.items():
        yield from _parts(title, getattr(form, name))
    if form.tasks:
        yield Heading("Tasks")
        yield Paragraph(
            "Each is due by the end of its phase. What the task rules do not judge, "
            "another rule does, or it is advice."
        )
        head = ("Task", "Phase", "Severity", "Task rules", "Sources", "Basis")
        yield Table(head, tuple(_task_row(due) for due in form.tasks))
    if form.severities:
        yield Heading("Rules of which its sources ask for less")
        yield Items(tuple(f"{code}: {s}" for code, s in form.severities.items()))
    if form.alternatives:
        yield Heading("Look also at")
        yield Items(
            tuple(f"{code}: {when}" for code, when in form.alternatives.items())
        )
    if form.notes:
        yield Heading("Notes")
        yield Items(form.notes)


def _parts(title: str, parts: tuple[_Part, ...]) -> Iterator[Block]:
    if parts:
        yield Heading(title)
    for part in parts:
        reading = part.evidence
        yield Entry(reading.basis, str(part), "", reading.details())


def _task_row(due: TaskDue) -> tuple[str, ...]:
    return (
        due.task,
        due.phase,
        due.severity,
        due.judged_by or "no rule",
        ", ".join(citation.key for citation in due.evidence.citations),
        due.evidence.basis,
    )
