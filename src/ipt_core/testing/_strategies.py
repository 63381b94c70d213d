"""Hypothesis strategies for plans."""

from __future__ import annotations

__all__ = ["conformant", "drafts", "faulty", "setup"]

import datetime as dt
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from ipt_core.catalogue import protocols
from ipt_core.drafting import draft
from ipt_core.exceptions import DraftError
from ipt_core.model import TreatmentPlan
from ipt_core.testing._delivering import deliver
from ipt_core.testing._sampling import MONTH, areas_of, is_maintenance
from ipt_core.vocabulary import (
    Outcome,
    Phase,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.engine import Rule
    from ipt_core.engine.definition import Fault


def drafts(protocol: str | None = None) -> SearchStrategy[TreatmentPlan]:
    """Draft plans: of any protocol or a given one, within what it asks for."""
    from hypothesis import strategies as st

    return st.composite(_draw_draft)(protocol)


def conformant(protocol: str | None = None) -> SearchStrategy[TreatmentPlan]:
    """Draft plans and deliver them in full, so that nothing is owed or broken."""
    return drafts(protocol).map(deliver)


def faulty(
    protocol: str | None = None, rule: str | None = None
) -> SearchStrategy[tuple[TreatmentPlan, Rule]]:
    """Break one rule in an otherwise conformant plan.

    Args:
        protocol: code of the protocol; None for any.
        rule: code of the rule; None for any that the protocol gives something to judge.
    """
    from hypothesis import strategies as st

    return st.composite(_draw_fault)(protocol, rule)


def _draw_draft(draw: DrawFn, protocol: str | None) -> TreatmentPlan:
    from hypothesis import strategies as st

    form = protocols[protocol or draw(st.sampled_from(list(protocols)))]
    asked = form.sessions.value if form.sessions else None
    least, most = (int(asked.min), int(asked.max)) if asked else (12, 16)
    given: dict[str, Any] = {
        "sessions": draw(st.integers(least, most)),
        "areas": draw(_areas(form)),
        "start": draw(st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1))),
    }
    try:
        return draft(form.code, **given)
    except DraftError as error:
        open_values: dict[str, SearchStrategy[Any]] = {
            "cadence_days": _cadences(form, given["sessions"]),
            "phases": _phases(form, given["sessions"]),
        }
        given |= {name: draw(open_values[name]) for name in error.missing}
    return draft(form.code, **given)


def _areas(form: Protocol) -> SearchStrategy[list[str]]:
    from hypothesis import strategies as st

    most = form.max_foci.value if form.max_foci else None
    areas = areas_of(form)
    if not areas:
        return st.just([])
    return st.lists(st.sampled_from(areas), min_size=1, max_size=most or 1, unique=True)


def _cadences(form: Protocol, total: int) -> SearchStrategy[int]:
    """Days from one session to the next, so that they fill the protocol's weeks."""
    from hypothesis import strategies as st

    weeks = form.weeks.value if form.weeks else None
    if is_maintenance(form):
        return st.just(MONTH)
    if weeks is None:
        return st.integers(3, 14)
    most = max(floor(7 * weeks.max / (total - 1)), 1)
    return st.integers(min(ceil(7 * weeks.min / (total - 1)), most), most)


def _phases(form: Protocol, total: int) -> SearchStrategy[dict[Phase, int]]:
    """Any split within the protocol's limits, no phase longer than the middle."""
    from hypothesis import strategies as st

    limit = form.termination_sessions.value if form.termination_sessions else None
    splits = [
        {Phase.INITIAL: i, Phase.MIDDLE: total - i - t, Phase.TERMINATION: t}
        for i in _initial(form, total)
        for t in range(1, total - i)
        if max(i, t) <= total - i - t and (limit is None or t in limit)
    ]
    return st.sampled_from(splits)


def _initial(form: Protocol, total: int) -> range:
    least = form.initial_min.value if form.initial_min else None
    most = form.initial_max.value if form.initial_max else None
    return range(least or 1, min(most or total, total) + 1)


def _draw_fault(
    draw: DrawFn, protocol: str | None, rule: str | None
) -> tuple[TreatmentPlan, Rule]:
    from hypothesis import reject
    from hypothesis import strategies as st

    plan = draw(conformant(protocol))
    faults = [(r, fault) for r, fault in _faults(plan) if rule in {None, r.code}]
    chosen, fault = draw(st.sampled_from(faults)) if faults else reject()
    try:
        return fault(plan), chosen
    except ValueError:  # the course has nothing that this fault could break
        reject()


def _faults(plan: TreatmentPlan) -> list[tuple[Rule, Fault]]:
    """The rules that a plan keeps, with the faults to break them."""
    from ipt_core import rulebook
    from ipt_core.engine import RuleSet
    from ipt_core.engine.checking import judge

    rules = RuleSet(rules=rulebook.load())
    report = judge(plan, rules, protocols[plan.protocol])
    kept = {Outcome.KEPT, Outcome.ON_TRACK}
    return [
        (rule, rule.fault)
        for rule in rules
        if rule.fault and report.outcome(rule.code).outcome in kept
    ]


def setup() -> None:
    """Let `from_type` know plans; Hypothesis calls this through its entry point."""
    from hypothesis import strategies as st

    st.register_type_strategy(
        TreatmentPlan,
        lambda _: drafts() | conformant() | faulty().map(lambda broken: broken[0]),
    )
