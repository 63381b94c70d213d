"""Every rule is whole: no gap in metadata, documentation, fault, tests or pages."""

from __future__ import annotations

import re
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

import ipt_core as ipt
from ipt_core import catalogue, rulebook
from ipt_core.engine import HEADINGS
from tests.plans import conformant, session
from tests.rulebook.building import applies
from tests.rulebook.cases import CASES

RULES = list(ipt.rules)
PROTOCOLS = sorted(catalogue.protocols)


@pytest.fixture(params=RULES, ids=lambda rule: rule.code)
def rule(request: pytest.FixtureRequest) -> ipt.Rule:
    """Each rule in turn."""
    found: ipt.Rule = request.param
    return found


def test_every_module_holds_one_rule() -> None:
    folder = Path(rulebook.__file__).parent
    modules = [p for p in folder.glob("*/*.py") if not p.name.startswith("_")]
    assert len(modules) == len(RULES)
    for path in modules:
        module = import_module(f"ipt_core.rulebook.{path.parent.name}.{path.stem}")
        assert isinstance(module.check, ipt.Rule)
        assert path.stem == module.check.name.replace("-", "_")
        assert module.__doc__ is not None
        assert module.__doc__.startswith(f"{module.check.code}: ")


def test_the_first_digit_of_the_code_is_the_family(rule: ipt.Rule) -> None:
    family = rule.check.__module__.split(".")[-2]
    assert rulebook.FAMILIES[family].startswith(rule.code[3])


def test_it_has_every_heading_with_words_under_it(rule: ipt.Rule) -> None:
    sections = rule.sections
    assert list(sections) == ["", *HEADINGS]
    assert all(len(text) > 20 for text in sections.values()), sections


def test_it_is_sourced_or_structural(rule: ipt.Rule) -> None:
    assert bool(rule.sources) != rule.structural
    for key in rule.sources:
        assert key in catalogue.bibliography
    # Family 8 holds indication as well: what it says of who was studied is no safety.
    assert rule.safety == rule.code.startswith("IPT80")
    assert all(re.fullmatch(r"R\d\d|N\d", row) for row in rule.requirements)
    assert re.fullmatch(r"0\.\d+", rule.since)


def test_its_companions_are_other_rules(rule: ipt.Rule) -> None:
    codes = {other.code for other in RULES}
    assert set(rule.companions) <= codes - {rule.code}


def test_its_fault_is_told_in_whole_sentences(rule: ipt.Rule) -> None:
    assert rule.fault is not None
    assert rule.fault.__doc__
    said = [
        finding
        for protocol in PROTOCOLS
        if applies(rule, protocol)
        for finding in ipt.check(
            rule.fault(conformant(protocol)), others=[conformant(protocol)]
        ).findings
        if finding.code == rule.code
    ]
    assert said
    for finding in said:
        for sentence in (finding.message, finding.hint):
            assert re.fullmatch(r"[A-Z0-9].*\.", sentence), sentence
            assert "{" not in sentence
            assert not re.search(r"\bNone\b(?! of)", sentence)
        assert finding.path
        assert finding.places[0] == finding.path
        assert finding.link == f"rules/{rule.code}.html"


@pytest.mark.parametrize("sessions", [None, (), (session(1),)])
def test_its_fault_gives_a_plan_or_says_that_it_cannot(
    rule: ipt.Rule, sessions: tuple[ipt.Session, ...] | None
) -> None:
    assert rule.fault is not None
    for protocol in ipt.protocols:
        plan = ipt.TreatmentPlan(protocol=protocol, sessions=sessions)
        with suppress(ValueError):
            assert isinstance(rule.fault(plan), ipt.TreatmentPlan)


def test_it_has_a_failing_and_a_passing_case(rule: ipt.Rule) -> None:
    outcomes = {case.outcome for case in CASES if case.code == rule.code}
    assert ipt.Outcome.BROKEN in outcomes
    assert outcomes & {ipt.Outcome.KEPT, ipt.Outcome.ON_TRACK}
