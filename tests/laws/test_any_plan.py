"""Law 2: any plan can be checked, and the report depends on nothing but the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.engine import Finding, RuleSet
from ipt_core.vocabulary import Horizon
from tests.laws.courses import deep, mixed

if TYPE_CHECKING:
    import datetime as dt

    from ipt_core._problems import Path
    from ipt_core.engine import Owed
    from ipt_core.model import TreatmentPlan

RULES = tuple(ipt.rules)
POINTS = st.none() | st.integers(0, 20) | st.dates()
HORIZONS = st.none() | st.sampled_from(Horizon)


class TestAnyPlan:
    """`check` never raises on a plan that could be built and never changes it.

    The same plan gives the same report, whatever the order of rules, and equal up to
    the permutation in paths, whatever the order of goals.
    """

    @settings(max_examples=deep(200), deadline=None)
    @given(mixed(), POINTS, HORIZONS)
    def test_never_raises_and_changes_nothing(
        self, plan: TreatmentPlan, as_of: int | dt.date | None, horizon: Horizon | None
    ) -> None:
        before = ipt.dumps(plan)
        report = ipt.check(plan, as_of=as_of, horizon=horizon)
        assert ipt.dumps(plan) == before
        assert not report.failed
        assert [outcome.code for outcome in report.outcomes] == [r.code for r in RULES]
        assert str(report)
        assert report.to_html()
        assert report.to_json()
        assert report == ipt.check(plan, as_of=as_of, horizon=horizon)

    @settings(max_examples=deep(60), deadline=None)
    @given(mixed(), st.permutations(RULES))
    def test_whatever_the_order_of_rules(
        self, plan: TreatmentPlan, rules: list[ipt.Rule]
    ) -> None:
        shuffled = ipt.check(plan, rules=RuleSet(rules=tuple(rules)))
        assert shuffled == ipt.check(plan)

    @settings(max_examples=deep(100), deadline=None)
    @given(mixed(), st.data())
    def test_whatever_the_order_of_goals(
        self, plan: TreatmentPlan, data: st.DataObject
    ) -> None:
        goals = plan.goals or ()
        if data.draw(st.booleans()):
            goals = tuple(attrs.evolve(goal, strategies=("mine",)) for goal in goals)
            plan = attrs.evolve(plan, goals=plan.goals and goals)
        order = data.draw(st.permutations(range(len(goals))))
        moved = attrs.evolve(plan, goals=plan.goals and tuple(goals[i] for i in order))
        report, other = ipt.check(plan), ipt.check(moved)
        assert [o.outcome for o in report.outcomes] == [
            o.outcome for o in other.outcomes
        ]
        back = dict(enumerate(order))
        for one, two in zip(report.outcomes, other.outcomes, strict=True):
            same = {place: place for place in range(len(goals))}
            assert _said(one.findings, same) == _said(two.findings, back)
            assert _said(one.owed, same) == _said(two.owed, back)


def _said(found: tuple[Finding | Owed, ...], order: dict[int, int]) -> list[str]:
    return sorted(f"{_places(one, order)} {one.message}" for one in found)


def _places(one: Finding | Owed, order: dict[int, int]) -> list[str]:
    """Every place that shows it: which of them comes first is no part of the law."""
    return sorted(str(_moved(place, order)) for place in one.places)


def _moved(path: Path, order: dict[int, int]) -> list[int | str]:
    match path:
        case ("goals", int(place), *steps):
            return ["goals", order[place], *steps]
        case _:
            return list(path)
