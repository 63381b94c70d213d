"""Which sessions did what: codes of tasks and techniques, by phase."""

from __future__ import annotations

__all__ = ["Codes", "codes_of"]

from typing import TYPE_CHECKING, NamedTuple

from ipt_core.engine._sight import Held
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine.course import Course


class Codes(NamedTuple):
    """Where each code was found, and where none could be looked for."""

    by_code: dict[str, list[Held]]
    """The sessions that have a code."""
    missing: tuple[Path, ...]
    """The places that do not record which codes they have."""


def codes_of(course: Course, kind: str, phase: Phase | None) -> Codes:
    """Find the sessions for each code of a kind, in one phase or in any.

    `kind` is `tasks` or `techniques`.
    """
    by_code: dict[str, list[Held]] = {}
    missing: list[Path] = []
    for here in _sessions(course, phase):
        codes: tuple[str, ...] | None = getattr(here.session, kind)
        if codes is None:
            missing.append(here.path(kind))
        for code in dict.fromkeys(codes or ()):
            by_code.setdefault(code, []).append(here)
    if not course.covers(kind):
        missing.append(("records", kind))
    if course.partial:
        missing.append(("sessions",))
    return Codes(by_code, tuple(missing))


def _sessions(course: Course, phase: Phase | None) -> Iterator[Held]:
    if phase is Phase.INITIAL:
        yield from (
            Held(position, 0, session, delivered=True)
            for position, session in course.before
            if session.tasks is not None
        )
    for here in (*course.held, *course.closing):
        if phase is Phase.INITIAL and here.session.phase not in {phase, None}:
            return
        if phase is None or here.session.phase in {phase, None}:
            yield here
