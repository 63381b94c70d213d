"""IPT302: not more foci at a time than the protocol advises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook.focus._overlap import crowd, most_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Work on one focus more than is advised."""
    return crowd(plan, known(protocols[plan.protocol].max_foci) + 1)


@rule(
    "IPT302",
    "number-of-foci",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R34",),
    sources=("F02", "F53", "F27"),
    message="{count} foci stand at the same time; the protocol has {max_foci} at most.",
    hint="Work on one after the other, or note why both are needed at once.",
    companions=(
        "IPT303",
        "IPT406",
        "IPT407",
        "IPT408",
    ),
    fault=fault,
)
def check(course: Course, max_foci: int) -> Iterator[Need]:
    """Not more foci at a time than the protocol advises.

    What it checks:
        The number of foci that stand at the same time. More than any form of IPT
        allows is IPT303's business too.

    Why it matters:
        In a dozen sessions one problem area can be worked through; two compete.

    When departing is right:
        When two areas are one story, as in a role transition with a dispute about it.

    Known limits:
        Foci without recorded sessions count as standing from beginning to end.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
        return
    count, last = most_at_once(course)
    yield always(
        count <= max_foci,
        at=[("foci", last)],
        count=count,
        max_foci=max_foci,
    )
