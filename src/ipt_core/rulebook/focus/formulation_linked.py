"""IPT313: a formulation links the diagnosis with the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._due import due_for, due_in
from ipt_core.rulebook._timing import first_after
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Tell the patient no formulation, and write none down."""
    due, *_ = due_in("IPT313", plan)
    foci = tuple(attrs.evolve(focus, formulation=None) for focus in plan.foci or ())
    return attrs.evolve(without_task(plan, due.task), foci=foci)


@rule(
    "IPT313",
    "formulation-linked",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R45",),
    sources=("F04a", "F62"),
    message="The middle phase began without a formulation that the patient was told.",
    hint=(
        "Link the diagnosis with the focus, tell the patient in plain words, and note "
        "the formulation with the focus."
    ),
    where=("focus_chosen",),
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """A formulation links the diagnosis with the focus.

    What it checks:
        By the last session of the initial phase the task `formulation` was done, or a
        focus has its formulation written down. Meetings before the treatment count.

    Why it matters:
        It tells the patient why this problem is worked on to get well from this
        illness; what the patient agrees to is the formulation [F04a, F62].

    When departing is right:
        When the initial phase takes longer: then the middle phase begins later too.

    Known limits:
        A formulation that is written down has no date, and counts as told in time. It
        does not read it. Protocols that name no formulation, such as the article's,
        are not judged.
    """
    after = first_after(course)
    middle = after.number if after else None
    for due in due_for("IPT313", tasks):
        found = course.task(due.task, Phase.INITIAL)
        written = any(
            focus.formulation and (middle is None or (focus.chosen_in or 0) < middle)
            for _, focus in course.foci
        )
        silent = course.plan.foci is None or not course.covers("foci")
        missing = (*found.missing, *([("foci",)] if silent else ()))
        yield eventually(
            True if written or found.where else None if missing else False,
            closed=middle is not None,
            fact=True,
            by=course.last(Phase.INITIAL),
            at=[("foci", index, "formulation") for index, _ in course.foci]
            or [("sessions",)],
            missing=missing,
            evidence=due.evidence,
            severity=due.severity,
        )
