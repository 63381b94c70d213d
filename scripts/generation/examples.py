"""Real findings: a rule's fault on a conformant course, and files that are no plans."""

from __future__ import annotations

__all__ = ["Change", "Example", "delivered", "entries", "example"]

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs

import ipt_core as ipt
from ipt_core._blocks import Entry
from ipt_core._problems import python_path
from ipt_core.engine import Finding
from ipt_core.model import TreatmentPlan
from ipt_core.testing import deliver, sample

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.engine import Report, Rule


@attrs.frozen(kw_only=True)
class Change:
    """One place at which two plans differ."""

    place: str
    """The place as Python."""
    said: str
    """What became of it, in words."""


@attrs.frozen(kw_only=True)
class Example:
    """What a rule finds on a conformant course after its fault."""

    plan: TreatmentPlan
    """The conformant course."""
    changes: tuple[Change, ...]
    """What the fault changed."""
    finding: Entry
    """What the report says."""
    found: Finding
    """The same, as data."""
    others: tuple[str, ...]
    """Codes of the other rules that find something too."""


@cache
def delivered(protocol: str) -> TreatmentPlan:
    """Draft a course and deliver it as planned."""
    return deliver(sample(protocol))


def example(rule: Rule, protocols: Iterable[str]) -> Example:
    """Break a conformant course as the rule's fault does, and check it.

    The first protocol is taken in which there is something to break.

    Raises:
        ValueError: if there is none.
    """
    for protocol in protocols:
        if shown := _example(rule, protocol):
            return shown
    raise ValueError(f"the fault of {rule.code} breaks nothing in any protocol")


def _example(rule: Rule, protocol: str) -> Example | None:
    plan = delivered(protocol)
    assert rule.fault is not None
    try:
        broken = rule.fault(plan)
    except ValueError:  # there is nothing to break
        return None
    report = ipt.check(broken, others=[plan])
    found = next((f for f in report.findings if f.code == rule.code), None)
    if found is None:
        return None
    entry = next(e for e in entries(report) if e.title.startswith(rule.code))
    others = {f.code for f in report.findings} - {rule.code}
    return Example(
        plan=plan,
        changes=tuple(_changes(ipt.to_data(plan), ipt.to_data(broken), ())),
        finding=entry,
        found=found,
        others=tuple(sorted(others)),
    )


def entries(report: Report) -> list[Entry]:
    """Pick the findings and what is owed out of a report's blocks."""
    return [block for block in report.blocks() if isinstance(block, Entry)]


def _changes(before: Any, after: Any, path: tuple[str | int, ...]) -> Iterator[Change]:
    if before == after:
        return
    if _is(dict, before, after):
        for name in dict.fromkeys([*before, *after]):
            yield from _changes(before.get(name), after.get(name), (*path, name))
        return
    if _are_tables(before) and _are_tables(after) and len(before) == len(after):
        for position, (row, other) in enumerate(zip(before, after, strict=True)):
            yield from _changes(row, other, (*path, position))
        return
    yield Change(place=python_path(path), said=_said(before, after))


def _is(kind: type[Any], *values: object) -> bool:
    return all(isinstance(value, kind) for value in values)


def _are_tables(value: Any) -> bool:
    return _is(list, value) and bool(value) and _is(dict, *value)


def _said(before: Any, after: Any) -> str:
    if _are_tables(before) or _are_tables(after):
        return f"from {_entries(before)} to {_entries(after)}"
    if _is(list, before, after):
        less = [f"without {each}" for each in before if each not in after]
        more = [f"with {each}" for each in after if each not in before]
        return ", ".join([*less, *more]) or "in another order"
    return f"from {_word(before)} to {_word(after)}"


def _entries(members: Any) -> str:
    if members is None:
        return "not recorded"
    return "1 entry" if len(members) == 1 else f"{len(members) or 'no'} entries"


def _word(value: Any) -> str:
    if value is None:
        return "not recorded"
    if _is(list, value) or _is(dict, value):
        return "an entry" if value else "none"
    return str(value)
