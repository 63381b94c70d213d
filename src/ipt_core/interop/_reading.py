"""Plans from tables of others, by a mapping."""

from __future__ import annotations

__all__ = ["read_sessions"]

from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._checks import is_unicode
from ipt_core.catalogue import protocols
from ipt_core.interop._building import PlanBuilder
from ipt_core.interop._fitting import check_mapping, unknown_codes
from ipt_core.interop._imports import Gap, Import
from ipt_core.interop._mapping_file import name_of, read_mapping
from ipt_core.interop._rows import Unread, read_rows
from ipt_core.interop._targets import shared_columns
from ipt_core.model import Records

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from ipt_core.interop._rows import Source
    from ipt_core.interop.mapping import Boxes, TableMapping
    from ipt_core.model import TreatmentPlan


def read_sessions(
    table: Source,
    mapping: str | os.PathLike[str] | Mapping[str, Any] | TableMapping,
) -> Import:
    """Read plans from a table that another program wrote, such as a REDCap export.

    The mapping says which column holds what, what codes mean and what stands for a
    missing value; what it does not name is not read. A cell that cannot be read counts
    as not recorded, and the problems say where it is, never what stands there. What the
    mapping has no column for is *never captured*: the plans' `records` say so, and the
    rules that need it answer *not checked* instead of *broken*. Lists of codes that are
    ticked count as complete only where the mapping says so (`captures`), as a form
    rarely has a box for everything. Codes of the mapping that the catalogue does not
    have are taken as they are and listed as `unknown_codes`.

    Args:
        table: the path of a CSV file in UTF-8 of at most 16 MiB, a `Frame`, rows as
            dicts, or a pandas or polars data frame.
        mapping: the path of a TOML file, what such a file says as a dict, or what
            `read_mapping` made of it.

    Raises:
        MappingError: with all that is wrong with the mapping, or does not fit the
            table.
        LoadError: if the table cannot be read at all.
    """
    told = read_mapping(mapping)
    rows = read_rows(
        table,
        "table",
        delimiter=told.cells.delimiter,
        date_format=told.cells.date_format,
    )
    check_mapping(told, rows.columns, name_of(mapping))
    problems = list(rows.problems)
    capturing, shared = _captured(told), shared_columns(told)
    wrong = {problem.row for problem in rows.problems}
    builders: dict[str, PlanBuilder] = {}
    for number, cells in rows.numbered():
        plan = cells.get(told.plan.id)
        if number in wrong:
            continue
        fault = "nothing" if plan is None or plan in told.cells.missing else None
        if plan is None or fault or not is_unicode(plan):
            column, fault = told.plan.id, fault or "text that is not in Unicode"
            found = Unread(row=number, column=column, expected="an id", found=fault)
            problems.append(found)
            continue
        if plan not in builders:
            builders[plan] = PlanBuilder(plan, told, capturing, shared)
        builders[plan].add(number, cells)
    plans = tuple(_built(builders.values(), problems))
    return Import(
        plans=plans,
        problems=tuple(sorted(problems, key=lambda problem: problem.row or 0)),
        never_captured=tuple(_gaps(told, capturing, plans)),
        unknown_codes=unknown_codes(told),
    )


def _built(
    builders: Iterable[PlanBuilder], problems: list[Unread]
) -> Iterator[TreatmentPlan]:
    for builder in builders:
        plan = builder.build()
        problems += builder.problems
        if plan is not None:
            yield plan


def _captured(mapping: TableMapping) -> frozenset[str]:
    """Name the kinds of fact that some column of the table holds."""
    plan, sessions = mapping.plan, mapping.sessions
    agreed = (plan.contract_agreed, *(focus.agreed for focus in plan.foci))
    found = {
        "sessions": True,
        "attendance": any(s.status.column or s.attendees for s in sessions),
        "foci": plan.foci,
        "tasks": any(s.tasks for s in sessions),
        "strategies": any(s.strategies for s in sessions),
        "techniques": any(s.techniques for s in sessions),
        "scores": plan.scores or any(s.scores for s in sessions),
        "enquiries": plan.enquiries or any(s.enquiries for s in sessions),
        "agreements": any(agreed),
        "ratings": any(s.ratings for s in sessions),
    }
    stated = mapping.captures or Records()
    return frozenset(
        field.name
        for field in attrs.fields(Records)
        if found.get(field.name) or getattr(stated, field.name)
    )


def _gaps(
    mapping: TableMapping, captured: frozenset[str], plans: Iterable[TreatmentPlan]
) -> Iterator[Gap]:
    """Name what the table has no column for, and tasks of a protocol without a box."""
    for field in attrs.fields(Records):
        if field.name not in captured:
            yield Gap(kind=field.name)
    if "tasks" in captured:
        boxes = {code for s in mapping.sessions for code in _codes(s.tasks)}
        forms = {protocols[p.protocol] for p in plans if p.protocol in protocols}
        owed = {due.task for form in forms for due in form.tasks}
        yield from (Gap(kind="tasks", code=code) for code in sorted(owed - boxes))


def _codes(boxes: Boxes | None) -> Iterator[str]:
    yield from (each.code for each in boxes.columns) if boxes else ()
