"""IPT306: the focus is no area that the protocol advises against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_focus, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose an area that the protocol advises against."""
    area, *_ = known(protocols[plan.protocol].areas_discouraged)
    return change_focus(plan, 0, area=area)


@rule(
    "IPT306",
    "area-discouraged",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R38",),
    sources=("F39c",),
    message="The focus is {area}, a problem area that the protocol advises against.",
    hint="Look whether another area of the protocol fits, or note why not.",
    companions=("IPT304", "IPT307", "IPT311", "IPT312", "IPT403", "IPT404", "IPT406"),
    fault=fault,
)
def check(course: Course, areas_discouraged: tuple[str, ...]) -> Iterator[Need]:
    """The focus is no area that the protocol advises against.

    What it checks:
        The problem area of each focus is not one of those that the protocol advises
        against.

    Why it matters:
        A form of IPT may see an area anew or find it too much for its time: IPT for
        social anxiety speaks of role insecurity in place of interpersonal deficits
        [F39c].

    When departing is right:
        When no other area fits and the patient wants this form of treatment: note why.

    Known limits:
        It goes by the code, not by what the formulation says.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
    elif course.foci:
        yield always(True)
    for index, focus in course.foci:
        if focus.area in areas_discouraged:
            yield always(False, at=[("foci", index, "area")], area=focus.area)
