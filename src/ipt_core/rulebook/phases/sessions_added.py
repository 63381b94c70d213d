"""IPT212: sessions beyond the contract are agreed on first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Hold one session more than was agreed."""
    *_, last = acute(plan)
    more = attrs.evolve(
        last,
        id=None,
        measures=(),
        scores=(),
        enquiries=(),
        number=(last.number or 0) + 1,
        on=last.on and last.on + dt.timedelta(weeks=1),
        day=None if last.day is None else last.day + 7,
    )
    return attrs.evolve(plan, sessions=(*(plan.sessions or ()), more))


@rule(
    "IPT212",
    "sessions-added",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R32",),
    sources=("F05",),
    message=(
        "{agreed} sessions were agreed; held beyond that, without a new contract: "
        "{count}."
    ),
    hint=(
        "Agree on more sessions before they are held, or on a separate contract for "
        "maintenance."
    ),
    companions=("IPT101", "IPT204", "IPT208", "IPT209", "IPT510", "IPT604", "IPT703"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Sessions beyond the contract are agreed on first.

    What it checks:
        No held acute session has a higher number than the contract in force allows.
        A contract that is made in that session is in time.

    Why it matters:
        A change of the contract is talked over and agreed on; sessions that are
        added without a word take the end away that the work is aimed at.

    When departing is right:
        When more sessions are needed, agree on them: then this rule says nothing. A
        call in a crisis is a contact, not an acute session.

    Known limits:
        It needs the number of sessions that was agreed; without one it is not checked.
    """
    if course.plan.contracts is not None and not course.contracts:
        return
    limits = [(here, course.agreed_at(here.number)) for here in course.held]
    beyond = [(here, limit) for here, limit in limits if limit and here.number > limit]
    unknown = course.partial or course.agreed_at(0) is None
    gaps = [("sessions",)] if course.partial else []
    if course.agreed_at(0) is None:
        gaps.append(("contracts",))
    yield always(
        False if beyond else None if unknown else True,
        at=[here.path() for here, _ in beyond],
        missing=gaps,
        count=len(beyond),
        agreed=beyond[0][1] if beyond else 0,
    )
