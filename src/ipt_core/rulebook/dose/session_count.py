"""IPT101: the number of sessions lies in the protocol's range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule, so_far
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook._change import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Agree on one session more than the protocol has."""
    most = known(protocols[plan.protocol].sessions).max
    first, *rest = list(plan.contracts or ())
    too_many = attrs.evolve(first, sessions=int(most) + 1)
    return attrs.evolve(plan, contracts=(too_many, *rest))


@rule(
    "IPT101",
    "session-count",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R02",),
    sources=("F02", "ART", "F21"),
    message="The plan has {count} sessions; the protocol has {sessions}.",
    hint="Agree on {sessions} sessions, or choose a protocol that fits.",
    companions=("IPT102", "IPT103", "IPT204", "IPT312", "IPT502", "IPT503"),
    fault=fault,
)
def check(course: Course, sessions: Range) -> Iterator[Need]:
    """The number of sessions lies in the protocol's range.

    What it checks:
        The first contract's number of acute sessions, and that no later one has more
        than the protocol; without a contract, the number of sessions that the plan
        lists. Nobody is delivered more than the protocol has.

    Why it matters:
        IPT is time-limited: the limit is fixed at the start and is part of how it
        works.

    When departing is right:
        When the protocol's own literature has longer or shorter forms, choose that
        form. Fewer sessions delivered than agreed are not judged, nor is agreeing
        later on fewer.

    Known limits:
        Only acute sessions count; meetings before a group, boosters and maintenance
        are a dose of their own.
    """
    contracts = [
        (index, contract.sessions)
        for index, contract in course.contracts
        if contract.sessions is not None
    ]
    for position, (index, count) in enumerate(contracts):
        at = [("contracts", index, "sessions")]
        fits = count <= sessions.max and (position > 0 or count >= sessions.min)
        yield always(fits, at=at, count=count, sessions=sessions)
    over = course.held[int(sessions.max) :]
    if any(count > sessions.max for _, count in contracts):
        return
    yield always(
        False if over else None if course.partial and not contracts else True,
        at=[here.path() for here in over],
        missing=[("contracts",)],
        count=len(course.held),
        sessions=sessions,
    )
    if not contracts and not course.partial:
        listed = len(course.held) + len(course.upcoming)
        enough = listed >= sessions.min
        yield so_far(
            None if not enough and (course.over or not listed) else enough,
            at=[("sessions",)],
            missing=[("contracts",)],
            count=listed,
            sessions=sessions,
        )
