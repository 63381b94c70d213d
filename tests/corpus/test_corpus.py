"""Published and invented courses: each rule says what was written down beforehand."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core.testing import deliver
from ipt_core.vocabulary import Phase

HERE = Path(__file__).parent
PLANS = HERE.parents[1] / "examples" / "plans"
COURSES = sorted(HERE.glob("*.toml"))
CUTS = HERE / "cuts"
PUBLISHED = ["C1", "C3", "C6", "C9", "C10", "C11", "C12"]
"""Numbers of the courses that were told in full or in part in the literature held."""
DEPRESSION = PLANS / "depression-16.json"


@pytest.fixture(params=COURSES, ids=lambda path: path.stem)
def course(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each course with what is expected of it."""
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


def test_each_rule_says_what_the_source_says(course: dict[str, Any]) -> None:
    report = ipt.check(ipt.load(PLANS / course["plan"]))

    said = {outcome.code: outcome.outcome.value for outcome in report.outcomes}
    assert said == {code: outcome for code, (outcome, _) in course["expected"].items()}
    assert report.ok == course["ok"]


def test_the_published_courses_are_there_each_once() -> None:
    numbers = [
        number
        for path in COURSES
        if (number := tomllib.loads(path.read_text(encoding="utf-8")).get("course"))
    ]
    assert sorted(numbers, key=lambda number: int(number[1:])) == PUBLISHED


def test_no_published_course_gets_an_error(course: dict[str, Any]) -> None:
    report = ipt.check(ipt.load(PLANS / course["plan"]))

    assert not report.errors
    assert not report.failed


def test_twelve_weekly_sessions_by_the_article_are_told_the_arithmetic() -> None:
    report = ipt.check(ipt.load(PLANS / "article-12-weekly.json"))

    (finding,) = report.findings
    assert finding.code == "IPT103"
    assert finding.severity is ipt.Severity.INFO
    assert "(12 - 1) x 7 = 77 days" in finding.message
    assert "11 weeks; the protocol has 17.4 to 21.7 weeks" in finding.message
    assert "about 18 to 22 sessions" in finding.hint
    assert "(the protocol has 12 to 20 sessions)" in finding.hint
    assert "or look at ipt: " in finding.hint


def test_mariana_ends_in_time_as_the_source_counts() -> None:
    report = ipt.check(ipt.load(PLANS / "mariana.json"))

    assert not report.findings
    assert report.outcome("end-announced").outcome is ipt.Outcome.KEPT
    assert report.outcome("end-announced-early").outcome is ipt.Outcome.KEPT


@pytest.mark.parametrize(("initial", "middle"), [(3, 10), (4, 11), (5, 12)])
def test_ipsrt_ends_after_maintenance_as_published(initial: int, middle: int) -> None:
    """Initial 3 to 5, intermediate 10 to 12, maintenance, final [F40a, F40b].

    How many sessions the last two have is open in the sources: two and two here.
    """
    acute = ipt.draft(
        "ipsrt",
        areas=["role-transition"],
        start=dt.date(2026, 1, 5),
        phases={"initial": initial, "middle": middle},
    )
    due = ipt.protocols["ipsrt"].tasks
    ending = tuple(task.task for task in due if task.phase is Phase.TERMINATION)
    spaced = [
        ipt.Session(
            kind=ipt.SessionKind.MAINTENANCE,
            number=number,
            on=dt.date(2026, 5 + number, 1),
            phase=Phase.TERMINATION if number > 2 else None,
            tasks=ending if number > 2 else (),
        )
        for number in range(1, 5)
    ]
    whole = attrs.evolve(acute, sessions=(*(acute.sessions or ()), *spaced))
    course = deliver(whole)
    judged = ("IPT202", "IPT203", "IPT205", "IPT504", "IPT505", "IPT705")

    assert not ipt.check(whole, horizon="planned").findings
    assert not ipt.check(course).findings
    for code in judged:
        assert ipt.check(course).outcome(code).outcome is ipt.Outcome.KEPT
    for code in ("IPT208", "IPT502", "IPT503"):
        assert ipt.check(course).outcome(code).outcome in {
            ipt.Outcome.NOT_CHECKED,
            ipt.Outcome.NOT_APPLICABLE,
        }
    for after in range(initial + middle + 1):
        going_on = ipt.check(course, as_of=after)
        assert not going_on.findings
        assert not [owed for owed in going_on.owed if owed.overdue]
    silent = tuple(attrs.evolve(s, tasks=()) for s in course.sessions or ())
    lacking = ipt.check(attrs.evolve(course, sessions=silent))
    assert lacking.outcome("IPT504").outcome is ipt.Outcome.BROKEN


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
    report = ipt.check(ipt.load(DEPRESSION), as_of=after)

    assert report.to_text() == (CUTS / f"after-{after:02}.txt").read_text(
        encoding="utf-8"
    )


def test_session_5_shows_what_is_owed_and_by_when() -> None:
    report = ipt.check(ipt.load(DEPRESSION), as_of=5)

    owed = [(o.code, o.by, o.overdue) for o in report.owed]
    assert owed == [
        ("IPT519", 13, False),
        ("IPT503", 14, False),
        ("IPT502", 15, False),
        ("IPT202", 16, False),
        *[("IPT504", 16, False)] * 2,
        *[("IPT505", 16, False)] * 3,
        ("IPT705", 16, False),
    ]
