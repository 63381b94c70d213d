"""A picture of a course as plain values."""

from __future__ import annotations

__all__ = ["layout_of"]

from collections import Counter
from typing import TYPE_CHECKING

from ipt_core._checks import refuse_other_than
from ipt_core._words import number_of
from ipt_core.display._axis import axis_of
from ipt_core.display._curves import curves_of
from ipt_core.display._lanes import due_words, lanes_of, said, sign_of, spread
from ipt_core.display._layout import Chip, Flow, Lane, Layout, Mark, Sign, State
from ipt_core.display._places import place_due, places_of
from ipt_core.display._rows import COLUMNS, rows_of
from ipt_core.display._words import clean
from ipt_core.engine import Report
from ipt_core.engine.checking import course_of
from ipt_core.engine.rendering import title_of
from ipt_core.model import TreatmentPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.display._axis import Axis
    from ipt_core.engine import Course, Owed

_MOST = 60


def layout_of(plan: TreatmentPlan, report: Report, *, text: bool) -> Layout:
    """Say what a picture of a plan shows, as its report judges it.

    Args:
        plan: the plan.
        report: its report.
        text: whether to show what people wrote.

    Raises:
        InvalidValueError: if an argument is nothing that it could be.
    """
    refuse_other_than(TreatmentPlan, plan, "plan")
    refuse_other_than(Report, report, "report")
    refuse_other_than(bool, text, "text")
    course = course_of(plan, report)
    axis = axis_of(course, report.agreed)
    curves = curves_of(course, axis)
    lanes = lanes_of(course, report, axis, text=text)
    return Layout(
        title=title_of(report),
        desc=_desc(report, axis),
        slots=axis.slots,
        here=axis.here,
        bands=axis.bands,
        above=tuple(_above(report, axis, course)),
        owed=tuple(_ahead(report, axis)),
        curves=curves,
        lanes=lanes[:_MOST],
        flows=tuple(_flows(report)),
        notes=tuple(_notes(axis, lanes)),
        columns=COLUMNS,
        by=COLUMNS[:1],
        rows=rows_of(course, report, axis, curves, lanes),
    )


def _desc(report: Report, axis: Axis) -> str:
    states = Counter(slot.state for slot in axis.slots[1:])
    sessions = ", ".join(f"{states[state]} {state}" for state in State if states[state])
    findings = ", ".join(
        [
            number_of(len(report.errors), "error"),
            number_of(len(report.warnings), "warning"),
            f"{len(report.infos)} info",
            *([f"{len(report.waived)} waived"] if report.waived else ()),
        ]
    )
    return (
        f"Sessions: {sessions or 'none'}. Findings: {findings}. Owed: "
        f"{len(report.owed)}. Rules not checked: {len(report.not_checked)}."
    )


def _above(report: Report, axis: Axis, course: Course) -> Iterator[Lane]:
    groups = {
        "Errors": report.errors,
        "Warnings": report.warnings,
        "Info": report.infos,
        "Waived": report.waived,
    }
    for word, findings in groups.items():
        marks = tuple(spread(findings, lambda f: places_of(f, axis, course)))
        if marks:
            placed = sum(bool(places_of(f, axis, course)) for f in findings)
            label = _label(word, placed, len(findings))
            yield Lane(group="Findings", label=label, marks=marks)


def _ahead(report: Report, axis: Axis) -> Iterator[Lane]:
    found: dict[tuple[int, Sign], list[str]] = {}
    for owed in report.owed:
        place = place_due(owed, axis)
        if place is not None:
            found.setdefault((place, _sign(owed)), []).append(due_words(owed))
    marks = tuple(
        Mark(slot=place, sign=sign, says=tuple(each))
        for (place, sign), each in found.items()
    )
    if marks:
        placed = sum(len(mark.says) for mark in marks)
        label = _label("Owed", placed, len(report.owed))
        yield Lane(group="Owed", label=label, marks=marks)


def _label(word: str, placed: int, whole: int) -> str:
    """Say how many have a place at a session, and of how many where some have none."""
    return f"{word}: {placed}" + (f" of {whole}" if placed < whole else "")


def _sign(owed: Owed) -> Sign:
    return Sign.OVERDUE if owed.overdue else Sign.OWED


def _flows(report: Report) -> Iterator[Flow]:
    """List all findings, and all that is owed."""
    found = [
        (_about(clean(f.code), f.subject), sign_of(f), said(f)) for f in report.findings
    ]
    if found:
        yield Flow(head="Findings", chips=tuple(_chips(found)))
    owed = [
        (
            clean(o.code) + ("" if o.by is None else f" by {o.by}"),
            _sign(o),
            due_words(o),
        )
        for o in report.owed
    ]
    if owed:
        yield Flow(head="Owed", chips=tuple(_chips(owed)))


def _about(code: str, subject: str | None) -> str:
    return f"{code}, {clean(subject)}" if subject else code


def _chips(each: list[tuple[str, Sign, str]]) -> Iterator[Chip]:
    found: dict[tuple[str, Sign], list[str]] = {}
    for word, sign, says in each:
        found.setdefault((word, sign), []).append(says)
    for (word, sign), lines in list(found.items())[:_MOST]:
        times = f" ({len(lines)})" if len(lines) > 1 else ""
        yield Chip(sign=sign, word=f"{word}{times}", says=tuple(lines))
    if len(found) > _MOST:
        says = f"{len(found) - _MOST} more"
        yield Chip(sign=Sign.NONE, word=says, says=(f"{says}: see the table",))


def _notes(axis: Axis, lanes: tuple[Lane, ...]) -> Iterator[str]:
    if axis.left_out:
        yield f"{axis.left_out} more sessions are not shown."
    if len(lanes) > _MOST:
        yield f"{len(lanes) - _MOST} more rows are not shown; the table has them."
