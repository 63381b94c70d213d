"""A plan as it was after one of its sessions."""

from __future__ import annotations

__all__ = ["cut"]

from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ipt_core.engine._sight import GONE, is_delivered
from ipt_core.model import (
    AreaRating,
    Assessment,
    Attestation,
    Contract,
    Diagnosis,
    Exclusion,
    Focus,
    Goal,
    Judgement,
    Loss,
    Maintenance,
    Rating,
    RiskEnquiry,
    Score,
    Session,
    Suitability,
    TreatmentPlan,
)
from ipt_core.vocabulary import (
    GoalStatus,
    PlanStatus,
    SessionKind,
    SessionStatus,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


F = TypeVar(
    "F",
    Diagnosis,
    Exclusion,
    AreaRating,
    Judgement,
    Loss,
    Rating,
    RiskEnquiry,
    Score,
    Suitability,
)


def cut(plan: TreatmentPlan, after: int) -> TreatmentPlan:
    """Give the plan as it was after an acute session: what came later is undone.

    Later sessions are planned again, with their phase, number, date and tasks; what
    was attested, chosen, set or agreed later is taken out; and a course that went on
    is active. Later sessions that were missed or cancelled are taken out too: nobody
    plans those.

    Args:
        plan: any plan, such as one that `deliver` made.
        after: number of the acute session; 0 is before the first.
    """
    return _Cut(plan, after).plan_then()


class _Cut:
    """One plan and the point to which it is taken back."""

    def __init__(self, plan: TreatmentPlan, after: int) -> None:
        self.plan = plan
        self.after = 0
        self.seen: list[Session] = []
        self.later: list[Session] = []
        number = 0
        draft = plan.status is PlanStatus.DRAFT
        for session in plan.sessions or ():
            acute = session.kind is SessionKind.ACUTE and session.status not in GONE
            number = (session.number or number + 1) if acute else number
            if number > after or self.later:
                self.later.append(session)
                continue
            self.seen.append(session)
            if acute and not draft and is_delivered(session):
                self.after = max(number, self.after)
        days = [s.on for s in self.seen if s.on and is_delivered(s)]
        self.day = max(days, default=None)

    def plan_then(self) -> TreatmentPlan:
        plan = self.plan
        end_late = plan.end is not None and self.is_late(plan.end.on)
        if plan.status not in {PlanStatus.DRAFT, PlanStatus.ENTERED_IN_ERROR} and (
            end_late or any(is_delivered(session) for session in self.later)
        ):
            plan = attrs.evolve(plan, status=PlanStatus.ACTIVE, end=None)
        return attrs.evolve(
            plan,
            assessment=plan.assessment and self.assessment(plan.assessment),
            foci=_each(self.focus, plan.foci),
            goals=_each(self.goal, plan.goals),
            contracts=_each(self.contract, plan.contracts),
            sessions=None if plan.sessions is None else self.sessions(),
            maintenance=plan.maintenance and self.maintenance(plan.maintenance),
            judgements=self.facts(plan.judgements),
            ratings=self.facts(plan.ratings),
        )

    def is_late(self, day: dt.date | None) -> bool:
        return day is not None and self.day is not None and day > self.day

    def word(self, said: Attestation) -> Attestation | None:
        """What was attested by then; None if nothing."""
        if (said.session or 0) > self.after or self.is_late(said.on):
            return None
        if self.is_late(said.confirmed_on):
            return attrs.evolve(said, confirmed_by=None, confirmed_on=None)
        return said

    def words(self, said: tuple[Attestation, ...] | None) -> Any:
        return _each(self.word, said)

    def fact(self, fact: F) -> F | None:
        said = self.word(fact.attested)
        return attrs.evolve(fact, attested=said) if said else None

    def facts(self, facts: tuple[F, ...] | None) -> Any:
        return _each(self.fact, facts)

    def assessment(self, assessment: Assessment) -> Assessment:
        return attrs.evolve(
            assessment,
            suitability=self.facts(assessment.suitability),
            diagnoses=self.facts(assessment.diagnoses),
            exclusions=self.facts(assessment.exclusions),
            areas=self.facts(assessment.areas),
            scores=self.facts(assessment.scores),
            enquiries=self.facts(assessment.enquiries),
        )

    def focus(self, focus: Focus) -> Focus | None:
        if (focus.chosen_in or 0) > self.after:
            return None
        return attrs.evolve(
            focus,
            until=None if (focus.until or 0) > self.after else focus.until,
            losses=self.facts(focus.losses),
            agreements=self.words(focus.agreements),
        )

    def goal(self, goal: Goal) -> Goal | None:
        if (goal.set_in or 0) > self.after:
            return None
        given_up = goal.status is GoalStatus.DROPPED
        return attrs.evolve(
            goal,
            agreements=self.words(goal.agreements),
            status=goal.status if given_up or not self.later else GoalStatus.OPEN,
        )

    def contract(self, contract: Contract) -> Contract | None:
        if (contract.from_session or 0) > self.after:
            return None
        return attrs.evolve(contract, agreements=self.words(contract.agreements))

    def maintenance(self, maintenance: Maintenance) -> Maintenance | None:
        agreements = self.words(maintenance.agreements)
        if maintenance.agreements and not agreements:
            return None
        return attrs.evolve(maintenance, agreements=agreements)

    def sessions(self) -> tuple[Session, ...]:
        before = (
            attrs.evolve(
                session,
                scores=self.facts(session.scores),
                enquiries=self.facts(session.enquiries),
                ratings=self.facts(session.ratings),
            )
            for session in self.seen
        )
        to_come = (
            attrs.evolve(
                session,
                status=SessionStatus.PLANNED,
                attendees=None,
                scores=None if session.scores is None else (),
                enquiries=None if session.enquiries is None else (),
                ratings=None if session.ratings is None else (),
                notes=None,
                attested=None,
            )
            for session in self.later
            if session.status not in GONE
        )
        return (*before, *to_come)


def _each(change: Any, members: Iterable[Any] | None) -> Any:
    """Change each member and leave out those of which nothing is left."""
    if members is None:
        return None
    return tuple(changed for member in members if (changed := change(member)))
