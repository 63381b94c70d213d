"""A drafted plan, delivered and attested in full."""

from __future__ import annotations

__all__ = ["deliver"]

from typing import Any

import attrs

from ipt_core.catalogue import measures
from ipt_core.model import (
    AreaRating,
    Assessment,
    Attendee,
    Attestation,
    Contract,
    Diagnosis,
    Dispute,
    End,
    Exclusion,
    Focus,
    Goal,
    ItemScore,
    LifeEvent,
    Loss,
    Maintenance,
    Relationship,
    RiskEnquiry,
    Score,
    Session,
    Suitability,
    Transition,
    TreatmentPlan,
)
from ipt_core.vocabulary import (
    DisputeStage,
    GoalStatus,
    Origin,
    Party,
    Phase,
    PlanStatus,
    Presence,
    SessionStatus,
)

_INSTRUMENT = "phq-9"
_DISORDER = "major-depressive-disorder"
_TOTAL = 14
_AT_START, _AT_END = 0.6, 0.2


def deliver(plan: TreatmentPlan, *, origin: Origin = Origin.CLINICIAN) -> TreatmentPlan:
    """Deliver a drafted plan as it was planned, with every fact attested.

    The facts are invented, which is why no draft holds them: this is for tests.

    Args:
        plan: a plan as `ipt_core.draft` makes it.
        origin: where each fact is said to come from. What comes from a model or a
            template counts for nothing until somebody confirms it.
    """
    return _Delivery(plan, origin).delivered()


class _Delivery:
    """One plan on its way from draft to delivered."""

    def __init__(self, plan: TreatmentPlan, origin: Origin) -> None:
        self.plan = plan
        self.origin = origin
        self.sessions = [
            attrs.evolve(session, number=session.number or place)
            for place, session in enumerate(plan.sessions or (), 1)
        ]
        self.days = {s.number: s.on for s in self.sessions}
        self.first = self.sessions[0].on if self.sessions else None
        self.last = len(self.sessions)
        self.cadence = next(
            (c.cadence_days for c in plan.contracts or () if c.cadence_days), None
        )

    def says(self, by: str, session: int) -> Attestation:
        """Let somebody attest something in a session, 0 being before the first."""
        day = self.days.get(session) if session else self.first
        return Attestation(origin=self.origin, by=by, session=session, on=day)

    def when(self, task: str) -> int:
        """Number of the session that has a task, else the last of the initial phase."""
        with_it = [s.number for s in self.sessions if task in (s.tasks or ())]
        initial = [s.number for s in self.sessions if s.phase is Phase.INITIAL]
        return next((n for n in (*with_it, *reversed(initial)) if n), 0)

    def delivered(self) -> TreatmentPlan:
        agreed = (self.says("patient", self.last),) if self.last else ()
        return attrs.evolve(
            self.plan,
            status=PlanStatus.COMPLETED,
            end=End(on=self.days.get(self.last), reason="goals-met", by=Party.AGREED),
            assessment=self.assessment(),
            foci=tuple(map(self.focus, self.plan.foci or ())),
            goals=tuple(map(self.goal, self.plan.goals or ())),
            contracts=tuple(map(self.contract, self.plan.contracts or ())),
            sessions=tuple(map(self.session, self.sessions)),
            maintenance=Maintenance(decision="none", agreements=agreed),
        )

    def assessment(self) -> Assessment:
        before = self.says("therapist", 0)
        return Assessment(
            suitability=(Suitability(suitable=True, attested=before),),
            diagnoses=tuple(
                Diagnosis(disorder=disorder, criteria="dsm-5", attested=before)
                for disorder in (self.plan.disorders or (_DISORDER,))
            ),
            exclusions=(
                Exclusion(
                    condition="psychosis", presence=Presence.ABSENT, attested=before
                ),
            ),
            areas=tuple(
                AreaRating(
                    area=focus.area,
                    presence=Presence.PRESENT,
                    primary=focus.rank == 1,
                    attested=self.says("therapist", self.when("focus-selection")),
                )
                for focus in self.plan.foci or ()
            ),
            scores=(self.score(self.instrument(), 0),),
            enquiries=(
                RiskEnquiry(
                    topic="suicide",
                    thoughts=Presence.ABSENT,
                    plan_or_intent=Presence.ABSENT,
                    past=Presence.ABSENT,
                    responses=(),
                    attested=before,
                ),
            ),
            inventory=(Relationship(id="r1", role="mother"),),
            timeline=(LifeEvent(kind="symptom-onset"),),
        )

    def instrument(self) -> str:
        planned = [code for s in self.sessions for code in s.measures or ()]
        return next(iter(planned), _INSTRUMENT)

    def score(self, instrument: str, session: int) -> Score:
        """Score an instrument; what it measures gets better, and nobody is at risk."""
        known = measures.get(instrument)
        span = known.total.value if known else None
        item = known.suicide_item.value if known and known.suicide_item else None
        share = _AT_START + (_AT_END - _AT_START) * session / max(self.last, 1)
        total = span.min + int((span.max - span.min) * share) if span else _TOTAL
        return Score(
            instrument=instrument,
            total=total,
            items=(ItemScore(item=item, value=0),) if item else None,
            attested=self.says("patient", session),
        )

    def focus(self, focus: Focus) -> Focus:
        chosen = self.when("focus-selection")
        told = self.says("patient", chosen)
        details: dict[str, dict[str, Any]] = {
            "grief": {"losses": (Loss(who="mother", attested=told),)},
            "role-dispute": {
                "dispute": Dispute(
                    others=("partner",),
                    stage=DisputeStage.RENEGOTIATION,
                    own_expectations="to be asked",
                    other_expectations="to be left alone",
                )
            },
            "role-transition": {
                "transition": Transition(old_role="at school", new_role="at work")
            },
        }
        return attrs.evolve(
            focus,
            chosen_in=chosen,
            formulation="what happened and how it is linked with the symptoms",
            agreements=(self.says("patient", self.when("patient-agreement")),),
            **details.get(focus.area, {}),
        )

    def goal(self, goal: Goal) -> Goal:
        set_in = self.when("goal-setting")
        return attrs.evolve(
            goal,
            set_in=set_in,
            criterion="the patient says so",
            agreements=(self.says("patient", set_in),),
            status=GoalStatus.MET,
        )

    def contract(self, contract: Contract) -> Contract:
        made = self.when("contract")
        agreed = (self.says("patient", made),)
        return attrs.evolve(contract, from_session=made, agreements=agreed)

    def session(self, session: Session) -> Session:
        number = session.number or 0
        dated = session.on or session.day is not None or not self.cadence
        return attrs.evolve(
            session,
            status=SessionStatus.DELIVERED,
            day=session.day if dated else (number - 1) * (self.cadence or 0),
            attendees=(
                Attendee(role="patient"),
                Attendee(role="therapist", staff=True),
            ),
            scores=tuple(self.score(code, number) for code in session.measures or ()),
            attested=self.says("therapist", number),
        )
