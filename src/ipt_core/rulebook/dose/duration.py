"""IPT103: the length of the course fits its sessions and their cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ipt_core.engine import Course, always, rule, so_far
from ipt_core.evidence import Range, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Meet every three days, by dates and by contract."""
    sessions = tuple(
        attrs.evolve(session, on=None, day=3 * index)
        for index, session in enumerate(plan.sessions or ())
    )
    contracts = tuple(attrs.evolve(c, cadence_days=3) for c in plan.contracts or ())
    return attrs.evolve(plan, sessions=sessions, contracts=contracts)


@rule(
    "IPT103",
    "duration",
    severity=Severity.WARNING,
    since="0.1",
    sources=("F02", "F05", "ART"),
    message=(
        "{count} sessions, one every {cadence} days, take ({count} - 1) x {cadence} = "
        "{days} days from the first to the last, which is {length} weeks; the protocol "
        "has {weeks} weeks, and {tolerance} weeks more or less are let pass."
    ),
    hint=(
        "At that cadence about {fitting} sessions take {weeks} weeks; or choose "
        "another cadence{instead}."
    ),
    tolerances=("duration_tolerance_weeks",),
    fault=fault,
)
def check(
    course: Course,
    weeks: Range,
    duration_tolerance_weeks: float,
    alternatives: dict[str, str],
) -> Iterator[Need]:
    """The length of the course fits its sessions and their cadence.

    What it checks:
        From the first session to the last, n sessions take n - 1 gaps. The gaps are
        the plan's own: from its dates where all sessions have them, else from the
        contract's cadence. The sum is compared with the protocol's weeks.

    Why it matters:
        The source article asks for 12 to 20 sessions in four to five months, but
        12 weekly sessions take 11 weeks and 16 take 15: only about 18 to 22 weekly
        sessions fill that time. A plan made from such a sentence cannot be kept.

    When departing is right:
        When holidays or illness stretch a course, or sessions are spaced towards the
        end; say so in the contract.

    Known limits:
        The tolerance is a convention of this library. A course that stopped early is
        not judged by its dates.
    """
    tolerance = duration_tolerance_weeks
    wide = Range(min=weeks.min - tolerance, max=weeks.max + tolerance)
    instead = "".join(
        f"; or look at {code}: {why}" for code, why in alternatives.items()
    )

    def params(count: int, days: int) -> dict[str, Any]:
        cadence = days / (count - 1)
        low, high = (int(number * 7 / cadence) + 1 for number in (weeks.min, weeks.max))
        return {
            "count": count,
            "cadence": cadence,
            "days": days,
            "length": days / 7,
            "weeks": weeks,
            "tolerance": tolerance,
            "fitting": Range(min=low, max=high),
            "instead": instead,
        }

    listed = sorted((*course.held, *course.upcoming), key=lambda here: here.position)
    days = course.days(listed)
    whole = course.upcoming or course.ended
    if days and days[-1] > days[0] and len(days) > 1 and whole and not course.partial:
        if course.early or (course.over and len(listed) < (course.agreed or 0)):
            return
        span = days[-1] - days[0]
        at = [listed[-1].path()]
        yield so_far(span / 7 in wide, at=at, **params(len(days), span))
        return
    terms = [
        (index, contract.sessions, contract.cadence_days)
        for index, contract in course.contracts
        if contract.sessions and contract.sessions > 1 and contract.cadence_days
    ]
    if not terms:
        yield always(None, missing=[("contracts",), ("sessions", "on")])
    for index, count, cadence in terms:
        span = (count - 1) * cadence
        at = [("contracts", index)]
        yield always(span / 7 in wide, at=at, **params(count, span))
