"""Law 6: a rule finds its own fault, and nobody else has anything to say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

import ipt_core as ipt
from ipt_core.testing import conformant, faulty
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Report, Rule
    from ipt_core.model import TreatmentPlan

KEPT = {Outcome.KEPT, Outcome.ON_TRACK}


def added(plan: TreatmentPlan, broken: TreatmentPlan) -> set[str]:
    """Codes of the findings that a change adds, by what they are and where."""
    return {code for code, _ in found(ipt.check(broken)) - found(ipt.check(plan))}


def found(report: Report) -> set[tuple[str, Path]]:
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

        @settings(max_examples=40, deadline=None, derandomize=True)
        @given(conformant(protocol))
        def each(plan: TreatmentPlan) -> None:
            report = ipt.check(plan)
            for rule in ipt.rules:
                said = report.outcome(rule.code)
                if said.outcome in KEPT:
                    breaks(rule, plan)
                    tried.add(rule.code)
                elif said.unknown or said.outcome is Outcome.NOT_APPLICABLE:
                    nothing_to_judge.add(rule.code)

        each()
        assert tried | nothing_to_judge == {rule.code for rule in ipt.rules}

    @settings(max_examples=60, deadline=None)
    @given(conformant())
    def test_a_conformant_course_owes_nothing(self, plan: TreatmentPlan) -> None:
        report = ipt.check(plan)
        assert not report.owed
        assert not report.failed
        assert not report.errors
        assert not report.warnings
        assert all(outcome.unknown for outcome in report.not_checked)

    @settings(max_examples=60, deadline=None)
    @given(faulty())
    def test_the_strategy_breaks_the_rule_that_it_names(
        self, broken: tuple[TreatmentPlan, Rule]
    ) -> None:
        plan, rule = broken
        assert ipt.check(plan).outcome(rule.code).outcome is Outcome.BROKEN


def breaks(rule: Rule, plan: TreatmentPlan) -> None:
    assert rule.fault is not None
    codes = added(plan, rule.fault(plan))
    assert rule.code in codes
    assert codes <= {rule.code, *rule.companions}
