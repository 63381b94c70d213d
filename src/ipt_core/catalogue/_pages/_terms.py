"""Pages of terms, disagreements, statements of the article and codes, as blocks."""

from __future__ import annotations

__all__ = ["coding_page", "disagreement_page", "statement_page", "term_page"]

from typing import TYPE_CHECKING

from ipt_core._blocks import Heading, Items, Paragraph
from ipt_core._words import words
from ipt_core.catalogue import protocols_about, tables
from ipt_core.catalogue.concepts import (
    Disorder,
    GoalKind,
    Grouped,
    Population,
    Reason,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.codings import TerminologyCode
    from ipt_core.catalogue.concepts import Concept
    from ipt_core.catalogue.entries import Disagreement
    from ipt_core.catalogue.statements import ArticleStatement


# What a term of each table is called.
_TERMS = {
    "principles": "principle",
    "theoretical_roots": "theoretical root",
    "assessment_activities": "assessment activity",
    "steps": "step of the article",
    "goal_kinds": "kind of goal",
    "skills": "skill",
    "aims": "aim",
    "role_changes": "kind of role transition",
    "populations": "population",
    "disorders": "disorder",
    "settings": "setting",
    "conditions": "condition",
    "reasons": "reason",
    "roles": "role",
    "responses": "response to a risk or a condition",
    "risk_topics": "topic of an enquiry about risk",
    "treatments": "treatment beside IPT",
    "cadences": "cadence",
    "decisions": "decision at the end",
    "note_templates": "note template",
    "related_therapies": "related therapy, not IPT",
    "evidence_facts": "evidence fact",
}


def term_page(term: Concept) -> Iterator[Block]:
    """Explain a term: a principle, a skill, a disorder, a reason, ..."""
    table = next((t for t in _TERMS if tables[t].get(term.code) is term), None)
    yield Heading(f"{term.code}: {_TERMS[table] if table else 'term'}", 1)
    yield Paragraph(f"{term.name}. {term.what}")
    if term.also:
        yield Paragraph(f"Also called: {', '.join(term.also)}.")
    yield from map(Paragraph, _special(term))
    if term.manuals:
        yield Paragraph(f"In the manuals: {term.manuals}")
    if table and (forms := protocols_about(f"{table}/{term.code}")):
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
