"""IPT511: each middle session opens with the time since the last and the symptoms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._due import due_for, due_in
from ipt_core.rulebook.tasks._middle import change_middle, each_middle, middle_tasks
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Held, Hold, Need
    from ipt_core.model import TreatmentPlan

_REVIEW = "symptom-review"
_RATING = "mood-rating"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Open a session of the middle phase with neither."""
    asked = [due.task for due in due_in("IPT511", plan)]
    if not asked:
        raise ValueError("the protocol does not say how a session opens")
    return change_middle(plan, tasks=middle_tasks(plan, (*asked, _RATING)))


@rule(
    "IPT511",
    "middle-opening",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R67",),
    sources=("F03", "F62b"),
    message=(
        "Not all sessions of the middle phase have the tasks {asked}; these do not: "
        "{sessions}."
    ),
    hint=(
        "Open each session with how things have been since the last one, review the "
        "symptoms, and record both."
    ),
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """Each middle session opens with the time since the last and the symptoms.

    What it checks:
        Each session of the middle phase has the tasks with which the protocol opens
        it: the question how things have been since the last session, and a review of
        the symptoms. A score obtained in the session, or a rating of mood, is a
        review of symptoms too.

    Why it matters:
        From these two the session finds what to work on: what happened, and how it is
        linked with the mood [F03, F62b].

    When departing is right:
        In a crisis the session starts with the crisis.

    Known limits:
        It goes by what is recorded, and sees neither the order within a session nor
        what was said.
    """
    due = [task for task in due_for("IPT511", tasks) if task.phase is Phase.MIDDLE]
    if not due:
        return
    asked = tuple(task.task for task in due)

    def opens(here: Held) -> Hold:
        done = set(here.session.tasks or ())
        if _RATING in done or _scored(course, here):
            done.add(_REVIEW)
        silent = here.session.tasks is None or not course.covers("tasks")
        return True if done.issuperset(asked) else None if silent else False

    weakest = min((task.evidence for task in due), key=lambda reading: reading.cap.rank)
    yield from each_middle(course, opens, "tasks", evidence=weakest, asked=asked)


def _scored(course: Course, here: Held) -> bool:
    """Whether a score was obtained in a session: one of later days says nothing."""
    facts = [score.attested for score in here.session.scores or ()]
    return any(
        fact.session in {None, here.number}
        and (fact.on is None or fact.on == here.session.on)
        and course.dated(fact)
        for fact in facts
    )
