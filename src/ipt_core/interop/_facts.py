"""Single facts from the cells of a row, as a mapping tells where they stand."""

from __future__ import annotations

__all__ = ["Cells", "FactReader", "Form"]

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from ipt_core._structuring import without_none
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop._cells import value_of
from ipt_core.interop._naming import named, named_each
from ipt_core.interop._rows import Unread
from ipt_core.interop._targets import field_of
from ipt_core.interop.mapping import read_date
from ipt_core.model import (
    Attendee,
    Attestation,
    Diagnosis,
    Exclusion,
    ItemScore,
    Rating,
    RiskEnquiry,
    Score,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.interop.mapping import (
        Boxes,
        CellRules,
        Condition,
        DiagnosisFrom,
        EnquiryFrom,
        ExclusionFrom,
        From,
        RatingFrom,
        ScoreFrom,
    )

Cells: TypeAlias = dict[str, tuple[int, str]]
"""By column: the row that a text stands in, and the text."""

_ITEM = attrs.fields(attrs.resolve_types(ItemScore)).value
_ASKED = ("thoughts", "plan_or_intent", "past", "private")


@attrs.frozen
class Form:
    """One row, or the rows of a plan put together, and whether it was filled in."""

    row: int
    """The row."""
    cells: Cells
    """What it says."""
    filled: bool | None
    """Whether somebody filled it in; None where the mapping does not say when."""


class FactReader:
    """Reads cells and notes what cannot be read."""

    def __init__(self, rules: CellRules) -> None:
        """Take the rules by which cells are written."""
        self.rules = rules
        self.found: dict[Unread, None] = {}
        self.places: set[tuple[int | None, str | None]] = set()

    @property
    def problems(self) -> list[Unread]:
        """Every place that could not be read, once."""
        return list(self.found)

    def tell(
        self,
        row: int | None,
        column: str | None,
        expected: str,
        found: str,
        nearest: str | None = None,
    ) -> None:
        """Note a problem, once for each cell."""
        problem = Unread(
            row=row, column=column, expected=expected, found=found, nearest=nearest
        )
        self.found[problem] = None
        self.places |= {(row, column), (None, column)}

    def problem_at(self, row: int | None, column: str | None) -> bool:
        """Whether there is a problem with a column, in one row or in any."""
        return (row, column) in self.places

    def is_missing(self, text: str) -> bool:
        """Whether a text stands for a missing value."""
        return not text or text in self.rules.missing

    def meets(self, cells: Cells, conditions: Iterable[Condition]) -> bool:
        """Whether a row says what all conditions ask for."""
        return all(
            cells.get(each.column, (0, ""))[1] in each.texts for each in conditions
        )

    def form(
        self, row: int, cells: Cells, complete: Iterable[Condition] | None
    ) -> Form:
        """Tell of a row whether somebody filled it in."""
        return Form(
            row, cells, None if complete is None else self.meets(cells, complete)
        )

    def text(self, cells: Cells, column: str) -> str | None:
        """What a cell says; None if it says nothing."""
        text = cells.get(column, (0, ""))[1]
        return None if self.is_missing(text) else text

    def withheld(self, cells: Cells, columns: Iterable[str]) -> bool:
        """Whether one of the cells has a code for a missing value in it."""
        texts = (cells.get(column, (0, ""))[1] for column in columns)
        return any(text and self.is_missing(text) for text in texts)

    def value(self, form: Form, told: Any, name: str) -> Any:
        """Read the value of one entry of a mapping; None if there is none."""
        source: From | None = getattr(told, name)
        if source is None:
            return None
        return self.read(form, source, field_of(told, name))

    def read(self, form: Form, source: From, field: attrs.Attribute[Any]) -> Any:
        """Read a value; None, with the problem noted, if it is none of the field's."""
        text = source.value or self.text(form.cells, source.column or "")
        if text is None:
            return None
        try:
            return self.made(text, source, field)
        except InvalidValueError as error:
            at = form.cells.get(source.column or "", (form.row, ""))[0]
            self.tell(at, source.column, error.expected, error.found, error.nearest)
            return None

    def made(self, text: str, source: From, field: attrs.Attribute[Any]) -> Any:
        if source.codes is not None and source.column is not None:
            words = {each.source: each.code for each in source.codes}
            if text not in words:
                raise InvalidValueError(f"one of {named_each(words)}", "another")
            text = words[text]
        if not text:
            return None
        kind = without_none(field.type)
        if kind is bool and text in (*self.rules.ticked, *self.rules.unticked):
            return text in self.rules.ticked
        if kind is dt.date:
            return self.date(text)
        return value_of(text, field)

    def date(self, text: str) -> dt.date:
        try:
            return read_date(text, self.rules.date_format)
        except ValueError:
            pass
        form = named(self.rules.date_format)
        raise InvalidValueError(f"a date written as {form}", "text")

    def number(self, form: Form, column: str | None) -> float:
        """Read a number that gives an order; 0 where there is none."""
        text = None if column is None else self.text(form.cells, column)
        if text is None:
            return 0
        try:
            return float(value_of(text, _ITEM))
        except InvalidValueError as error:
            self.tell(form.row, column, error.expected, error.found)
            return 0

    def boxes(
        self, form: Form, told: Boxes | None
    ) -> tuple[tuple[str, ...] | None, bool]:
        """List the codes of ticked boxes, and tell whether that is all of them.

        None where nothing is recorded. A box that is not ticked says something only
        where nothing tells that the form was not filled in, and no box is empty.
        """
        if told is None:
            return None, True
        if any(self.ticked(form, column) for column in told.unknown):
            return None, True
        states = [(each.code, self.ticked(form, each.column)) for each in told.columns]
        done = tuple(dict.fromkeys(code for code, ticked in states if ticked))
        whole = form.filled is not False and all(
            ticked is not None for _, ticked in states
        )
        if not done and not whole:
            return None, True
        return done, whole

    def ticked(self, form: Form, column: str) -> bool | None:
        text = self.text(form.cells, column)
        if text is None or text in self.rules.unticked:
            return None if text is None else False
        if text in self.rules.ticked:
            return True
        either = named_each((*self.rules.ticked, *self.rules.unticked))
        self.tell(form.row, column, f"one of {either}", "another")
        return None

    def attendees(self, roles: tuple[str, ...] | None) -> tuple[Attendee, ...] | None:
        """Make those who were there of their roles."""
        return None if roles is None else tuple(Attendee(role=role) for role in roles)

    def scores(
        self, form: Form, told: Iterable[ScoreFrom], said: Attestation
    ) -> tuple[tuple[Score, ...] | None, bool]:
        """Read scores, and tell whether those are all that there were."""
        made: list[Score] = []
        columns: list[str] = []
        for each in told:
            total = self.value(form, each, "total")
            items = tuple(self.items(form, each))
            columns += [e.column for e in each.items]
            columns += [each.total.column or ""] if each.total else []
            if total is not None or items:
                by = attrs.evolve(said, by=each.by)
                made.append(
                    Score(
                        instrument=each.instrument,
                        total=total,
                        items=items or None,
                        attested=by,
                    )
                )
        return self.all_of(form, made, columns)

    def items(self, form: Form, told: ScoreFrom) -> Iterable[ItemScore]:
        for each in told.items:
            text = self.text(form.cells, each.column)
            if text is not None:
                try:
                    value = value_of(text, _ITEM)
                except InvalidValueError as error:
                    self.tell(form.row, each.column, error.expected, error.found)
                else:
                    yield ItemScore(item=int(each.item), value=value)

    def all_of(
        self, form: Form, made: list[Any], columns: list[str]
    ) -> tuple[tuple[Any, ...] | None, bool]:
        """Tell apart what was not done, what is not recorded, and what is in part."""
        if not columns:
            return None, True
        unread = self.withheld(form.cells, columns) or any(
            self.problem_at(form.cells[column][0], column)
            for column in columns
            if column in form.cells
        )
        if not made:
            return (() if form.filled and not unread else None), True
        return tuple(made), not unread

    def enquiries(
        self, form: Form, told: Iterable[EnquiryFrom], said: Attestation
    ) -> tuple[tuple[RiskEnquiry, ...] | None, bool]:
        """Read enquiries about risk, and tell whether those are all there were."""
        made: list[RiskEnquiry] = []
        columns: list[str] = []
        for each in told:
            parts = {name: self.value(form, each, name) for name in _ASKED}
            done, _ = self.boxes(form, each.responses)
            sources = [source for n in _ASKED if (source := getattr(each, n))]
            columns += [source.column or "" for source in sources]
            if done or any(part is not None for part in parts.values()):
                made.append(
                    RiskEnquiry(
                        topic=each.topic, responses=done, attested=said, **parts
                    )
                )
        return self.all_of(form, made, columns)

    def ratings(
        self, form: Form, told: Iterable[RatingFrom], said: Attestation
    ) -> tuple[tuple[Rating, ...] | None, bool]:
        """Read ratings, and tell whether those are all there were."""
        made: list[Rating] = []
        columns: list[str] = []
        for each in told:
            columns.append(each.score.column or "")
            score = self.value(form, each, "score")
            if score is not None:
                by = attrs.evolve(said, by=each.by)
                rating = Rating(instrument=each.instrument, score=score, attested=by)
                made.append(rating)
        return self.all_of(form, made, columns)

    def diagnoses(
        self, form: Form, told: Iterable[DiagnosisFrom], said: Attestation
    ) -> tuple[Diagnosis, ...] | None:
        """Read diagnoses; None where none are recorded."""
        made: list[Diagnosis] = []
        columns: list[str] = []
        for each in told:
            columns.append(each.disorder.column or "")
            disorder = self.value(form, each, "disorder")
            criteria = self.value(form, each, "criteria")
            if disorder is not None:
                made.append(
                    Diagnosis(disorder=disorder, criteria=criteria, attested=said)
                )
        return self.all_of(form, made, columns)[0]

    def exclusions(
        self, form: Form, told: Iterable[ExclusionFrom], said: Attestation
    ) -> tuple[Exclusion, ...] | None:
        """Read what was looked for; None where nothing is recorded."""
        made: list[Exclusion] = []
        for each in told:
            presence = self.value(form, each, "presence")
            if presence is not None:
                made.append(
                    Exclusion(
                        condition=each.condition, presence=presence, attested=said
                    )
                )
        return tuple(made) or None
