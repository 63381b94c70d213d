"""IPT902: an early end is recorded with its reason, and a closing contact offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import End
from ipt_core.vocabulary import Party, PlanStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_DEATH = "death"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the patient stop, and leave it at that."""
    end = End(reason="patient-choice", by=Party.PATIENT, contact_offered=False)
    return attrs.evolve(plan, status=PlanStatus.DISCONTINUED, end=end)


@rule(
    "IPT902",
    "early-end-recorded",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R96",),
    sources=("F25b",),
    message="The patient stopped early, and no closing contact was offered.",
    hint="Offer a last session, a call or a letter, and record that it was offered.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """An early end is recorded with its reason, and a closing contact offered.

    What it checks:
        Where a course ended before its end, the reason is recorded. Where the patient
        stopped it, a closing contact was offered too.

    Why it matters:
        A patient who stops may still want to say why, hear what was reached, and know
        where to turn if it gets worse; a published course has an example.

    When departing is right:
        Where contact is not wanted, or would put somebody at risk: waive the finding
        with the reason. Whether the patient takes the offer up is theirs to decide.

    Known limits:
        Whether a reason is recorded is all that is looked at, not which one it is.
        Courses that went on elsewhere need no closing contact, and where the patient
        died nothing more is asked.
    """
    if not course.early:
        return
    end = course.plan.end or End()
    yield always(True if end.reason else None, missing=[("end", "reason")])
    if end.reason == _DEATH:
        return
    stopped = course.status is PlanStatus.DISCONTINUED
    if end.by is Party.PATIENT and course.status is not PlanStatus.TRANSFERRED:
        yield always(
            end.contact_offered,
            at=[("end", "contact_offered")],
            missing=[("end", "contact_offered")],
        )
    elif stopped and end.by is None and not end.contact_offered:
        yield always(None, missing=[("end", "by")])
