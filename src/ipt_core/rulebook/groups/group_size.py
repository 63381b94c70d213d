"""IPT601: the group has a size that the protocol was worked out for."""

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
    """Take in one member too many."""
    sizes = known(protocols[plan.protocol].group_size)
    if plan.group is None:
        raise ValueError("there is no group")
    return attrs.evolve(plan, group=attrs.evolve(plan.group, size=int(sizes.max) + 1))


@rule(
    "IPT601",
    "group-size",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R77",),
    sources=("F28", "F36c", "F34b", "F35"),
    message="The group had {size} members at the start; the protocol has {group_size}.",
    hint=(
        "Look whether everybody can have a turn; for another group, plan {group_size}."
    ),
    fault=fault,
)
def check(course: Course, group_size: Range) -> Iterator[Need]:
    """The group has a size that the protocol was worked out for.

    What it checks:
        The number of members at the start lies in the protocol's range.

    Why it matters:
        The protocol's sources give a number of members, and its time for each of them
        follows from it.

    When departing is right:
        When people leave before the start, or a place has no more who could come.

    Known limits:
        Only the size at the start is judged: groups get smaller.
    """
    group = course.plan.group
    if course.plan.setting is not Setting.GROUP and group is None:
        return
    size = group.size if group else None
    yield eventually(
        None if size is None else size in group_size,
        closed=True,
        at=[("group", "size")],
        missing=[("group", "size")],
        size=size or 0,
        group_size=group_size,
    )
