"""Whether a course says what was judged of it, for the rules on what comes next."""

from __future__ import annotations

__all__ = ["unjudged"]

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Course


def unjudged(course: Course) -> list[Path]:
    """Where a course that has come to its end does not record what was judged of it.

    Empty while it goes on, where it ended early, and where all judgements are recorded.
    """
    silent = course.plan.judgements is None or not course.covers("judgements")
    return [("judgements",)] if silent and course.over and not course.early else []
