"""One plan, built of the rows of a table that belong to it."""

from __future__ import annotations

__all__ = ["PlanBuilder"]

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ipt_core.interop._facts import FactReader
from ipt_core.interop.mapping import Dates
from ipt_core.model import (
    Assessment,
    Attestation,
    Contract,
    End,
    Focus,
    Labels,
    Records,
    Session,
    TreatmentPlan,
)
from ipt_core.vocabulary import Coverage, Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipt_core.interop._facts import Cells, Form
    from ipt_core.interop._rows import Unread
    from ipt_core.interop.mapping import FocusFrom, SessionsFrom, TableMapping

T = TypeVar("T")

_PLAIN_OF_SESSION = (
    "kind",
    "status",
    "number",
    "phase",
    "on",
    "day",
    "week",
    "minutes",
    "setting",
    "channel",
    "cancelled_by",
    "reason",
)
_LISTS = ("tasks", "strategies", "techniques", "topics")
_WHOLE = {"sessions", "attendance", "foci"}
"""Kinds of fact of which a table that has them has all; no form asks for every task."""
_KINDS = {"attendees": "attendance"}
"""What `Records` calls a list, where it has another name for it."""


class PlanBuilder:
    """The rows of one plan, as they come."""

    def __init__(
        self,
        plan: str,
        mapping: TableMapping,
        captured: frozenset[str],
        shared: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Start with the plan's id.

        Args:
            plan: the id.
            mapping: where everything stands.
            captured: the kinds of fact that the table has columns for.
            shared: the columns that are read for the plan as a whole, and what their
                texts mean.
        """
        self.id = plan
        self.mapping = mapping
        self.captured = captured
        self.shared = shared
        self.facts = FactReader(mapping.cells)
        self.cells: Cells = {}
        self.first = 0
        self.rows: list[tuple[tuple[int, float, int], Session]] = []
        self.partial: set[str] = set()

    @property
    def problems(self) -> list[Unread]:
        """Every place of these rows that could not be read."""
        return self.facts.problems

    def add(self, row: int, texts: dict[str, str]) -> None:
        """Take in one row of the table."""
        cells = {name: (row, text) for name, text in texts.items()}
        self.first = self.first or row
        if self.facts.meets(cells, self.mapping.plan.where):
            self.merge(cells)
        for block, told in enumerate(self.mapping.sessions):
            if self.facts.meets(cells, told.where):
                self.add_session(block, row, cells, told)

    def merge(self, cells: Cells) -> None:
        """Keep the first value of each column; another one later is a problem."""
        for name, (row, text) in cells.items():
            if self.facts.is_missing(text):
                self.cells.setdefault(name, (row, text))
                continue
            kept = self.cells.get(name)
            if kept is None or self.facts.is_missing(kept[1]):
                self.cells[name] = (row, text)
            elif name in self.shared and self.differs(name, kept[1], text):
                self.facts.tell(row, name, "the same for the whole plan", "another")

    def differs(self, column: str, first: str, second: str) -> bool:
        """Whether two texts of a column mean different things."""
        means = self.shared[column]
        return means.get(first, first) != means.get(second, second)

    def add_session(
        self, block: int, row: int, cells: Cells, told: SessionsFrom
    ) -> None:
        facts = self.facts
        form = facts.form(row, cells, told.complete)
        values: dict[str, Any] = {
            name: facts.value(form, told, name) for name in _PLAIN_OF_SESSION
        }
        if values["status"] is None:
            self.partial.add("sessions")
            if not facts.problem_at(row, told.status.column):
                facts.tell(row, told.status.column, "a status", "nothing")
            return
        if values["kind"] is None:
            del values["kind"]
        said = Attestation(
            origin=Origin.IMPORT,
            on=values["on"] if self.dated else None,
            session=values["number"],
        )
        found: dict[str, tuple[Any, bool]] = {
            name: facts.boxes(form, getattr(told, name))
            for name in (*_LISTS, "attendees")
        }
        found["scores"] = facts.scores(form, told.scores, said)
        found["enquiries"] = facts.enquiries(form, told.enquiries, said)
        found["ratings"] = facts.ratings(form, told.ratings, said)
        values |= {name: self.known(name, each) for name, each in found.items()}
        values["attendees"] = facts.attendees(values["attendees"])
        order = facts.number(form, told.order)
        session = Session(attested=said, **values)
        self.rows.append(((block, order, row), session))

    def known(self, kind: str, found: tuple[T, bool]) -> T:
        """Note a kind of fact of which not everything was recorded."""
        value, whole = found
        if not whole:
            self.partial.add(_KINDS.get(kind, kind))
        return value

    @property
    def dated(self) -> bool:
        """Whether dates are the days on which things happened."""
        return self.mapping.cells.dates is Dates.REAL

    def build(self) -> TreatmentPlan | None:
        """Build the plan; None, with the problem noted, if it has no protocol."""
        told, facts = self.mapping.plan, self.facts
        row = min((row for row, _ in self.cells.values()), default=self.first)
        form = facts.form(row, self.cells, told.complete)

        def value(name: str) -> Any:
            return facts.value(form, told, name)

        protocol, status = value("protocol"), value("status")
        for name, found in (("protocol", protocol), ("status", status)):
            column = getattr(told, name).column
            if found is None and not facts.problem_at(None, column):
                facts.tell(row, column, f"the plan's {name}", "nothing")
        if protocol is None or status is None:
            return None
        labels = {name: value(name) for name in ("site", "arm", "therapist")}
        end = {name: value(f"end_{name}") for name in ("on", "reason", "by")}
        if not self.dated:
            end["on"] = None
        return TreatmentPlan(
            id=self.id,
            protocol=protocol,
            status=status,
            age=value("age"),
            gender=value("gender"),
            setting=value("setting"),
            disorders=facts.boxes(form, told.disorders)[0],
            labels=_one(Labels, labels),
            end=_one(End, end),
            contracts=self.contracts(form),
            foci=self.foci(form),
            assessment=self.assessment(form),
            sessions=self.sessions(),
            records=self.records(),
        )

    def foci(self, form: Form) -> tuple[Focus, ...] | None:
        made: list[Focus] = []
        for told in self.mapping.plan.foci:
            area = self.facts.value(form, told, "area")
            if area is not None:
                made.append(self.focus(form, told, area, len(made) + 1))
        return tuple(made) if made or (form.filled and self.mapping.plan.foci) else None

    def focus(self, form: Form, told: FocusFrom, area: str, rank: int) -> Focus:
        chosen = self.facts.value(form, told, "chosen_in")
        agreed = self.facts.value(form, told, "agreed")
        return Focus(
            id=f"f{rank}",
            area=area,
            rank=rank,
            chosen_in=chosen,
            agreements=_agreements(agreed, chosen),
        )

    def contracts(self, form: Form) -> tuple[Contract, ...] | None:
        told = self.mapping.plan
        frame = {
            name: self.facts.value(form, told, name)
            for name in ("sessions", "minutes", "cadence_days")
        }
        made = self.facts.value(form, told, "contract_session")
        agreed = self.facts.value(form, told, "contract_agreed")
        if agreed is None and not any(frame.values()):
            return None
        said = _agreements(agreed, made)
        return (Contract(from_session=made, agreements=said, **frame),)

    def assessment(self, form: Form) -> Assessment | None:
        told, facts = self.mapping.plan, self.facts
        said = Attestation(origin=Origin.IMPORT, session=0)
        scores = facts.scores(form, told.scores, said)
        enquiries = facts.enquiries(form, told.enquiries, said)
        parts: dict[str, Any] = {
            "diagnoses": facts.diagnoses(form, told.diagnoses, said),
            "exclusions": facts.exclusions(form, told.exclusions, said),
            "scores": self.known("scores", scores),
            "enquiries": self.known("enquiries", enquiries),
        }
        return _one(Assessment, parts)

    def sessions(self) -> tuple[Session, ...]:
        """The sessions in order; with days instead of dates where those were moved."""
        rows = sorted(self.rows, key=lambda row: row[0])
        sessions = [session for _, session in rows]
        days = [session.on for session in sessions if session.on is not None]
        if days and len(days) == len(sessions):
            sessions.sort(key=lambda session: (session.on is None, session.on))
        if self.dated or not days:
            return tuple(sessions)
        start = min(days)
        return tuple(
            attrs.evolve(s, on=None, day=None if s.on is None else (s.on - start).days)
            for s in sessions
        )

    def records(self) -> Records:
        """What the table captures: as the mapping says, else as far as can be told."""
        stated = self.mapping.captures or Records()
        found: dict[str, Coverage | None] = {}
        for field in attrs.fields(Records):
            told: Coverage | None = getattr(stated, field.name)
            if field.name in self.partial:
                told = Coverage.SOME
            elif told is None and field.name not in self.captured:
                told = Coverage.NONE
            elif told is None and field.name not in _WHOLE:
                told = Coverage.SOME
            found[field.name] = told
        return Records(**found)


def _one(kind: type[T], parts: dict[str, Any]) -> T | None:
    """Make a record, or None where nothing of it is recorded."""
    return kind(**parts) if any(part is not None for part in parts.values()) else None


def _agreements(
    agreed: bool | None, session: int | None
) -> tuple[Attestation, ...] | None:
    if agreed is None:
        return None
    said = Attestation(origin=Origin.IMPORT, by="patient", session=session)
    return (said,) if agreed else ()
