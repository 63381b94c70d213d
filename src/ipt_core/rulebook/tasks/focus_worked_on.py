"""IPT512: each middle session names the focus that it worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.tasks._middle import change_middle, each_middle, middle_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Held, Hold, Need
    from ipt_core.model import TreatmentPlan

_TASK = "work-on-focus"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let a session of the middle phase work on nothing."""
    return change_middle(plan, foci=(), tasks=middle_tasks(plan, (_TASK,)))


@rule(
    "IPT512",
    "focus-worked-on",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R68",),
    sources=("F04a", "ART"),
    message=(
        "Not all sessions of the middle phase worked on a focus; these did not: "
        "{sessions}."
    ),
    hint="Work on the focus in each session of the middle phase, and record which.",
    where=("focus_chosen",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Each middle session names the focus that it worked on.

    What it checks:
        Each session of the middle phase names a focus, or records the task
        `work-on-focus` of a plan that names one.

    Why it matters:
        The strategies of the problem area are what IPT is about; a session that works
        on something else is lost for a course with few of them [F04a].

    When departing is right:
        When a crisis, an illness or a new event takes the whole session.

    Known limits:
        It sees what is recorded, not how much of the session the focus took.
    """

    def works(here: Held) -> Hold:
        foci, tasks = here.session.foci, here.session.tasks
        if foci or _TASK in (tasks or ()):
            # Which focus it was is not known where the plan names none.
            return True if foci or course.foci else None
        return None if None in {foci, tasks} or not course.covers("tasks") else False

    yield from each_middle(course, works, "foci")
