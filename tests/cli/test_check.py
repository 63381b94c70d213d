"""The command `ipt-core check`: reports, exit codes, and what can be chosen."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ipt_core as ipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Said

    Run = Callable[..., Said]

PLANS = Path(__file__).parents[2] / "examples" / "plans"
COURSE = PLANS / "depression-16.json"  # nothing is wrong with it
JOY = PLANS / "joy.json"  # too little is known for its safety rules
FAULTS = PLANS / "draft-with-faults.json"


def test_one_file_gets_its_report(run: Run) -> None:
    report = ipt.check(ipt.load(COURSE))
    assert run("check", COURSE) == (0, report.to_text(), "")


def test_each_of_several_files_is_headed_by_its_name(run: Run) -> None:
    said = run("check", COURSE, JOY)
    line = "=" * len(str(COURSE))
    assert said.out.startswith(f"{COURSE}\n{line}\n\nPlan for ipt, completed")
    assert f"\n\n{JOY}\n=" in said.out
    assert said.code == 1
    assert said.err == ""


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([COURSE], 0),
        ([JOY], 1),
        ([COURSE, FAULTS, COURSE], 1),
        (["nowhere.json"], 2),
        (["nowhere.json", COURSE, JOY], 2),
        ([JOY, "nowhere.json", COURSE], 2),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_the_worst_file_gives_the_exit_code(
    files: list[object], code: int, form: str, run: Run
) -> None:
    said = run("check", "--format", form, *files)
    assert said.code == code
    assert bool(said.err) is (code == 2)


def test_what_can_be_read_is_reported_beside_what_cannot(run: Run) -> None:
    said = run("check", "nowhere.json", COURSE)
    assert said.out.startswith(f"{COURSE}\n")
    assert said.err.startswith("nowhere.json: IPT001 ")


def test_json_is_one_document_for_all_files(run: Run) -> None:
    said = run("check", "--format=json", COURSE, "nowhere.json", FAULTS)
    reports = json.loads(said.out)["reports"]
    names = [entry["file"] for entry in reports]
    assert names == [str(COURSE), "nowhere.json", str(FAULTS)]
    faults = ipt.check(ipt.load(FAULTS))
    assert reports[2]["report"] == json.loads(faults.to_json())
    assert [f["code"] for f in reports[1]["report"]["findings"]] == ["IPT001"]
    assert said.out.isascii()


def test_standard_input(given: Callable[[bytes], None], run: Run) -> None:
    given(COURSE.read_bytes())
    said = run("check", "-", JOY)
    assert said.out.startswith("standard input\n==============\n\nPlan for ipt,")
    given(COURSE.read_bytes())
    said = run("check", "--format", "json", "-")
    assert json.loads(said.out)["reports"][0]["file"] == "-"
    assert said.code == 0


@pytest.mark.parametrize("stdin", [None, io.StringIO()])
def test_no_standard_input(
    stdin: object, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    message = "standard input: IPT001 expected JSON, found nothing\n"
    assert run("check", "-") == (2, "", message)


def test_a_session_or_a_day_ends_what_is_in_sight(run: Run) -> None:
    plan = ipt.load(COURSE)
    said = run("check", "--as-of", "5", COURSE)
    assert said.out == ipt.check(plan, as_of=5).to_text()
    assert "after session 5 of 16" in said.out
    days = [session.on for session in plan.sessions or ()]
    day = days[4]
    assert day
    said = run("check", f"--as-of={day}", COURSE)
    assert said.out == ipt.check(plan, as_of=day).to_text()


def test_the_horizon(run: Run) -> None:
    plan = ipt.load(FAULTS)
    assert run("check", FAULTS).out == ipt.check(plan).to_text()
    for horizon in ipt.Horizon:
        said = run("check", "--horizon", horizon, FAULTS)
        assert said.out == ipt.check(plan, horizon=horizon).to_text()


def test_rules_are_selected_and_ignored(run: Run) -> None:
    said = run(
        *("check", "--select", "IPT1, IPT2", "--select", "goal-has-focus"),
        *("--ignore", "cadence", "--ignore", "IPT103,IPT105", COURSE),
    )
    rules = ipt.rules.select("IPT1", "IPT2", "goal-has-focus")
    rules = rules.ignore("cadence", "IPT103", "IPT105")
    assert said.out == ipt.check(ipt.load(COURSE), rules=rules).to_text()


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_named_with_the_nearest(option: str, run: Run) -> None:
    said = run("check", COURSE, option, "IPT101,phase-ordre")
    message = "no such rule; the nearest known is 'phase-order'"
    assert said == (2, "", f"ipt-core: {option} phase-ordre: {message}\n")


@pytest.mark.parametrize(
    "options",
    [
        ["--as-of", "later"],
        ["--as-of", "20260105"],
        ["--as-of", "-1"],
        ["--as-of", "2026-02-30"],
        ["--as-of", "2026-W01-1"],
        ["--as-of", "7" * 5000],
        ["--horizon", "far"],
        ["--format", "xml"],
        ["--select", ""],
        ["--ignore", "IPT1,,IPT2"],
        ["--as", "5"],
    ],
)
def test_a_senseless_option_is_refused(options: list[str], run: Run) -> None:
    said = run("check", COURSE, *options)
    assert said.code == 2
    assert said.out == ""
    assert "ipt-core check: error: " in said.err or "ipt-core: error: " in said.err
    assert "Traceback" not in said.err


def test_a_name_stays_in_one_line(run: Run) -> None:
    said = run("check", "a\nb\x1b[1m\udcff.json")
    assert said.err.startswith(r"a\nb\x1b[1m\udcff.json: IPT001 ")
    assert len(said.err.splitlines()) == 1
    said = run("check", "--format", "json", "a\nb\x1b[1m\udcff.json")
    assert json.loads(said.out)["reports"][0]["file"] == r"a\nb\x1b[1m\udcff.json"


def test_an_empty_name_is_the_directory_that_it_stands_for(run: Run) -> None:
    said = run("check", "")
    assert said.code == 2
    assert said.err.startswith(".: IPT001 ")
