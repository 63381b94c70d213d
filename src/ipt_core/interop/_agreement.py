"""How far two raters of the same sessions agree."""

from __future__ import annotations

__all__ = ["Agreement", "Agreements", "agreement", "icc_of"]

from collections.abc import Iterable, Mapping
from math import isclose
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

import attrs

from ipt_core._checks import kind_of, listed
from ipt_core._checks import number as check_number
from ipt_core._shown import Shown
from ipt_core._visible import printable
from ipt_core._words import number_of
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop._alike import in_one_form
from ipt_core.interop._cells import as_number
from ipt_core.interop._frames import Column, Frame
from ipt_core.interop._given import Part, names_of, refuse_other_word
from ipt_core.interop._naming import named, named_each
from ipt_core.interop._rows import read_rows, text_of
from ipt_core.interop._tables import BESIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self

    from ipt_core._blocks import Block
    from ipt_core.interop._rows import Rows, Source

Weights: TypeAlias = Literal["linear", "quadratic"]
Pairs: TypeAlias = list[tuple[str, str]]

_UNIT = ("plan", "session")


@attrs.frozen(kw_only=True)
class Agreement(Part, Shown):
    """How far two raters agree on one item."""

    item: str
    """The item: name of the column."""
    both: int
    """How many units both rated: the denominator of all that follows."""
    first_only: int
    """How many the first rated and the second did not."""
    second_only: int
    """How many the second rated and the first did not."""
    agreed: int
    """How many of those that both rated got the same rating."""
    common: int
    """How many different ratings were given by both.

    0 may mean that they wrote the same differently, such as `yes` and `1`.
    """
    kappa: float | None
    """Cohen's kappa, by the weights that were asked for.

    None where it is not defined: nobody rated, or both gave every unit one and the same
    rating, so that nothing is left to agree on beyond chance.
    """
    weights: Weights | None = None
    """The weights of `kappa`; None where each disagreement counts the same."""
    icc: float | None = None
    """For an item of numbers: ICC(2,1), absolute agreement of single ratings.

    None where it is not defined or was not asked for.
    """

    @property
    def observed(self) -> float | None:
        """The proportion of equal ratings; None where nobody rated twice."""
        return self.agreed / self.both if self.both else None

    def blocks(self) -> tuple[Block, ...]:
        """Its numbers, with what they rest on."""
        return Agreements((self,)).blocks()


class Agreements(Shown, tuple[Agreement, ...]):  # noqa: SLOT001 - it has two fields
    """How far two raters agree on each of some items."""

    only_first: tuple[str, ...]
    """Items that only the first table has, where no `items` were asked for."""
    only_second: tuple[str, ...]
    """Items that only the second table has, where no `items` were asked for."""

    def __new__(
        cls,
        items: Iterable[Agreement] = (),
        *,
        only_first: Iterable[str] = (),
        only_second: Iterable[str] = (),
    ) -> Self:
        """Take the items, and the names of those that only one table has.

        Raises:
            InvalidValueError: if an item is no `Agreement`, or a name no text.
        """
        made = super().__new__(cls, listed(items, "items", Agreement))
        made.only_first = names_of(only_first, "only_first")
        made.only_second = names_of(only_second, "only_second")
        return made

    def frame(self) -> Frame:
        """The numbers as a table, a row an item, for pandas, polars, CSV and records.

        Beside the fields of each `Agreement` it has `observed`, the proportion of equal
        ratings.
        """
        rows = tuple(tuple(getattr(e, c.name) for c in _COLUMNS) for e in self)
        return Frame(name="agreement", columns=_COLUMNS, rows=rows)

    def blocks(self) -> tuple[Block, ...]:
        """The numbers of each item, with what they rest on."""
        from ipt_core.interop._pages import agreement_blocks

        return tuple(agreement_blocks(self))

    def __repr__(self) -> str:
        return printable(f"<Agreements: {', '.join(each.item for each in self)}>")


_COLUMNS = (
    Column(name="item", kind="text", holds="words", meaning="The item."),
    Column(name="both", kind="whole", meaning="Units that both rated."),
    Column(name="first_only", kind="whole", meaning="Units that the first rated only."),
    Column(name="second_only", kind="whole", meaning="Units that the second did only."),
    Column(
        name="agreed", kind="whole", meaning="Units with the same rating from both."
    ),
    Column(
        name="common",
        kind="whole",
        meaning="Different ratings that both gave; with 0 they may write them apart.",
    ),
    Column(name="observed", kind="number", meaning="Proportion of equal ratings."),
    Column(name="kappa", kind="number", meaning="Cohen's kappa."),
    Column(
        name="weights",
        kind="word",
        words=("linear", "quadratic"),
        meaning="Weights of kappa; missing where each disagreement counts the same.",
    ),
    Column(name="icc", kind="number", meaning="ICC(2,1), for an item of numbers."),
)


def agreement(
    first: Source,
    second: Source,
    *,
    unit: Iterable[str] = _UNIT,
    items: Iterable[str] | None = None,
    ordered: Mapping[str, Sequence[str]] | None = None,
    weights: Weights = "linear",
    numbers: Iterable[str] = (),
) -> Agreements:
    """Compare two ratings of the same sessions, item by item.

    A missing rating is none: how many each rater gave alone is told, and they count for
    nothing else. Ratings are compared by what they say: where a column has nothing else
    in both tables, `True` is `true` and 1, and 1 is 1.0.

    - Cohen's kappa is (p_o - p_e) / (1 - p_e): p_o is the proportion of equal ratings,
      p_e the one that is expected by chance from how often each rater gave each rating
      (Cohen J. A coefficient of agreement for nominal scales. Educ Psychol Meas. 1960;
      20: 37-46).
    - For an ordered item, ratings that are further apart disagree more: kappa is
      1 - sum(w o) / sum(w e), with w the distance of two ratings in the order
      (`linear`) or its square (`quadratic`), o and e the proportions of pairs observed
      and expected (Cohen J. Weighted kappa. Psychol Bull. 1968; 70: 213-220).
    - For an item of numbers the intraclass correlation is ICC(2,1), from the mean
      squares of units, raters and error (Shrout PE, Fleiss JL. Intraclass correlations.
      Psychol Bull. 1979; 86: 420-428).

    Args:
        first: the first rater's table, such as `checklist` makes it: a CSV file, a
            `Frame`, records, or a data frame.
        second: the second rater's.
        unit: columns that together name what was rated, in both tables.
        items: columns to compare; by default all others that both tables have, and of
            checklists the codes only. What one table has alone is told.
        ordered: for items whose ratings have an order: all ratings, lowest first.
        weights: how disagreement grows with distance.
        numbers: items that are numbers on a scale with equal steps, each under 2**53.

    Raises:
        InvalidValueError: if there is nothing to compare, a table names a unit twice or
            not at all, or an item has a rating that it cannot have.
        LoadError: if a table cannot be read.
    """
    refuse_other_word(weights, get_args(Weights), "weights")
    keys, metric = names_of(unit, "unit"), names_of(numbers, "numbers")
    wanted = None if items is None else names_of(items, "items")
    orders = {} if ordered is None else _orders(ordered)
    (one, two), orders = in_one_form(
        [
            read_rows(table, where, guarded=True, date_format=None)
            for table, where in ((first, "first"), (second, "second"))
        ],
        orders,
    )
    shared = one.columns & two.columns
    known = shared - set(keys)
    # Nobody rates what stands beside the codes of a checklist.
    beside = BESIDE if shared >= BESIDE else frozenset[str]()
    alone: tuple[list[str], ...] = ([], [])
    if wanted is None:
        wanted = tuple(sorted(known - beside))
        alone = tuple(sorted(t.columns - shared - {*keys}) for t in (one, two))
    asked = {"unit": (shared, keys), "items": (known, wanted)}
    asked |= {"ordered": (known, tuple(orders)), "numbers": (known, metric)}
    for where, (columns, chosen) in asked.items():
        if other := [name for name in chosen if name not in columns]:
            found = (
                f"{named_each(other)}; they share {number_of(len(shared), 'column')}"
            )
            raise InvalidValueError("columns of both tables", found, where)
    ratings = (_by_unit(one, keys, "first"), _by_unit(two, keys, "second"))
    if not wanted or not ratings[0].keys() & ratings[1].keys():
        found = "units that only one rated" if wanted else "no column of both tables"
        raise InvalidValueError("something that both rated", found, "second")
    compared = [
        _compare(item, *ratings, orders.get(item), weights, icc=item in metric)
        for item in wanted
    ]
    return Agreements(compared, only_first=alone[0], only_second=alone[1])


_Rated: TypeAlias = dict[tuple[str, ...], dict[str, str]]


def _by_unit(rows: Rows, keys: tuple[str, ...], where: str) -> _Rated:
    found: _Rated = {}
    lines: dict[tuple[str, ...], int] = {}
    if rows.problems:
        raise InvalidValueError("rows with a cell for each column", "others", where)
    if not keys:
        raise InvalidValueError("columns that name what was rated", "none", "unit")
    for line, cells in rows.numbered():
        unit = tuple(cells.get(key, "") for key in keys)
        if "" in unit:
            expected = f"each of {named_each(keys)} in every row"
            raise InvalidValueError(expected, f"nothing in row {line}", where)
        if unit in found:
            expected = f"rows that differ in {named_each(keys)}"
            alike = f"the same in rows {lines[unit]} and {line}"
            raise InvalidValueError(expected, alike, where)
        found[unit] = cells
        lines[unit] = line
    return found


def _orders(ordered: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    if not isinstance(cast("object", ordered), Mapping):
        raise InvalidValueError("orders by item", kind_of(ordered), "ordered")
    return {item: _order(order) for item, order in ordered.items()}


def _order(order: Any) -> list[str]:
    if isinstance(order, str) or not isinstance(order, Iterable):
        raise InvalidValueError("a list of ratings", kind_of(order), "ordered")
    ratings: Iterable[Any] = cast("Any", order)
    texts = [text_of(rating) or "" for rating in ratings]
    if len(texts) < 2:
        raise InvalidValueError("two ratings or more", "fewer", "ordered")
    return texts


def _compare(
    item: str,
    first: _Rated,
    second: _Rated,
    order: list[str] | None,
    weights: Weights,
    *,
    icc: bool,
) -> Agreement:
    ones = {unit: cells[item] for unit, cells in first.items() if item in cells}
    twos = {unit: cells[item] for unit, cells in second.items() if item in cells}
    pairs = [(rating, twos[unit]) for unit, rating in ones.items() if unit in twos]
    given = ({a for a, _ in pairs}, {b for _, b in pairs})
    ranks = None if order is None else {r: rank for rank, r in enumerate(order)}
    if ranks is not None and not ranks.keys() >= given[0] | given[1]:
        expected = f"one of {named_each(ranks)} as ratings of {named(item)}"
        raise InvalidValueError(expected, "another", "ordered")
    power = 1 if weights == "linear" else 2

    def apart(a: str, b: str) -> float:
        return float(a != b) if ranks is None else abs(ranks[a] - ranks[b]) ** power

    return Agreement(
        item=item,
        both=len(pairs),
        first_only=len(ones.keys() - twos.keys()),
        second_only=len(twos.keys() - ones.keys()),
        agreed=sum(a == b for a, b in pairs),
        common=len(given[0] & given[1]),
        kappa=_kappa(pairs, apart),
        weights=None if ranks is None else weights,
        icc=icc_of([_numbers(pair, item) for pair in pairs]) if icc else None,
    )


def _kappa(pairs: Pairs, apart: Callable[[str, str], float]) -> float | None:
    """1 - observed / expected disagreement; with equal weights, Cohen's kappa."""
    count = len(pairs)
    observed = sum(apart(a, b) for a, b in pairs)
    expected = sum(apart(a, b) for a, _ in pairs for _, b in pairs)
    return 1 - count * observed / expected if expected else None


def _numbers(pair: tuple[str, str], item: str) -> tuple[float, float]:
    try:
        numbers = as_number(pair[0]), as_number(pair[1])
        for each in numbers:
            check_number(each)
    except InvalidValueError as error:
        found = error.found
    else:
        return numbers
    raise InvalidValueError(f"numbers as ratings of {named(item)}", found, "numbers")


def icc_of(rows: Sequence[Sequence[float]]) -> float | None:
    """ICC(2,1) of rows that hold each rater's number for one unit."""
    n = len(rows)
    if n < 2:
        return None
    k = len(rows[0])
    mean = sum(map(sum, rows)) / (n * k)
    units = [sum(row) / k for row in rows]
    raters = [sum(row[i] for row in rows) / n for i in range(k)]
    between = k * sum((m - mean) ** 2 for m in units)
    by_rater = n * sum((m - mean) ** 2 for m in raters)
    total = sum((x - mean) ** 2 for row in rows for x in row)
    bms, jms = between / (n - 1), by_rater / (k - 1)
    ems = (total - between - by_rater) / ((n - 1) * (k - 1))
    under = bms + (k - 1) * ems + k * (jms - ems) / n
    return None if isclose(under, 0, abs_tol=1e-12) else (bms - ems) / under
