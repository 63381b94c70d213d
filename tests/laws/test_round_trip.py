"""Law 1: what was dumped loads to an equal plan. And of law 8 what concerns files."""

from __future__ import annotations

import json
import traceback
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import given
from hypothesis import strategies as st

from ipt_core import formats, model
from ipt_core._json import decode_json
from ipt_core._structuring import Structurer
from ipt_core.exceptions import LoadError
from ipt_core.model import Record, TreatmentPlan
from tests.strategies import plans, unhurried

if TYPE_CHECKING:
    from collections.abc import Callable

CANARY = "Quokka Ω 7431"
STRUCTURE = Structurer(TreatmentPlan, beside=("format",))
KNOWN = {"format"} | {
    field.name
    for kind in vars(model).values()
    if isinstance(kind, type) and attrs.has(kind)
    for field in attrs.fields(kind)
}


@unhurried
@given(plans())
def test_loading_what_was_dumped_gives_an_equal_plan(plan: TreatmentPlan) -> None:
    text = formats.dumps(plan)
    assert formats.loads(text) == plan
    assert formats.loads(text.encode()) == plan
    assert formats.from_data(formats.to_data(plan)) == plan


@unhurried
@given(plans())
def test_dumping_twice_gives_the_same_text(plan: TreatmentPlan) -> None:
    text = formats.dumps(plan)
    assert formats.dumps(formats.loads(text)) == text
    assert json.loads(text) == formats.to_data(plan)


@unhurried
@given(plans())
def test_keeping_unknown_fields_changes_nothing_where_there_are_none(
    plan: TreatmentPlan,
) -> None:
    assert formats.loads(formats.dumps(plan), unknown="keep") == plan


@unhurried
@given(plans(CANARY))
def test_no_repr_tells_what_was_written(plan: TreatmentPlan) -> None:
    for record in records(plan):
        assert CANARY not in repr(record)
        assert "7431" not in repr(record)


def records(value: Any) -> list[Record]:
    parts: Any = value if issubclass(type(value), tuple) else ()
    if isinstance(value, Record):
        parts = [getattr(value, field.name) for field in attrs.fields(type(value))]
    below = [record for part in parts for record in records(part)]
    return [value, *below] if isinstance(value, Record) else below


@unhurried
@given(plans(CANARY))
def test_redacting_leaves_the_shape_and_nothing_that_was_written(
    plan: TreatmentPlan,
) -> None:
    redacted = formats.redact(plan)
    assert CANARY not in formats.dumps(redacted)
    assert shape(redacted) == shape(attrs.evolve(plan, extensions=()))
    assert formats.redact(redacted) == redacted


def shape(value: Any) -> Any:
    if isinstance(value, Record):
        parts = attrs.asdict(value, recurse=False).items()
        return {name: shape(part) for name, part in parts}
    if issubclass(type(value), tuple):
        return [shape(part) for part in value]
    return "text" if type(value) is str else value


@unhurried
@given(plans())
def test_redacting_keeps_what_is_equal_and_what_is_not(plan: TreatmentPlan) -> None:
    before, after = references(plan), references(formats.redact(plan))
    assert [before.index(given) for given in before] == [
        after.index(given) for given in after
    ]


def references(plan: TreatmentPlan) -> list[str]:
    found: list[str] = []
    for record in records(plan):
        for field in attrs.fields(type(record)):
            value = getattr(record, field.name)
            if field.metadata.get("holds") == "reference" and value is not None:
                found += value if isinstance(value, tuple) else [value]
    return found


# One random mistake, made in a canary's plan: each way to write a file wrongly.

KINDS = ["null", "true", "3", "-1", "3.5", '""', "[]", "{}", "NaN", "1e999", "9" * 5000]
CANARIES = [
    f'"{CANARY}"',
    f'["{CANARY}"]',
    f'[{{"{CANARY}": 1}}]',
    f'{{"{CANARY}": "{CANARY}"}}',
    f'{{"a": "{CANARY}", "a": "{CANARY}"}}',
    f'"{CANARY}\\ud800"',
    f'"{CANARY}\\u0000"',
    f'"{CANARY}\n"',
    f'"{CANARY}',
    f"{CANARY}",
    f'{{"\\ud800{CANARY}": NaN}}',
]


@st.composite
def mistakes(draw: st.DrawFn) -> str:
    """Write a plan to text and put one mistake into it."""
    data = formats.to_data(draw(plans(CANARY)))
    spots = [place for place in places(data) if place[1] != "format"]
    holder, step = draw(st.sampled_from(spots))
    raw = draw(st.sampled_from(KINDS) | st.sampled_from(CANARIES))
    mark = "@put-here@"
    if isinstance(holder, list):
        holder[step] = mark
        return json.dumps(data).replace(f'"{mark}"', raw)
    what = draw(st.sampled_from(["value", "name", "missing", "twice"]))
    value = holder[step]
    if what == "value":
        holder[step] = mark
        return json.dumps(data).replace(f'"{mark}"', raw)
    if what == "twice":
        holder[mark] = value
        return json.dumps(data).replace(f'"{mark}"', json.dumps(step))
    del holder[step]
    if what == "name":
        holder[CANARY] = value
    return json.dumps(data, ensure_ascii=False)


def places(value: Any) -> list[tuple[Any, Any]]:
    """List each value below this one, as its holder and its name or position."""
    items: list[tuple[Any, Any]] = []
    if issubclass(type(value), dict):
        items = list(value.items())
    elif issubclass(type(value), list):
        items = [(step, value[step]) for step in range(len(value))]
    return [place for step, part in items for place in [(value, step), *places(part)]]


@unhurried
@given(mistakes(), st.sampled_from(["refuse", "keep"]))
def test_no_error_tells_what_was_written(text: str, unknown: Any) -> None:
    error = error_of(text, unknown)
    if error is None:
        plan = formats.loads(text, unknown=unknown)
        assert formats.loads(formats.dumps(plan)) == plan
        return
    assert error.__cause__ is None
    assert error.__context__ is None
    assert error.problems
    told = [str(error), repr(error), repr(error.args), repr(error.problems)]
    told += traceback.format_exception(error)
    for problem in error.problems:
        assert {step for step in problem.path if isinstance(step, str)} <= KNOWN
    for line in told:
        assert CANARY not in line
        assert ascii(CANARY)[1:-1] not in line
        assert "7431" not in line


def error_of(text: str, unknown: Any) -> LoadError | None:
    try:
        formats.loads(text, unknown=unknown)
    except LoadError as error:
        return error
    return None


@unhurried
@given(mistakes())
def test_the_quick_and_the_thorough_pass_accept_the_same(text: str) -> None:
    try:
        data = decode_json(text)
    except ValueError:
        return
    assert outcome(STRUCTURE.quick, data) == outcome(STRUCTURE.thorough, data)


def outcome(structure: Callable[[object], TreatmentPlan], data: object) -> object:
    try:
        return structure(data)
    except Exception:  # noqa: BLE001 - the quick pass may raise anything
        return "refused"
