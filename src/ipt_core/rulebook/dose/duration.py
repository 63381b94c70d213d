"""IPT103: the length of the course fits its sessions and their cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._words import words
from ipt_core.engine import Course, always, rule, so_far
from ipt_core.evidence import Range, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Meet every two months, by dates and by contract."""
    sessions = tuple(
        attrs.evolve(session, on=None, day=60 * index)
        for index, session in enumerate(plan.sessions or ())
    )
    contracts = tuple(attrs.evolve(c, cadence_days=60) for c in plan.contracts or ())
    return attrs.evolve(plan, sessions=sessions, contracts=contracts)


@rule(
    "IPT103",
    "duration",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R04",),
    sources=("F02", "F05", "ART"),
    message=(
        "{reckoning}, which is {length} weeks; the protocol has {weeks} weeks, and "
        "{tolerance} weeks more or less are let pass."
    ),
    hint="{fit} take {weeks} weeks{within}; or choose another cadence{instead}.",
    tolerances=("duration_tolerance_weeks",),
    companions=("IPT710",),
    fault=fault,
)
def check(
    course: Course,
    weeks: Range,
    sessions: Range,
    duration_tolerance_weeks: float,
    alternatives: Mapping[str, str],
) -> Iterator[Need]:
    """The length of the course fits its sessions and their cadence.

    What it checks:
        From the first session to the last, n sessions take n - 1 gaps. The gaps are
        the plan's own: the contract's cadence, or without one the dates of all
        sessions. The sum is compared with the protocol's weeks.

    Why it matters:
        The source article asks for 12 to 20 sessions in four to five months, but
        12 weekly sessions take 11 weeks and 16 take 15: only about 18 to 22 weekly
        sessions fill that time. A plan made from such a sentence cannot
        be kept with weekly sessions.

    When departing is right:
        When holidays or illness stretch a course: a recorded absence or reason lets
        the dates be longer. When sessions are spaced: agree on it in a contract.

    Known limits:
        The tolerance is a convention of this library. Where there is a contract its
        cadence is judged, not the dates: those are IPT104's and IPT105's business.
    """
    tolerance = duration_tolerance_weeks
    wide = Range(min=weeks.min - tolerance, max=weeks.max + tolerance)
    said: dict[str, Any] = {
        "weeks": weeks,
        "tolerance": tolerance,
        "instead": _instead(alternatives),
    }
    terms = [
        (index, contract.sessions, contract.cadence_days)
        for index, contract in course.contracts
        if contract.sessions and contract.sessions > 1 and contract.cadence_days
    ]
    for index, count, cadence in terms:
        days = (count - 1) * cadence
        reckoned = _reckoned(count, cadence, weeks, sessions)
        at = [("contracts", index)]
        yield always(days / 7 in wide, at=at, length=days / 7, **reckoned, **said)
    if not terms:
        yield from _by_dates(course, weeks, sessions, wide, said)


def _instead(alternatives: Mapping[str, str]) -> str:
    return "".join(f"; or look at {code}: {why}" for code, why in alternatives.items())


def _reckoned(
    count: int, cadence: float, weeks: Range, sessions: Range
) -> dict[str, Any]:
    low, high = (int(number * 7 / cadence) + 1 for number in (weeks.min, weeks.max))
    fitting = Range(min=low, max=high)
    inside = low in sessions and high in sessions
    gap, days = words(float(cadence)), words((count - 1) * float(cadence))
    sum_of_gaps = f"({count} - 1) x {gap} = {days} days from the first to the last"
    return {
        "count": count,
        "cadence": cadence,
        "days": (count - 1) * cadence,
        "fitting": fitting,
        "reckoning": f"{count} sessions, one every {gap} days, take {sum_of_gaps}",
        "within": "" if inside else f" (the protocol has {sessions} sessions)",
        "fit": f"At that cadence about {fitting} sessions",
    }


def _by_dates(
    course: Course,
    weeks: Range,
    sessions: Range,
    wide: Range,
    said: dict[str, Any],
) -> Iterator[Need]:
    """Reckon without a contract: recorded absences and breaks may stretch a course."""
    listed = sorted((*course.held, *course.upcoming))
    days = course.days(listed)
    if course.early or (course.over and len(listed) < (course.agreed or 0)):
        return
    whole = (course.upcoming or course.ended) and not course.partial
    if not (days and days[-1] > days[0] and whole):
        yield so_far(None, missing=[("contracts",), ("sessions", "on")])
        return
    span = days[-1] - days[0]
    stretched = course.absent or any(here.session.reason for here in listed)
    yield so_far(
        span / 7 in wide or bool(stretched and span / 7 > wide.max),
        at=[listed[-1].path()],
        length=span / 7,
        **_reckoned(len(days), span / (len(days) - 1), weeks, sessions),
        **said,
    )
