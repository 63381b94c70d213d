"""What was read of tables, and what was not."""

from __future__ import annotations

__all__ = ["Gap", "Import", "UnknownCode"]

from typing import TYPE_CHECKING

import attrs

from ipt_core._blocks import Heading, Items, Paragraph, Table
from ipt_core._shown import Shown
from ipt_core._visible import printable
from ipt_core._words import number_of
from ipt_core.interop._given import Part
from ipt_core.interop._naming import named
from ipt_core.interop._rows import Unread
from ipt_core.model import TreatmentPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._blocks import Block

_MOST = 50
_ROWS = 4


@attrs.frozen(kw_only=True)
class Gap(Part):
    """Something that a source of data never captures, so that no rule misses it."""

    kind: str
    """Kind of fact, a field of `Records`: `tasks`, `scores`, `enquiries`, ..."""
    code: str | None = None
    """The code that nobody could tick; None where it is all of the kind."""

    def __str__(self) -> str:
        code = "" if self.code is None else f": {self.code}"
        return printable(f"{self.kind}{code}")


@attrs.frozen(kw_only=True)
class UnknownCode(Part):
    """A code of a mapping that the catalogue does not have, taken as it is.

    A plan may hold any code; but no rule knows this one, and it may be a slip.
    """

    place: str
    """Where the mapping says it, as Python would write it."""
    what: str
    """What it is the code of: `task`, `instrument`, `protocol`, ..."""
    code: str
    """The code."""
    nearest: str | None = None
    """The nearest code that there is; None where none is near."""

    def __str__(self) -> str:
        said = f"{self.place}: no known {self.what}, {named(self.code)}"
        near = f"; did you mean {self.nearest!r}?" if self.nearest else ""
        return printable(f"{said}{near}")


@attrs.frozen(kw_only=True, repr=False)
class Import(Part, Shown):
    """What was read of tables, what could not be, and what they never capture."""

    plans: tuple[TreatmentPlan, ...]
    """The plans."""
    problems: tuple[Unread, ...] = ()
    """Every place that could not be read."""
    never_captured: tuple[Gap, ...] = ()
    """What the source has no place for; rules that need it answer *not checked*."""
    unknown_codes: tuple[UnknownCode, ...] = ()
    """Codes of the mapping that the catalogue does not have, each once."""

    def blocks(self) -> tuple[Block, ...]:
        """How much was read, and what was not, without anything that was written."""
        return (
            Heading("What was read", level=1),
            Paragraph(f"{number_of(len(self.plans), 'plan')} read."),
            Heading("What could not be read"),
            *self._unread(),
            Heading("What is never captured"),
            *self._gaps(),
            *self._codes(),
        )

    def _unread(self) -> tuple[Block, ...]:
        if not self.problems:
            return (Paragraph("Nothing: every cell that was looked for was read."),)
        alike: dict[Unread, list[int | None]] = {}
        for problem in self.problems:
            alike.setdefault(attrs.evolve(problem, row=None), []).append(problem.row)
        rows = [_row(problem, where) for problem, where in alike.items()]
        more = len(rows) - _MOST
        table = Table(("column", "rows", "what"), tuple(rows[:_MOST]))
        return (table, Paragraph(f"{more} more.")) if more > 0 else (table,)

    def _gaps(self) -> tuple[Block, ...]:
        if not self.never_captured:
            return (Paragraph("Nothing that was looked for."),)
        told = "Rules that need any of these are not checked."
        gaps = self.never_captured
        whole = [str(gap) for gap in gaps if gap.code is None]
        codes: dict[str, list[str]] = {}
        for gap in gaps:
            if gap.code is not None:
                codes.setdefault(gap.kind, []).append(gap.code)
        single = [f"{kind}: {', '.join(each)}" for kind, each in codes.items()]
        return Items((*whole, *single)), Paragraph(told)

    def _codes(self) -> tuple[Block, ...]:
        if not self.unknown_codes:
            return ()
        return (
            Heading("What the catalogue does not know"),
            Items(tuple(map(str, self.unknown_codes))),
            Paragraph("These codes of the mapping are taken as they are."),
        )

    def __repr__(self) -> str:
        return (
            f"<Import: {number_of(len(self.plans), 'plan')}, "
            f"{number_of(len(self.problems), 'problem')}, "
            f"{len(self.never_captured)} never captured, "
            f"{number_of(len(self.unknown_codes), 'unknown code')}>"
        )

    def __rich_repr__(self) -> Iterator[tuple[str, int]]:
        yield "plans", len(self.plans)
        yield "problems", len(self.problems)
        yield "never_captured", len(self.never_captured)
        yield "unknown_codes", len(self.unknown_codes)


def _row(problem: Unread, where: list[int | None]) -> tuple[str, str, str]:
    """Say of the same problem in several rows what it is, and in which."""
    rows = [str(row) for row in where if row is not None]
    more = f" and {len(rows) - _ROWS} more" if len(rows) > _ROWS else ""
    said = f"expected {problem.expected}, found {problem.found}"
    if problem.nearest:
        said += f"; the nearest known is {problem.nearest}"
    place = ", ".join(filter(None, (problem.table, problem.column)))
    return place, ", ".join(rows[:_ROWS]) + more, said
