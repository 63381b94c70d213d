"""IPT606: nobody joins a closed group late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Join in the group's third session."""
    if plan.group is None:
        raise ValueError("there is no group")
    return attrs.evolve(plan, group=attrs.evolve(plan.group, joined_in=3))


@rule(
    "IPT606",
    "late-entry",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R82",),
    structural=True,
    message="The group is closed, and this patient joined in its session {joined_in}.",
    hint="Record the group as open if it is, or note why somebody joined late.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Nobody joins a closed group late.

    What it checks:
        Where the group is recorded as closed, the patient joined in its first session.

    Why it matters:
        A closed group is one that nobody joins after the start: the record contradicts
        itself, or somebody missed what the others have done.

    When departing is right:
        When the group agreed to it: note it.

    Known limits:
        Where it is not recorded whether the group is closed, nothing is judged.
    """
    group = course.plan.group
    if group is None or not group.closed:
        return
    joined = group.joined_in
    yield eventually(
        None if joined is None else joined == 1,
        closed=True,
        at=[("group", "joined_in")],
        missing=[("group", "joined_in")],
        joined_in=joined or 0,
    )
