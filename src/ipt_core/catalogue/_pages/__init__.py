"""The page of each entry and table of the catalogue, as blocks."""

from __future__ import annotations

__all__ = ["page_of", "table_page"]

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from ipt_core._blocks import Heading, Table
from ipt_core._words import number_of, words
from ipt_core.catalogue._find import shown
from ipt_core.catalogue._pages import _entries as entries
from ipt_core.catalogue._pages import _measures as measures
from ipt_core.catalogue._pages import _terms as terms
from ipt_core.catalogue._pages._protocols import protocol_page
from ipt_core.catalogue.codings import TerminologyCode
from ipt_core.catalogue.concepts import Concept
from ipt_core.catalogue.entries import (
    Disagreement,
    ProblemArea,
    StageOfDispute,
    Strategy,
    Task,
    Technique,
)
from ipt_core.catalogue.instruments import Definition, Measure
from ipt_core.catalogue.protocol import Protocol
from ipt_core.catalogue.statements import ArticleStatement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.evidence import Range, Sourced

_PAGES: dict[type[Any], Callable[[Any], Iterator[Block]]] = {
    Protocol: protocol_page,
    ProblemArea: entries.area_page,
    Strategy: entries.strategy_page,
    StageOfDispute: entries.stage_page,
    Technique: entries.technique_page,
    Task: entries.task_page,
    Measure: measures.measure_page,
    Definition: measures.definition_page,
    Disagreement: terms.disagreement_page,
    ArticleStatement: terms.statement_page,
    TerminologyCode: terms.coding_page,
    Concept: terms.term_page,
}


def page_of(entry: object) -> Iterator[Block]:
    """Explain an entry."""
    page = next(_PAGES[kind] for kind in type(entry).__mro__ if kind in _PAGES)
    return page(entry)


def table_page(what: str, table: Mapping[str, object]) -> Iterator[Block]:
    """List the entries of a table."""
    yield Heading(f"{what[0].upper()}{what[1:]}: {number_of(len(table), 'entry')}", 1)
    if all(isinstance(entry, Protocol) for entry in table.values()):
        forms = cast("Mapping[str, Protocol]", table).values()
        rows = [(form.code, _in_short(form.sessions), form.name) for form in forms]
        yield Table(("Code", "Sessions", "Name"), tuple(rows))
    elif all(isinstance(entry, Mapping) for entry in table.values()):
        tables = cast("Mapping[str, Mapping[str, object]]", table).items()
        counts = [(name, str(len(entries))) for name, entries in tables]
        yield Table(("Table", "Entries"), tuple(counts))
    else:
        listed = [(code, shown(code, entry)) for code, entry in table.items()]
        yield Table(("Code", "Name"), tuple(listed))


def _in_short(sourced: Sourced[Range] | None) -> str:
    if sourced is None:
        return "has none"
    return words(sourced.value) if sourced.known else "not found"
