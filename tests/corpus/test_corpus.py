"""Published and invented courses: each rule says what was written down beforehand."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core.engine import RuleSet
from ipt_core.vocabulary import Phase

HERE = Path(__file__).parent
PLANS = HERE.parents[1] / "examples" / "plans"
COURSES = sorted(HERE.glob("*.toml"))
CUTS = HERE / "cuts"
DEPRESSION = PLANS / "depression-16.json"
# While rules and protocols are being added: those that were compared with the sources.
SETTLED = frozenset((HERE / "settled.txt").read_text(encoding="utf-8").split())
RULES = RuleSet(rules=tuple(rule for rule in ipt.rules if rule.code in SETTLED))
# Those that there were when the cuts were made and read.
OF_CUTS = frozenset((CUTS / "rules.txt").read_text(encoding="utf-8").split())
RULES_OF_CUTS = RuleSet(rules=tuple(r for r in ipt.rules if r.code in OF_CUTS))


@pytest.fixture(params=COURSES, ids=lambda path: path.stem)
def course(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each course with what is expected of it."""
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


def check(plan: Path, as_of: int | None = None) -> ipt.Report:
    """Check a course against the settled rules, if its protocol is settled too."""
    loaded = ipt.load(plan)
    if loaded.protocol not in SETTLED:
        pytest.skip(f"{loaded.protocol} is not there, or not compared, yet")
    return ipt.check(loaded, as_of=as_of, rules=RULES)


def test_each_rule_says_what_the_source_says(course: dict[str, Any]) -> None:
    report = check(PLANS / course["plan"])

    said = {outcome.code: outcome.outcome.value for outcome in report.outcomes}
    expected = {code: outcome for code, (outcome, _) in course["expected"].items()}
    assert said == {code: expected.get(code) for code in said}
    if set(said) == set(expected):
        assert report.ok == course["ok"]


def test_no_rule_lacks_an_expectation(course: dict[str, Any]) -> None:
    assert {rule.code for rule in ipt.rules} <= set(course["expected"])


def test_every_settled_rule_and_protocol_is_there() -> None:
    known = {*(rule.code for rule in ipt.rules), *ipt.protocols}
    assert known >= SETTLED


def test_no_published_course_gets_an_error(course: dict[str, Any]) -> None:
    report = check(PLANS / course["plan"])

    assert not report.errors
    assert not report.failed


def test_twelve_weekly_sessions_by_the_article_are_told_the_arithmetic() -> None:
    report = check(PLANS / "article-12-weekly.json")

    (finding,) = report.findings
    assert finding.code == "IPT103"
    assert finding.severity is ipt.Severity.INFO
    assert "(12 - 1) x 7 = 77 days" in finding.message
    assert "11 weeks; the protocol has 17.4 to 21.7 weeks" in finding.message
    assert "about 18 to 22 sessions" in finding.hint
    assert "or look at ipt: " in finding.hint


def test_mariana_ends_in_time_as_the_source_counts() -> None:
    report = check(PLANS / "mariana.json")

    assert not report.findings
    assert report.outcome("end-announced").outcome is ipt.Outcome.KEPT
    assert report.outcome("end-announced-early").outcome is ipt.Outcome.KEPT


@pytest.mark.parametrize(
    ("begins", "outcome"), [(8, "broken"), (9, "on-track"), (10, "on-track")]
)
def test_the_ending_of_ipt_a_may_begin_with_session_9_or_10(
    begins: int, outcome: str
) -> None:
    """Of Mariana only the phase of session 10 is told: the others are filled in."""
    mariana = ipt.load(PLANS / "mariana.json")
    filled = attrs.evolve(
        mariana,
        sessions=tuple(
            attrs.evolve(session, phase=_phase(session.number, begins))
            for session in mariana.sessions or ()
        ),
    )

    assert ipt.check(filled).outcome("phase-ranges").outcome == outcome


def _phase(number: int | None, begins: int) -> Phase | None:
    if number is None:
        return None
    if number < 5:
        return Phase.INITIAL
    return Phase.MIDDLE if number < begins else Phase.TERMINATION


@pytest.mark.parametrize("after", range(17))
def test_the_course_cut_after_each_session_reads_as_it_was_reviewed(after: int) -> None:
    """Remake with `python scripts/remake_cuts.py`, and read the difference."""
    report = ipt.check(ipt.load(DEPRESSION), as_of=after, rules=RULES_OF_CUTS)

    reviewed = (CUTS / f"after-{after:02}.txt").read_text(encoding="utf-8")
    assert _body(report.to_text()) == _body(reviewed)


def _body(report: str) -> str:
    """A report without its last line, the stamp: it counts the rules there are."""
    return report.rstrip("\n").rpartition("\n")[0]


def test_session_5_shows_what_is_owed_and_by_when() -> None:
    report = ipt.check(ipt.load(DEPRESSION), as_of=5, rules=RULES_OF_CUTS)

    owed = [(o.code, o.by, o.overdue) for o in report.owed]
    assert owed == [
        ("IPT503", 14, False),
        ("IPT502", 15, False),
        ("IPT202", 16, False),
        *[("IPT504", 16, False)] * 2,
        *[("IPT505", 16, False)] * 3,
    ]
