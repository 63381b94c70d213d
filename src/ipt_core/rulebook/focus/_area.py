"""Foci of one problem area, and what is told of them."""

from __future__ import annotations

__all__ = [
    "DEFICITS",
    "DISPUTE",
    "GRIEF",
    "TRANSITION",
    "foci_of",
    "give_area",
    "told",
]

from typing import TYPE_CHECKING, Any

from ipt_core._areas import DEFICITS, DISPUTE, GRIEF, TRANSITION
from ipt_core.engine import Course, so_far
from ipt_core.rulebook._change import change_focus
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import Dispute, Focus, Transition, TreatmentPlan


def foci_of(course: Course, area: str) -> list[tuple[int, Focus]]:
    """List the foci in sight that are of an area, with their positions."""
    return [(index, focus) for index, focus in course.foci if focus.area == area]


def give_area(plan: TreatmentPlan, area: str, **changes: Any) -> TreatmentPlan:
    """Change the first focus that is of an area; without one, make the first of it."""
    areas = [focus.area for focus in plan.foci or ()]
    index = areas.index(area) if area in areas else 0
    return change_focus(plan, index, area=area, **changes)


def told(
    course: Course,
    at: tuple[int, str],
    part: Dispute | Transition | None,
    fields: Mapping[str, str],
) -> Iterator[Need]:
    """Ask that the part of a focus which belongs to its area tells some things.

    Args:
        course: the course.
        at: position of the focus, and the name of the part.
        part: the part; where it is not there, nothing can be said.
        fields: the fields that it needs, each with what it is in words.
    """
    index, name = at
    path = ("foci", index, name)
    lacking = [field for field in fields if not getattr(part, field, None)]
    places: list[Path] = [path]
    if part is not None and lacking:
        places = [(*path, field) for field in lacking]
    silent = part is None or not course.covers("foci")
    yield so_far(
        True if not lacking else None if silent else False,
        by=course.last(Phase.INITIAL),
        fact=True,
        at=places,
        missing=places,
        lacking=tuple(fields[field] for field in lacking),
    )
