"""What a mapping may say, and how it is told what is wrong with it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

import ipt_core as ipt
from ipt_core.exceptions import InvalidValueError, LoadError, MappingError
from ipt_core.interop import read_mapping, read_sessions
from ipt_core.interop.mapping import (
    Box,
    Boxes,
    Condition,
    Dates,
    From,
    ItemFrom,
    Translation,
)

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
    assert block.where == (Condition(column="event", texts=("a", "")),)
    assert block.phase == From(
        column="ph", codes=(Translation(source="1", code="initial"),)
    )
    assert block.tasks == Boxes(columns=(Box(column="t1", code="hope"),))
    assert block.techniques is not None
    assert block.techniques.unknown == ("u9",)
    assert block.scores[0].items[0] == ItemFrom(item="9", column="i9")
    assert read.cells.dates is Dates.SHIFTED
    assert read.captures == ipt.Records(tasks=ipt.Coverage.ALL)
    assert read_mapping(read) is read


def test_everything_that_is_wrong_is_told_at_once() -> None:
    given = mapping(
        plan={
            "aeg": "years",
            "age": 5,
            "minutes": 2.5,
            "arm": [],
            "status": {},
            "gender": {"value": True},
        },
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
        "IPT004 plan: expected a field of this object, found 'aeg'; did you",
        "plan.age: expected the name of a column, or a table with `value`, found 5",
        "plan.minutes: expected the name of a column, or a table with `value`, found a",
        "plan.arm: expected an object, found a list",
        "plan.status: expected a column or a value, found neither",
        "plan.gender.value: expected text, found true",
        "sessions[0].phase: expected a column or a value, found both",
        "sessions[0].tasks: expected an object, found 3",
        "items.nine: expected the number of an item, from 1, found 'nine'",
        "items.0: expected the number of an item, from 1, found '0'",
        "sessions[0].enquiries: expected a list, found 4",
        "cells.delimiter: expected one character, found ', '",
        "cells.dates: expected one of real, shifted, found 'shiftd'; did you mean",
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
    (other,) = (each for each in found if "columns" in each)
    assert other == (
        "IPT006 expected columns of the table, found 7 other names: plan.complete "
        "'done'; plan.foci[0].agreed 'said_yes'; sessions[0].order 'instance'; "
        "sessions[0].tasks.columns 't1'; sessions[0].tasks.unknown[0] 't9'; "
        "sessions[0].scores[0].total 's'; sessions[0].scores[0].items.9 'i9'"
    )
    assert found[1:] == [
        "IPT006 plan.age.value: expected a whole number, found 'many'",
        (
            "IPT006 plan.setting.codes.1: expected one of individual, group, couple, "
            "dyad, "
            "found 'indvidual'; did you mean 'individual'?"
        ),
        (
            "IPT006 sessions[0].phase.codes.2: expected one of initial, middle, "
            "termination, found 'midle'; did you mean 'middle'?"
        ),
    ]


class TestColumns:
    def test_a_few_are_told_with_their_place_and_the_nearest(self) -> None:
        given = mapping(plan={"id": "pdi", "age": "age"}, sessions={"number": "no"})
        assert problems(given) == [
            (
                "IPT006 plan.id: expected a column of the table, found 'pdi'; did "
                "you mean "
                "'pid'?"
            ),
            "IPT006 plan.age: expected a column of the table, found 'age'",
        ]

    def test_a_code_in_the_place_of_a_column_may_be_a_constant(self) -> None:
        given = mapping(plan={"protocol": "ipt", "status": "active", "age": "ipt"})
        first, third, second = problems(given)
        assert first == (
            "IPT006 plan.protocol: expected a column of the table, or a constant, "
            "{value = 'ipt'}, found 'ipt'"
        )
        assert "{value = 'active'}" in second
        assert third.endswith("expected a column of the table, found 'ipt'")

    def test_many_stand_in_one_line(self) -> None:
        boxes = {f"task_{i}": "hope" for i in range(50)}
        (said,) = problems(mapping(plan={"age": "nos"}, sessions={"tasks": boxes}))
        assert "found 51 other names: plan.age 'nos' (did you mean 'no'?); " in said
        assert "sessions[0].tasks.columns 'task_0', 'task_1', " in said
        assert said.endswith("'task_38'; and 11 more")

    def test_of_a_table_that_fits_in_nothing_nothing_is_repeated(self) -> None:
        rows = [{"Ann Smith": 1, "5": 2}]
        with pytest.raises(MappingError) as raised:
            read_sessions(rows, mapping(plan={"id": "Ann Smit", "age": "a\nge"}))
        assert str(raised.value) == (
            "mapping: IPT006 expected columns of the table: plan.id 'Ann Smit'; "
            "plan.age 'a\\nge', found none of them among 2"
        )

    def test_one_column_may_be_a_matter_of_the_delimiter(self, tmp_path: Path) -> None:
        table, told = tmp_path / "own.csv", tmp_path / "own.toml"
        table.write_text("pid;no\n1;2\n", encoding="utf-8")
        told.write_text(
            f"""
            format = "{FORMAT}"
            sessions = [{{status = {{value = "delivered"}}}}]
            [plan]
            id = "pid"
            protocol = {{value = "ipt"}}
            status = {{value = "active"}}
            """,
            encoding="utf-8-sig",
        )
        with pytest.raises(MappingError, match="is the `delimiter` right") as raised:
            read_sessions(table, told)
        assert str(raised.value).startswith("own.toml: IPT006 expected columns")

    def test_the_column_of_the_id_may_hold_a_fact_besides(self) -> None:
        (plan,) = read_sessions([{"pid": "a1"}], mapping(plan={"site": "pid"})).plans
        assert plan.labels == ipt.Labels(site="a1")


class TestNaming:
    def test_a_key_is_shown_whatever_it_holds(self) -> None:
        codes = {"Yes\u202e (\x07)": "initia", "n" * 90: "midle", 3: "initial"}
        told = mapping(sessions={"phase": {"column": "no", "codes": codes}})
        first, second = problems(told)
        assert "sessions[0].phase.codes.'Yes\\u202e (\\x07)': expected" in first
        assert f".codes.'{'n' * 59}…': expected" in second
        assert "found 'midle'; did you mean 'middle'?" in second

    def test_a_list_of_tables_is_told_how_it_is_written(self) -> None:
        told = mapping(sessions={"scores": {"instrument": "phq-9"}})
        said = "found one table; a list of tables is written [[sessions.scores]]"
        assert problems(told) == [
            f"IPT006 sessions[0].scores: expected a list, {said}",
        ]

    def test_a_slip_among_boxes_is_named(self) -> None:
        boxes = {"columns": {"no": "hope"}, "unknwon": ["no"], 5: "x"}
        assert problems(mapping(sessions={"tasks": boxes})) == [
            (
                "IPT004 sessions[0].tasks: expected a field of this object, found "
                "'unknwon'; did you mean 'unknown'?"
            ),
            "IPT004 sessions[0].tasks: expected a field of this object, found 5",
        ]

    def test_what_is_missing_stands_where_it_is_missing(self) -> None:
        told = mapping(plan={"foci": [{"agreed": "no"}]})
        assert problems(told) == [
            "IPT005 plan.foci[0].area: expected this field, found nothing"
        ]

    def test_nothing_is_repeated_of_what_says_not_that_it_is_a_mapping(self) -> None:
        told = mapping(plan={"Ann": "Smith", "age": 5, "gender": {"value": True}})
        for given in (told | {"format": "ipt-core/plan/1"}, {**told, "format": None}):
            said = problems(given)
            assert said[0].startswith("IPT003 format: ")
            assert said[1:] == [
                (
                    "IPT004 plan: expected a field of this object, found an unknown "
                    "name "
                    "for field 4"
                ),
                (
                    "IPT006 plan.age: expected the name of a column, or a table with "
                    "`value`, found a whole number"
                ),
                "IPT006 plan.gender.value: expected text, found true or false",
            ]

    def test_whole_numbers_stand_for_their_texts(self) -> None:
        told = mapping(
            plan={"sessions": {"column": "no", "codes": {"a": 16}}},
            sessions={"where": {"kind": [1, "x"]}, "minutes": "min"},
            cells={"missing": [-99]},
        )
        rows = [{"pid": 1, "no": "a", "kind": 1, "min": -99}]
        found = read_sessions(rows, told)
        assert not found.problems
        (plan,) = found.plans
        assert [c.sessions for c in plan.contracts or ()] == [16]
        assert [s.minutes for s in plan.sessions or ()] == [None]

    def test_texts_of_a_problem_are_the_mapping_s(self) -> None:
        codes = {f"t{i}": "group" for i in range(12)}
        told = mapping(plan={"setting": {"column": "no", "codes": codes}})
        (problem,) = read_sessions([{"pid": 1, "no": "secret"}], told).problems
        assert problem.expected == (
            "one of 't0', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 4 more"
        )

    def test_numbers_may_be_keys_in_python(self) -> None:
        told = mapping(
            plan={"setting": {"column": "no", "codes": {1: "group"}}},
            sessions={"scores": [{"instrument": "phq-9", "items": {9: "no"}}]},
        )
        (plan,) = read_sessions([{"pid": 1, "no": 1}], MappingProxyType(told)).plans
        assert plan.setting is ipt.Setting.GROUP
        held = [score for each in plan.sessions or () for score in each.scores or ()]
        assert [score.items for score in held] == [(ipt.ItemScore(item=9, value=1),)]

    def test_no_more_is_told_than_anybody_reads(self) -> None:
        told = mapping(plan={f"{'n' * 80}{i}": "no" for i in range(5000)})
        said = problems(told | {"cells": 5})
        assert len(said) == 1001
        assert said[-1] == "IPT006 expected fewer problems, found more"


class TestUnknownCodes:
    def test_nor_of_words_that_are_none(self) -> None:
        codes = {str(number): "bogus" for number in range(1500)}
        given = mapping(plan={"status": {"column": "pid", "codes": codes}})
        told = problems(given)
        assert len(told) == 1001
        assert told[-1] == "IPT006 expected fewer problems, found more"

    def test_each_is_told_once_with_the_nearest(self) -> None:
        told = mapping(
            plan={
                "protocol": {"value": "iptt"},
                "end_reason": {"column": "no", "codes": {"1": "no-benfit", "2": ""}},
                "disorders": {"no": "major-depresive-disorder"},
                "foci": [
                    {"area": {"column": "no", "codes": {"1": "greif", "2": "grief"}}},
                    {"area": {"column": "no", "codes": {"1": "greif"}}},
                ],
                "exclusions": [{"condition": "psychoses", "presence": "no"}],
            },
            sessions={
                "tasks": {"no": "hpoe"},
                "techniques": {"no": "role-play"},
                "attendees": {"no": "pateint"},
                "scores": [{"instrument": "phq9", "total": "no", "by": "patient"}],
                "enquiries": [{"topic": "weather", "thoughts": "no"}],
            },
        )
        found = read_sessions([{"pid": 1, "no": None}], told)
        assert [str(each) for each in found.unknown_codes] == [
            "plan.protocol.value: no known protocol, 'iptt'; did you mean 'ipt'?",
            (
                "plan.end_reason.codes.1: no known reason, 'no-benfit'; did you mean "
                "'no-benefit'?"
            ),
            (
                "plan.disorders.columns.no: no known disorder, "
                "'major-depresive-disorder'; "
                "did you mean 'major-depressive-disorder'?"
            ),
            (
                "plan.foci[0].area.codes.1: no known problem area, 'greif'; did you "
                "mean "
                "'grief'?"
            ),
            (
                "plan.exclusions[0].condition: no known condition, 'psychoses'; did "
                "you "
                "mean 'psychosis'?"
            ),
            "sessions[0].tasks.columns.no: no known task, 'hpoe'; did you mean 'hope'?",
            (
                "sessions[0].attendees.columns.no: no known role, 'pateint'; did you "
                "mean "
                "'patient'?"
            ),
            (
                "sessions[0].scores[0].instrument: no known instrument, 'phq9'; did "
                "you "
                "mean 'phq-9'?"
            ),
            "sessions[0].enquiries[0].topic: no known topic of risk, 'weather'",
        ]
        assert "9 unknown codes" in repr(found)
        assert "did you mean 'phq-9'?" in str(found)

    def test_a_mapping_of_known_codes_has_none(self) -> None:
        found = read_sessions(
            [{"pid": 1}], mapping(sessions={"tasks": {"pid": "hope"}})
        )
        assert found.unknown_codes == ()
        assert "does not know" not in str(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "IPT003 format: expected ipt-core/mapping/1, found nothing"),
        ({"format": "x"}, "IPT003 format: expected ipt-core/mapping/1, found somethi"),
        ([], "IPT006: expected an object, found a list"),
        ({"format": FORMAT}, "IPT005 plan: expected this field, found nothing"),
        ({"format": FORMAT, "plan": 3}, "plan: expected an object, found 3"),
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


@pytest.mark.parametrize(
    "codes",
    [
        [{"source": "1", "code": "active"}, {"source": "1", "code": "completed"}],
        {"1": "active", 1: "completed"},
    ],
)
def test_a_text_has_one_code(codes: Any) -> None:
    given = mapping(plan={"status": {"column": "no", "codes": codes}})
    assert problems(given) == [
        (
            "IPT006 plan.status: expected a code for each text, once, "
            "found entries 1 and 2 for the same one"
        )
    ]


def test_an_item_has_one_column() -> None:
    items = {"2": "no", "9": "no", "09": "no"}
    score = {"instrument": "phq-9", "items": items}
    assert problems(mapping(sessions={"scores": [score]})) == [
        (
            "IPT006 sessions[0].scores[0]: expected a column for each item, once, "
            "found entries 2 and 3 for the same one"
        )
    ]


def test_a_text_is_ticked_or_not() -> None:
    assert problems(mapping(cells={"ticked": ["x", "1"], "unticked": ["1"]})) == [
        (
            "IPT006 cells: expected texts for `ticked` or for `unticked`, "
            "found one that stands in both"
        )
    ]
    # What stands for no by default is not taken for yes either.
    assert problems(mapping(cells={"ticked": ["0"]})) != []
