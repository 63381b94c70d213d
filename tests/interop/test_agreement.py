"""Agreement of two raters, against published and other libraries' numbers."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pandas as pd
import pytest

import ipt_core as ipt
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop import Column, Frame, agreement, checklist
from ipt_core.interop._agreement import icc_of
from tests.plans import active, conformant, session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ONES = (1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 1, 2)
TWOS = (1, 2, 2, 3, 3, 1, 4, 5, 5, 4, 2, 2)


def table(ratings: Any, item: str = "item") -> list[dict[str, Any]]:
    return [
        {"plan": 1, "session": number, item: rating}
        for number, rating in enumerate(ratings, 1)
    ]


def test_kappa_of_a_table_of_two_by_two() -> None:
    """20 both yes, 5 and 10 apart, 15 both no: (0.7 - 0.5) / (1 - 0.5)."""
    ones = ["y"] * 25 + ["n"] * 25
    twos = ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    (found,) = agreement(table(ones), table(twos))
    assert found.both == 50
    assert found.agreed == 35
    assert found.observed == 0.7
    assert found.kappa == pytest.approx(0.4)
    assert found.weights is None
    assert found.icc is None


@pytest.mark.parametrize(
    ("weights", "kappa"),
    [("linear", 0.625), ("quadratic", 0.8043478260869565)],
)
def test_weighted_kappa_is_that_of_scikit_learn(weights: Any, kappa: float) -> None:
    """Numbers of `sklearn.metrics.cohen_kappa_score` 1.9.1."""
    order = {"item": ["1", "2", "3", "4", "5"]}
    (found,) = agreement(table(ONES), table(TWOS), ordered=order, weights=weights)
    assert found.kappa == pytest.approx(kappa)
    assert found.weights == weights


def test_the_icc_is_the_published_one() -> None:
    """Shrout and Fleiss 1979, table 2: four judges, six targets, ICC(2,1) = .29."""
    targets = [
        (9, 2, 5, 8),
        (6, 1, 3, 2),
        (8, 4, 6, 8),
        (7, 1, 2, 6),
        (10, 5, 6, 9),
        (6, 2, 4, 7),
    ]
    assert icc_of(targets) == pytest.approx(0.29, abs=0.005)


def test_an_item_of_numbers_gets_an_icc() -> None:
    (found,) = agreement(table(ONES), table(ONES), numbers=["item"])
    assert found.icc == pytest.approx(1)
    (found,) = agreement(table([3, 3]), table([3, 3]), numbers=["item"])
    assert found.icc is None
    (found,) = agreement(table([3]), table([4]), numbers=["item"])
    assert found.icc is None


def test_who_rated_alone_is_counted_and_left_out() -> None:
    (found,) = agreement(table([1, None, 2, 3, None]), table([1, 2, None, 3]))
    assert (found.both, found.first_only, found.second_only) == (2, 1, 1)
    assert found.agreed == 2


def test_kappa_is_not_defined_where_nothing_varies() -> None:
    (found,) = agreement(table([True, True]), table([True, True]))
    assert found.kappa is None
    assert found.observed == 1
    (found,) = agreement(table([1, None]), table([None, 1]))
    assert found.observed is None
    assert found.kappa is None


def test_checklists_of_two_raters_are_compared() -> None:
    def rated(*tasks: list[str]) -> Any:
        sessions = [session(n, tasks=done) for n, done in enumerate(tasks, 1)]
        return checklist([active(sessions=sessions)])

    one = rated(["hope"], ["hope", "sick-role"], [])
    two = rated(["hope"], ["sick-role"], []).to_pandas()
    found = {each.item: each for each in agreement(one, two)}
    assert found["hope"].agreed == 2
    assert found["sick-role"].kappa == 1
    assert not found.keys() & {"number", "status", "phase"}
    only = agreement(one, two, items=["hope"])
    assert [each.item for each in only] == ["hope"]
    asked = agreement(one, two, items=["hope", "status"])
    assert asked[1].observed == 1


def test_what_only_one_rater_ticked_is_compared_too() -> None:
    def rated(*tasks: str) -> Any:
        return checklist([active(sessions=[session(1, tasks=tasks)])])

    found = agreement(rated("hope"), rated("announce-end", "of-the-house"))
    told = {each.item: each.agreed for each in found}
    due = {task.task for task in ipt.protocols["ipt"].tasks}
    assert told == {code: int(code not in {"hope", "announce-end"}) for code in due}
    assert (found.only_first, found.only_second) == ((), ("of-the-house",))
    assert str(found).endswith("\nOnly in the second table: of-the-house.\n")
    back = agreement(rated("of-the-house"), rated())
    assert back.only_first == copy.copy(back).only_first == ("of-the-house",)
    assert not agreement(rated("of-the-house"), rated(), items=["hope"]).only_first


@pytest.mark.parametrize(
    ("ones", "twos"),
    [
        (["true", "false"], ["True", "FALSE"]),
        ([True, False], [1, 0]),
        (["TRUE", "0"], [1.0, False]),
        ([1, 2, 0.5], ["1.0", "2.00", ".5"]),
        ([100, 0], ["1e2", "-0"]),
        (["a", "1"], ["a", "1"]),
        ([2**60, 2**60 + 1], [str(2**60), str(2**60 + 1)]),
    ],
)
def test_ratings_that_say_the_same_agree(ones: list[Any], twos: list[Any]) -> None:
    for first, second in ((ones, twos), (twos, ones)):
        (found,) = agreement(table(first), table(second))
        assert found.agreed == found.common == len(ones)
        assert found.kappa == 1


@pytest.mark.parametrize(
    ("ones", "twos"),
    [
        (["a", "1"], ["a", "1.0"]),
        (["true", "2"], ["1", "2"]),
        (["true", "x"], ["1", "x"]),
        ([2**60, 2], [2**60 + 1, 2]),
    ],
)
def test_ratings_that_say_something_else_do_not(
    ones: list[Any], twos: list[Any]
) -> None:
    (found,) = agreement(table(ones), table(twos))
    assert found.agreed == 1


def test_an_order_and_the_units_are_written_in_any_way_too() -> None:
    order = {"item": ["1.0", "2", "03"]}
    twos = [{**row, "plan": "1.0"} for row in table(["3", "2", "1"])]
    (found,) = agreement(table([3, 2, 1]), twos, ordered=order, numbers=["item"])
    assert (found.both, found.kappa, found.icc) == (3, 1, 1)


def test_raters_who_wrote_the_same_in_two_ways_are_told() -> None:
    found = agreement(table(["yes", "no"]), table([1, 0]))
    assert (found[0].both, found[0].common) == (2, 0)
    assert "No rating in common: item. If the raters wrote" in str(found)
    scale = agreement(table([1, 2]), table([3, 4]), ordered={"item": list("1234")})
    assert "in common" not in str(scale)
    assert "in common" not in str(agreement(table([1, None]), table([None, 1])))


FRAME = Frame(
    name="ratings",
    columns=(
        Column(name="unit", kind="text"),
        Column(name="flag", kind="flag"),
        Column(name="whole", kind="whole"),
        Column(name="number", kind="number"),
        Column(name="word", kind="word", words=("low", "high")),
        Column(name="text", kind="text"),
        Column(name="date", kind="date"),
    ),
    rows=(
        ("=a", True, 1, 1.0, "low", "-1", dt.date(2026, 1, 5)),
        ("b", False, 0, 0.1, "high", "True", dt.date(1600, 1, 5)),
        ("c", None, None, None, None, None, None),
        ("true", True, 2**50, 1e300, "low", "a,b\n'c'", dt.date(9999, 1, 5)),
    ),
)
WAYS: dict[str, Callable[[Frame, Path], Any]] = {
    "itself": lambda frame, _: frame,
    "records": lambda frame, _: frame.to_records(),
    "csv": lambda frame, path: (frame.to_csv(path), path)[1],
    "pandas": lambda frame, _: frame.to_pandas(),
    "polars": lambda frame, _: frame.to_polars(),
    "csv of pandas": lambda frame, path: (
        frame.to_pandas().to_csv(path, index=False),
        path,
    )[1],
    "csv of polars": lambda frame, path: (frame.to_polars().write_csv(path), path)[1],
    "pandas of csv": lambda frame, path: (
        frame.to_pandas().to_csv(path, index=False),
        pd.read_csv(path),
    )[1],
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_out_of_a_table_agrees_with_it(way: str, tmp_path: Path) -> None:
    made = checklist([conformant("ipt"), conformant("ipt-a")])
    for frame, unit in ((FRAME, ["unit"]), (made, ["plan", "session"])):
        other = WAYS[way](frame, tmp_path / "out.csv")
        for first, second in ((frame, other), (other, frame)):
            found = agreement(first, second, unit=unit)
            assert len(found) > 5
            for each in found:
                assert each.agreed == each.both > 0
                assert (each.first_only, each.second_only) == (0, 0)


@pytest.mark.parametrize(
    "given",
    [
        {"weights": "cubic"},
        {"unit": "plan"},
        {"unit": 3},
        {"unit": ()},
        {"unit": ["plan"]},
        {"unit": ["nothing"]},
        {"items": ["nothing"]},
        {"items": []},
        {"ordered": {"nothing": ["1", "2"]}},
        {"ordered": {"item": ["1", "2"]}},
        {"ordered": {"item": ["1"]}},
        {"ordered": {"item": "12345"}},
        {"ordered": {"item": 5}},
        {"numbers": ["nothing"]},
        {"numbers": 3},
        {"second": table(TWOS, "other")},
        {"second": [{"plan": 2, "session": 1, "item": 1}]},
        {"second": [{"plan": 2, "item": 1}]},
    ],
)
def test_nonsense_is_refused(given: dict[str, Any]) -> None:
    plain: dict[str, Any] = {"first": table(ONES), "second": table(TWOS)}
    with pytest.raises(InvalidValueError):
        agreement(**(plain | given))


def test_numbers_have_to_be_numbers() -> None:
    with pytest.raises(InvalidValueError) as raised:
        agreement(table(["a", "b"]), table(["a", "c"]), numbers=["item"])
    assert raised.value.__context__ is None


def test_a_file_with_ragged_rows_is_refused(tmp_path: Any) -> None:
    path = tmp_path / "ragged.csv"
    path.write_text("plan,session,item\n1,1\n", encoding="utf-8")
    with pytest.raises(InvalidValueError, match="a cell for each column"):
        agreement(path, table(TWOS))


def test_it_is_a_table_too() -> None:
    ones = [{"plan": 1, "session": n, "a": r, "b": "y"} for n, r in enumerate(ONES)]
    twos = [{"plan": 1, "session": n, "a": r, "b": "y"} for n, r in enumerate(TWOS)]
    found = agreement(
        ones, twos, ordered={"a": ["1", "2", "3", "4", "5"]}, numbers=["a"]
    )
    first, second = found.frame().to_records()
    for each, row in zip(found, (first, second), strict=True):
        assert row == {"observed": each.observed, **attrs.asdict(each)}
    assert second["kappa"] is None
    pandas, polars = found.frame().to_pandas(), found.frame().to_polars()
    assert pandas["agreed"].tolist() == polars["agreed"].to_list() == [6, 12]
    assert pandas["kappa"].isna().tolist() == [False, True]
    assert repr(found) == "<Agreements: a, b>"


def test_it_shows_its_numbers_with_what_they_rest_on() -> None:
    found = agreement(table(ONES), table([None, *TWOS[1:]]))
    assert str(found) == (
        "Agreement of two raters\n"
        "=======================\n\n"
        "item  agreed   observed  kappa  rated by one only\n"
        "----  -------  --------  -----  -----------------\n"
        "item  5 of 11  0.45      0.31   1, 0\n\n"
        "All numbers rest on the units that both rated. A dash stands for a number "
        "that is not\ndefined, or was not asked for.\n"
    )
    (item,) = found
    assert item.to_html() == found.to_html()
    scaled = agreement(
        table(ONES, "i" * 90),
        table(TWOS, "i" * 90),
        ordered={"i" * 90: ["1", "2", "3", "4", "5"]},
        numbers=["i" * 90],
        weights="quadratic",
    )
    lines = str(scaled).splitlines()
    assert lines[3].split()[4:6] == ["weights", "ICC"]
    assert max(map(len, lines)) <= 88


def test_what_does_not_fit_is_named() -> None:
    ones, twos = table(ONES), table(TWOS)
    said: list[tuple[dict[str, Any], str]] = [
        ({"unit": ["tape"]}, "unit: expected columns of both tables, found 'tape'"),
        ({"unit": []}, "unit: expected columns that name what was rated, found none"),
        ({"items": ["itm"]}, "found 'itm'; they share 3 columns"),
        ({"items": ["plan"]}, "items: expected columns of both tables, found 'plan'"),
        ({"numbers": ["a", "b"]}, "numbers: expected .*, found 'a', 'b'; they share"),
        ({"ordered": {"item": [1, 2]}}, "one of '1', '2' as ratings of 'item', found"),
        ({"ordered": {"x": [1, 2]}}, "ordered: expected columns of both tables, found"),
        ({"unit": ["plan"]}, "first: expected rows that differ in 'plan', found the "),
    ]
    for changes, message in said:
        with pytest.raises(InvalidValueError, match=message) as raised:
            agreement(ones, twos, **changes)
        assert raised.value.__context__ is None
    with pytest.raises(InvalidValueError, match="'session' in every row, found noth"):
        agreement(ones, [*twos, {"plan": 2}])
    with pytest.raises(InvalidValueError, match="numbers: expected numbers as rat"):
        agreement(table("ab"), table("ab"), numbers=["item"])
