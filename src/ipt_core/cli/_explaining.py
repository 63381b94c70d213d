"""Finding what a word means: a rule, a problem, or a code of the catalogue."""

from __future__ import annotations

__all__ = ["explain"]

from functools import partial
from typing import TYPE_CHECKING, Any

from ipt_core import catalogue
from ipt_core._api import rules
from ipt_core._checks import nearest
from ipt_core._problems import PROBLEMS
from ipt_core.cli import _code_pages as pages
from ipt_core.cli._rule_pages import list_of_rules, problem_page, rule_page
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ipt_core._blocks import Block

    Page = Callable[[], Iterator[Block]]

_TABLES: tuple[tuple[Mapping[str, Any], Callable[[Any], Iterator[Block]]], ...] = (
    (catalogue.protocols, pages.protocol_page),
    (catalogue.problem_areas, pages.area_page),
    (catalogue.strategies, pages.strategy_page),
    (catalogue.dispute_stages, pages.stage_page),
    (catalogue.techniques, pages.technique_page),
    (catalogue.tasks, pages.task_page),
    (catalogue.measures, pages.measure_page),
    (catalogue.definitions, pages.definition_page),
    (catalogue.bibliography, pages.source_page),
)


def explain(word: str | None) -> Iterator[Block]:
    """Explain a code or a name, a prefix of rules, or without a word list all rules.

    Raises:
        UnknownCodeError: if there is nothing of that name; it names the nearest.
    """
    wanted = (word or "").lower().replace("_", "-")
    family = [rule for rule in rules if rule.code.lower().startswith(wanted)]
    found = [(name, page) for name, page in _pages() if name.lower() == wanted]
    if not found and not family:
        names = {name.lower(): name for name, _ in _pages()}
        near = nearest(wanted, names)
        raise UnknownCodeError("rule or code", near and names[near])
    for _, page in found:
        yield from page()
    if not found:
        yield from list_of_rules(family)


def _pages() -> Iterator[tuple[str, Page]]:
    """List every word that can be explained, with its page."""
    for rule in rules:
        for name in (rule.code, rule.name, *rule.aliases):
            yield name, partial(rule_page, rule)
    for code, kind in PROBLEMS.items():
        yield code, partial(problem_page, code)
        yield kind.name, partial(problem_page, code)
    for table, page in _TABLES:
        for code, entry in table.items():
            yield code, partial(page, entry)
