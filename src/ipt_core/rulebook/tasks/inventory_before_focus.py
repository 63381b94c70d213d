"""IPT506: the interpersonal inventory comes before the choice of the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core._limits import BEYOND
from ipt_core.engine import Course, always, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_focus
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import TaskDue
    from ipt_core.engine import Need
    from ipt_core.evidence import Reading
    from ipt_core.model import TreatmentPlan

_INVENTORY = "interpersonal-inventory"
_CHOICE = "focus-selection"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose the focus before the first session."""
    return change_focus(plan, 0, chosen_in=0)


@rule(
    "IPT506",
    "inventory-before-focus",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R62",),
    sources=("F02",),
    message=(
        "The focus was chosen in session {chosen} (0 means before the first), and the "
        "interpersonal inventory had not been taken by then."
    ),
    hint="Take the interpersonal inventory first: the focus is chosen from it.",
    where=("focus_chosen",),
    companions=("IPT501",),
    fault=fault,
)
def check(course: Course, tasks: tuple[TaskDue, ...]) -> Iterator[Need]:
    """The interpersonal inventory comes before the choice of the focus.

    What it checks:
        Where the protocol has an interpersonal inventory, a session records it not
        later than the one in which the first focus was chosen; the same session is
        early enough, and so is a meeting before the treatment. When the focus was
        chosen follows from the focus itself or from the task `focus-selection`.

    Why it matters:
        The focus is chosen from the inventory and from what changed near the onset of
        the symptoms; chosen before, it is a guess [F02].

    When departing is right:
        When the inventory was taken by somebody else before: record it as a meeting
        before the treatment.

    Known limits:
        An inventory that stands in the assessment only has no date, so its order
        cannot be told.
    """
    for due in tasks:
        if due.task == _INVENTORY:
            yield _need(course, due.evidence)


def _need(course: Course, evidence: Reading[bool]) -> Need:
    known = [f.chosen_in for _, f in course.foci if f.chosen_in is not None]
    told = _numbers(course, _CHOICE)
    chosen = min((*known, *told), default=None)
    undated: list[Path] = [
        ("foci", index, "chosen_in")
        for index, focus in course.foci
        if focus.chosen_in is None and not told
    ]
    if course.plan.foci is None and not told:
        undated.append(("foci",))
    taken = _numbers(course, _INVENTORY)
    if chosen is None:
        begun = bool(course.held) or course.partial
        say = eventually if taken else always
        return say(
            None if undated and begun else True,
            missing=undated,
            evidence=evidence,
            chosen=0,
        )
    missing = _silent(course, chosen)
    last = max((here.number for here in course.held), default=0)
    past = bool(course.held) and chosen <= last
    if any(number <= chosen for number in taken):
        return eventually(
            None if undated else True,
            missing=undated,
            evidence=evidence,
            chosen=chosen,
        )
    return eventually(
        None if missing or (past and not taken and _held_apart(course)) else False,
        closed=past,
        by=max(chosen, 1),
        at=[("foci",)],
        missing=missing or [("assessment", "inventory")],
        evidence=evidence,
        chosen=chosen,
    )


def _numbers(course: Course, task: str) -> list[int]:
    """Numbers of the sessions that did a task; 0 for a meeting before the first."""
    first = course.held[0].position if course.held else BEYOND
    before = course.task(task, Phase.INITIAL).where
    return [
        here.number
        for here in (*before, *course.task(task).where)
        if here.number or here.position < first
    ]


def _silent(course: Course, chosen: int) -> list[Path]:
    """Where an inventory up to the choice may be that is not recorded."""
    late = {here.path("tasks") for here in course.held if here.number > chosen}
    return [path for path in course.task(_INVENTORY).missing if path not in late]


def _held_apart(course: Course) -> bool:
    assessment = course.plan.assessment
    return bool(assessment and assessment.inventory)
