"""Hypothesis strategies for plans, built from the classes of the model."""

from __future__ import annotations

import datetime as dt
import json
from enum import EnumType
from functools import cache
from typing import Any, get_args, get_origin

import attrs
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ipt_core._checks import Valid, many, optional, taken_apart, whole
from ipt_core._json import JsonText
from ipt_core._structuring import without_none
from ipt_core.model import TreatmentPlan
from ipt_core.model._fields import FREE, REFERENCE

_MOST = 2**53 - 1
_CODES = ("ipt", "ipt-a", "grief", "role-dispute", "phq-9", "psychoeducation")
_LETTERS = "aZ9 -_\"'\\/~\0\n\x7f\u00e4\u03a9\u4e2d\u2028\ufeff\ufffe\U0001f600"
_IDS = ("f1", "f2", "g1", "g2", "s1")


unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For laws about plans: a machine with other work to do is no fault of theirs."""


def plans(canary: str | None = None) -> st.SearchStrategy[TreatmentPlan]:
    """Make any plan that can be built.

    Args:
        canary: A text that every id, code and free text is to hold.
    """
    return _records(TreatmentPlan, canary)


@cache
def _records(kind: type[Any], canary: str | None) -> st.SearchStrategy[Any]:
    fields = attrs.fields(attrs.resolve_types(kind))
    made = {field.name: _values(field, canary) for field in fields}
    needed = {f.name: made.pop(f.name) for f in fields if f.default is attrs.NOTHING}
    values = st.fixed_dictionaries(needed, optional=made)
    return values.map(lambda given: kind(**given))


def _values(field: attrs.Attribute[Any], canary: str | None) -> st.SearchStrategy[Any]:
    check = field.validator.check if isinstance(field.validator, Valid) else None
    texts = _texts(field.metadata, canary)
    return _of_kind(without_none(field.type), check, texts, canary)


def _of_kind(
    kind: Any, check: Any, texts: st.SearchStrategy[str], canary: str | None
) -> st.SearchStrategy[Any]:
    maker, inner = taken_apart(check)
    if maker is optional:
        return _of_kind(kind, inner, texts, canary)
    if get_origin(kind) is tuple:
        assert maker is many
        members = _of_kind(get_args(kind)[0], inner, texts, canary)
        return st.lists(members, max_size=2).map(tuple)
    if isinstance(kind, EnumType):
        return st.sampled_from(list(kind))
    if attrs.has(kind):
        return _records(kind, canary)
    if kind is int:
        assert maker is whole
        return st.integers(inner, inner + 20) | st.integers(inner, _MOST)
    return {
        str: texts,
        float: st.integers(0, 30) | st.floats(-_MOST, _MOST),
        bool: st.booleans(),
        dt.date: st.dates(),
        JsonText: _json_texts(canary),
    }[kind]


def _texts(metadata: Any, canary: str | None) -> st.SearchStrategy[str]:
    if canary:
        return st.sampled_from([canary, f"1 {canary}", f"{canary} 2"])
    free = st.text(_LETTERS, min_size=1, max_size=8)
    if metadata == FREE:
        return free
    return st.sampled_from(_IDS if metadata == REFERENCE else _CODES) | free


def _json_texts(canary: str | None) -> st.SearchStrategy[str]:
    texts = st.just(canary) if canary else st.text(_LETTERS, max_size=3)
    numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    leaves = st.none() | st.booleans() | numbers | texts
    values = st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2)
        ),
        max_leaves=3,
    )
    return values.map(json.dumps)
