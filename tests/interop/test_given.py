"""Odd things that are given to the tables, and what is said of them."""

from __future__ import annotations

import csv
import datetime as dt
import time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pytest
from rich.pretty import pretty_repr

import ipt_core as ipt
from ipt_core.exceptions import (
    InvalidValueError,
    IptError,
    LoadError,
    UnknownCodeError,
)
from ipt_core.interop import (
    Agreement,
    Agreements,
    Column,
    Frame,
    Gap,
    Import,
    TableMapping,
    Tables,
    UnknownCode,
    agreement,
    checklist,
    read_mapping,
    read_sessions,
    read_tables,
    to_tables,
)
from ipt_core.interop.junit import junit
from ipt_core.interop.mapping import Box, Boxes, CellRules, From, PlanFrom
from ipt_core.interop.sarif import sarif
from tests.interop.test_mapping import mapping, problems
from tests.plans import active, conformant, session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = Column(name="a", kind="text")
ODD: list[Any] = [None, 5, "x", b"x", [1], {}, {"zz": 1}, {5: 1}, object(), 1.5]
HUGE = 10**5000
NUMBER: Any = 5
PLAN = conformant("ipt")
REPORT = ipt.check(PLAN)


def frame(*cells: Any) -> Frame:
    return Frame(name="own", columns=(TEXT,), rows=tuple((cell,) for cell in cells))


def agree(**changes: Any) -> Any:
    rows = [{"plan": 1, "session": 1, "a": 1}]
    return agreement(rows, rows, **changes)


PLAN_FROM = PlanFrom(id="pid", protocol=From(value="ipt"), status=From(value="active"))

USES: list[Callable[[Any], Any]] = [
    lambda odd: sarif(odd or NUMBER, ipt.rules),
    lambda odd: sarif({"a": odd}, ipt.rules),
    lambda odd: sarif({"a": REPORT}, odd),
    lambda odd: junit(odd or NUMBER),
    lambda odd: junit({"a": odd}),
    lambda odd: junit({5: REPORT, "a": odd}),  # type: ignore[dict-item]
    lambda odd: agree(unit=odd),
    lambda odd: agree(unit=[[odd]]),
    lambda odd: agree(items=odd or 1),
    lambda odd: agree(ordered=odd or 5),
    lambda odd: agree(ordered={"a": odd}),
    lambda odd: agree(weights=odd),
    lambda odd: agree(weights=[odd]),
    lambda odd: agree(numbers=odd or 5),
    lambda odd: checklist([PLAN], odd),
    lambda odd: checklist([PLAN], [odd]),  # type: ignore[arg-type]
    lambda odd: to_tables([PLAN])[odd],
    lambda odd: Tables(odd or NUMBER),
    lambda odd: Tables([odd]),
    lambda odd: Frame(name=odd, columns=odd, rows=odd),
    lambda odd: Frame(name="a", columns=odd, rows=()),
    lambda odd: Frame(name="a", columns=(odd,), rows=()),
    lambda odd: Frame(name="a", columns=(TEXT,), rows=odd),
    lambda odd: Frame(name="a", columns=(TEXT,), rows=(odd,)),
    lambda odd: Frame(name="a", columns=(TEXT,), rows=(("a", odd),)),
    lambda odd: Frame(name="a", columns=(TEXT,), rows=(([odd],),)),  # type: ignore[arg-type]
    lambda odd: Column(name="a", kind=odd),
    lambda odd: Column(name=[odd], kind="text"),  # type: ignore[arg-type]
    read_mapping,
    read_tables,
]

WORDS: dict[str, Callable[[Any], Any]] = {
    "key": lambda odd: to_tables([PLAN], key=odd),
    "kind": lambda odd: checklist([PLAN], odd),
    "weights": lambda odd: agree(weights=odd),
    "Column.holds": lambda odd: Column(name="a", kind="text", holds=odd),
}
TABLES: dict[str, Callable[[Any, Any], Any]] = {
    "table": lambda odd, _: read_sessions(odd, mapping()),
    "first": agreement,
    "second": lambda odd, rows: agreement(rows, odd),
    "sessions": lambda odd, _: read_tables({"plans": [], "sessions": odd}),
}

PARTS: list[Callable[[], Any]] = [
    lambda: TableMapping(plan=5, sessions=()),  # type: ignore[arg-type]
    lambda: TableMapping(plan=PLAN_FROM, sessions=5),  # type: ignore[arg-type]
    lambda: TableMapping(plan=PLAN_FROM, sessions=(5,)),  # type: ignore[arg-type]
    lambda: Boxes(columns=5),  # type: ignore[arg-type]
    lambda: Boxes(columns=(5,)),  # type: ignore[arg-type]
    lambda: Box(column="a", code=""),
    lambda: CellRules(delimiter=5),  # type: ignore[arg-type]
    lambda: From(column=5),  # type: ignore[arg-type]
    lambda: Gap(kind=5),  # type: ignore[arg-type]
    lambda: Import(plans=[PLAN]),  # type: ignore[arg-type]
    lambda: Import(plans=(), problems=(5,)),  # type: ignore[arg-type]
    lambda: UnknownCode(place="a", what="b", code=5),  # type: ignore[arg-type]
    lambda: Agreements([5]),  # type: ignore[list-item]
    lambda: Agreement(
        item=NUMBER, both=1, first_only=0, second_only=0, agreed=1, common=1, kappa=None
    ),
]


class TestWriting:
    def test_an_old_file_is_kept_where_a_text_cannot_be_written(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "own.csv"
        frame("old").to_csv(path)
        half = frame("\ud800")
        for write in (
            lambda: half.to_csv(path),
            lambda: Tables([half]).to_csv(tmp_path),
        ):
            with pytest.raises(InvalidValueError) as raised:
                write()
            assert raised.value.__context__ is None
        assert path.read_bytes() == b"a\r\nold\r\n"

    def test_an_old_file_is_kept_on_a_full_disk(self, tmp_path: Path) -> None:
        resource = pytest.importorskip("resource")
        path = tmp_path / "own.csv"
        frame("old").to_csv(path)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
        try:
            with pytest.raises(OSError, match="too large"):
                frame("n" * 200).to_csv(path)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert path.read_bytes() == b"a\r\nold\r\n"
        assert [each.name for each in tmp_path.iterdir()] == ["own.csv"]

    def test_texts_of_any_length_come_back(self, tmp_path: Path) -> None:
        limit = csv.field_size_limit()
        plan = ipt.TreatmentPlan(
            protocol="ipt",
            status=ipt.PlanStatus.ACTIVE,
            goals=[ipt.Goal(id="g1", statement="n" * (limit + 1))],
        )
        to_tables([plan], text=True).to_csv(tmp_path)
        assert read_tables(tmp_path).plans == (plan,)
        assert csv.field_size_limit() == limit

    @pytest.mark.parametrize("given", [5, None, b"x", [1]])
    def test_what_is_no_path_is_refused(self, given: Any) -> None:
        with pytest.raises(InvalidValueError):
            to_tables([PLAN]).to_csv(given)
        if given is not None:
            with pytest.raises(InvalidValueError):
                frame("a").to_csv(given)


class TestReading:
    def test_many_problems_take_no_time(self) -> None:
        names = [f"m{i}" for i in range(20)]
        boxes = {name: name for name in names}
        rows = [{"pid": 1, **dict.fromkeys(names, "?")} for _ in range(5000)]
        started = time.perf_counter()
        found = read_sessions(rows, mapping(sessions={"tasks": boxes}))
        assert len(found.problems) == 100_000
        assert time.perf_counter() - started < 60

    @pytest.mark.parametrize(
        "odd", ["\ud800", HUGE, Fraction(10**400, 1)], ids=["half", "digits", "large"]
    )
    def test_one_bad_cell_is_one_problem(self, odd: Any) -> None:
        rows = [{"pid": odd, "no": 1}, {"pid": 1, "no": odd}, {"pid": 1, "no": 3}]
        found = read_sessions(rows, mapping(sessions={"number": "no"}))
        assert [(p.row, p.column) for p in found.problems] == [(1, "pid"), (2, "no")]
        (plan,) = found.plans
        assert [s.number for s in plan.sessions or ()] == [None, 3]

    def test_agreement_that_has_no_column_is_not_recorded(self) -> None:
        told = mapping(plan={"foci": [{"area": {"value": "grief"}}]})
        (plan,) = read_sessions([{"pid": 1}], told).plans
        assert [focus.agreements for focus in plan.foci or ()] == [None]

    def test_a_row_of_a_file_is_the_line_that_it_begins_on(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "own.csv"
        path.write_text('pid,no,t\n\n1,x,"a\nb"\n\n1,y,\n1\n', encoding="utf-8")
        found = read_sessions(path, mapping(sessions={"number": "no"}))
        assert [problem.row for problem in found.problems] == [3, 6, 7]

    def test_what_is_no_table_is_refused(self) -> None:
        odd: list[Any] = [pd.Series([1]), pl.Series([1]), pd.DataFrame, pl.DataFrame]
        for table in odd:
            with pytest.raises(LoadError):
                read_sessions(table, mapping())

    def test_what_has_columns_and_no_rows_is_refused(self) -> None:
        class Lazy:
            columns = ("pid",)

        with pytest.raises(LoadError):
            read_sessions(Lazy(), mapping())

    def test_a_column_twice_is_refused(self) -> None:
        twice = Frame(name="own", columns=(TEXT, TEXT), rows=(("a", "b"),))
        pandas = pd.DataFrame([[1, 2]], columns=["pid", "pid"])
        for table in (twice, pandas):
            with pytest.raises(LoadError, match="a name twice"):
                read_sessions(table, mapping())


class TestMapping:
    def test_codes_and_roles_are_no_empty_texts(self) -> None:
        block = {
            "tasks": {"no": ""},
            "scores": [{"instrument": "phq-9", "items": {"1" * 30: "no"}, "by": ""}],
            "ratings": [{"instrument": "csprs", "score": "no", "by": ""}],
        }
        assert [
            problem.partition(":")[0] for problem in problems(mapping(sessions=block))
        ] == [
            "IPT006 sessions[0].tasks.no",
            f"IPT006 sessions[0].scores[0].items.{'1' * 30}",
            "IPT006 sessions[0].scores[0].by",
            "IPT006 sessions[0].ratings[0].by",
        ]

    @pytest.mark.parametrize("form", ["%Y%Y", "", "%Q", "%d.%m", "\ud800", "%H", 5])
    def test_a_form_of_dates_tells_a_day(self, form: Any) -> None:
        assert problems(mapping(cells={"date_format": form}))
        with pytest.raises(InvalidValueError) as raised:
            CellRules(date_format=form)
        assert isinstance(raised.value.__context__, InvalidValueError)
        assert raised.value.__context__.__context__ is None

    @pytest.mark.parametrize("form", ["%d.%m.%Y", "%d %b %y", "%Y-%m-%d %H:%M", "%Y%j"])
    def test_a_form_of_dates_may_be_another(self, form: str) -> None:
        assert CellRules(date_format=form).date_format == form

    def test_a_number_without_a_text_is_refused(self) -> None:
        assert problems(mapping(plan={"age": {"value": HUGE}}))

    @pytest.mark.parametrize("make", range(len(PARTS)))
    def test_parts_hold_what_their_types_say(self, make: int) -> None:
        with pytest.raises(InvalidValueError):
            PARTS[make]()

    def test_a_mapping_may_be_made_of_parts(self) -> None:
        made = TableMapping(plan=PLAN_FROM, sessions=())
        assert read_mapping(made) is made


class TestArguments:
    @pytest.mark.parametrize(
        "odd", [pd.DataFrame({"a": [1]}), pl.DataFrame({"a": [1]}), pl.LazyFrame()]
    )
    def test_a_frame_in_the_place_of_a_word_is_refused(self, odd: Any) -> None:
        for where, use in WORDS.items():
            with pytest.raises(InvalidValueError) as raised:
                use(odd)
            assert raised.value.where == where
            assert raised.value.__context__ is None

    def test_a_wrong_word_is_told_with_the_nearest(self) -> None:
        with pytest.raises(InvalidValueError) as raised:
            checklist([PLAN], "task")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assert raised.value.nearest == "tasks"

    @pytest.mark.parametrize("odd", [None, 5, b"x", [5], {}, "no/such/file.csv"])
    def test_a_table_that_is_none_is_told_by_its_argument(self, odd: Any) -> None:
        rows = [{"plan": 1, "session": 1, "a": 1}]
        for where, use in TABLES.items():
            with pytest.raises(LoadError) as raised:
                use(odd, rows)
            assert {p.path for p in raised.value.problems} == {(where,)}
            assert raised.value.__context__ is None
        with pytest.raises(LoadError) as raised:
            read_tables(odd)
        assert {p.path for p in raised.value.problems} == {("source",)}

    def test_a_date_of_a_frame_is_one_however_the_mapping_writes_dates(self) -> None:
        told = mapping(sessions={"on": "d"}, cells={"date_format": "%d.%m.%Y"})
        days = [dt.date(2026, 3, 4), None]
        pandas = pd.DataFrame({"pid": [1, 1], "d": pd.to_datetime(pd.Series(days))})
        polars = pl.DataFrame({"pid": [1, 1], "d": days})
        for table in (pandas, polars, [{"pid": 1, "d": day} for day in days]):
            found = read_sessions(table, told)
            assert not found.problems
            (plan,) = found.plans
            assert [s.on for s in plan.sessions or ()] == days

    def test_a_time_of_day_is_left_out(self) -> None:
        told = mapping(sessions={"on": "d"}, cells={"date_format": "%d.%m.%Y"})
        times = [*map(dt.datetime.fromisoformat, ("2026-03-04T10:30", "2026-03-05"))]
        data = {"pid": [1, 1], "d": times}
        for table in (pd.DataFrame(data), pl.DataFrame(data)):
            found = read_sessions(table, told)
            assert not found.problems
            (plan,) = found.plans
            assert [s.on for s in plan.sessions or ()] == [t.date() for t in times]

    @pytest.mark.parametrize(
        ("start", "found"), [(b"PK\x03\x04", "a workbook"), (b"\xff\xfep", "UTF-16")]
    )
    def test_a_file_of_another_kind_is_told(
        self, start: bytes, found: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "own.xlsx"
        path.write_bytes(start)
        with pytest.raises(LoadError, match=f"expected CSV in UTF-8, found {found}"):
            read_sessions(path, mapping())

    def test_a_lazy_frame_has_to_be_collected(self) -> None:
        lazy: Any = pl.LazyFrame({"pid": [1]})
        with pytest.raises(LoadError, match=r"table: .* has to be collected first"):
            read_sessions(lazy, mapping())
        assert read_sessions(lazy.collect(), mapping()).plans

    @pytest.mark.parametrize("odd", ["a\0b", "\ud800"])
    def test_what_no_file_can_be_called_is_refused(self, odd: str) -> None:
        for use in (to_tables([PLAN]).to_csv, frame("a").to_csv, read_tables):
            with pytest.raises(InvalidValueError):
                use(odd)

    @pytest.mark.parametrize("use", range(len(USES)))
    def test_what_nobody_can_mean_is_refused(self, use: int) -> None:
        for odd in ODD:
            with pytest.raises(IptError) as raised:
                USES[use](odd)
            assert raised.value.__context__ is None

    def test_a_table_that_there_is_not_is_told_with_the_nearest(self) -> None:
        made = to_tables([PLAN])
        with pytest.raises(UnknownCodeError) as raised:
            made["session"]
        assert raised.value.nearest == "sessions"
        assert "nope" not in made
        assert made.get("nope") is None

    def test_a_checklist_has_the_codes_of_one_list(self) -> None:
        done = session(1, tasks=["hope"], techniques=["role-play"])
        made = checklist([active(sessions=[done])])
        assert made.to_records()[0]["hope"] is True
        assert "role-play" not in made.to_records()[0]

    def test_numbers_may_be_named_once_only(self) -> None:
        (found,) = agree(numbers=iter(["a"]))
        assert found.icc is None
        rows = [{"plan": 1, "session": i, "a": i} for i in (1, 2, 3)]
        (found,) = agreement(rows, rows, numbers=iter(["a"]))
        assert found.icc == 1

    def test_numbers_that_are_too_large_are_refused(self) -> None:
        for large in (1e200, 1e308, -1e308):
            rows = [{"plan": 1, "session": i, "a": large * i} for i in (0.5, 1)]
            with pytest.raises(InvalidValueError):
                agreement(rows, rows, numbers=["a"])


def test_rich_shows_no_contents() -> None:
    found = Import(plans=(PLAN,))
    assert pretty_repr(frame("secret")) == "Frame(rows=1, columns=1)"
    assert pretty_repr(Tables([frame("secret")])) == "Tables(own=1)"
    shown = pretty_repr(found)
    assert shown == "Import(plans=1, problems=0, never_captured=0, unknown_codes=0)"
