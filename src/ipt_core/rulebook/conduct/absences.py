"""IPT901: absences of the patient's are noticed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core.catalogue import reasons
from ipt_core.engine import Course, always, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Session
from ipt_core.rulebook._change import acute
from ipt_core.vocabulary import Party, SessionStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Let the patient miss half as many sessions as were held, one after the other."""
    *_, final = held = acute(plan)
    missed = Session(status=SessionStatus.MISSED, cancelled_by=Party.PATIENT)
    absent = (missed,) * max(len(held) // 2, 3)
    sessions = plan.sessions or ()
    last = sessions.index(final)
    return attrs.evolve(plan, sessions=(*sessions[:last], *absent, *sessions[last:]))


@rule(
    "IPT901",
    "absences",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R95",),
    sources=("F36b",),
    message=(
        "The patient missed {missed} of {count} sessions, up to {row} of them in a "
        "row; more than {absences_in_row} in a row or {share} % are worth talking "
        "about."
    ),
    hint="Talk about what keeps the patient away, and whether the frame still fits.",
    fault=fault,
)
def check(course: Course, absences_in_row: int, absence_share: float) -> Iterator[Need]:
    """Absences of the patient's are noticed.

    What it checks:
        Acute sessions that the patient missed or called off: how many in a row, and
        what share of those held and missed. Sessions that others called off, and those
        called off for a holiday or an agreed break, do not count.

    Why it matters:
        Sessions that are missed are lost to a limited time; in a group they are missed
        by the others too. Absence can be a sign of getting worse, or of something in
        the way between patient and therapist.

    When departing is right:
        Illness, work and care for others keep people away: note that it was talked
        about, and waive the finding.

    Known limits:
        Both numbers are conventions of this library; no source held gives one. Where
        it is not recorded who called a session off, it does not count.
    """
    if not (course.held or course.upcoming or course.absent or course.partial):
        return
    sessions = course.plan.sessions or ()
    came = [(here.position, False) for here in course.held if here.delivered]
    away = [(index, True) for index in course.absent if _own(sessions[index])]
    listed = sorted((*came, *away))
    runs = [
        [("sessions", index) for index, _ in group]
        for absent, group in groupby(listed, key=lambda each: each[1])
        if absent
    ]
    long = [path for run in runs if len(run) > absences_in_row for path in run]
    gaps: list[Path] = [("sessions",)] if course.partial else []
    gaps += [] if course.covers("attendance") else [("records", "attendance")]
    share = len(away) / max(len(listed), 1)
    said: dict[str, Any] = {
        "missed": len(away),
        "count": len(listed),
        "row": max(map(len, runs), default=0),
        "absences_in_row": absences_in_row,
        "share": 100 * absence_share,
    }
    yield always(
        False if long else None if gaps else True, at=long, missing=gaps, **said
    )
    if not long:
        yield so_far(
            None if gaps else share <= absence_share,
            at=[path for run in runs for path in run],
            missing=gaps,
            **said,
        )


def _own(session: Session) -> bool:
    """Whether the patient did not come, or called off for no agreed reason."""
    if session.status is SessionStatus.MISSED:
        return session.cancelled_by in {None, Party.PATIENT}
    reason = session.reason or ""
    agreed = reason in reasons and reasons[reason].agreed
    return session.cancelled_by is Party.PATIENT and not agreed
