"""File formats: plans as JSON, its schema, and plans without what people said."""

from __future__ import annotations

__all__ = [
    "dump",
    "dumps",
    "from_data",
    "load",
    "loads",
    "redact",
    "schema",
    "to_data",
]

from ipt_core.formats._redaction import redact
from ipt_core.formats._schema import schema
from ipt_core.formats.plan_json import dump, dumps, from_data, load, loads, to_data
