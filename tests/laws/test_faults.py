"""Law 6: a rule finds its own fault, and nobody else has anything to say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings

import ipt_core as ipt
from ipt_core.testing import conformant, faulty
from ipt_core.vocabulary import Outcome
from tests.laws.courses import deep
from tests.laws.test_drafts import EXPLAINED

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Report, Rule
    from ipt_core.model import TreatmentPlan

KEPT = {Outcome.KEPT, Outcome.ON_TRACK}
ALLOWED = {*KEPT, Outcome.NOT_CHECKED, Outcome.NOT_APPLICABLE}


def found(report: Report) -> set[tuple[str, Path]]:
    """The findings, by what they are and where."""
    return {(finding.code, finding.path) for finding in report.findings}


class TestFaults:
    """A rule's fault, applied to a conformant course, adds findings of that rule.

    And of its companions only, and at least one of it. A conformant course is a
    drafted plan, delivered and attested in full by a test helper.
    """

    @pytest.mark.parametrize("protocol", list(ipt.protocols))
    def test_adds_findings_of_the_rule_and_its_companions(self, protocol: str) -> None:
        tried: set[str] = set()
        nothing_to_judge: set[str] = set()

        # No search for a smaller example: that takes minutes with so many rules.
        @settings(max_examples=deep(3), deadline=None, phases=[Phase.generate])
        @given(conformant(protocol))
        def each(plan: TreatmentPlan) -> None:
            report = ipt.check(plan, others=[plan])
            before = found(report)
            for rule in ipt.rules:
                said = report.outcome(rule.code)
                if said.outcome in KEPT and breaks(rule, plan, before):
                    tried.add(rule.code)
                elif said.outcome in ALLOWED or rule.code in EXPLAINED:
                    nothing_to_judge.add(rule.code)

        each()
        assert tried | nothing_to_judge == {rule.code for rule in ipt.rules}

    @settings(max_examples=deep(60), deadline=None)
    @given(conformant())
    def test_a_conformant_course_owes_nothing(self, plan: TreatmentPlan) -> None:
        report = ipt.check(plan)
        assert not report.owed
        assert not report.failed
        assert not report.errors
        assert not report.warnings
        # Of some instruments it is not known which item asks about suicide.
        assert all(o.unknown or o.code == "IPT802" for o in report.not_checked)

    @settings(max_examples=deep(60), deadline=None)
    @given(faulty())
    def test_the_strategy_breaks_the_rule_that_it_names(
        self, broken: tuple[TreatmentPlan, Rule]
    ) -> None:
        plan, rule = broken
        assert ipt.check(plan).outcome(rule.code).outcome is Outcome.BROKEN


def breaks(rule: Rule, plan: TreatmentPlan, before: set[tuple[str, Path]]) -> bool:
    """Break a rule and look who says so; tell whether there was anything to break."""
    assert rule.fault is not None
    try:
        broken = rule.fault(plan)
    except ValueError:
        return False
    report = ipt.check(broken, others=[plan])
    codes = {code for code, _ in found(report) - before}
    assert rule.code in codes
    assert codes <= {rule.code, *rule.companions}
    return True
