"""Helpers for tests: drafted plans delivered, plans as they were, and strategies.

`deliver` and `cut` need nothing else; the strategies need Hypothesis, which comes
with the extra `ipt-core[hypothesis]`.
"""

from __future__ import annotations

__all__ = ["conformant", "cut", "deliver", "drafts", "faulty"]

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ipt_core.catalogue import measures, protocols
from ipt_core.drafting import draft
from ipt_core.exceptions import DraftError
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
    Outcome,
    Party,
    Phase,
    PlanStatus,
    Presence,
    SessionKind,
    SessionStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.engine import Rule
    from ipt_core.engine.definition import Fault

F = TypeVar(
    "F", Diagnosis, Exclusion, AreaRating, Loss, RiskEnquiry, Score, Suitability
)

_GONE = {SessionStatus.MISSED, SessionStatus.CANCELLED}
_INSTRUMENT = "phq-9"
_DISORDER = "major-depressive-disorder"
_TOTAL = 14
_AT_START, _AT_END = 0.6, 0.2


# ---- A drafted plan, delivered -------------------------------------------------------


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


# ---- A plan as it was ----------------------------------------------------------------


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
            acute = session.kind is SessionKind.ACUTE and session.status not in _GONE
            number = (session.number or number + 1) if acute else number
            if number > after or self.later:
                self.later.append(session)
                continue
            self.seen.append(session)
            if acute and not draft and _delivered(session):
                self.after = max(number, self.after)
        days = [s.on for s in self.seen if s.on and _delivered(s)]
        self.day = max(days, default=None)

    def plan_then(self) -> TreatmentPlan:
        plan = self.plan
        end_late = plan.end is not None and self.is_late(plan.end.on)
        if plan.status not in {PlanStatus.DRAFT, PlanStatus.ENTERED_IN_ERROR} and (
            end_late or any(_delivered(session) for session in self.later)
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
                notes=None,
                attested=None,
            )
            for session in self.later
            if session.status not in _GONE
        )
        return (*before, *to_come)


def _delivered(session: Session) -> bool:
    attested = session.attested
    counts = attested is None or attested.counts
    return session.status is SessionStatus.DELIVERED and counts


def _each(change: Any, members: Iterable[Any] | None) -> Any:
    """Change each member and leave out those of which nothing is left."""
    if members is None:
        return None
    return tuple(changed for member in members if (changed := change(member)))


# ---- Hypothesis strategies -----------------------------------------------------------


def drafts(protocol: str | None = None) -> SearchStrategy[TreatmentPlan]:
    """Draft plans: of any protocol or a given one, within what it asks for."""
    from hypothesis import strategies as st

    return st.composite(_draw_draft)(protocol)


def conformant(protocol: str | None = None) -> SearchStrategy[TreatmentPlan]:
    """Draft plans and deliver them in full, so that nothing is owed or broken."""
    return drafts(protocol).map(deliver)


def faulty(
    protocol: str | None = None, rule: str | None = None
) -> SearchStrategy[tuple[TreatmentPlan, Rule]]:
    """Break one rule in an otherwise conformant plan.

    Args:
        protocol: code of the protocol; None for any.
        rule: code of the rule; None for any that the protocol gives something to judge.
    """
    from hypothesis import strategies as st

    return st.composite(_draw_fault)(protocol, rule)


def _draw_draft(draw: DrawFn, protocol: str | None) -> TreatmentPlan:
    from hypothesis import strategies as st

    form = protocols[protocol or draw(st.sampled_from(list(protocols)))]
    asked = form.sessions.value if form.sessions else None
    least, most = (int(asked.min), int(asked.max)) if asked else (12, 16)
    given: dict[str, Any] = {
        "sessions": draw(st.integers(least, most)),
        "areas": draw(_areas(form)),
        "start": draw(st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2099, 1, 1))),
    }
    try:
        return draft(form.code, **given)
    except DraftError as error:
        open_values: dict[str, SearchStrategy[Any]] = {
            "cadence_days": st.integers(3, 14),
            "phases": _phases(given["sessions"]),
        }
        given |= {name: draw(open_values[name]) for name in error.missing}
    return draft(form.code, **given)


def _areas(form: Protocol) -> SearchStrategy[list[str]]:
    from hypothesis import strategies as st

    known = form.areas.value if form.areas else None
    most = form.max_foci.value if form.max_foci else None
    if not known:
        return st.just([])
    areas = st.sampled_from(known)
    return st.lists(areas, min_size=1, max_size=most or 1, unique=True)


def _phases(total: int) -> SearchStrategy[dict[Phase, int]]:
    from hypothesis import strategies as st

    bounds = st.tuples(st.integers(1, total - 2), st.integers(2, total - 1))
    return bounds.filter(lambda ends: ends[0] < ends[1]).map(
        lambda ends: {
            Phase.INITIAL: ends[0],
            Phase.MIDDLE: ends[1] - ends[0],
            Phase.TERMINATION: total - ends[1],
        }
    )


def _draw_fault(
    draw: DrawFn, protocol: str | None, rule: str | None
) -> tuple[TreatmentPlan, Rule]:
    from hypothesis import reject
    from hypothesis import strategies as st

    plan = draw(conformant(protocol))
    faults = [(r, fault) for r, fault in _faults(plan) if rule in {None, r.code}]
    chosen, fault = draw(st.sampled_from(faults)) if faults else reject()
    return fault(plan), chosen


def _faults(plan: TreatmentPlan) -> list[tuple[Rule, Fault]]:
    """The rules that a plan keeps, with the faults to break them."""
    from ipt_core import rulebook
    from ipt_core.engine import RuleSet
    from ipt_core.engine.checking import judge

    rules = RuleSet(rules=rulebook.load())
    report = judge(plan, rules, protocols[plan.protocol])
    kept = {Outcome.KEPT, Outcome.ON_TRACK}
    return [
        (rule, rule.fault)
        for rule in rules
        if rule.fault and report.outcome(rule.code).outcome in kept
    ]


def _hypothesis_setup_hook() -> None:  # pyright: ignore[reportUnusedFunction]
    """Let `from_type` know plans; Hypothesis calls this through its entry point."""
    from hypothesis import strategies as st

    st.register_type_strategy(
        TreatmentPlan,
        lambda _: drafts() | conformant() | faulty().map(lambda broken: broken[0]),
    )
