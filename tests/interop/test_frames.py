"""A frame, and what becomes of its types elsewhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl
import pytest

import ipt_core as ipt
from ipt_core.exceptions import InvalidValueError, MissingExtraError
from ipt_core.interop import Column, Frame, Tables, to_tables
from ipt_core.interop._frames import FORMULA, unguarded

if TYPE_CHECKING:
    from pathlib import Path

FRAME = Frame(
    name="mixed",
    columns=(
        Column(name="whole", kind="whole"),
        Column(name="number", kind="number"),
        Column(name="flag", kind="flag"),
        Column(name="day", kind="date"),
        Column(name="word", kind="word", words=("low", "high")),
        Column(name="text", kind="text"),
    ),
    rows=(
        (1, 2, True, dt.date(1, 1, 1), "low", "a"),
        (None,) * 6,
        (2**53 - 1, 2.5, False, dt.date(9999, 12, 31), "high", "b"),
    ),
)
EMPTY = Frame(name="empty", columns=FRAME.columns, rows=())


def test_pandas_gets_types_in_which_missing_stays_missing() -> None:
    frame = FRAME.to_pandas()
    assert [str(dtype) for dtype in frame.dtypes] == [
        "Int64",
        "Float64",
        "boolean",
        "datetime64[s]",
        "category",
        "string",
    ]
    assert frame.iloc[1].isna().all()
    assert not frame.iloc[[0, 2]].isna().any(axis=None)
    assert frame["whole"].tolist()[2] == 2**53 - 1
    assert list(frame["word"].cat.categories) == ["low", "high"]
    assert frame["day"].iloc[0] == pd.Timestamp("0001-01-01").as_unit("s")
    assert list(EMPTY.to_pandas().dtypes) == list(frame.dtypes)


def test_polars_does_too() -> None:
    frame = FRAME.to_polars()
    assert frame.schema == {
        "whole": pl.Int64(),
        "number": pl.Float64(),
        "flag": pl.Boolean(),
        "day": pl.Date(),
        "word": pl.Enum(["low", "high"]),
        "text": pl.String(),
    }
    assert frame.null_count().row(0) == (1,) * 6
    assert frame.rows()[2] == FRAME.rows[2]
    assert EMPTY.to_polars().schema == frame.schema


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_library_the_extra_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, name, None)
    with pytest.raises(MissingExtraError, match=r"ipt-core\[frames\]"):
        getattr(FRAME, f"to_{name}")()


def test_records_hold_what_the_rows_hold() -> None:
    assert FRAME.to_records()[0] == {
        "whole": 1,
        "number": 2,
        "flag": True,
        "day": dt.date(1, 1, 1),
        "word": "low",
        "text": "a",
    }
    assert len(FRAME) == 3
    assert repr(FRAME) == "<Frame mixed: 3 rows, 6 columns>"


def test_csv_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    text = FRAME.to_csv(path)
    assert path.read_bytes().decode() == text
    assert text.splitlines() == [
        "whole,number,flag,day,word,text",
        "1,2,true,0001-01-01,low,a",
        ",,,,,",
        "9007199254740991,2.5,false,9999-12-31,high,b",
    ]


@pytest.mark.parametrize("start", FORMULA)
def test_no_text_of_a_csv_file_begins_a_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    frame = Frame(
        name="texts",
        columns=(Column(name="text", kind="text"), Column(name="n", kind="number")),
        rows=((text, -1.5), (f"'{text}", 1), ("'quoted'", 2)),
    )
    cells = list(csv.reader(io.StringIO(frame.to_csv(), newline="")))
    assert [row[0] for row in cells] == ["text", f"'{text}", f"''{text}", "'quoted'"]
    assert cells[1][1] == "-1.5"
    assert [unguarded(row[0]) for row in cells[1:]] == [text, f"'{text}", "'quoted'"]


PLAN = ipt.TreatmentPlan(
    id="case-of-anna",
    protocol="ipt",
    status=ipt.PlanStatus.ACTIVE,
    labels=ipt.Labels(site="Anna's clinic", arm="weekly"),
    goals=[ipt.Goal(id="g1", statement="Anna", kind="symptom", criterion="anna")] * 12,
)


class TestShowing:
    def test_what_somebody_wrote_is_shown_only_where_asked_for(self) -> None:
        made = to_tables([PLAN], key="id", text=True)
        for frame in made.values():
            for form in (frame.to_text(), frame.to_html(), frame.to_markdown()):
                assert "anna" not in form.lower()
            assert max(map(len, str(frame).splitlines())) <= 88
        shown = str(made.goals)
        assert shown.startswith("Table goals\n===========\n\n12 rows, ")
        assert "symptom" in shown
        assert "2 rows more." in shown
        assert "Not shown here: " in shown
        assert "statement, " in shown
        assert "statement, " not in str(made.goals.page(text=True))
        assert "case-of-anna" in str(made.goals.page(text=True))

    def test_messages_of_reports_are_shown_as_far_as_they_fit(self) -> None:
        found = to_tables([PLAN], [ipt.check(PLAN)]).outcomes
        assert "IPT101" in str(found)
        assert "session-count" in str(found)

    def test_each_kind_of_cell_is_shown(self) -> None:
        text = str(FRAME.page(text=True))
        for part in ("true", "false", "2.5", "9999-12-31", "high"):
            assert part in text
        assert "Not shown" not in text
        assert str(Frame(name="none", columns=(), rows=())).count("\n") == 4

    def test_nothing_else_than_true_or_false_asks_for_texts(self) -> None:
        with pytest.raises(InvalidValueError, match="text: "):
            FRAME.page(text=1)  # type: ignore[arg-type]


def test_a_table_is_saved_as_csv_too(tmp_path: Path) -> None:
    column = Column(name="a", kind="text")
    frame = Frame(name="own", columns=(column,), rows=(("=1",), (None,)))
    frame.save(tmp_path / "own.csv")
    assert (tmp_path / "own.csv").read_bytes().decode() == frame.to_csv()
    with pytest.raises(InvalidValueError, match=r"\.csv, \.html, \.md or \.txt"):
        frame.save(tmp_path / "own.xlsx")


@pytest.mark.parametrize(
    "names", [["../evil"], ["a", "a"], ["dictionary"], ["a\0"], [""]]
)
def test_tables_have_names_that_files_can_have(names: list[str]) -> None:
    with pytest.raises(ipt.InvalidValueError, match="frames: expected names"):
        Tables([Frame(name=name, columns=(), rows=()) for name in names])


def test_no_name_of_a_column_begins_a_formula() -> None:
    columns = (Column(name="=1+1", kind="text"),)
    assert Frame(name="a", columns=columns, rows=()).to_csv() == "'=1+1\r\n"
