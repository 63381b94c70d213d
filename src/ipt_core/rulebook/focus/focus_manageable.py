"""IPT315: a focus of brief IPT is manageable in the time there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_focus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose a focus that is too much for the time there is."""
    return change_focus(plan, 0, manageable=False)


@rule(
    "IPT315",
    "focus-manageable",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R48",),
    sources=("F12",),
    message="The focus was judged to be too much for the time there is.",
    hint="Look for a smaller part of it, or for a form of IPT with more sessions.",
    where=("focus_manageable",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A focus of brief IPT is manageable in the time there is.

    What it checks:
        No focus is recorded as not manageable. Where that was not judged, the rule is
        not checked.

    Why it matters:
        Brief IPT has half the sessions, and leaves very complex problems to longer
        forms [F12].

    When departing is right:
        When eight sessions are all that there is, and part of the problem is worth
        working on.

    Known limits:
        It is the therapist's judgement; nothing is computed.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
    for index, focus in course.foci:
        path = ("foci", index, "manageable")
        yield always(focus.manageable, at=[path], missing=[path])
