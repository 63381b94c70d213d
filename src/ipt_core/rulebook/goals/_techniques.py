"""Where techniques were used, for the rules about what a form of IPT leaves out."""

from __future__ import annotations

__all__ = ["AGAINST", "not_used", "with_technique"]

from typing import TYPE_CHECKING

from ipt_core.engine import always
from ipt_core.rulebook._change import acute, change_session
from ipt_core.vocabulary import Phase, Stance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ipt_core.engine import Course, Held, Need
    from ipt_core.model import TreatmentPlan

AGAINST = {Stance.DISCOURAGED, Stance.FORBIDDEN}
"""The stances towards something that a form of IPT leaves out."""


def not_used(
    course: Course,
    techniques: Iterable[str],
    phases: Collection[Phase | None] | None = None,
) -> Iterator[Need]:
    """Say that none of some techniques was used; one finding for the whole course.

    Nothing is said of a course without an acute session.

    Args:
        course: the course.
        techniques: codes of the techniques.
        phases: only sessions of these phases are looked at; None for all.
    """
    if not course.held:
        return
    found = {code: course.technique(code) for code in techniques}
    used: dict[str, list[Held]] = {}
    for code, each in found.items():
        here = [h for h in each.where if phases is None or h.session.phase in phases]
        if here:
            used[code] = here
    missing = [path for each in found.values() for path in each.missing]
    yield always(
        False if used else None if missing else True,
        at=[h.path("techniques") for here in used.values() for h in here],
        missing=missing,
        techniques=tuple(used),
        numbers=tuple(sorted({h.number for here in used.values() for h in here})),
    )


def with_technique(plan: TreatmentPlan, technique: str) -> TreatmentPlan:
    """Use a technique in the first session of the middle phase, or else in the last.

    Raises:
        ValueError: if there is no acute session.
    """
    held = acute(plan)
    middle = [i for i, s in enumerate(held) if s.phase is Phase.MIDDLE]
    place = middle[0] if middle else len(held) - 1
    used = held[place].techniques if held else ()
    return change_session(plan, place, techniques=(*(used or ()), technique))
