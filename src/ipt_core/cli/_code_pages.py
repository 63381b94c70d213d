"""Pages of protocols and of the other codes of the catalogue, as blocks."""

from __future__ import annotations

__all__ = [
    "area_page",
    "definition_page",
    "in_short",
    "list_of_protocols",
    "measure_page",
    "protocol_page",
    "source_page",
    "stage_page",
    "strategy_page",
    "task_page",
    "technique_page",
]

from typing import TYPE_CHECKING

from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core.catalogue import (
    Modality,
    problem_areas,
    protocols,
    strategies,
    strategies_for,
)
from ipt_core.catalogue.protocol import VALUE_FIELDS
from ipt_core.cli._words import cited, details, sources, spaced, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.entries import (
        ProblemArea,
        StageOfDispute,
        Strategy,
        Task,
        Technique,
    )
    from ipt_core.catalogue.instruments import Definition, Measure
    from ipt_core.catalogue.parts import TaskDue
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.evidence import Reading, Source, Sourced

_NOT_FOUND = "No source held says; rules that need it answer: not checked."
_NOT_DEFINED = "No source held defines it."
_OURS = ("No source: a choice of this library.",)
_HAS_NONE = "This protocol has no such thing; rules that need it do not apply."
_MODALITIES = {
    Modality.IPT: "A technique of IPT.",
    Modality.SHARED: "IPT shares it with other therapies.",
    Modality.OTHER: "It belongs to another therapy.",
}


def list_of_protocols() -> Iterator[Block]:
    """List the protocols."""
    rows = [
        (form.code, in_short(form.sessions), form.name) for form in protocols.values()
    ]
    yield Heading("Protocols", 1)
    yield Table(("Code", "Sessions", "Name"), tuple(rows))


def in_short(sourced: Sourced[object] | None) -> str:
    if sourced is None:
        return "has none"
    return value(sourced.value) if sourced.known else "not found"


def protocol_page(form: Protocol) -> Iterator[Block]:
    """Show everything that the literature fixes for a protocol, with its sources."""
    yield Heading(f"{form.code}: {form.name}", 1)
    yield Paragraph(form.summary)
    yield Paragraph(f"Edition {form.edition} of this entry.")
    yield Heading("Values")
    for name in VALUE_FIELDS:
        yield from _value(spaced(name), getattr(form, name))
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


def _value(title: str, sourced: Sourced[object] | None) -> Iterator[Block]:
    if sourced is None:
        yield Entry("has none", title, _HAS_NONE)
    elif not sourced.known:
        yield Entry("not found", title, _NOT_FOUND)
    else:
        count = len(sourced.readings)
        for number, reading in enumerate(sourced.readings, 1):
            which = f", reading {number} of {count}" if count > 1 else ""
            text = value(reading.value) or "none"
            yield Entry(reading.basis, title + which, text, tuple(details(reading)))


def _task_row(due: TaskDue) -> tuple[str, ...]:
    return (
        due.task,
        due.phase,
        due.severity,
        due.judged_by or "no rule",
        ", ".join(citation.key for citation in due.evidence.citations),
        due.evidence.basis,
    )


def area_page(area: ProblemArea) -> Iterator[Block]:
    """Explain a problem area."""
    yield Heading(f"{area.code}: problem area", 1)
    yield Paragraph(f"{area.name}. {area.definition or _NOT_DEFINED}")
    if area.form_of:
        yield Paragraph(f"A form of {area.form_of}.")
    if area.protocols:
        yield Paragraph(f"Added by: {', '.join(area.protocols)}.")
    if area.also:
        yield Paragraph(f"Also called: {', '.join(area.also)}.")
    yield Items(tuple(map(str, area.citations)))
    if area.goals:
        yield Heading("Goals")
        yield Items(tuple(f"{g.statement} ({cited(g.citations)})" for g in area.goals))
    listed = [
        f"{code}: {strategies[code].name} ({reading.value}, {reading.basis})"
        for code, reading in strategies_for(area.code).items()
    ]
    if listed:
        yield Heading("Strategies")
        yield Items(tuple(listed))
    if area.notes:
        yield Heading("Notes")
        yield Items(area.notes)


def strategy_page(strategy: Strategy) -> Iterator[Block]:
    """Explain a strategy."""
    yield Heading(f"{strategy.code}: strategy", 1)
    yield Paragraph(f"{strategy.name}.")
    if strategy.article:
        yield Paragraph(f"In the article's words: {strategy.article}.")
    if strategy.stage:
        yield Paragraph(f"It belongs to this stage of a dispute: {strategy.stage}.")
    if strategy.protocols:
        yield Paragraph(f"Named for: {', '.join(strategy.protocols)}.")
    for code, reading in strategy.areas.items():
        text = "listed for this area" if reading.value == "yes" else ""
        yield Entry(
            reading.basis,
            problem_areas[code].name,
            text or "listed for a part of this area, or in passing",
            tuple(details(reading)),
        )


def stage_page(stage: StageOfDispute) -> Iterator[Block]:
    """Explain a stage of a role dispute."""
    yield Heading(f"{stage.code}: stage of a role dispute", 1)
    yield Paragraph(f"{stage.name}. {stage.meaning}")
    yield Paragraph(f"What the sources say to do: {stage.what}.")
    yield Items(stage.strategies)
    yield Items(tuple(map(str, stage.citations)))


def technique_page(technique: Technique) -> Iterator[Block]:
    """Explain a technique."""
    yield Heading(f"{technique.code}: technique", 1)
    note = f": {technique.note}" if technique.note else ""
    yield Paragraph(f"{technique.name}{note}.")
    yield Paragraph(_MODALITIES[technique.modality])
    if technique.article:
        yield Paragraph(f"In the article's words: {technique.article}.")
    yield Items(tuple(map(str, technique.citations)) or _OURS)


def task_page(task: Task) -> Iterator[Block]:
    """Explain a task, and which protocols ask for it."""
    yield Heading(f"{task.code}: task", 1)
    yield Paragraph(f"{task.name}: {task.what}.")
    yield Items(tuple(map(str, task.citations)) or _OURS)
    rows = [
        (form.code, due.phase, due.severity)
        for form in protocols.values()
        for due in form.tasks
        if due.task == task.code
    ]
    if rows:
        yield Table(("Protocol", "Due by the end of", "Severity"), tuple(rows))


def measure_page(measure: Measure) -> Iterator[Block]:
    """Explain an instrument."""
    yield Heading(f"{measure.code}: instrument", 1)
    yield Paragraph(f"{measure.name}. It is for: {measure.kind}.")
    facts = {
        "who gives the score": measure.raters,
        "total": measure.total,
        "number of items": measure.items,
        "one item": measure.item,
        "item on suicide or self-harm": measure.suicide_item,
    }
    for title, sourced in facts.items():
        yield from _value(title, sourced)
    for title, codes in (
        ("made for these people", measure.populations),
        ("made for these disorders", measure.disorders),
    ):
        if codes:
            yield from _value(title, codes)
    for part in measure.bands:
        title = f"band {part.range}"
        yield Entry(
            part.evidence.basis, title, part.name or "no name", _said(part.evidence)
        )
    for cut in measure.cutoffs:
        title = f"cut-off: {cut.name}"
        yield Entry(cut.evidence.basis, title, str(cut.limit), _said(cut.evidence))
    for definition in measure.definitions:
        yield _defined(definition)
    if measure.note:
        yield Paragraph(measure.note)


def definition_page(definition: Definition) -> Iterator[Block]:
    """Explain a named definition of response, remission or change."""
    yield Heading(f"{definition.code}: definition", 1)
    yield Paragraph(f"A definition of {definition.measure}.")
    yield _defined(definition)


def _defined(definition: Definition) -> Entry:
    tests = {
        "total": definition.score,
        "percent lower than at baseline": definition.drop_percent,
        "points of change": definition.change,
    }
    said = [f"{title} {limit}" for title, limit in tests.items() if limit]
    if definition.consecutive > 1:
        said.append(f"in {definition.consecutive} scores in a row")
    title = f"{spaced(definition.kind)}: {definition.code}"
    return Entry(
        definition.evidence.basis, title, "; ".join(said), _said(definition.evidence)
    )


def _said(evidence: Reading[bool]) -> tuple[tuple[str, str], ...]:
    return tuple(details(evidence))


def source_page(source: Source) -> Iterator[Block]:
    """Explain a key of the bibliography."""
    yield Heading(f"{source.key}: source", 1)
    yield Items(sources([source.key]))
    if source.about:
        yield Paragraph(f"About: {', '.join(source.about)}.")
