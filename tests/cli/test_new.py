"""The command `ipt-core new`: drafts, and what is said where a value is missing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

import ipt_core as ipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

    Run = Callable[..., Said]

START = dt.date(2026, 1, 5)


def test_a_draft_is_printed(run: Run) -> None:
    said = run("new", "ipt-a", "--area", "grief", "--start", START)
    assert said.code == 0
    assert ipt.loads(said.out) == ipt.draft("ipt-a", areas=["grief"], start=START)


def test_all_options(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "plan.json"
    said = run(
        *("new", "article", "--area", "grief,role-dispute", "--area=role-transition"),
        *("--start", START, "--sessions", 12, "--cadence-days", 10),
        *("--phases", "3,6,3", "-o", path),
    )
    assert said == (0, "", "")
    assert ipt.load(path) == ipt.draft(
        "article",
        areas=["grief", "role-dispute", "role-transition"],
        start=START,
        sessions=12,
        cadence_days=10,
        phases={"initial": 3, "middle": 6, "termination": 3},
    )


def test_an_acute_part_without_an_ending(run: Run) -> None:
    said = run(
        *("new", "ipsrt", "--area", "grief", "--start", START, "--phases", "3,10")
    )
    assert said.code == 0
    assert ipt.loads(said.out) == ipt.draft(
        "ipsrt", areas=["grief"], start=START, sessions=13
    )


def test_what_is_missing_is_named_as_options(run: Run) -> None:
    said = run("new", "article", "--area", "grief", "--start", START)
    assert said.code == 2
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith("ipt-core: article ")
    for option in ("--sessions", "--cadence-days", "--phases"):
        assert f" {option} (" in line
    said = run("new", "article", "--area", "grief", "--start", START, "--sessions", 12)
    assert " --sessions (" not in said.err
    assert " --cadence-days (" in said.err


def test_an_area_is_asked_for(run: Run) -> None:
    said = run("new", "ipt-a", "--start", START)
    areas = "grief, role-dispute, role-transition, interpersonal-deficits"
    assert said == (2, "", f"ipt-core: give --area: one or more of {areas}\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["ipta", "--area", "grief"], "no such protocol; the nearest known is 'ipt-a'"),
        (
            ["ipt", "--area", "greif"],
            "no such problem area; the nearest known is 'grief'",
        ),
        (["ipt", "--area", "grief,grief"], "same problem area twice"),
        (["ipt", "--area", "grief", "--sessions", "2"], "sessions"),
        (["ipt", "--area", "grief", "--phases", "0,8,4"], "phases"),
        (["ipt", "--area", "grief", "--sessions", "9", "--phases", "2,8,4"], "add up"),
        (
            ["ipt", "--area", "grief", "--cadence-days", "9999", "--sessions", "999"],
            "9999",
        ),
        (["ipt", "--area", "grief", "--phases", "8,4"], "phases has to give initial"),
        (["ipt", "--area", "grief", "--phases", "12"], "--phases: not three numbers"),
        (
            ["ipt", "--area", "grief", "--phases", "a,8,4"],
            "--phases: not three numbers",
        ),
        (["ipt", "--area", "grief", "--sessions", "1.5"], "--sessions: not a whole"),
        (
            ["ipt", "--area", "grief", "--sessions", "7" * 5000],
            "--sessions: not a whole",
        ),
        (["ipt", "--area", ","], "--area: not a list"),
    ],
)
def test_a_senseless_option_is_refused(
    options: list[str], message: str, run: Run
) -> None:
    said = run("new", *options, "--start", START)
    assert said.code == 2
    assert said.out == ""
    assert message in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("start", ["soon", "2026-13-01", "2026-02-30", "20260105"])
def test_the_start_is_a_day(start: str, run: Run) -> None:
    said = run("new", "ipt", "--area", "grief", "--start", start)
    assert said.code == 2
    assert "argument --start: not a day such as 2026-01-31" in said.err


def test_no_file_is_overwritten(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "plan.json"
    path.write_text("a record of years", encoding="utf-8")
    said = run("new", "ipt", "--area", "grief", "--start", START, "-o", path)
    reason = "there is a file of that name already"
    assert said == (2, "", f"ipt-core: cannot write {path}: {reason}\n")
    assert path.read_text(encoding="utf-8") == "a record of years"


def test_a_file_that_cannot_be_written(tmp_path: Path, run: Run) -> None:
    for name in (tmp_path, tmp_path / "none" / "plan.json", "a\0b"):
        said = run("new", "ipt", "--area", "grief", "--start", START, "-o", name)
        assert said.code == 2
        assert said.out == ""
        assert said.err.startswith("ipt-core: cannot write ")
        assert len(said.err.splitlines()) == 1
