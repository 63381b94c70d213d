"""A drafted plan, delivered and attested in full."""

from __future__ import annotations

__all__ = ["deliver"]

from typing import Any

import attrs

from ipt_core._areas import DISPUTE, GRIEF, TRANSITION
from ipt_core.catalogue import protocols
from ipt_core.evidence import Range
from ipt_core.model import (
    Attendee,
    Attestation,
    Contract,
    Dispute,
    End,
    Focus,
    Goal,
    Judgement,
    Loss,
    Maintenance,
    Rating,
    Session,
    Transition,
    TreatmentPlan,
)
from ipt_core.testing._attesting import (
    Voice,
    assessment,
    first_measure,
    group,
    treatments,
)
from ipt_core.testing._sampling import MONTH
from ipt_core.vocabulary import (
    DisputeStage,
    GoalStatus,
    Origin,
    Party,
    Phase,
    PlanStatus,
    Presence,
    SessionKind,
    SessionStatus,
    Setting,
)

_ADULT = 40
_CAREGIVER = "caregiver-meeting"
_MINUTES = 50


def deliver(plan: TreatmentPlan, *, origin: Origin = Origin.CLINICIAN) -> TreatmentPlan:
    """Deliver a drafted plan as it was planned, with every fact attested.

    The facts are invented, which is why no draft holds them: this is for tests.
    Where the termination phase comes after maintenance, a plan without sessions of it
    has only its acute part behind it.

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
        self.acute = [
            attrs.evolve(session, number=session.number or place)
            for place, session in enumerate(
                (s for s in plan.sessions or () if s.kind is SessionKind.ACUTE), 1
            )
        ]
        self.last = len(self.acute)
        form = protocols.get(plan.protocol)
        ends = form is None or form.termination_after_maintenance is None
        phases = {session.phase for session in plan.sessions or ()}
        self.ends = ends or Phase.TERMINATION in phases
        days = {s.number or 0: s.on for s in self.acute}
        self.says = Voice(origin, days, self.last)
        self.cadence = next(
            (c.cadence_days for c in plan.contracts or () if c.cadence_days), None
        )

    def when(self, task: str) -> int:
        """Number of the session that has a task, else the last of the initial phase."""
        with_it = [s.number for s in self.acute if task in (s.tasks or ())]
        initial = [s.number for s in self.acute if s.phase is Phase.INITIAL]
        return next((n for n in (*with_it, *reversed(initial)) if n), 0)

    def delivered(self) -> TreatmentPlan:
        says, plan = self.says, self.plan
        agreed = (says("patient", self.last),) if plan.sessions else ()
        numbered = iter(self.acute)
        return attrs.evolve(
            plan,
            status=PlanStatus.COMPLETED if self.ends else PlanStatus.MAINTENANCE,
            end=self.end() if self.ends else None,
            age=_age(plan),
            gender="female",
            setting=plan.setting or _setting(plan),
            group=group(plan),
            assessment=assessment(plan, says, self.when("focus-selection")),
            foci=tuple(map(self.focus, plan.foci or ())),
            goals=tuple(map(self.goal, plan.goals or ())),
            contracts=tuple(map(self.contract, plan.contracts or ())),
            sessions=tuple(
                self.session(next(numbered))
                if each.kind is SessionKind.ACUTE
                else self.meeting(each)
                for each in plan.sessions or ()
            ),
            treatments=treatments(plan, says),
            maintenance=attrs.evolve(
                plan.maintenance or self.maintenance(), agreements=agreed
            ),
            judgements=tuple(self.judgements()),
            ratings=(),
        )

    def end(self) -> End:
        phased = (s.on for s in self.plan.sessions or () if s.phase)
        on = max(filter(None, phased), default=None)
        return End(on=on, reason="goals-met", by=Party.AGREED)

    def maintenance(self) -> Maintenance:
        """What comes afterwards: nothing, unless that belongs to the treatment."""
        form = protocols.get(self.plan.protocol)
        if form is None or form.termination_after_maintenance is None:
            return Maintenance(decision="none")
        return Maintenance(decision="maintenance", cadence_days=MONTH, months=12)

    def focus(self, focus: Focus) -> Focus:
        chosen = self.when("focus-selection")
        told = self.says("patient", chosen)
        details: dict[str, dict[str, Any]] = {
            GRIEF: {"losses": (Loss(who="mother", attested=told),)},
            DISPUTE: {
                "dispute": Dispute(
                    others=("partner",),
                    stage=DisputeStage.RENEGOTIATION,
                    own_expectations="to be asked",
                    other_expectations="to be left alone",
                    plan_of_action="talk on Sundays",
                )
            },
            TRANSITION: {
                "transition": Transition(old_role="at school", new_role="at work")
            },
        }
        return attrs.evolve(
            focus,
            chosen_in=chosen,
            manageable=True,
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
        return attrs.evolve(
            contract,
            from_session=made,
            minutes=contract.minutes or _MINUTES,
            agreements=agreed,
        )

    def judgements(self) -> list[Judgement]:
        """Remission at the end; and before the first session, where it is asked for."""
        form = protocols.get(self.plan.protocol)
        before = form is not None and form.remission_required is not None
        half = Judgement(
            what="early-gain",
            definition="phq-9-response-50",
            presence=Presence.PRESENT,
            attested=self.says("therapist", (self.last + 1) // 2),
        )
        return [
            half,
            *self.remissions((0, self.last) if before else (self.last,)),
        ]

    def remissions(self, numbers: tuple[int, ...]) -> list[Judgement]:
        return [
            Judgement(
                what="remission",
                presence=Presence.PRESENT,
                attested=self.says("therapist", number),
            )
            for number in numbers
        ]

    def session(self, session: Session) -> Session:
        number = session.number or 0
        dated = session.on or session.day is not None or not self.cadence
        planned = (*(session.measures or ()), *self.measures(number))
        # The alliance is rated where the initial and the middle phase begin.
        noted = number in {s.number for s in self._firsts()}
        return attrs.evolve(
            session,
            status=SessionStatus.DELIVERED,
            day=session.day if dated else (number - 1) * (self.cadence or 0),
            attendees=session.attendees or self.attendees(session),
            techniques=_techniques(session),
            scores=tuple(self.says.score(code, number) for code in planned),
            enquiries=(self.says.enquiry(number),) if planned else (),
            ratings=(self.rating(number),) if noted else (),
            attested=self.says("therapist", number),
        )

    def measures(self, number: int) -> tuple[str, ...]:
        """What to score where no outcome could be planned: no source names one."""
        form = protocols.get(self.plan.protocol)
        if form is None or form.outcome_measured is None:
            return ()
        every = form.measure_every.value if form.measure_every else None
        due = every is not None and (number - 1) % every == 0
        first = first_measure(self.plan)
        named = any(first in (s.measures or ()) for s in self.acute)
        return (first,) if not named and (due or number == self.last) else ()

    def attendees(self, session: Session) -> tuple[Attendee, ...]:
        """Patient and therapist, and whom the protocol brings in."""
        form = protocols.get(self.plan.protocol)
        both = (Attendee(role="patient"), Attendee(role="therapist", staff=True))
        others = (
            ("partner", form is not None and form.partner is not None),
            ("caregiver", _CAREGIVER in (session.tasks or ())),
        )
        return (*both, *(Attendee(role=role) for role, there in others if there))

    def _firsts(self) -> list[Session]:
        phases = (Phase.INITIAL, Phase.MIDDLE)
        found = [[s for s in self.acute if s.phase is phase] for phase in phases]
        return [sessions[0] for sessions in found if sessions]

    def rating(self, number: int) -> Rating:
        return Rating(instrument="wai-sr", attested=self.says("patient", number))

    def meeting(self, session: Session) -> Session:
        """Hold a meeting that is no acute session; at the end, with a score.

        Where it measures, it asks about suicide.
        """
        ending = session.phase is Phase.TERMINATION
        planned = (session.measures or (first_measure(self.plan),)) if ending else ()
        scores = (self.says.score(code, self.last) for code in planned)
        told = _undated(self.says("therapist", 0))
        asked = (attrs.evolve(self.says.enquiry(0), attested=told),)
        return attrs.evolve(
            session,
            status=SessionStatus.DELIVERED,
            attendees=session.attendees or self.attendees(session),
            scores=tuple(
                attrs.evolve(score, attested=_undated(score.attested))
                for score in scores
            )
            or session.scores,
            enquiries=asked if planned or session.measures else session.enquiries,
            attested=told,
        )


def _undated(said: Attestation) -> Attestation:
    return attrs.evolve(said, session=None, on=None)


def _techniques(session: Session) -> tuple[str, ...] | None:
    """What was planned; in the middle phase an exchange is taken apart each time."""
    planned = session.techniques
    if session.phase is not Phase.MIDDLE:
        return planned
    return tuple(dict.fromkeys((*(planned or ()), "communication-analysis")))


def _setting(plan: TreatmentPlan) -> Setting | None:
    """One of the settings that the protocol has."""
    form = protocols.get(plan.protocol)
    known = form.settings.value if form and form.settings else None
    return known[0] if known else None


def _age(plan: TreatmentPlan) -> int:
    """An age that the protocol is made for."""
    form = protocols.get(plan.protocol)
    span = form.age.value if form and form.age else None
    known = span or Range(min=_ADULT, max=_ADULT)
    return int(min(max(_ADULT, known.min), known.max))
