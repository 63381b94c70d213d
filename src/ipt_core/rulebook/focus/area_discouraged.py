"""IPT306: the focus is no area that the protocol avoids or hardly uses."""

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
    """Choose an area that the protocol avoids or hardly uses."""
    area, *_ = known(protocols[plan.protocol].areas_discouraged)
    return change_focus(plan, 0, area=area)


@rule(
    "IPT306",
    "area-discouraged",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R38",),
    sources=("F39c",),
    message="The focus is {area}, an area that the protocol avoids or hardly uses.",
    hint="Look whether one of these fits better: {others}. If not, note why.",
    companions=("IPT304", "IPT307", "IPT311", "IPT312", "IPT403", "IPT404", "IPT406"),
    fault=fault,
)
def check(
    course: Course, areas: tuple[str, ...], areas_discouraged: tuple[str, ...]
) -> Iterator[Need]:
    """The focus is no area that the protocol avoids or hardly uses.

    What it checks:
        The problem area of each focus is not one of those that the protocol avoids,
        hardly uses or has in another form.

    Why it matters:
        A form of IPT may see an area anew or find it too much for its time. In IPT for
        social anxiety role insecurity stands in place of interpersonal deficits, and
        grief is a rare focus [F39c]; brief IPT avoids deficits [U19].

    When departing is right:
        Rare is not wrong: when somebody died and the symptoms began then, grief is the
        focus. When no other area fits, note why.

    Known limits:
        It goes by the code, not by what the formulation says.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
    elif course.foci:
        yield always(True)
    for index, focus in course.foci:
        if focus.area in areas_discouraged:
            yield always(
                False,
                at=[("foci", index, "area")],
                area=focus.area,
                others=tuple(area for area in areas if area not in areas_discouraged),
            )
