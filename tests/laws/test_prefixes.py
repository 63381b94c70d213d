"""Law 4: verdicts on a course that is going on are what its continuations make them."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import attrs
import pytest

from ipt_core import rulebook
from ipt_core.engine import RuleSet
from ipt_core.engine.checking import judge
from ipt_core.vocabulary import Outcome, PlanStatus
from tests.laws.prefixes import GROUPS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipt_core.model import TreatmentPlan
    from tests.laws.prefixes._group import Group

DEEPER = int(os.environ.get("IPT_LAW_4_DEEPER", "0"))
"""Steps to look further ahead; each makes it about ten times as long."""

SATISFIED = {Outcome.KEPT, Outcome.ON_TRACK, Outcome.NOT_APPLICABLE}

RULES = {rule.code: rule for rule in rulebook.load()}


class Search:
    """Every course of a group, with the verdicts that its continuations allow."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.rules = RuleSet(rules=tuple(RULES[code] for code in group.rules))
        self.prefixes = self.courses = 0
        self.verdicts: Counter[tuple[str, str]] = Counter()
        self.differ: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for start in group.starts:
            self.walk(start, ())

    def outcomes(self, plan: TreatmentPlan) -> dict[str, Outcome]:
        report = judge(plan, self.rules, self.group.protocol, others=self.group.others)
        return {o.code: o.outcome for o in report.outcomes if o.code in RULES}

    def walk(
        self, plan: TreatmentPlan, way: tuple[str, ...]
    ) -> dict[str, tuple[bool, bool]]:
        """Tell of each rule whether an ending keeps it, and whether one breaks it."""
        self.courses += 1
        ended = self.outcomes(attrs.evolve(plan, status=PlanStatus.COMPLETED))
        further: list[dict[str, tuple[bool, bool]]] = []
        left = self.group.depth + DEEPER - len(way)
        for name, step in self.group.steps.items() if left else ():
            longer = step(plan)
            if longer is not None:
                further.append(self.walk(longer, (*way, name)))
        can = {
            code: (
                outcome in SATISFIED or any(more[code][0] for more in further),
                outcome is Outcome.BROKEN or any(more[code][1] for more in further),
            )
            for code, outcome in ended.items()
        }
        if left >= self.group.ahead + DEEPER:
            self.prefixes += 1
            self.compare(plan, way, ended, can)
        return can

    def compare(
        self,
        plan: TreatmentPlan,
        way: tuple[str, ...],
        ended: Mapping[str, Outcome],
        can: Mapping[str, tuple[bool, bool]],
    ) -> None:
        for code, outcome in self.outcomes(plan).items():
            if Outcome.NOT_CHECKED in {outcome, ended[code]}:
                continue  # facts are missing: then no verdict is claimed
            kept, broken = can[code]
            if ended[code] in SATISFIED:
                verdict = "on-track" if broken else "kept"
            else:
                verdict = "owed" if kept else "broken"
            self.verdicts[code, verdict] += 1
            if outcome is Outcome.NOT_APPLICABLE and ended[code] in SATISFIED:
                continue  # nothing to judge yet, and nothing that is wrong
            if outcome != verdict:
                self.differ.setdefault((code, verdict, str(outcome)), way)


class TestVerdicts:
    """Verdicts on a prefix agree with brute force over its continuations.

    For each group of rules every course of a small protocol is built from its steps,
    up to a depth, and each shorter one is a prefix: a course that is going on. What
    its rules say is compared with what they say of all ended courses that it can
    become: kept is satisfied now and always, on track is satisfied now but not
    always, owed is not satisfied now but can be, broken is neither.

    A continuation appends sessions and adds foci, goals, contracts, scores, enquiries
    and agreements that are dated with or after them. That it may fill in what was left
    open is tried for the focus of a goal only: elsewhere a rule says "not checked"
    then, and no verdict is compared.
    """

    @pytest.mark.parametrize("name", GROUPS)
    def test_agrees_with_brute_force(self, name: str) -> None:
        search = Search(GROUPS[name])
        assert not search.differ
        if not DEEPER:
            counted = (search.prefixes, search.courses)
            assert counted == (GROUPS[name].prefixes, GROUPS[name].courses)

    def test_every_rule_is_tried(self) -> None:
        tried = {code for group in GROUPS.values() for code in group.rules}
        assert tried == set(RULES)
