"""Pages of instruments and of definitions of response and change, as blocks."""

from __future__ import annotations

__all__ = ["definition_page", "measure_page"]

from typing import TYPE_CHECKING

from ipt_core._blocks import Entry, Heading, Paragraph
from ipt_core._words import spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.instruments import Definition, Measure
    from ipt_core.evidence import Sourced

_HAS_NONE = "This protocol has no such thing; rules that need it do not apply."


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
        ("whether the total is a mean", measure.mean),
        ("which way is better", measure.direction),
        ("made for these people", measure.populations),
        ("made for these disorders", measure.disorders),
    ):
        if codes:
            yield from _value(title, codes)
    for part in measure.bands:
        title = f"band {part.range}"
        yield Entry(
            part.evidence.basis, title, part.name or "no name", part.evidence.details()
        )
    for cut in measure.cutoffs:
        title = f"cut-off: {cut.name}" + (f" ({cut.by})" if cut.by else "")
        said = str(cut.limit) + (f" to {cut.up_to:g}" if cut.up_to else "")
        yield Entry(cut.evidence.basis, title, said, cut.evidence.details())
    for definition in measure.definitions:
        yield _defined(definition)
    if measure.note:
        yield Paragraph(measure.note)


def _value(title: str, sourced: Sourced[object] | None) -> Iterator[Entry]:
    if sourced is None:
        yield Entry("has none", title, _HAS_NONE)
    else:
        yield from sourced.entries(title)


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
        definition.evidence.basis, title, "; ".join(said), definition.evidence.details()
    )
