"""Where findings and owed facts belong in a picture."""

from __future__ import annotations

__all__ = ["place_due", "places_of"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.display._axis import Axis
    from ipt_core.engine import Course, Finding, Owed


def places_of(finding: Finding, axis: Axis, course: Course) -> list[int]:
    """Find the places on the axis that a finding points to."""
    found = (_place(path, axis, course) for path in finding.places or (finding.path,))
    return [place for place in found if place is not None]


def _place(path: Path, axis: Axis, course: Course) -> int | None:
    contracts = course.plan.contracts or ()
    match path:
        case ("sessions", int(index), *_):
            return axis.positions.get(index)
        case ("contracts", int(index), *_):
            return axis.numbers.get(contracts[index].from_session or 0)
        case ("assessment", *_):
            return 0
        case _:
            return None


def place_due(owed: Owed, axis: Axis) -> int | None:
    """Find the place by which something is owed; None where the axis has none."""
    return None if owed.by is None else axis.numbers.get(owed.by)
