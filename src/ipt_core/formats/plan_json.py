"""Plans as JSON, version `ipt-core/plan/1`."""

from __future__ import annotations

__all__ = ["FORMAT", "dump", "dumps", "from_data", "load", "loads", "to_data"]

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

import attrs

from ipt_core._checks import is_object, kind_of
from ipt_core._json import JsonText, decode_json
from ipt_core._problems import Problem
from ipt_core._structuring import Structurer
from ipt_core._writing import write_whole
from ipt_core.exceptions import InvalidValueError, LoadError
from ipt_core.formats._keeping import set_apart
from ipt_core.formats._reading import decode, read
from ipt_core.model import Record, TreatmentPlan

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Mapping

    from ipt_core._problems import Path as Place

Unknown = Literal["refuse", "keep"]
"""What to do with unknown fields."""

FORMAT = "ipt-core/plan/1"
"""What the field `format` of a plan says."""


def load(path: str | os.PathLike[str], *, unknown: Unknown = "refuse") -> TreatmentPlan:
    """Load a plan from a JSON file of at most 16 MiB.

    Args:
        path: Where the file is.
        unknown: What to do with unknown fields: `refuse` them, or `keep` them as
            extensions, named by the place (a JSON Pointer) that they stood at.

    Raises:
        LoadError: with every problem of the file.
    """
    return loads(read(path), unknown=unknown)


def loads(
    source: str | bytes | bytearray, *, unknown: Unknown = "refuse"
) -> TreatmentPlan:
    """Load a plan from JSON text, or from its bytes in UTF-8.

    Raises:
        LoadError: with every problem of the text.
    """
    _check_choice(unknown)
    return _from_decoded(decode(source), unknown)


def from_data(data: object, *, unknown: Unknown = "refuse") -> TreatmentPlan:
    """Make a plan of decoded JSON, such as a request's body.

    Takes what a JSON decoder returns: dicts with text as keys, lists, text, numbers,
    booleans, None. Tuples may stand for lists, dates for their text, members of the
    closed words for theirs. Everything else is refused.

    Raises:
        LoadError: with every problem of the data, and nothing else whatever they are.
    """
    _check_choice(unknown)
    try:
        return _from_decoded(data, unknown)
    except LoadError:
        raise
    except Exception:  # noqa: BLE001, S110 - objects of other programs may raise anything
        pass
    raise _refusal("IPT006", (), "JSON data", "something else")


def _check_choice(unknown: str) -> None:
    if unknown not in {"refuse", "keep"}:
        raise ValueError("unknown must be 'refuse' or 'keep'")


def _from_decoded(data: object, unknown: Unknown) -> TreatmentPlan:
    if not is_object(data):
        raise _refusal("IPT002", (), "an object", kind_of(data))
    given = data.get("format")
    reader = _READERS.get(given) if type(given) is str else None
    if reader is None:
        found = kind_of(given) if "format" in data else "nothing"
        found = "another text" if found == "text" else found
        known = "one of " + ", ".join(_READERS)
        raise _refusal("IPT003", ("format",), known, found)
    return reader(data, unknown)


def _refusal(code: str, path: Place, expected: str, found: str) -> LoadError:
    return LoadError([Problem(code=code, path=path, expected=expected, found=found)])


def _read_1(data: dict[Any, Any], unknown: Unknown) -> TreatmentPlan:
    structure = _structurer()
    if unknown == "refuse":
        return structure(data)
    known, kept, problems = set_apart(data, TreatmentPlan, beside=("format",))
    plan = None
    try:
        plan = structure(known)
    except LoadError as error:
        problems += error.problems
    if plan is None or problems:
        raise LoadError(problems)
    return attrs.evolve(plan, extensions=plan.extensions + kept)


@cache
def _structurer() -> Structurer[TreatmentPlan]:
    return Structurer(TreatmentPlan, beside=("format",))


_READERS: Mapping[str, Callable[[dict[Any, Any], Unknown], TreatmentPlan]] = {
    FORMAT: _read_1
}
"""How to read each version that there ever was."""


def dump(plan: TreatmentPlan, path: str | os.PathLike[str]) -> None:
    """Write a plan to a JSON file, whole or not at all.

    What was there before stays there until the new file is complete.

    Raises:
        InvalidValueError: if it is no `TreatmentPlan`.
        OSError: if the file cannot be written.
    """
    write_whole(path, dumps(plan).encode())


def dumps(plan: TreatmentPlan) -> str:
    """Write a plan as JSON text, its fields in the order of the model.

    Raises:
        InvalidValueError: if it is no `TreatmentPlan`.
    """
    import json

    return json.dumps(to_data(plan), ensure_ascii=False, indent=2) + "\n"


def to_data(plan: TreatmentPlan) -> dict[str, Any]:
    """Make data of a plan as a JSON decoder would return them.

    What is None is left out, as are waivers and extensions where there are none.

    Raises:
        InvalidValueError: if it is no `TreatmentPlan`.
    """
    if type(plan) is not TreatmentPlan:
        raise InvalidValueError("a TreatmentPlan", kind_of(plan), "plan")
    return {"format": FORMAT, **_fields(plan)}


def _fields(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {}
    of: Any = type(record)
    for name, default, kind in _written(of):
        value = getattr(record, name)
        if value is not None and not (value == () and default == ()):
            found[name] = decode_json(value) if kind is JsonText else _data(value)
    return found


@cache
def _written(kind: type[Record]) -> list[tuple[str, Any, Any]]:
    fields = attrs.fields(attrs.resolve_types(kind))
    return [(field.name, field.default, field.type) for field in fields]


def _data(value: object) -> object:
    if isinstance(value, Record):
        return _fields(value)
    if isinstance(value, tuple):
        return [_data(member) for member in cast("tuple[object, ...]", value)]
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
