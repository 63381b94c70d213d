"""Pages of problem areas, strategies, techniques and tasks, as blocks."""

from __future__ import annotations

__all__ = [
    "area_page",
    "stage_page",
    "strategy_page",
    "task_page",
    "technique_page",
]

from typing import TYPE_CHECKING

from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core.catalogue import problem_areas, protocols, strategies, strategies_for
from ipt_core.catalogue.entries import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.entries import (
        AreaGoal,
        ProblemArea,
        StageOfDispute,
        Strategy,
        Task,
        Technique,
    )

_NOT_DEFINED = "No source held defines it."
_OURS = ("No source: a choice of this library.",)
_MODALITIES = {
    Modality.IPT: "A technique of IPT.",
    Modality.SHARED: "IPT shares it with other therapies.",
    Modality.OTHER: "It belongs to another therapy.",
}


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
        yield Items(tuple(map(_goal, area.goals)))
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


def _goal(goal: AreaGoal) -> str:
    return f"{goal.statement} ({'; '.join(map(str, goal.citations))})"


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
            reading.details(),
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
