"""IPT605: the group has as many leaders as the protocol has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook._change import known
from ipt_core.vocabulary import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let one leader too many lead."""
    most = known(protocols[plan.protocol].leaders).max
    if plan.group is None:
        raise ValueError("there is no group")
    return attrs.evolve(plan, group=attrs.evolve(plan.group, leaders=int(most) + 1))


@rule(
    "IPT605",
    "leaders",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R81",),
    sources=("F36c",),
    message="The group has {count} leaders; the protocol has {leaders}.",
    hint="Nothing has to change: note why it is another number.",
    fault=fault,
)
def check(course: Course, leaders: Range) -> Iterator[Need]:
    """The group has as many leaders as the protocol has.

    What it checks:
        The number of leaders lies in the protocol's range.

    Why it matters:
        The source gives one or two [F36c]; groups that are compared should be led
        alike.

    When departing is right:
        When somebody learns by being there, or two lead in turn.

    Known limits:
        Who was there in a session is not looked at.
    """
    group = course.plan.group
    if course.plan.setting is not Setting.GROUP and group is None:
        return
    count = group.leaders if group else None
    yield eventually(
        None if count is None else count in leaders,
        closed=True,
        at=[("group", "leaders")],
        missing=[("group", "leaders")],
        count=count or 0,
        leaders=leaders,
    )
