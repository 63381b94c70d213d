"""A file that was written once can be read for ever."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest

import ipt_core as ipt
from ipt_core._checks import kind_of
from ipt_core._structuring import without_none
from ipt_core.model import TreatmentPlan

FILES = sorted(Path(__file__).parent.glob("plan-*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_loads_and_keeps_all_that_it_says(path: Path) -> None:
    """No file here is ever changed: a change of the format adds a file."""
    plan = ipt.load(path)
    assert ipt.to_data(plan) == json.loads(path.read_text(encoding="utf-8"))
    assert ipt.check(plan).outcomes


def test_every_field_of_the_models_is_in_one_of_them() -> None:
    """If this fails: add a file with the new field, and leave the old ones alone."""
    data = [json.loads(path.read_text(encoding="utf-8")) for path in FILES]
    assert fields(TreatmentPlan) <= {place for each in data for place in places(each)}


def places(data: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    match kind_of(data):
        case "a list":
            return {place for each in data for place in places(each, path)}
        case "an object":
            return {path}.union(*(places(data[n], (*path, n)) for n in data))
        case _:
            return {path}


def fields(kind: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    kind = without_none(kind)
    kind = get_args(kind)[0] if get_args(kind) else kind
    if not attrs.has(kind):
        return {path}
    types = {each.name: each.type for each in attrs.fields(attrs.resolve_types(kind))}
    return {path}.union(*(fields(t, (*path, name)) for name, t in types.items()))
