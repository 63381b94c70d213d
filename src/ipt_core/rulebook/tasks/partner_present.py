"""IPT515: the partner is there in every session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._violence import alone_for_safety, found_violence
from ipt_core.rulebook.tasks._joining import EVERY_SESSION, joined, without_others
from ipt_core.vocabulary import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan

_WHO = ("partner",)
_TASK = "partner-meeting"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Hold every session without the partner."""
    return without_others(plan, _WHO, (_TASK,))


@rule(
    "IPT515",
    "partner-present",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R72",),
    sources=("F44c", "U14"),
    message="The partner was not there in {sessions}, and no reason is recorded.",
    hint=(
        "Record the reason with the session, such as an illness. Hold the next ones "
        "with both, if violence was asked about in private and none was found."
    ),
    fault=fault,
)
def check(course: Course, partner: str) -> Iterator[Need]:
    """The partner is there in every session.

    What it checks:
        Where the protocol treats a couple, the partner is among those who were there
        in each session, or the task `partner-meeting` says so. A session may give a
        reason instead. One that is recorded as individual, with nothing said of who
        was there, was held without the partner.

    Why it matters:
        The partner is part of the treatment: in the trial all partners came to all
        sessions [F44c].

    When departing is right:
        Where violence was found, nothing is asked: then nobody is to be brought
        together. Nor of a session in which violence was asked about in private. Where
        the partner is ill or away, record that as the reason of the session.

    Known limits:
        It sees who is recorded as having been there, and for how long it does not
        look at.
    """
    if partner != EVERY_SESSION or found_violence(course):
        return
    lacking: list[Held] = []
    missing: list[Path] = [("sessions",)] if course.partial else []
    alone = alone_for_safety(course)
    for here in course.held:
        if here.position in alone or here.session.reason is not None:
            continue
        one = (here.position, here.session)
        found = joined(course, (one,), _WHO, (_TASK,))
        individual = here.session.setting is Setting.INDIVIDUAL
        if found.holds is False or (individual and not found.there):
            lacking.append(here)
        else:
            missing += found.missing
    if course.held or missing:
        yield so_far(
            False if lacking else None if missing else True,
            at=[here.path("attendees") for here in lacking],
            missing=missing,
            sessions=tuple(course.name_of(here.position) for here in lacking),
        )
