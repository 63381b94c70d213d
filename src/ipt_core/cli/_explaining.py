"""Finding what a word means: a rule, a problem, or a code of the catalogue."""

from __future__ import annotations

__all__ = ["explain"]

from functools import partial
from typing import TYPE_CHECKING, Any

from ipt_core import catalogue
from ipt_core._api import rules
from ipt_core._blocks import Heading, Items
from ipt_core._checks import nearest
from ipt_core._problems import PROBLEMS
from ipt_core.catalogue._find import shown
from ipt_core.cli import _code_pages as pages
from ipt_core.cli import _term_pages as terms
from ipt_core.cli._rule_pages import list_of_rules, problem_page, rule_page
from ipt_core.cli._words import spaced
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core._blocks import Block

    Page = Callable[[], Iterator[Block]]

_PAGES: dict[str, Callable[[Any], Iterator[Block]]] = {
    "protocols": pages.protocol_page,
    "problem_areas": pages.area_page,
    "strategies": pages.strategy_page,
    "dispute_stages": pages.stage_page,
    "techniques": pages.technique_page,
    "tasks": pages.task_page,
    "measures": pages.measure_page,
    "definitions": pages.definition_page,
    "disagreements": terms.disagreement_page,
    "article": terms.statement_page,
    "terminology": terms.coding_page,
    "bibliography": pages.source_page,
}
# What a term of each other table is called.
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
_LISTS = {name.replace("_", "-"): name for name in catalogue.tables}


def explain(word: str | None) -> Iterator[Block]:
    """Explain a code or a name, a prefix of rules, or list a table or all rules.

    Raises:
        UnknownCodeError: if there is nothing of that name; it names the nearest.
    """
    wanted = (word or "").lower().replace("_", "-")
    family = [rule for rule in rules if rule.code.lower().startswith(wanted)]
    found = [page for name, page in _pages() if name.lower() == wanted]
    # A protocol has the name of a table too, `article`, and is meant.
    if wanted in _LISTS and wanted not in catalogue.protocols:
        found.append(partial(list_of_entries, _LISTS[wanted]))
    if not found and family:
        found.append(partial(list_of_rules, family))
    if not found:
        hits = [hit for hit in catalogue.find(wanted) if hit.exact]
        found += [_page(hit.table, hit.code) for hit in hits]
    if not found:
        names = {name.lower(): name for name, _ in _pages()}
        near = nearest(wanted, names)
        raise UnknownCodeError("rule or code", near and names[near])
    for page in found:
        yield from page()


def list_of_entries(table: str) -> Iterator[Block]:
    """List the entries of a table of the catalogue."""
    entries = catalogue.tables[table].items()
    yield Heading(spaced(table).capitalize(), 1)
    yield Items(tuple(f"{code}: {shown(code, entry)}" for code, entry in entries))


def _pages() -> Iterator[tuple[str, Page]]:
    """List every word that can be explained, with its page."""
    for rule in rules:
        for name in (rule.code, rule.name, *rule.aliases):
            yield name, partial(rule_page, rule)
    for code, kind in PROBLEMS.items():
        yield code, partial(problem_page, code)
        yield kind.name, partial(problem_page, code)
    for name, table in catalogue.tables.items():
        for code in table:
            yield code, _page(name, code)


def _page(table: str, code: str) -> Page:
    entry = catalogue.tables[table][code]
    if table in _TERMS:
        return partial(terms.term_page, _TERMS[table], table, entry)
    return partial(_PAGES[table], entry)
