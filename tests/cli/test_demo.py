"""What `make demo` shows somebody who sees the library for the first time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / "demo.py"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path_factory.mktemp("elsewhere"),
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


def test_every_report_is_introduced(shown: str) -> None:
    parts = shown.split("#" * 88 + "\n")[1:]
    assert len(parts) == 9
    for number, part in enumerate(parts[1:-1], 1):
        assert part.startswith(f"{number}. ")
        assert "\n\nPlan for " in part or "\n\nNo plan to check" in part


@pytest.mark.parametrize(
    "part",
    [
        "ERROR  IPT203 phase-order\n  Session 9 is initial phase, after a session of",
        "  Place:  sessions[8].phase (session 9)\n",
        "  Mend:   In a plan, put the phases in their order; for a held session",
        "  Source: [F27], published\n",
        "- [F27] ",
        "  Capped: at warning",
        "OWED  IPT502 end-announced, by session 15\n",
        "OWED  IPT305 agreement-before-middle",
        "Not checked\n-----------\n\n- not recorded: ",
        "INFO  IPT103 duration\n  12 sessions, one every 7 days, ",
        "ERROR  IPT004 unknown-field\n",
        "0 errors, 0 warnings, 0 info, 0 owed, 1 rule not checked.",
        "README.md",
    ],
)
def test_it_shows_what_reports_can_say(part: str, shown: str) -> None:
    assert part in shown


def test_it_repeats_nothing_of_a_file_that_is_no_plan(shown: str) -> None:
    assert "not a field of any plan" not in shown
    assert "therapist_name" not in shown
