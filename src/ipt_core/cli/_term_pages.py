"""Pages of terms, disagreements, statements of the article and codes, as blocks."""

from __future__ import annotations

__all__ = ["coding_page", "disagreement_page", "statement_page", "term_page"]

from typing import TYPE_CHECKING

from ipt_core._blocks import Heading, Items, Paragraph
from ipt_core.catalogue import protocols_about
from ipt_core.catalogue.concepts import (
    Disorder,
    GoalKind,
    Grouped,
    Population,
    Reason,
    Step,
)
from ipt_core.engine.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.codings import TerminologyCode
    from ipt_core.catalogue.concepts import Concept
    from ipt_core.catalogue.entries import Disagreement
    from ipt_core.catalogue.statements import ArticleStatement


def term_page(what: str, table: str, term: Concept) -> Iterator[Block]:
    """Explain a term: a principle, a skill, a disorder, a reason, ..."""
    yield Heading(f"{term.code}: {what}", 1)
    yield Paragraph(f"{term.name}. {term.what}")
    if term.also:
        yield Paragraph(f"Also called: {', '.join(term.also)}.")
    yield from map(Paragraph, _special(term))
    if term.manuals:
        yield Paragraph(f"In the manuals: {term.manuals}")
    if forms := protocols_about(f"{table}/{term.code}"):
        without = " that leave it out" if table == "conditions" else ""
        yield Paragraph(f"Protocols{without}: {', '.join(forms)}.")
    if term.citations:
        yield Items(tuple(map(str, term.citations)))
    else:
        yield Paragraph("No source: a choice of this library.")
    if term.see:
        yield Paragraph(f"See: {', '.join(term.see)}.")


def _special(term: Concept) -> Iterator[str]:
    if isinstance(term, Grouped) and term.parents:
        yield f"One of: {', '.join(term.parents)}."
    match term:
        case Step():
            tasks = ", ".join(term.tasks)
            yield f"Step {term.number}, in the {term.phase} phase. Tasks: {tasks}."
        case GoalKind(broad=True):
            yield "Such a goal needs no focus."
        case Population() | Disorder() if term.emphasis:
            yield f"What the article turns to: {', '.join(term.emphasis)}."
        case Reason():
            yield f"It can explain: {words(term.occasions)}."
        case _:
            pass


def disagreement_page(found: Disagreement) -> Iterator[Block]:
    """Explain where a source contradicts itself or another one."""
    yield Heading(f"{found.code}: disagreement", 1)
    yield Paragraph(f"On one side: {found.statement}")
    yield Paragraph(f"On the other: {found.conflict}")
    yield Paragraph(f"Kind: {found.kind.replace('+', ', ')}.")
    yield Paragraph(f"About: {', '.join(found.about)}.")


def statement_page(statement: ArticleStatement) -> Iterator[Block]:
    """Explain what became of a statement of the article."""
    yield Heading(f"{statement.code}: statement of the article", 1)
    yield Paragraph(f"{statement.heading}: {statement.says}")
    yield Paragraph(f"Standing: {statement.standing}.")
    if statement.where:
        yield Paragraph(f"Where it lives: {', '.join(statement.where)}.")


def coding_page(coding: TerminologyCode) -> Iterator[Block]:
    """Explain a code of a terminology."""
    yield Heading(f"{coding.key}: code of {coding.system.name}", 1)
    yield Paragraph(f"{coding.meaning}. Confidence: {coding.confidence}.")
    if not coding.usable:
        yield Paragraph("To be looked up before use.")
    for text in filter(None, (coding.note, coding.system.licence)):
        yield Paragraph(text)
    if coding.stands_for:
        yield Paragraph(f"It stands for: {', '.join(coding.stands_for)}.")
    yield Items(tuple(map(str, coding.citations)))
