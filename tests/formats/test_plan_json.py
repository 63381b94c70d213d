"""Loading and dumping: what is accepted, what is refused, and how that is told."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import stat
import subprocess
import sys
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ipt_core as ipt
from ipt_core import formats, interop
from ipt_core._problems import MAX_PROBLEMS
from ipt_core.catalogue import load_terminology
from ipt_core.exceptions import InvalidValueError, LoadError
from ipt_core.formats import _reading
from ipt_core.model import Extension, Focus, Goal, Session, TreatmentPlan
from ipt_core.vocabulary import PlanStatus, SessionKind

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = '{"format": "ipt-core/plan/1", "protocol": "ipt"'
PLAN = TreatmentPlan(
    id="p1",
    protocol="ipt",
    foci=(Focus(id="f1", area="grief"),),
    goals=(),
    sessions=(Session(number=1, on=dt.date(2026, 1, 5)),),
    extensions=(Extension(name="färbe", value='{"b": 1, "a": [2.50]}'),),
)
TEXT = """\
{
  "format": "ipt-core/plan/1",
  "id": "p1",
  "protocol": "ipt",
  "status": "draft",
  "foci": [
    {
      "id": "f1",
      "area": "grief"
    }
  ],
  "goals": [],
  "sessions": [
    {
      "kind": "acute",
      "status": "planned",
      "number": 1,
      "on": "2026-01-05"
    }
  ],
  "extensions": [
    {
      "name": "färbe",
      "value": {
        "a": [
          2.5
        ],
        "b": 1
      }
    }
  ]
}
"""


def problems(source: Any, **how: Any) -> list[str]:
    with pytest.raises(LoadError) as caught:
        formats.loads(source, **how)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return [str(problem) for problem in caught.value.problems]


def data_problems(data: object, **how: Any) -> list[str]:
    with pytest.raises(LoadError) as caught:
        formats.from_data(data, **how)
    return [str(problem) for problem in caught.value.problems]


def test_text_has_the_fields_in_their_order_and_leaves_out_what_is_not_recorded() -> (
    None
):
    assert formats.dumps(PLAN) == TEXT
    assert formats.loads(TEXT) == PLAN


def test_importing_the_formats_imports_neither_cattrs_nor_json() -> None:
    code = "import sys, ipt_core.formats; print({'cattrs', 'json'} & set(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"


def test_null_is_not_recorded_and_an_empty_list_is_none() -> None:
    plan = formats.loads(HEAD + ', "goals": null, "foci": []}')
    assert plan.goals is None
    assert plan.foci == ()


def test_only_a_plan_is_written() -> None:
    with pytest.raises(InvalidValueError, match="expected a TreatmentPlan, found"):
        formats.dumps(Goal(id="g1"))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_bytes_are_taken_too(kind: type[bytes | bytearray]) -> None:
    assert formats.loads(kind(TEXT.encode())) == PLAN


# IPT001: it cannot be read.


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "expected JSON, found nothing"),
        (" \n\t ", "expected JSON, found nothing"),
        (TEXT.encode("utf-16"), "expected UTF-8, found UTF-16 or UTF-32"),
        (TEXT.encode("utf-16-be"), "expected UTF-8, found UTF-16 or UTF-32"),
        (TEXT.encode("utf-16-le"), "expected UTF-8, found UTF-16 or UTF-32"),
        (TEXT.encode("utf-32"), "expected UTF-8, found UTF-16 or UTF-32"),
        (TEXT.encode("latin-1"), "expected UTF-8, found something else at byte 341"),
        (
            TEXT.encode("utf-8-sig"),
            "expected UTF-8 without a byte order mark, found a byte order mark",
        ),
        (
            "\ufeff" + TEXT,
            "expected UTF-8 without a byte order mark, found a byte order mark",
        ),
        (None, "expected text or bytes, found null"),
        (5, "expected text or bytes, found a whole number"),
        (memoryview(b"{}"), "expected text or bytes, found something else"),
        ({}, "expected text or bytes, found an object"),
    ],
)
def test_what_is_no_text_in_utf8_is_unreadable(source: Any, said: str) -> None:
    assert problems(source) == [f"IPT001 {said}"]


def test_what_is_too_large_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_reading, "MAX_BYTES", 10)
    assert problems(TEXT) == ["IPT001 expected at most 10 bytes, found more"]


class Bytes(os.PathLike[bytes]):
    def __fspath__(self) -> bytes:
        return b"plan.json"


def file_problems(path: Any) -> str:
    with pytest.raises(LoadError) as caught:
        formats.load(path)
    assert caught.value.__context__ is None
    (problem,) = caught.value.problems
    assert problem.code == "IPT001"
    assert problem.expected == "the path of a file that can be read"
    return problem.found


def test_a_path_that_leads_nowhere_is_told_without_the_path(tmp_path: Path) -> None:
    assert file_problems(tmp_path / "Quokka.json") == "no such file"
    assert file_problems(str(tmp_path)) == "a directory"
    assert file_problems(tmp_path / "a\0b") == "one that cannot be read"
    assert file_problems(os.fsencode(tmp_path)) == "something else"
    assert file_problems(Bytes()) == "something else"
    assert file_problems(0) == "a whole number"
    assert file_problems(None) == "null"


def test_a_file_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert file_problems("plan.json") == "one that may not be read"


def test_a_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.json"
    formats.dump(PLAN, path)
    monkeypatch.setattr(_reading, "MAX_BYTES", len(TEXT.encode()))
    assert formats.load(path) == PLAN
    monkeypatch.setattr(_reading, "MAX_BYTES", len(TEXT.encode()) - 1)
    assert file_problems(path) == "one that is too large"


def test_a_file_without_a_size_is_read_up_to_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_reading, "MAX_BYTES", 10)
    with pytest.raises(LoadError, match="at most 10 bytes, found more"):
        formats.load("/dev/zero")


# IPT002: it is no JSON.


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{", "an end too early at line 1, column 2"),
        (TEXT[:-3], "an end too early at line 31, column 4"),
        (HEAD + ',\n "id": "gone', "text without an end at line 2, column 8"),
        (HEAD + ',\n "id": gone}', "something that is none at line 2, column 8"),
        (HEAD + "}}", "something that is none at line 1, column 49"),
        (HEAD + ', "id": "a\tb"}', "something that is none at line 1, column 58"),
        (HEAD + ', "id": "\\x"}', "something that is none at line 1, column 57"),
        ("[" * 100_000, "too many levels of lists and objects"),
        ('{"a":' * 100_000, "too many levels of lists and objects"),
    ],
)
def test_what_is_no_json_is_told_by_line_and_column(source: str, said: str) -> None:
    assert problems(source) == [f"IPT002 expected JSON, found {said}"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("[]", "a list"),
        ("null", "null"),
        ('""', "empty text"),
        ('"a"', "text"),
        ("3", "a whole number"),
        ("3.5", "a number"),
        ("true", "true or false"),
        ("NaN", "a number that is not finite"),
        ("9" * 5000, "a number of too many digits"),
    ],
)
def test_the_top_level_is_an_object(source: str, found: str) -> None:
    assert problems(source) == [f"IPT002 expected an object, found {found}"]


# IPT003: another version.


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ('"ipt-core/plan/2"', "another text"),
        ('""', "empty text"),
        ("1", "a whole number"),
        ("null", "null"),
        ("[]", "a list"),
    ],
)
def test_an_unknown_version_names_the_known_ones(version: str, found: str) -> None:
    said = f"IPT003 format: expected one of ipt-core/plan/1, found {found}"
    assert problems(f'{{"format": {version}}}') == [said]


def test_a_version_has_to_be_there() -> None:
    said = "IPT003 format: expected one of ipt-core/plan/1, found nothing"
    assert problems('{"protocol": "ipt"}') == [said]


# IPT004 to IPT007: all problems at once, each at its own place.


def test_all_problems_are_told_at_once() -> None:
    source = """{
      "format": "ipt-core/plan/1",
      "sesions": [],
      "status": "Active",
      "age": 3.0,
      "population": ["adults", "", 3, "\\ud800"],
      "foci": [{"id": "f1", "id": "f2", "area": "grief"}, 5],
      "goals": {"id": "g1"},
      "sessions": [
        {"number": 0, "on": "2026-02-30", "kind": null},
        {"number": NaN, "minutes": 1e999, "xyz": 1, "channel": "fax"},
        {"scores": [{"instrument": "phq-9", "total": 9007199254740992}]}
      ],
      "waivers": null,
      "extensions": [{"name": "a", "value": {"b": 1, "b": 2}}, {"name": "b"}]
    }"""
    words = "expected one of draft, active, on-hold, completed, maintenance, "
    words += "completed-early, discontinued, transferred, entered-in-error"
    kinds = ", ".join(SessionKind)
    name = "expected a field of this object, found an unknown name for field"
    channels = "expected one of in-person, video, phone, text"
    number = "expected a finite number"
    whole = "expected a whole number"
    text = "expected text"
    assert [line.removeprefix("IPT00") for line in problems(source)] == [
        f"4 {name} 2; did you mean 'sessions'?",
        "5 protocol: expected this field, found nothing",
        f"6 status: {words}, found another word; did you mean 'active'?",
        f"6 age: {whole}, found a number",
        f"6 population[1]: {text} that is not empty, found empty text",
        f"6 population[2]: {text}, found a whole number",
        f"6 population[3]: {text} in Unicode, found text with half of a surrogate pair",
        "7 foci[0]: expected each name once, found a name twice",
        "6 foci[1]: expected an object, found a whole number",
        "6 goals: expected a list, found an object",
        f"6 sessions[0].kind: expected one of {kinds}, found null",
        f"6 sessions[0].number: {whole} from 1, found a smaller one",
        "6 sessions[0].on: expected a date such as 2026-01-05, found no such date",
        f"4 sessions[1]: {name} 3",
        f"6 sessions[1].number: {whole}, found a number that is not finite",
        f"6 sessions[1].minutes: {whole}, found a number that is not finite",
        f"6 sessions[1].channel: {channels}, found another word",
        "5 sessions[2].scores[0].attested: expected this field, found nothing",
        f"6 sessions[2].scores[0].total: {number}, found one that is too large",
        "6 waivers: expected a list, found null",
        "7 extensions[0].value: expected JSON, found an object with a name twice",
        "5 extensions[1].value: expected this field, found nothing",
    ]


@pytest.mark.parametrize("name", ["\\ud800", "\\u0000", ""])
def test_unknown_names_of_every_kind_are_told_by_their_position(name: str) -> None:
    assert problems(f'{HEAD}, "{name}": 1}}') == [
        "IPT004 expected a field of this object, found an unknown name for field 3"
    ]


def test_no_more_problems_are_told_than_somebody_would_read() -> None:
    lists = ", ".join(f'"{name}": [{"5, " * 5000}5]' for name in ("foci", "goals"))
    told = problems(f"{HEAD}, {lists}}}")
    assert len(told) == MAX_PROBLEMS + 1
    assert told[-1] == "IPT006 expected fewer problems, found more"
    names = ", ".join(f'"x{number}": 1' for number in range(5000))
    assert len(problems(f"{HEAD}, {names}}}")) == MAX_PROBLEMS + 1


def test_the_message_counts_its_problems() -> None:
    with pytest.raises(LoadError) as caught:
        formats.loads(HEAD + ', "age": -1, "id": ""}')
    assert str(caught.value) == (
        "2 problems:\n"
        "- IPT006 id: expected text that is not empty, found empty text\n"
        "- IPT006 age: expected a whole number from 0, found a smaller one"
    )


# Keeping what is unknown.


def test_unknown_fields_are_kept_by_the_place_that_they_stood_at() -> None:
    source = HEAD + (
        ', "a/b~c": {"y": [1, null], "x": "ä"}, "goals": [{"id": "g1", "mood": 2}],'
        ' "extensions": [{"name": "mine", "value": 1, "": true}]}'
    )
    plan = formats.loads(source, unknown="keep")
    assert [(kept.name, kept.value) for kept in plan.extensions] == [
        ("mine", "1"),
        ("/a~1b~0c", '{"x":"ä","y":[1,null]}'),
        ("/goals/0/mood", "2"),
        ("/extensions/0/", "true"),
    ]
    assert formats.loads(formats.dumps(plan)) == plan


def test_other_problems_stay_problems_where_unknown_fields_are_kept() -> None:
    source = HEAD + (
        ', "x": NaN, "y": 1, "\\ud800": 1, "age": "x",'
        ' "goals": [{"q": {"a": 1, "a": 2}, "id": "g1", "id": "g2"}, 5]}'
    )
    half = "text with half of a surrogate pair"
    under = "as or under the unknown name for field"
    assert problems(source, unknown="keep") == [
        f"IPT006 expected JSON, found a number that is not finite {under} 3",
        f"IPT006 expected text in Unicode, found {half} {under} 5",
        f"IPT007 goals[0]: expected JSON, found an object with a name twice {under} 1",
        "IPT006 age: expected a whole number, found text",
        "IPT007 goals[0]: expected each name once, found a name twice",
        "IPT006 goals[1]: expected an object, found a whole number",
    ]


def test_there_is_no_third_way_to_treat_unknown_fields() -> None:
    other: Any = "ignore"
    for load in (formats.loads, formats.from_data):
        with pytest.raises(ValueError, match="must be 'refuse' or 'keep'"):
            load(TEXT, unknown=other)


# Data from Python.


def test_data_may_hold_dates_words_and_tuples() -> None:
    data: dict[str, object] = {
        "format": "ipt-core/plan/1",
        "protocol": "ipt",
        "status": PlanStatus.ACTIVE,
        "sessions": (OrderedDict[str, Any](on=dt.date(2026, 1, 5)),),
    }
    plan = formats.from_data(data)
    assert plan.status is PlanStatus.ACTIVE
    assert plan.sessions == (Session(on=dt.date(2026, 1, 5)),)
    assert list(data) == ["format", "protocol", "status", "sessions"]


def cyclic() -> dict[str, Any]:
    data: dict[str, Any] = {"format": "ipt-core/plan/1", "protocol": "ipt"}
    data["x"] = [data, data]
    return data


def doubled() -> list[Any]:
    data: list[Any] = []
    for _ in range(1000):
        data = [data, data]
    return data


def extended(value: object) -> dict[str, Any]:
    return {
        "format": "ipt-core/plan/1",
        "protocol": "ipt",
        "extensions": [{"name": "x", "value": value}],
    }


class Trap(dict[str, Any]):
    def __contains__(self, _: object) -> bool:
        raise RuntimeError("Quokka")


NO_JSON: dict[str, tuple[object, str]] = {
    "nan": (float("nan"), "a number that is not finite"),
    "huge": (10**5000, "a whole number"),
    "name": ({1: 2}, "a name that is no text in Unicode"),
    "tuple": ((1, 2), "a list"),
    "date": (dt.date(2026, 1, 5), "a date"),
    "time": (dt.datetime(2026, 1, 5, tzinfo=dt.UTC), "a date with a time"),
    "object": (object(), "something else"),
    "surrogate": ("\ud800", "text"),
    "cyclic": (cyclic(), "more than 1024 values of it"),
    "doubled": (doubled(), "more than 1024 values of it"),
}


@pytest.mark.parametrize("case", NO_JSON)
def test_extensions_hold_json_only(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ipt_core._json._MAX_WIDTH", 2**10)
    value, found = NO_JSON[case]
    said = f"IPT006 extensions[0].value: expected JSON, found {found}"
    assert data_problems(extended(value)) == [said]


def test_extensions_may_be_nested_up_to_a_limit() -> None:
    innermost: tuple[object, ...] = (1, [], {})
    for value in innermost:
        for _ in range(99):
            value = [value]  # noqa: PLW2901
        plan = formats.from_data(extended(value))
        assert formats.loads(formats.dumps(plan)) == plan
        assert data_problems(extended([value]))


ANYTHING: list[object] = [
    None,
    5,
    [],
    PLAN,
    {},
    {1: 2},
    {"format": 1},
    cyclic(),
    Trap(format="ipt-core/plan/1"),
    Trap(formats.to_data(PLAN)),
    {"format": "ipt-core/plan/1", "protocol": PLAN},
    {"format": "ipt-core/plan/1", "protocol": "ipt", None: 1},
    {"format": "ipt-core/plan/1", "protocol": "ipt", "goals": [Goal(id="g")]},
    {"format": "ipt-core/plan/1", "protocol": "ipt", "goals": [Trap()]},
]


@pytest.mark.parametrize("position", range(len(ANYTHING)))
def test_data_of_any_kind_raise_nothing_else(
    position: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipt_core._json._MAX_WIDTH", 2**10)
    assert data_problems(ANYTHING[position])
    with contextlib.suppress(LoadError):
        formats.from_data(ANYTHING[position], unknown="keep")


def test_a_name_that_is_no_text_is_refused_in_both_ways() -> None:
    data = {"format": "ipt-core/plan/1", "protocol": "ipt", 1: 2}
    assert data_problems(data) == [
        "IPT004 expected a field of this object, found an unknown name for field 3"
    ]
    found = "a whole number as or under the unknown name for field 3"
    assert data_problems(data, unknown="keep") == [
        f"IPT006 expected text, found {found}"
    ]


# Writing files.


def test_a_file_is_written_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    formats.dump(PLAN, path)
    assert path.read_text(encoding="utf-8") == TEXT
    assert formats.load(str(path)) == PLAN
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "disk full")

    path = tmp_path / "plan.json"
    path.write_text("old", encoding="utf-8")
    for where, name in ((os, "fsync"), (Path, "replace")):
        with monkeypatch.context() as patch:
            patch.setattr(where, name, fail)
            with pytest.raises(OSError, match="disk full"):
                formats.dump(PLAN, path)
        assert path.read_text(encoding="utf-8") == "old"
        assert list(tmp_path.iterdir()) == [path]


def test_there_is_an_error_where_no_file_can_be(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        formats.dump(PLAN, tmp_path / "nowhere" / "plan.json")
    with pytest.raises(IsADirectoryError):
        formats.dump(PLAN, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes, links and pipes")
def test_modes_links_and_pipes_stay_what_they_are(tmp_path: Path) -> None:
    path, link, pipe = (tmp_path / name for name in ("plan.json", "link", "pipe"))
    path.touch(mode=0o640)
    path.chmod(0o640)
    link.symlink_to(path)
    formats.dump(PLAN, link)
    assert link.is_symlink()
    assert formats.load(path) == PLAN
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    formats.dump(PLAN, pipe)
    assert json.loads(os.read(reader, 2**16)) == formats.to_data(PLAN)
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="no such modes")
def test_a_new_file_has_the_mode_of_any_other_in_all_threads(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with ThreadPoolExecutor(8) as pool:
            paths = [tmp_path / f"{number}.json" for number in range(200)]
            list(pool.map(partial(formats.dump, PLAN), paths))
    finally:
        assert os.umask(before) == 0o027
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o640}


class Odd:
    """An object that says that it is a path."""

    def __init__(self, spell: Callable[[], object]) -> None:
        self.spell = spell

    def __fspath__(self) -> Any:
        return self.spell()


@pytest.mark.parametrize(
    "spell",
    [lambda: b"a.csv", lambda: 3, lambda: 1 // 0, lambda: "a\0.csv"],
    ids=["bytes", "number", "error", "nul"],
)
def test_what_spells_no_path_is_refused_everywhere(spell: Any) -> None:
    path: Any = Odd(spell)
    takers: list[Callable[[Any], object]] = [
        formats.load,
        partial(formats.dump, PLAN),
        PLAN.save,
        ipt.picture(PLAN).save,
        interop.to_tables([PLAN]).to_csv,
        interop.to_tables([PLAN])["plans"].to_csv,
        interop.read_tables,
        interop.read_mapping,
        lambda each: interop.read_sessions(each, {}),
        load_terminology,
    ]
    for take in takers:
        with pytest.raises(ipt.IptError):
            take(path)
    assert not ipt.check_data(path).ok
