"""What the cases of the rules are built from."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

import ipt_core as ipt
from ipt_core.vocabulary import Outcome
from tests.plans import START, active, attested, conformant, phased, session

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT, ON_TRACK, OWED = Outcome.KEPT, Outcome.ON_TRACK, Outcome.OWED
BROKEN, NOT_CHECKED = Outcome.BROKEN, Outcome.NOT_CHECKED
NOT_APPLICABLE = Outcome.NOT_APPLICABLE

SOME = ipt.Coverage.SOME
DONE = ipt.PlanStatus.COMPLETED
GRIEF = ipt.Focus(id="f1", area="grief")
DISPUTE = ipt.Focus(id="f2", area="role-dispute")


class Case(NamedTuple):
    """A plan and what one rule says of it."""

    code: str
    outcome: Outcome
    why: str
    plan: Callable[[], ipt.TreatmentPlan]
    others: Callable[[], list[ipt.TreatmentPlan]] = list


@cache
def applies(rule: ipt.Rule, protocol: str) -> bool:
    """Tell whether a rule's fault has something to break in a protocol."""
    plan = conformant(protocol)
    said = ipt.check(plan, others=[plan]).outcome(rule.code)
    if said.outcome is Outcome.NOT_CHECKED or said.reason == "protocol-has-none":
        return False
    assert rule.fault is not None
    try:
        rule.fault(plan)
    except ValueError:
        return False
    return True


def contract(**fields: Any) -> ipt.Contract:
    return ipt.Contract(**fields)


def parts(*minutes: int | None) -> tuple[ipt.SessionPart, ...]:
    return tuple(ipt.SessionPart(minutes=length) for length in minutes)


def goal(**fields: Any) -> ipt.Goal:
    defaults: dict[str, Any] = {"id": "g1", "focus": "f1", "kind": "interpersonal"}
    return ipt.Goal(**(defaults | fields))


def weekly(count: int, *, gap: int = 0, **fields: Any) -> tuple[ipt.Session, ...]:
    """Weekly sessions; from the third one on so many days later than weekly."""
    days = [
        START + dt.timedelta(weeks=n, days=gap if n > 1 else 0) for n in range(count)
    ]
    return tuple(session(n, on=day, **fields) for n, day in enumerate(days, 1))


def with_goal(
    *strategies: str, area: str = "grief", **fields: Any
) -> ipt.TreatmentPlan:
    focus = ipt.Focus(id="f1", area=area)
    return active(foci=[focus], goals=[goal(strategies=strategies, **fields)])


def agreed(sessions: str, **agreement: Any) -> ipt.TreatmentPlan:
    days = [
        attrs.evolve(s, on=START + dt.timedelta(weeks=s.number or 0))
        for s in phased(sessions)
    ]
    focus = ipt.Focus(id="f1", area="grief", agreements=[attested(**agreement)])
    return active(foci=[focus], sessions=days)


def told(
    *sessions: tuple[str, ...], status: ipt.PlanStatus = DONE
) -> ipt.TreatmentPlan:
    """A course of sessions with tasks, all but the last two in the middle phase."""
    letters = "m" * (len(sessions) - 2) + "tt"
    held = tuple(
        attrs.evolve(s, tasks=tasks)
        for s, tasks in zip(phased(letters), sessions, strict=True)
    )
    return active(
        status=status, sessions=held, contracts=[contract(sessions=len(held))]
    )


def after_maintenance(
    *tasks: tuple[str, ...],
    status: ipt.PlanStatus = ipt.PlanStatus.ACTIVE,
    **fields: Any,
) -> ipt.TreatmentPlan:
    """A course of IPSRT: acute, maintenance, and last sessions with these tasks."""
    kind = ipt.SessionKind.MAINTENANCE
    last = [
        session(number, kind=kind, phase=ipt.Phase.TERMINATION, tasks=codes, **fields)
        for number, codes in enumerate(tasks, 2)
    ]
    sessions = [*phased("im", scores=()), session(1, kind=kind), *last]
    return active("ipsrt", status=status, sessions=sessions)


def score(instrument: str, total: float | None = None, **fields: Any) -> ipt.Score:
    return ipt.Score(instrument=instrument, total=total, attested=attested(), **fields)


def item(number: int, value: float) -> dict[str, Any]:
    return {"items": [ipt.ItemScore(item=number, value=value)]}


def asked(topic: str = "suicide", **fields: Any) -> ipt.RiskEnquiry:
    return ipt.RiskEnquiry(topic=topic, attested=attested(**fields))


def on(day: dt.date, **fields: Any) -> ipt.Score:
    return ipt.Score(instrument="phq-9", attested=attested(on=day), **fields)


def scored(score: ipt.Score, enquiries: Any = None) -> ipt.TreatmentPlan:
    return active(sessions=[session(1, scores=[score], enquiries=enquiries)])


def assessed(*sessions: ipt.Session, **parts: Any) -> ipt.TreatmentPlan:
    return active(assessment=ipt.Assessment(**parts), sessions=sessions)
