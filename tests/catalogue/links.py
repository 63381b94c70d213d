"""Follows a link of the catalogue to what it points at."""

from __future__ import annotations

__all__ = ["follow"]

from typing import Any

import attrs

import ipt_core as ipt
from ipt_core import model, vocabulary
from ipt_core.catalogue import disagreements, tables

_MODULES = {"model": model, "vocabulary": vocabulary}


def follow(link: str) -> Any:
    """Give what `table/code` or `table/code.field` points at.

    Raises:
        LookupError: if it points at nothing.
    """
    table, code = link.split("/")
    if table == "rules":
        return ipt.rules[code]
    if table == "disagreements":
        return disagreements[code]
    name, _, field = code.partition(".")
    if table in _MODULES:
        kind = vars(_MODULES[table])[name]
        return _member(kind, field) if field else kind
    entry: Any = tables[table][name]
    return (
        getattr(entry, attrs.fields_dict(entry.__class__)[field].name)
        if field
        else entry
    )


def _member(kind: Any, name: str) -> Any:
    """Give a field of a model, or a closed word by its value."""
    if attrs.has(kind):
        return attrs.fields_dict(kind)[name]
    return {word.value: word for word in kind}[name]
