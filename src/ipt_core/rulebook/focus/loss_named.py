"""IPT307: a grief focus says who died."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook.focus._area import GRIEF, foci_of, give_area
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let a grief focus be about nobody's death."""
    return give_area(plan, GRIEF, losses=())


@rule(
    "IPT307",
    "loss-named",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R39",),
    sources=("F02", "F65"),
    message="The focus is grief, and no death is recorded.",
    hint=(
        "Record who died, by role. A loss other than a death belongs to role "
        "transition: then change the focus together."
    ),
    where=("grief_is_death",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A grief focus says who died.

    What it checks:
        Each focus on grief has at least one death, told by the role of who died and
        attested by a person. Stillbirth and miscarriage are deaths.

    Why it matters:
        Grief in IPT means that somebody died. Divorce, the loss of a job and illness
        are role transitions, with strategies of their own [F02, F65].

    When departing is right:
        In forms where grief and loss are one area, as in the model of Stuart and
        Robertson [F09]; the rule does not apply to it.

    Known limits:
        It sees a role, not whether the death has to do with the episode.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    for index, focus in foci_of(course, GRIEF):
        path = ("foci", index, "losses")
        named = any(course.sees(loss.attested) for loss in focus.losses or ())
        silent = focus.losses is None or not course.covers("foci")
        yield so_far(
            True if named else None if silent else False,
            by=course.last(Phase.INITIAL),
            fact=True,
            at=[path],
            missing=[path],
        )
