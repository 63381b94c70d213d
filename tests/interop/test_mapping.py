"""What a mapping may say, and how it is told what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import ipt_core as ipt
from ipt_core.exceptions import InvalidValueError, LoadError, MappingError
from ipt_core.interop import read_mapping, read_sessions
from ipt_core.interop.mapping import Boxes, Condition, Dates, From, Translation

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "ipt-core/mapping/1"


def mapping(**changes: Any) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "id": "pid",
        "protocol": {"value": "ipt"},
        "status": {"value": "active"},
    }
    block: dict[str, Any] = {"status": {"value": "delivered"}}
    plan |= changes.pop("plan", {})
    block |= changes.pop("sessions", {})
    return {"format": FORMAT, "plan": plan, "sessions": [block], **changes}


def problems(given: Any) -> list[str]:
    with pytest.raises(MappingError) as raised:
        read_sessions([{"pid": 1, "no": 1}], given)
    assert raised.value.__context__ is None
    return [str(problem) for problem in raised.value.problems]


def test_short_forms_are_written_in_full() -> None:
    read = read_mapping(
        mapping(
            plan={"age": "years", "sessions": {"value": 16}},
            sessions={
                "where": {"event": ["a", ""]},
                "phase": {"column": "ph", "codes": {"1": "initial"}},
                "tasks": {"t1": "hope"},
                "techniques": {"columns": {"u1": "role-play"}, "unknown": ["u9"]},
                "scores": [{"instrument": "phq-9", "items": {"9": "i9"}}],
            },
            cells={"dates": "shifted"},
            captures={"tasks": "all"},
        )
    )
    block = read.sessions[0]
    assert read.plan.age == From(column="years")
    assert read.plan.sessions == From(value="16")
    assert block.where == (Condition(source="event", texts=("a", "")),)
    assert block.phase == From(
        column="ph", codes=(Translation(source="1", code="initial"),)
    )
    assert block.tasks == Boxes(columns=(Translation(source="t1", code="hope"),))
    assert block.techniques is not None
    assert block.techniques.unknown == ("u9",)
    assert block.scores[0].items[0].code == "i9"
    assert read.cells.dates is Dates.SHIFTED
    assert read.captures == ipt.Records(tasks=ipt.Coverage.ALL)
    assert read_mapping(read) is read


def test_everything_that_is_wrong_is_told_at_once() -> None:
    given = mapping(
        plan={"aeg": "years", "age": 5, "status": {}, "gender": {"value": True}},
        sessions={
            "phase": {"column": "ph", "value": "x"},
            "tasks": 3,
            "scores": [{"instrument": "phq-9", "items": {"nine": "i9", "0": "i0"}}],
            "enquiries": 4,
            "where": [],
        },
        cells={"dates": "shiftd", "delimiter": ", "},
    )
    with pytest.raises(MappingError) as raised:
        read_mapping(given)
    said = str(raised.value)
    for part in (
        "mapping: ",
        "IPT004 plan: expected a field of this object",
        "did you mean 'age'?",
        "plan.age: expected an object, found a whole number",
        "plan.status: expected a column or a value, found neither",
        "plan.gender.value: expected text, found true or false",
        "sessions[0].phase: expected a column or a value, found both",
        "sessions[0].tasks: expected an object, found a whole number",
        "sessions[0].scores[0].items[0].source: expected the number of an item",
        "sessions[0].scores[0].items[1].source: expected the number of an item",
        "sessions[0].enquiries: expected a list, found a whole number",
        "cells.delimiter: expected one character, found another text",
        "cells.dates: expected one of real, shifted",
        "did you mean 'shifted'?",
    ):
        assert part in said, part


def test_words_and_columns_that_are_none_are_told_at_once() -> None:
    given = mapping(
        plan={
            "setting": {"column": "pid", "codes": {"1": "indvidual", "2": ""}},
            "age": {"value": "many"},
            "complete": {"done": ["2"]},
            "foci": [{"area": {"column": "no"}, "agreed": "said_yes"}],
        },
        sessions={
            "phase": {"column": "no", "codes": {"1": "initial", "2": "midle"}},
            "tasks": {"columns": {"t1": "hope"}, "unknown": ["t9"]},
            "order": "instance",
            "scores": [{"instrument": "phq-9", "total": "s", "items": {"9": "i9"}}],
        },
        captures={"tasks": "all"},
    )
    found = problems(given)
    columns = [
        "plan.complete[0]",
        "plan.foci[0].agreed.column",
        "sessions[0].order",
        "sessions[0].tasks.columns[0]",
        "sessions[0].tasks.unknown[0]",
        "sessions[0].scores[0].total.column",
        "sessions[0].scores[0].items[0]",
    ]
    said = "expected a column of the table, found another name"
    assert found[: len(columns)] == [f"IPT006 {where}: {said}" for where in columns]
    words = "".join(found[len(columns) :])
    assert "plan.age.value: expected a whole number, found text" in words
    assert "plan.setting.codes[0]: expected one of individual" in words
    assert "did you mean 'individual'?" in words
    assert "sessions[0].phase.codes[1]: expected one of initial" in words
    assert len(found) == len(columns) + 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "IPT003 format: expected ipt-core/mapping/1, found nothing"),
        ({"format": "x"}, "IPT003 format: expected ipt-core/mapping/1, found somethi"),
        ([], "IPT006: expected an object, found a list"),
        ({"format": FORMAT}, "IPT005 plan: expected this field, found nothing"),
        ({"format": FORMAT, "plan": 3}, "plan: expected an object, found a whole nu"),
    ],
)
def test_what_is_no_mapping_is_refused(given: Any, said: str) -> None:
    with pytest.raises(MappingError) as raised:
        read_mapping(given)
    assert said.replace("IPT006:", "IPT006") in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"format = @", "expected TOML, found a fault at line 1, column 10"),
        (b"\xff", "expected UTF-8, found something else at byte 1"),
    ],
)
def test_a_file_that_is_no_toml_is_named(
    text: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(text)
    with pytest.raises(MappingError) as raised:
        read_mapping(path)
    assert str(raised.value).startswith("own.toml: ")
    assert said in str(raised.value)
    assert raised.value.__context__ is None


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no such file"):
        read_mapping(str(tmp_path / "none.toml"))


def test_a_source_is_a_column_or_a_value() -> None:
    with pytest.raises(InvalidValueError):
        From()
    with pytest.raises(InvalidValueError):
        From(column="a", value="b")
