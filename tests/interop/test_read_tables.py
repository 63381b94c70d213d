"""Plans from the tables that `to_tables` wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core import model
from ipt_core.exceptions import LoadError
from ipt_core.formats._redaction import redact_each
from ipt_core.interop import Import, read_tables, to_tables
from tests.plans import active, conformant, session

if TYPE_CHECKING:
    from pathlib import Path

PLANS = [
    conformant("ipt", "grief"),
    attrs.evolve(
        conformant("ipt-a", "role-dispute"),
        extensions=[model.Extension(name="own", value='{"a": [1, null]}')],
    ),
    active(goals=[ipt.Goal(id="=1+1", statement="@home\r\n'quoted'")], sessions=[]),
]
Data = dict[str, list[dict[str, Any]]]


def data(plans: Any = PLANS[:1]) -> Data:
    return {name: f.to_records() for name, f in to_tables(plans, text=True).items()}


def test_they_come_back_as_they_were() -> None:
    assert list(read_tables(to_tables(PLANS, text=True)).plans) == PLANS


def test_without_texts_they_come_back_redacted() -> None:
    assert read_tables(to_tables(PLANS)).plans == redact_each(PLANS)


def test_from_a_folder_too(tmp_path: Path) -> None:
    to_tables(PLANS, text=True).to_csv(tmp_path)
    found = read_tables(tmp_path)
    assert list(found.plans) == PLANS
    assert (
        repr(found)
        == "<Import: 3 plans, 0 problems, 0 never captured, 0 unknown codes>"
    )
    assert list(read_tables(str(tmp_path)).plans) == PLANS


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_from_data_frames_too(library: str) -> None:
    made = to_tables(PLANS, text=True)
    frames = {name: getattr(f, f"to_{library}")() for name, f in made.items()}
    assert list(read_tables(frames).plans) == PLANS


def test_the_order_of_rows_does_not_matter() -> None:
    given = {name: rows[::-1] for name, rows in data().items()}
    assert list(read_tables(given).plans) == PLANS[:1]


def set_cell(name: str, column: str, value: Any, row: int = 0) -> Import:
    given = data()
    given[name][row][column] = value
    return read_tables(given)


@pytest.mark.parametrize(
    ("name", "column", "value", "said"),
    [
        ("sessions", "minutes", "no", "minutes: expected a whole number, found text"),
        ("sessions", "minutes", 3.5, "expected a whole number, found another number"),
        ("sessions", "minutes", 0, "expected a whole number from 1, found a smaller"),
        ("sessions", "on", "5.1.2026", "expected a date such as 2026-01-05"),
        ("sessions", "phase", "midle", "did you mean 'middle'?"),
        ("sessions", "attested", "maybe", "expected true or false"),
        ("sessions", "session", None, "session: expected a number, found nothing"),
        ("sessions", "session", 2, "expected each number once, found one twice"),
        ("sessions", "session", "two", "expected a whole number, found text"),
        ("sessions", "plan", None, "sessions, row 1, plan: expected a plan"),
        ("sessions", "plan", 7, "sessions, row 1, plan: expected a row that is there"),
        ("sessions", "status", None, "sessions, row 1, status: expected a value"),
        ("scores", "session", 99, "expected a row that is there, found another"),
        ("scores", "session", "x", "expected a whole number, found text"),
        ("scores", "total", "much", "expected a number such as 12.5, found text"),
        ("scores", "total", "1e999", "expected a finite number"),
        ("scores", "total", "9e99", "expected a finite number"),
        ("scores", "attested_origin", None, "scores, row 1, attested_origin: expected"),
        ("codes", "of", "nothing", "codes, row 1, of: expected what belongs"),
        ("codes", "code", None, "codes, row 1, code: expected what belongs"),
        ("codes", "focus", 1, "expected a row that is there, found another"),
        ("attendees", "session", None, "attendees, row 1, session: expected what"),
        ("foci", "losses", 3, "losses: expected as many rows elsewhere, found 1"),
        ("foci", "losses", None, "losses: expected as many rows elsewhere, found 1"),
        ("plans", "protocol", None, "plans, row 1, protocol: expected a value"),
        ("plans", "age", -1, "plans, row 1, age: expected a whole number from 0"),
    ],
)
def test_a_plan_with_a_row_that_cannot_be_read_is_left_out(
    name: str, column: str, value: Any, said: str
) -> None:
    found = set_cell(name, column, value)
    assert not found.plans
    assert any(said in str(problem) for problem in found.problems), [
        str(problem) for problem in found.problems
    ]


def test_others_are_read() -> None:
    given = data(PLANS)
    given["sessions"][0]["minutes"] = "no"
    found = read_tables(given)
    assert list(found.plans) == PLANS[1:]
    assert [problem.table for problem in found.problems] == ["sessions"]


def test_extensions_that_are_no_json_are_told() -> None:
    given = data(PLANS[1:2])
    given["extensions"][0]["value"] = "{"
    found = read_tables(given)
    assert [p.expected for p in found.problems][:1] == ["JSON"]


def test_a_row_with_too_few_cells_is_told(tmp_path: Path) -> None:
    to_tables(PLANS, text=True).to_csv(tmp_path)
    path = tmp_path / "attendees.csv"
    lines = path.read_bytes().split(b"\r\n")
    lines[1] = lines[1].rpartition(b",")[0]
    path.write_bytes(b"\r\n".join(lines))
    found = read_tables(tmp_path)
    assert list(found.plans) == PLANS[1:]
    assert str(found.problems[0]) == "attendees, row 2: expected 6 cells, found 5"


@pytest.mark.parametrize("given", [{}, 5, {"plans": 5}, {"plans": [3]}, {"plans": b""}])
def test_what_is_no_table_is_refused(given: Any) -> None:
    with pytest.raises(LoadError):
        read_tables(given)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"\xff", "something else at byte 1"),
        (b"", "nothing"),
        (b"plan,plan\n1,2\n", "a name twice"),
        (b'plan,id\n"1,2\n', "a fault at line 2"),
    ],
)
def test_a_file_that_is_no_csv_is_refused(
    text: bytes, found: str, tmp_path: Path
) -> None:
    (tmp_path / "plans.csv").write_bytes(text)
    with pytest.raises(LoadError) as raised:
        read_tables(tmp_path)
    assert found in str(raised.value)
    assert raised.value.__context__ is None


def test_sessions_of_any_kind_come_back() -> None:
    kinds = [session(n, kind=kind) for n, kind in enumerate(ipt.SessionKind, 1)]
    plan = active(sessions=kinds)
    assert read_tables(to_tables([plan], text=True)).plans == (plan,)


def test_a_folder_may_lack_tables_without_rows(tmp_path: Path) -> None:
    plan = ipt.TreatmentPlan(protocol="ipt", status=ipt.PlanStatus.ACTIVE)
    to_tables([plan], text=True).plans.to_csv(tmp_path / "plans.csv")
    assert read_tables(tmp_path).plans == (plan,)
