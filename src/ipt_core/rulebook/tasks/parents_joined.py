"""IPT509: parents or carers join at the points at which the protocol has them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import falls_under, roles
from ipt_core.engine import Course, eventually, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook._violence import found_violence
from ipt_core.rulebook.focus._area import DISPUTE
from ipt_core.rulebook.tasks._joining import joined, without_others
from ipt_core.vocabulary import Phase, SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Hold, Need
    from ipt_core.model import Session, TreatmentPlan

_MIDDLE = "middle-if-focus"
_POINTS = {
    "start": (Phase.INITIAL, "parents-informed"),
    _MIDDLE: (Phase.MIDDLE, "parents-joint-session"),
    "end": (Phase.TERMINATION, "parents-closing"),
}
_WHY_NOT = "no-parent-joins"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Keep parents and carers out of every session."""
    return without_others(plan, _who(), [task for _, task in _POINTS.values()])


@rule(
    "IPT509",
    "parents-joined",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R65",),
    sources=("F24",),
    message="No parent or carer joined a session of the {phase} phase.",
    hint=(
        "Ask in private about violence first. Then ask a parent or another carer to "
        "join in the {phase} phase. Where none could or was wanted there, record it as "
        "the reason of a session: `no-parent-joins`."
    ),
    fault=fault,
)
def check(course: Course, parents: tuple[str, ...]) -> Iterator[Need]:
    """Parents or carers join at the points at which the protocol has them in.

    What it checks:
        A parent, a carer or a grandparent is among those who were there in a session
        of the initial phase and of the termination phase; and of the middle phase,
        where the focus is a dispute with one of them. The tasks for it say so as
        well, also of a contact in that phase, such as a talk with the parents alone;
        and a session of that phase, held or not, may give the reason
        `no-parent-joins` instead. Meetings before the treatment count for the start.

    Why it matters:
        Parents who know what the treatment is for can support it, and keep the
        changes when it is over [F24].

    When departing is right:
        Where violence was found, nothing is asked. Where the young person has nobody
        or does not want it, or the parents cannot or do not want to come, record that
        as the reason of a session in which they were to be there.

    Known limits:
        It sees who is recorded as having been there, not what was spoken of. A focus
        that is no dispute is not taken to be about a parent.
    """
    if found_violence(course):
        return
    for point in parents:
        phase, task = _POINTS[point]
        found = joined(course, _sessions(course, phase), _who(), (task,))
        if _explained(course, phase) or _apart(course, phase, task):
            yield eventually(True)
            continue
        about = _about_them(course) if point == _MIDDLE else True
        if about is False and not found.there:
            yield so_far(True)  # until a focus is about one of them
            continue
        missing: list[Path] = [*found.missing, *course.unphased()]
        if about is None:
            missing = [
                ("foci", i, "dispute") for i, f in course.foci if f.area == DISPUTE
            ]
        holds = True if found.there else None if missing else False
        yield eventually(
            holds,
            by=course.last(phase),
            at=[("sessions",)],
            missing=missing,
            phase=phase,
        )


def _who() -> tuple[str, ...]:
    return sought("IPT509", roles)


def _sessions(course: Course, phase: Phase) -> Iterator[tuple[int, Session]]:
    if phase is Phase.INITIAL:
        yield from course.before
    yield from ((h.position, h.session) for h in course.of(phase))


def _explained(course: Course, phase: Phase) -> bool:
    """Whether a session of a phase, held or not, says why no parent is there."""
    missed = [
        (index, session)
        for index, session in course.recorded
        if session.phase is phase and index in course.absent
    ]
    sessions = (*_sessions(course, phase), *missed)
    return any(session.reason == _WHY_NOT for _, session in sessions)


def _apart(course: Course, phase: Phase, task: str) -> bool:
    """Whether a contact in a phase, or after its last session, did a task."""
    phases = {here.position: here.session.phase for here in course.held}
    now: Phase | None = Phase.INITIAL
    for index, session in course.seen:
        now = phases.get(index, now)
        contact = session.kind is SessionKind.CONTACT and now is phase
        if contact and task in (session.tasks or ()):
            return True
    return False


def _about_them(course: Course) -> Hold:
    """Whether a focus is a dispute with a parent; None where that is not recorded."""
    disputes = [f.dispute for _, f in course.foci if f.area == DISPUTE]
    others = [d.others if d else None for d in disputes]
    if any(falls_under(o, _who(), table=roles) for each in others for o in each or ()):
        return True
    return None if None in others else False
