"""Law 7: what one rule says does not depend on which others run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from tests.laws.courses import deep, mixed

if TYPE_CHECKING:
    from ipt_core.engine import RuleOutcome
    from ipt_core.model import TreatmentPlan

CODES = tuple(rule.code for rule in ipt.rules)
FAMILIES = tuple(sorted({code[:4] for code in CODES}))
SAFETY = {rule.code for rule in ipt.rules if rule.safety}
SELECTORS = st.lists(st.sampled_from((*CODES, *FAMILIES)), min_size=1, max_size=6)


def by_code(report: ipt.Report) -> dict[str, RuleOutcome]:
    return {outcome.code: outcome for outcome in report.outcomes}


class TestSelecting:
    """Selecting fewer rules never changes the others' outcomes.

    Safety rules always run, and ignoring one leaves its findings visible as waived.
    """

    @settings(max_examples=deep(100), deadline=None)
    @given(mixed(), SELECTORS)
    def test_selected_rules_say_the_same(
        self, plan: TreatmentPlan, selectors: list[str]
    ) -> None:
        every = by_code(ipt.check(plan))
        some = by_code(ipt.check(plan, rules=ipt.rules.select(*selectors)))
        chosen = {c for c in CODES if any(c.startswith(s) for s in selectors)}
        assert set(some) == chosen | SAFETY
        assert some == {code: every[code] for code in some}

    @settings(max_examples=deep(100), deadline=None)
    @given(mixed(), SELECTORS)
    def test_ignored_rules_change_nothing_else(
        self, plan: TreatmentPlan, selectors: list[str]
    ) -> None:
        every = by_code(ipt.check(plan))
        rest = by_code(ipt.check(plan, rules=ipt.rules.ignore(*selectors)))
        ignored = {c for c in CODES if any(c.startswith(s) for s in selectors)}
        assert set(rest) == (set(CODES) - ignored) | SAFETY
        for code, outcome in rest.items():
            assert outcome == (waived(every[code]) if code in ignored else every[code])


def waived(outcome: RuleOutcome) -> RuleOutcome:
    """The same outcome, with every finding accepted because its rule was ignored."""
    findings = tuple(attrs.evolve(f, waived="ignored") for f in outcome.findings)
    return attrs.evolve(outcome, findings=findings)
