"""The command `ipt-core picture`: a course drawn to a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Said

    Run = Callable[..., Said]

COURSE = Path(__file__).parents[2] / "examples" / "plans" / "depression-16.json"
PLAN = ipt.load(COURSE)


@pytest.mark.parametrize("name", ["course.html", "course.SVG", "a b.md", "course.txt"])
def test_it_writes_what_the_library_saves(name: str, tmp_path: Path, run: Run) -> None:
    assert run("picture", COURSE, "-o", tmp_path / name) == (0, "", "")

    expected = tmp_path / f"expected{Path(name).suffix}"
    ipt.picture(PLAN).save(expected)
    assert (tmp_path / name).read_bytes() == expected.read_bytes()


@pytest.mark.parametrize(
    ("option", "value", "point"),
    [
        ("--as-of", "7", {"as_of": 7}),
        ("--as-of", "2026-02-20", {"as_of": dt.date(2026, 2, 20)}),
        ("--horizon", "planned", {"horizon": "planned"}),
    ],
)
def test_it_is_drawn_as_of_a_point(
    option: str, value: str, point: Any, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "course.svg"
    assert run("picture", option, value, COURSE, "-o", path).code == 0

    assert path.read_text(encoding="utf-8") == ipt.picture(PLAN, **point).svg


def test_a_plan_comes_from_standard_input(
    tmp_path: Path, run: Run, given: Callable[[bytes], None]
) -> None:
    given(COURSE.read_bytes())
    path = tmp_path / "course.svg"
    assert run("picture", "-", "--output", path) == (0, "", "")

    assert path.read_text(encoding="utf-8") == ipt.picture(PLAN).svg


def test_what_people_wrote_is_shown_only_where_asked_for(
    tmp_path: Path, run: Run
) -> None:
    assert PLAN.goals
    told = attrs.evolve(PLAN.goals[0], statement="Talk to uokka again.")
    ipt.dump(attrs.evolve(PLAN, goals=[told]), tmp_path / "plan.json")
    for options in ([], ["--text"]):
        path = tmp_path / f"course{len(options)}.svg"
        assert run("picture", *options, tmp_path / "plan.json", "-o", path).code == 0
        assert ("uokka" in path.read_text(encoding="utf-8")) is bool(options)


def test_a_course_with_errors_is_drawn_too(tmp_path: Path, run: Run) -> None:
    faults = COURSE.with_name("draft-with-faults.json")
    assert run("check", faults).code == 1
    assert run("picture", faults, "-o", tmp_path / "course.html") == (0, "", "")


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"protocol": 5, "uokka": 1}', b"\xff"]
)
def test_what_is_no_plan_is_told_as_check_tells_it(
    content: bytes, tmp_path: Path, run: Run, given: Callable[[bytes], None]
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    said = run("picture", path, "-o", tmp_path / "course.html")
    assert said.code == 2
    assert said.out == ""
    assert said.err == run("check", path).err
    assert "uokka" not in said.err
    given(content)
    said = run("picture", "-", "-o", tmp_path / "course.html")
    assert said.code == 2
    assert said.err.startswith("standard input: IPT0")
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]


def test_a_file_that_is_not_there(tmp_path: Path, run: Run) -> None:
    said = run("picture", tmp_path / "none.json", "-o", tmp_path / "course.html")
    assert said.code == 2
    assert "none.json: IPT001 " in said.err


def test_no_file_is_overwritten(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "course.html"
    path.write_text("a picture of before", encoding="utf-8")
    said = run("picture", COURSE, "-o", path)
    reason = "there is a file of that name already"
    assert said == (2, "", f"ipt-core: cannot write {path}: {reason}\n")
    assert path.read_text(encoding="utf-8") == "a picture of before"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("course.png", r"for `savefig` of a figure by `ipt_core.display.plot`"),
        ("course", "expected a name that ends in .html, .md, .svg or .txt"),
        ("none/course.svg", "No such file or directory"),
        ("a\0b.svg", "expected a path that can be"),
    ],
)
def test_a_file_that_cannot_be_written(
    name: str, reason: str, tmp_path: Path, run: Run
) -> None:
    said = run("picture", COURSE, "-o", tmp_path / name)
    assert said.code == 2
    (line,) = said.err.splitlines()
    assert line.startswith("ipt-core: cannot write ")
    assert reason in line
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "options",
    [
        [COURSE],
        ["-o", "course.svg"],
        [COURSE, "-o"],
        ["--as-of", "soon", COURSE, "-o", "course.svg"],
    ],
)
def test_a_senseless_command_is_refused(
    options: list[object], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("picture", *options)
    assert said.code == 2
    assert said.err.startswith("usage: ipt-core picture ")
    assert not list(tmp_path.iterdir())
