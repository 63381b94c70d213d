"""The forms of the output: for programs, for pages, and for a terminal."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

import ipt_core as ipt
from ipt_core.cli import SHELLS, main
from tests.plans import conformant, drafted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Said

    Run = Callable[..., Said]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    ipt.dump(conformant("ipt"), tmp_path / "good.json")
    ipt.dump(drafted("ipt"), tmp_path / "deep" / "draft.json")
    (tmp_path / "none.json").write_text("{}")
    return tmp_path


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], _Terminal]:
    """Let a stream be a terminal with colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def stand_in(name: str) -> _Terminal:
        stream = _Terminal()
        monkeypatch.setattr(sys, name, stream)
        return stream

    return stand_in


def test_reports_as_sarif_and_junit(plans: Path, run: Run) -> None:
    odd = plans / "a\u202e.json"
    odd.write_bytes((plans / "good.json").read_bytes())
    said = run("check", "--format", "sarif", odd)
    (artifact,) = json.loads(said.out)["runs"][0]["artifacts"]
    assert artifact["location"]["uri"].endswith("a%E2%80%AE.json")
    files = [plans / "good.json", plans / "none.json"]
    said = run("check", "--format", "sarif", *files)
    assert said.code == 2
    log = json.loads(said.out)
    assert len(log["runs"][0]["artifacts"]) == 2
    said = run("check", "--format", "junit", *files)
    root = fromstring(said.out.partition("\n")[2])
    assert len(root) == 2


def test_reports_as_a_page_and_as_markdown(plans: Path, run: Run) -> None:
    said = run("check", "--format", "html", plans / "good.json")
    assert said.code == 0
    assert said.out.startswith("<!doctype html>\n<html lang=")
    assert said.out.count('<div class="ipt">') == 1
    assert "<script" not in said.out
    assert "good.json</h2>" in said.out
    said = run("check", "--format", "md", plans / "good.json")
    assert "\n# Plan for ipt, completed, after session 16 of 16\n" in said.out


def test_a_pattern_means_files(
    plans: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plans)
    said = run("check", "**/*.json")
    assert said.code == 2
    table = said.out[said.out.index("In short\n") :]
    assert "good.json" in table
    assert len(re.findall(r" ok +0 +0 +0 ", table)) == 2
    assert "cannot be used" in table
    assert "draft.json" in table
    # A pattern leaves out what was named before.
    once = run("check", "--format", "json", plans / "good.json", plans / "g*.json")
    assert len(json.loads(once.out)["reports"]) == 1
    said = run("check", plans / "x*.json")
    assert said.code == 2
    assert said.err.endswith("x*.json: no file fits this pattern\n")


@pytest.mark.parametrize("name", ["?" * 5_000, "?\0"], ids=["long", "zero"])
def test_a_pattern_that_no_file_can_be_called(name: str, run: Run) -> None:
    said = run("check", name)
    assert said.code == 2
    assert said.err.endswith(": no file fits this pattern\n")


def test_a_file_whose_name_is_a_pattern(plans: Path, run: Run) -> None:
    ipt.dump(conformant("ipt"), plans / "what?.json")
    assert run("check", plans / "what?.json").code == 0
    assert run("check", "a*\0").code == 2


def test_a_terminal_gets_colours(
    plans: Path, terminal: Callable[[str], _Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = str(plans / "deep" / "draft.json")
    out = terminal("stdout")
    assert main(["check", plan]) == 0
    assert "\x1b[" in out.getvalue()
    assert "◆ OWED" in out.getvalue()
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as changed:
            changed.setenv(name, value)
            out = terminal("stdout")
            assert main(["check", plan]) == 0
            assert "\x1b" not in out.getvalue()
            assert "OWED  IPT" in out.getvalue()


def test_many_files_get_a_bar(
    plans: Path, terminal: Callable[[str], _Terminal], run: Run
) -> None:
    for number in range(12):
        ipt.dump(drafted("ipt"), plans / f"d{number}.json")
    error = terminal("stderr")
    assert run("check", "--format", "md", plans / "d?.json").code == 0
    assert run("check", plans / "d*.json").code == 0
    assert error.getvalue() == ""
    assert run("check", "--format", "md", plans / "d*.json").code == 0
    assert "Checking" in error.getvalue()
    assert "100%" in error.getvalue()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_can_complete_it(shell: str, run: Run) -> None:
    said = run("completion", shell)
    assert said.code == 0
    for word in ("ipt-a", "role-dispute", "IPT203", "junit", "completion"):
        assert word in said.out


def test_completion_says_what_it_needs(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    said = run("completion", "bash")
    assert said.code == 2
    assert said.err.endswith('pip install "ipt-core[cli]"\n')
