"""What both peers take from the catalogue, once: plain numbers, tuples and sets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ipt_core import catalogue
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from ipt_core.catalogue.parts import PhaseRanges
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.evidence import Range, Sourced

    Span = tuple[float, float]

T = TypeVar("T")


class Form(NamedTuple):
    """The numbers of one protocol; None where it has none or nobody knows them."""

    sessions: Span | None
    typical: int | None
    weeks: Span | None
    cadence: Span | None
    review_gap: int | None
    initial_max: int | None
    ranges: tuple[dict[str, Any], ...]
    max_foci: int | None
    foci_limit: int | None
    areas: tuple[str, ...] | None
    announce_min: int | None
    announce_advised: int | None
    initial_tasks: tuple[str, ...]
    core_ending: tuple[str, ...]
    advised_ending: tuple[str, ...]


RULES = (
    *("IPT010", "IPT011", "IPT012", "IPT013"),
    *("IPT101", "IPT102", "IPT103", "IPT104", "IPT105", "IPT106"),
    *("IPT201", "IPT202", "IPT203", "IPT204"),
    *("IPT301", "IPT302", "IPT303", "IPT304", "IPT305"),
    *("IPT401", "IPT402", "IPT403", "IPT404"),
    *("IPT501", "IPT502", "IPT503", "IPT504", "IPT505"),
    *("IPT701", "IPT702", "IPT801", "IPT802"),
)
"""The rules that the peers have; any other is left out."""
LISTED = {
    area: frozenset(catalogue.strategies_for(area)) for area in catalogue.problem_areas
}
STRATEGIES = {code: frozenset(s.areas) for code, s in catalogue.strategies.items()}
TASKS = frozenset(catalogue.tasks)
TECHNIQUES = frozenset(catalogue.techniques)
TOTALS: dict[str, tuple[Span, ...]] = {
    code: tuple((r.value.min, r.value.max) for r in measure.total.readings)
    for code, measure in catalogue.measures.items()
}
SUICIDE_ITEM = {
    code: (measure.suicide_item.value, measure.suicide_positive.value)
    for code, measure in catalogue.measures.items()
    if measure.suicide_item and measure.suicide_positive
}
"""Item about suicide and its lowest positive answer, where both are known."""
BROAD = frozenset(
    ("symptom", "functioning", "well-being", "quality-of-life", "resilience")
)
"""Kinds of goals that need no focus."""


@cache
def form(code: str) -> Form | None:
    """Give the numbers of a protocol, or None for one that nobody knows."""
    known = catalogue.protocols.get(code)
    return _form(known) if known else None


def _form(known: Protocol) -> Form:
    return Form(
        sessions=_span(known.sessions),
        typical=_value(known.typical_sessions),
        weeks=_wide(_span(known.weeks), _value(known.duration_tolerance_weeks)),
        cadence=_span(known.cadence_days),
        review_gap=_value(known.review_gap_days),
        initial_max=_value(known.initial_max),
        ranges=tuple(
            _phases(r.value)
            for r in (known.phase_ranges.readings if known.phase_ranges else ())
        ),
        max_foci=_value(known.max_foci),
        foci_limit=_value(known.foci_limit),
        areas=_value(known.areas),
        announce_min=_value(known.announce_min),
        announce_advised=_value(known.announce_advised),
        initial_tasks=_tasks(known, "IPT501"),
        core_ending=_tasks(known, "IPT504"),
        advised_ending=_tasks(known, "IPT505"),
    )


def _value(sourced: Sourced[T] | None) -> T | None:
    return sourced.value if sourced else None


def _span(sourced: Sourced[Range] | None) -> Span | None:
    found = _value(sourced)
    return (found.min, found.max) if found else None


def _wide(span: Span | None, by: float | None) -> Span | None:
    return None if span is None or by is None else (span[0] - by, span[1] + by)


def _phases(ranges: PhaseRanges) -> dict[str, Any]:
    spans = {str(p): (ranges.of(p).min, ranges.of(p).max) for p in Phase}
    return {"total": ranges.total, **spans}


def _tasks(known: Protocol, code: str) -> tuple[str, ...]:
    return tuple(due.task for due in known.tasks if due.judged_by == code)
