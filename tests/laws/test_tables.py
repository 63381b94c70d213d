"""What was put into tables comes back, and nothing is told that was written."""

from __future__ import annotations

import csv
import io
import tempfile
from itertools import islice
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core._visible import visible
from ipt_core.exceptions import IptError
from ipt_core.formats._redaction import redact_each
from ipt_core.interop import (
    agreement,
    checklist,
    read_mapping,
    read_sessions,
    read_tables,
    to_tables,
)
from ipt_core.interop._frames import FORMULA
from tests.interop.test_mapping import mapping
from tests.laws.courses import deep
from tests.laws.test_privacy import CANARY, CODE, is_quiet, telling
from tests.strategies import plans, unhurried

if TYPE_CHECKING:
    from ipt_core.model import TreatmentPlan

HOSTILE = (
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    "x" * 10_000,
    "\x00\x07\x1b[31m",
    '=HYPERLINK("http://a.b","c")',
    "'=1",
    'a\r\nb,"c"\r',
    "[bold]x[/bold]",
)


@st.composite
def hostile(draw: st.DrawFn) -> TreatmentPlan:
    """A plan with such a text in each place that can hold any."""
    one = draw(st.sampled_from(HOSTILE) | st.sampled_from(FORMULA))
    return draw(plans(one))


@settings(max_examples=deep(60), deadline=None)
@given(st.lists(plans() | hostile(), max_size=3))
def test_what_is_in_tables_comes_back(given: list[TreatmentPlan]) -> None:
    made = to_tables(given, text=True)
    assert list(read_tables(made).plans) == given
    with tempfile.TemporaryDirectory() as folder:
        made.to_csv(folder)
        found = read_tables(folder)
    assert list(found.plans) == given
    assert not found.problems


@settings(max_examples=deep(25), deadline=None)
@given(st.lists(plans() | hostile(), max_size=2), st.sampled_from(["pandas", "polars"]))
def test_from_data_frames_too(given: list[TreatmentPlan], library: str) -> None:
    made = to_tables(given, text=True)
    frames = {name: getattr(f, f"to_{library}")() for name, f in made.items()}
    assert list(read_tables(frames).plans) == given


@settings(max_examples=deep(60), deadline=None)
@given(st.lists(telling(), max_size=2))
def test_tables_tell_nothing_unless_asked(given: list[TreatmentPlan]) -> None:
    made = to_tables(given, [ipt.check(plan) for plan in given])
    said = [frame.to_csv() for frame in made.values()]
    said += [repr(made), *map(repr, made.values()), checklist(given).to_csv()]
    # Words that look like codes stay, as `redact` leaves them.
    assert is_quiet("".join(said).replace(CODE, ""))
    assert read_tables(made).plans == redact_each(given)


@settings(max_examples=deep(60), deadline=None)
@given(st.lists(telling(), max_size=2))
def test_tables_with_texts_show_none_unless_asked(given: list[TreatmentPlan]) -> None:
    made = to_tables(given, [ipt.check(plan) for plan in given], text=True)
    for frame in made.values():
        for said in (frame.to_text(), frame.to_html(), frame.to_markdown()):
            assert is_quiet(said.replace(CODE, ""))


@settings(max_examples=deep(25), deadline=None)
@given(st.lists(hostile(), max_size=2))
def test_tables_show_any_text_in_lines(given: list[TreatmentPlan]) -> None:
    for frame in to_tables(given, text=True).values():
        said = str(frame.page(text=True))
        assert visible(said) == said
        assert max(map(len, said.splitlines())) <= 88


@settings(max_examples=deep(60), deadline=None)
@given(st.lists(plans() | hostile(), max_size=2))
def test_no_cell_of_a_csv_file_begins_a_formula(given: list[TreatmentPlan]) -> None:
    for frame in to_tables(given, text=True).values():
        lines = csv.reader(io.StringIO(frame.to_csv(), newline=""), strict=True)
        for cells in islice(lines, 1, None):
            for column, cell in zip(frame.columns, cells, strict=True):
                if column.kind == "text":
                    assert not cell.startswith(tuple(FORMULA))


CELLS = st.sampled_from(
    [None, "", "0", "1", "-99", "2026-01-05", 1, 2.5, True, float("nan"), CODE, CANARY]
)
TOLD = mapping(
    plan={
        "age": "a",
        "end_on": "c",
        "sessions": "a",
        "contract_agreed": "b",
        "disorders": {"b": "bipolar-disorder"},
        "foci": [{"area": "a", "agreed": "b", "chosen_in": "c"}],
        "diagnoses": [{"disorder": "b"}],
        "exclusions": [{"condition": "psychosis", "presence": "c"}],
        "scores": [{"instrument": "phq-9", "total": "a", "items": {"9": "b"}}],
        "complete": {"c": ["1"]},
    },
    sessions={
        "status": {"column": "a", "codes": {"1": "delivered"}},
        "number": "a",
        "phase": "b",
        "on": "c",
        "tasks": {"columns": {"b": "hope"}, "unknown": ["c"]},
        "scores": [{"instrument": "phq-9", "total": "c"}],
        "enquiries": [{"topic": "suicide", "thoughts": "b"}],
        "ratings": [{"instrument": "csprs", "score": "c"}],
        "order": "a",
    },
    cells={"missing": ["-99"]},
)


@unhurried
@given(
    st.lists(st.fixed_dictionaries(dict.fromkeys(("pid", "a", "b", "c"), CELLS))),
    st.sampled_from(["real", "shifted"]),
)
def test_any_cells_can_be_read_and_none_is_repeated(
    rows: list[dict[str, Any]], dates: str
) -> None:
    empty = dict.fromkeys(("pid", "a", "b", "c"))
    told = TOLD | {"cells": {"missing": ["-99"], "dates": dates}}
    found = read_sessions([empty, *rows], told)
    assert is_quiet(repr(found) + "".join(map(str, found.problems)))
    for plan in found.plans:
        ipt.check(plan)


@unhurried
@given(
    st.recursive(
        CELLS,
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(["format", "plan", "sessions", "tasks", CODE]), inner
            )
        ),
    ),
    st.sampled_from(["cells", "plan", "sessions", "captures"]),
)
def test_no_error_tells_what_a_mapping_or_table_says(data: Any, key: str) -> None:
    for attempt in (
        lambda: read_mapping(data),
        lambda: read_mapping(TOLD | {"format": "", key: data}),
        lambda: read_sessions([dict.fromkeys("abc", data)], TOLD),
        lambda: read_tables(data),
        lambda: read_tables({"plans": data}),
        lambda: agreement(data, data),
    ):
        said = ""
        try:
            attempt()
        except IptError as error:
            said = f"{error}{error!r}{error.__cause__}{error.__context__}"
        assert is_quiet(said)
