"""IPT303: never more foci at a time than any form of IPT allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook.focus._overlap import crowd, most_at_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Work on three foci at the same time."""
    return crowd(plan, 3)


@rule(
    "IPT303",
    "foci-limit",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R34",),
    sources=("F02", "F53", "F42a"),
    message="{count} foci stand at the same time; IPT has {foci_limit} at most.",
    hint="Choose the areas that matter most, and leave or postpone the others.",
    companions=(
        "IPT302",
        "IPT406",
        "IPT407",
        "IPT408",
    ),
    fault=fault,
)
def check(course: Course, foci_limit: int) -> Iterator[Need]:
    """Never more foci at a time than any form of IPT allows.

    What it checks:
        The number of foci that stand at the same time.

    Why it matters:
        A focus is what makes the therapy brief; with three there is none.

    When departing is right:
        One after the other is always possible: record until which session a focus was
        worked on.

    Known limits:
        Foci without recorded sessions count as standing from beginning to end.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
        return
    count, last = most_at_once(course)
    yield always(
        count <= foci_limit, at=[("foci", last)], count=count, foci_limit=foci_limit
    )
