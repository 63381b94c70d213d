"""What counts as baseline, for the rules that ask for something at baseline."""

from __future__ import annotations

__all__ = ["Baseline", "baseline"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Course


class Baseline(NamedTuple):
    """Where the baseline ends, and what of it is not recorded."""

    second: int | None
    """Position of the second delivered acute session; None where there is none yet."""
    missing: tuple[Path, ...]
    """Places of the baseline that do not record the fact in question."""

    @property
    def over(self) -> bool:
        """Whether the second session was delivered."""
        return self.second is not None

    def is_baseline(self, index: int | None) -> bool:
        """Tell whether a position among the sessions, or None, lies in the baseline."""
        return index is None or self.second is None or index < self.second


def baseline(course: Course, field: str) -> Baseline:
    """Find the baseline: the assessment, and every session before the second one.

    `field` is `scores` or `enquiries`.
    """
    later = [
        here.position for here in course.held if here.delivered and here.number > 1
    ]
    second = later[0] if later else None
    missing: list[Path] = []
    if course.plan.assessment is None:
        missing.append(("assessment",))
    elif getattr(course.plan.assessment, field) is None:
        missing.append(("assessment", field))
    missing += [
        ("sessions", index, field)
        for index, session in course.seen
        if (second is None or index < second) and getattr(session, field) is None
    ]
    if not course.covers(field):
        missing.append(("records", field))
    return Baseline(second, tuple(missing))
