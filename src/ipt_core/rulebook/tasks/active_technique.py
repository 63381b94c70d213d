"""IPT513: each middle session has an active technique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import tasks as known_tasks
from ipt_core.catalogue import techniques as known_techniques
from ipt_core.engine import Course, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.focus._area import GRIEF
from ipt_core.rulebook.tasks._middle import change_middle, each_middle, middle_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Held, Hold, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let a session of the middle phase be talk only."""
    tasks = middle_tasks(plan, sought("IPT513", known_tasks))
    talk = change_middle(plan, techniques=(), tasks=tasks)
    mourned = all(focus.area == GRIEF for focus in plan.foci or ())
    return change_middle(talk, foci=()) if mourned else talk


@rule(
    "IPT513",
    "active-technique",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R69",),
    sources=("F08c", "F07g"),
    message=(
        "Not all sessions of the middle phase used an active technique; these did not: "
        "{sessions}."
    ),
    hint=(
        "Analyse a recent exchange, explore options or rehearse in role play, and "
        "record which."
    ),
    companions=("IPT512",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Each middle session has an active technique.

    What it checks:
        Each delivered session of the middle phase has communication analysis, decision
        analysis, exploring options or role play, as a technique or as a task, or what
        other forms of IPT and the article name in their place. Sessions that worked
        on grief alone are not judged.

    Why it matters:
        Understanding does not change a relationship by itself: what to say and do is
        found and tried out in the session [F08c, F07g].

    When departing is right:
        When a session belongs to a feeling that needs room, or to a crisis.

    Known limits:
        It goes by the codes that are recorded. What is planned is not judged: the
        technique is chosen by what the patient brings.
    """
    techniques = set(sought("IPT513", known_techniques))
    tasks = set(sought("IPT513", known_tasks))
    areas = {focus.id: focus.area for _, focus in course.foci}

    def acts(here: Held) -> Hold:
        one = here.session
        if one.foci and all(areas.get(focus) == GRIEF for focus in one.foci):
            return True
        talk_only = techniques.isdisjoint(one.techniques or ())
        if not (talk_only and tasks.isdisjoint(one.tasks or ())):
            return True
        silent = one.techniques is None or one.tasks is None
        full = course.covers("techniques") and course.covers("tasks")
        return None if silent or not full else False

    delivered = [here for here in course.held if here.delivered]
    yield from each_middle(course, acts, "techniques", sessions=delivered)
