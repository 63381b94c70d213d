"""A protocol small enough to try everything, and the steps of courses under it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from ipt_core.catalogue.parts import (
    Dose,
    EntryScore,
    PhaseRanges,
    ProtocolExclusion,
    TaskDue,
)
from ipt_core.catalogue.protocol import Protocol
from ipt_core.evidence import Basis, Range, Reading, Severity, Sourced
from ipt_core.model import (
    Assessment,
    Attestation,
    Contract,
    Focus,
    Goal,
    ItemScore,
    Rating,
    RiskEnquiry,
    Score,
    Session,
    TreatmentPlan,
    Waiver,
)
from ipt_core.vocabulary import (
    DiagnosisNeed,
    MaintenanceForm,
    Origin,
    Phase,
    PlanStatus,
    SessionKind,
    SessionStatus,
    Setting,
    Stance,
)

T = TypeVar("T")

Step = Callable[[TreatmentPlan], TreatmentPlan | None]
"""One step of a course: the plan after it, or None where it cannot be taken."""


def _read(value: T) -> Reading[T]:
    return Reading(value=value, basis=Basis.PUBLISHED, cap=Severity.ERROR)


def _one(value: T) -> Sourced[T]:
    return Sourced(readings=(_read(value),))


def _ranges(middle: Range, termination: Range) -> PhaseRanges:
    first = Range(min=1, max=1)
    return PhaseRanges(total=3, initial=first, middle=middle, termination=termination)


def _due(code: str, task: str, phase: Phase, severity: Severity) -> TaskDue:
    return TaskDue(
        task=task, phase=phase, severity=severity, judged_by=code, evidence=_read(True)
    )


def _dose(kind: SessionKind, **fields: Any) -> Dose:
    once = Range(min=1, max=1)
    return Dose(kind=kind, sessions=once, evidence=_read(True), **fields)


def _excluded(condition: str, severity: Severity) -> ProtocolExclusion:
    return ProtocolExclusion(
        condition=condition, severity=severity, evidence=_read(True)
    )


SECOND, THIRD = Range(min=2, max=2), Range(min=3, max=3)
TINY = Protocol(
    code="ipt",  # one that the bibliography knows
    name="Tiny",
    edition="1",
    summary="Two to four sessions, one problem area.",
    population=_one(("adults",)),
    disorders=_one(("major-depressive-disorder",)),
    outcome_measured=_one(True),
    measure_every=_one(2),
    measure_every_weeks=_one(2),
    measures_weekly=_one(("srm-5",)),
    progress_review_share=_one(0.5),
    contract_announces=_one(8),
    termination_name=_one("termination phase"),
    manual_goals=_one(True),
    grief_is_death=_one(True),
    age=_one(Range(min=12, max=18)),
    diagnosis=_one(DiagnosisNeed.CRITERIA),
    sessions=_one(Range(min=2, max=4)),
    typical_sessions=_one(3),
    minutes=_one(Range(min=45, max=50)),
    settings=_one((Setting.INDIVIDUAL,)),
    weeks=_one(Range(min=1, max=2)),
    duration_tolerance_weeks=_one(0.5),
    cadence_days=_one(Range(min=5, max=9)),
    review_gap_days=_one(28),
    initial_max=_one(1),
    termination_sessions=_one(SECOND),
    middle_longest=_one(True),
    absences_in_row=_one(1),
    absence_share=_one(0.5),
    maintenance=_one(MaintenanceForm.SEPARATE_CONTRACT),
    maintenance_cadences=_one(("monthly",)),
    maintenance_months=_one(Range(min=6, max=36)),
    phase_ranges=Sourced(
        readings=(
            _read(_ranges(SECOND, THIRD)),
            _read(_ranges(SECOND, Range(min=2, max=3))),
        )
    ),
    time_limit=_one(True),
    focus_chosen=_one(True),
    max_foci=_one(1),
    foci_limit=_one(2),
    focus_manageable=_one(True),
    areas=_one(("grief",)),
    areas_discouraged=_one(("interpersonal-deficits",)),
    deficits_last=_one(True),
    homework=_one(Stance.DISCOURAGED),
    exposure=_one(Stance.FORBIDDEN),
    eating_work=_one(Stance.FORBIDDEN),
    interpretation=_one(Stance.DISCOURAGED),
    joint_sessions=_one(Stance.ALLOWED),
    caregiver=_one(Stance.EXPECTED),
    medication=_one(Stance.EXPECTED),
    remission_required=_one(True),
    parents=_one(("start", "middle-if-focus", "end")),
    partner=_one("every-session"),
    measures_each_session=_one(("mood-1-10",)),
    announce_min=_one(2),
    announce_advised=_one(3),
    recent_risk_months=_one(3),
    single_sex=_one(True),
    group_size=_one(Range(min=3, max=7)),
    leaders=_one(Range(min=1, max=2)),
    group_sessions=_one(Range(min=1, max=2)),
    doses=(
        _dose(SessionKind.PRE_GROUP),
        _dose(SessionKind.MID_GROUP, after_session=1),
        _dose(SessionKind.POST_GROUP, within_days=7),
    ),
    entry=(
        EntryScore(instrument="phq-9", total=Range(min=4, max=9), evidence=_read(True)),
    ),
    exclusions=(
        _excluded("bipolar-disorder", Severity.ERROR),
        _excluded("substance-misuse", Severity.WARNING),
    ),
    tasks=(
        _due("IPT501", "psychoeducation", Phase.INITIAL, Severity.ERROR),
        _due("IPT501", "sick-role", Phase.INITIAL, Severity.ERROR),
        _due("IPT506", "interpersonal-inventory", Phase.INITIAL, Severity.ERROR),
        _due("IPT508", "timeline", Phase.INITIAL, Severity.WARNING),
        _due("IPT511", "opening-question", Phase.MIDDLE, Severity.WARNING),
        _due("IPT511", "symptom-review", Phase.MIDDLE, Severity.WARNING),
        _due("IPT518", "suitability", Phase.INITIAL, Severity.WARNING),
        _due("IPT519", "alliance", Phase.INITIAL, Severity.INFO),
        _due("IPT313", "formulation", Phase.INITIAL, Severity.ERROR),
        _due("IPT504", "review-gains", Phase.TERMINATION, Severity.ERROR),
        _due("IPT505", "warning-signs", Phase.TERMINATION, Severity.WARNING),
    ),
)

ENDING_LATE = attrs.evolve(TINY, termination_after_maintenance=_one(True))
"""The same, with the termination phase after maintenance."""

START = TreatmentPlan(
    protocol=TINY.code,
    status=PlanStatus.ACTIVE,
    assessment=Assessment(scores=(), enquiries=()),
    foci=(),
    goals=(),
    contracts=(),
    sessions=(),
)


def now(plan: TreatmentPlan) -> int:
    """Number of the last session; 0 before the first."""
    return len(plan.sessions or ())


def then(*steps: Step) -> Step:
    """Take several steps as one."""

    def take(plan: TreatmentPlan) -> TreatmentPlan | None:
        taken: TreatmentPlan | None = plan
        for step in steps:
            taken = taken and step(taken)
        return taken

    return take


def begin(*steps: Step) -> TreatmentPlan:
    """A course before its first session, in which something is settled already."""
    plan = then(*steps)(START)
    assert plan is not None
    return plan


def held(phase: Phase | None = Phase.INITIAL, **fields: Any) -> Step:
    """Hold a session."""
    empty = Session(
        status=SessionStatus.DELIVERED,
        phase=phase,
        foci=(),
        goals=(),
        tasks=(),
        strategies=(),
        techniques=(),
        measures=(),
        scores=(),
        enquiries=(),
    )

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        session = attrs.evolve(empty, **({"number": now(plan) + 1} | fields))
        return attrs.evolve(plan, sessions=(*(plan.sessions or ()), session))

    return take


def on_its_day(phase: Phase | None = Phase.INITIAL) -> Step:
    """Hold a session on the seventh day after the one before."""
    return lambda plan: held(phase, on=_day(plan, 7))(plan)


def _day(plan: TreatmentPlan, after: int = 0) -> dt.date:
    return dt.date(2026, 1, 5) + dt.timedelta(days=7 * now(plan) + after)


def later_by(
    gap: int | None, reason: str | None = None, phase: Phase = Phase.INITIAL
) -> Step:
    """Hold a session so many days after the last one; None where no day is recorded."""

    def take(plan: TreatmentPlan) -> TreatmentPlan | None:
        last = max((s.day for s in plan.sessions or () if s.day), default=0)
        day = None if gap is None else last + gap
        return held(phase, day=day, reason=reason)(plan)

    return take


def renumbered(back: int) -> Step:
    """Hold a session under a number that is too small by so much."""
    return lambda plan: held(number=max(1, now(plan) + 1 - back))(plan)


def contract(
    sessions: int, cadence: int | None = None, minutes: int | None = None
) -> Step:
    """Agree on a frame."""
    return lambda plan: attrs.evolve(
        plan,
        contracts=(
            *(plan.contracts or ()),
            Contract(
                from_session=now(plan),
                sessions=sessions,
                cadence_days=cadence,
                minutes=minutes,
                agreements=(),
            ),
        ),
    )


def agree_contract(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Let the patient agree to every contract."""
    contracts = plan.contracts or ()
    if all(contract.agreements for contract in contracts):
        return None
    agreed = (said(plan),)
    return attrs.evolve(
        plan,
        contracts=tuple(
            attrs.evolve(c, agreements=c.agreements or agreed) for c in contracts
        ),
    )


def rate(instrument: str) -> Step:
    """Rate the last session."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        *others, last = list(plan.sessions or ())
        rated = Rating(instrument=instrument, attested=said(plan))
        last = attrs.evolve(last, ratings=(*(last.ratings or ()), rated))
        return attrs.evolve(plan, sessions=(*others, last))

    return take


def said(plan: TreatmentPlan) -> Attestation:
    """Somebody says so in the last session, or some days before the first."""
    day = plan.sessions[-1].on if plan.sessions else dt.date(2026, 1, 1)
    return Attestation(origin=Origin.CLINICIAN, session=now(plan), on=day)


def focus(
    area: str = "grief", *, agreed: bool = False, twice: bool = False, **fields: Any
) -> Step:
    """Choose a focus."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        known = plan.foci or ()
        chosen = Focus(
            id=f"f{len(known) + 1}",
            area=area,
            chosen_in=now(plan),
            agreements=(said(plan),) if agreed else (),
            **fields,
        )
        copy = (attrs.evolve(known[0], id="f1", area=area),) if twice and known else ()
        return attrs.evolve(plan, foci=(*known, *(copy or (chosen,))))

    return take


def agree(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Let the patient agree to every focus."""
    foci = plan.foci or ()
    if all(focus.agreements for focus in foci):
        return None
    agreed = (said(plan),)
    return attrs.evolve(
        plan,
        foci=tuple(attrs.evolve(f, agreements=f.agreements or agreed) for f in foci),
    )


def leave(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Stop working on every focus."""
    foci = plan.foci or ()
    if all(focus.until is not None for focus in foci):
        return None
    number = now(plan)
    return attrs.evolve(
        plan,
        foci=tuple(
            attrs.evolve(f, until=number) if f.until is None else f for f in foci
        ),
    )


def goal(
    strategies: tuple[str, ...] = ("facilitate-mourning",),
    focus: str | None = "f1",
    id: str | None = None,  # noqa: A002
    **fields: Any,
) -> Step:
    """Set a goal."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        known = plan.goals or ()
        one = Goal(
            id=id or f"g{len(known) + 1}",
            focus=focus,
            kind="communication",
            strategies=strategies,
            set_in=now(plan),
            **fields,
        )
        return attrs.evolve(plan, goals=(*known, one))

    return take


def waive(rule: str) -> Step:
    """Accept what a rule finds."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        made = Waiver(rule=rule, reason="protocol-variant")
        return attrs.evolve(plan, waivers=(*plan.waivers, made))

    return take


def name_focus(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Say of every goal that belonged to nothing that it belongs to the first focus."""
    goals = plan.goals or ()
    if all(goal.focus for goal in goals):
        return None
    return attrs.evolve(
        plan, goals=tuple(attrs.evolve(g, focus=g.focus or "f1") for g in goals)
    )


def score(
    item: int, total: int = 5, *, apart: int = 0, instrument: str = "phq-9"
) -> Step:
    """Score a scale in the last session; or apart, so many days after it."""
    return lambda plan: _recorded(
        plan,
        "scores",
        Score(
            instrument=instrument,
            total=total,
            items=(ItemScore(item=9, value=item),),
            attested=_said_apart(plan, apart) if apart else said(plan),
        ),
        apart=apart,
    )


def found(
    topic: str = "suicide", responses: tuple[str, ...] = (), **fields: Any
) -> Step:
    """Ask about a risk in the last session, or before the first, and find something."""
    return lambda plan: _recorded(
        plan,
        "enquiries",
        RiskEnquiry(topic=topic, responses=responses, attested=said(plan), **fields),
        apart=0,
    )


def assessed(field: str, make: Callable[[Attestation], Any]) -> Step:
    """Add a fact to the assessment."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        assert plan.assessment is not None
        facts = (*(getattr(plan.assessment, field) or ()), make(said(plan)))
        change: dict[str, Any] = {field: facts}
        return attrs.evolve(plan, assessment=attrs.evolve(plan.assessment, **change))

    return take


def ask(topic: str = "suicide", *, apart: int = 0, **found: Any) -> Step:
    """Ask about a risk in the last session; or apart, so many days after it."""
    return lambda plan: _recorded(
        plan,
        "enquiries",
        RiskEnquiry(
            topic=topic,
            attested=_said_apart(plan, apart) if apart else said(plan),
            **found,
        ),
        apart=apart,
    )


def _said_apart(plan: TreatmentPlan, days: int) -> Attestation:
    return Attestation(origin=Origin.CLINICIAN, on=_day(plan, days))


def _recorded(
    plan: TreatmentPlan, field: str, fact: Score | RiskEnquiry, *, apart: int
) -> TreatmentPlan:
    sessions = plan.sessions or ()
    place: Any = plan.assessment if apart or not sessions else sessions[-1]
    change: dict[str, Any] = {field: (*getattr(place, field), fact)}
    place = attrs.evolve(place, **change)
    if apart or not sessions:
        return attrs.evolve(plan, assessment=place)
    return attrs.evolve(plan, sessions=(*sessions[:-1], place))
