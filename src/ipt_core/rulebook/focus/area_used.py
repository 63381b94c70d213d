"""IPT304: the focus is a problem area that the protocol uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core._checks import nearest
from ipt_core.catalogue import problem_areas, protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_focus, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose the first area that this protocol has not."""
    used = known(protocols[plan.protocol].areas)
    return change_focus(plan, 0, area=next(a for a in problem_areas if a not in used))


@rule(
    "IPT304",
    "area-used",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R35", "R36", "R37"),
    sources=("F02", "ART", "F22"),
    message="The focus is a problem area that is not one of the protocol's: {areas}.",
    hint="Choose one of these areas (the nearest in spelling: {nearest}), or a "
    "protocol that has the other one.",
    companions=("IPT013", "IPT307", "IPT311", "IPT403", "IPT404", "IPT406"),
    fault=fault,
)
def check(course: Course, areas: tuple[str, ...]) -> Iterator[Need]:
    """The focus is a problem area that the protocol uses.

    What it checks:
        The problem area of each focus is one of the protocol's.

    Why it matters:
        Goals and strategies are written for the problem areas of a protocol; some
        adaptations add areas, some leave one out.

    When departing is right:
        A service that works with an area of its own writes a protocol of its own.

    Known limits:
        It goes by the code, not by what the formulation says. A misspelt code is no
        area of the protocol either, and IPT013 finds it too.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
    elif course.foci:
        yield always(True)
    for index, focus in course.foci:
        if focus.area not in areas:
            near = nearest(focus.area, areas) or "none"
            at = [("foci", index, "area")]
            yield always(False, at=at, areas=areas, nearest=near)
