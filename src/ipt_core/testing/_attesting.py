"""What is attested of a delivered course: invented, and as good practice has it."""

from __future__ import annotations

__all__ = ["Voice", "assessment", "first_measure", "group", "treatments"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import (
    DefinitionKind,
    Direction,
    MeasureKind,
    definitions,
    measures,
    protocols,
)
from ipt_core.model import (
    AreaRating,
    Assessment,
    Attestation,
    Diagnosis,
    Exclusion,
    Group,
    ItemScore,
    LifeEvent,
    Relationship,
    RiskEnquiry,
    Score,
    Suitability,
    Treatment,
    TreatmentPlan,
)
from ipt_core.vocabulary import Origin, Presence, Setting, Stance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ipt_core.catalogue import Protocol
    from ipt_core.evidence import Range, Sourced

_INSTRUMENT = "phq-9"
_DISORDER = "major-depressive-disorder"
_TOTAL = 14
_AT_START, _AT_END = 0.6, 0.2


class Voice:
    """Says who attests something, in which session and on which day."""

    def __init__(
        self, origin: Origin, days: dict[int, dt.date | None], last: int
    ) -> None:
        """Take the days of the acute sessions by number, and the last number."""
        self.origin = origin
        self.days = days
        self.last = last

    def __call__(self, by: str, session: int) -> Attestation:
        """Let somebody attest something in a session, 0 being before the first."""
        day = self.days.get(session or 1)
        return Attestation(origin=self.origin, by=by, session=session, on=day)

    def score(self, instrument: str, session: int) -> Score:
        """Score an instrument; what it measures gets better, and nobody is at risk."""
        known = measures.get(instrument)
        item = known.suicide_item.value if known and known.suicide_item else None
        share = _AT_START + (_AT_END - _AT_START) * session / max(self.last, 1)
        direction = known.direction.value if known and known.direction else None
        if direction is Direction.HIGHER_IS_MORE_REGULAR:
            share = 1 - share
        span = known.total.value if known else None
        total = span.min + int((span.max - span.min) * share) if span else _TOTAL
        return Score(
            instrument=instrument,
            total=total,
            items=(ItemScore(item=item, value=0),) if item else None,
            attested=self("patient", session),
        )

    def enquiry(self, session: int, topic: str = "suicide") -> RiskEnquiry:
        """Ask about a risk, and find nothing."""
        return RiskEnquiry(
            topic=topic,
            thoughts=Presence.ABSENT,
            plan_or_intent=Presence.ABSENT,
            past=Presence.ABSENT,
            private=True,
            responses=(),
            attested=self("therapist", session),
        )


def assessment(plan: TreatmentPlan, says: Voice, chosen: int) -> Assessment:
    """What was found before the first session and in the initial phase.

    Args:
        plan: the plan, with its foci.
        says: who attests it.
        chosen: number of the session in which the focus was chosen.
    """
    form = protocols.get(plan.protocol)
    before = says("therapist", 0)
    return Assessment(
        suitability=(Suitability(suitable=True, attested=before),),
        diagnoses=tuple(
            Diagnosis(disorder=disorder, criteria="dsm-5", attested=before)
            for disorder in plan.disorders or (_disorder(form),)
        ),
        exclusions=tuple(
            Exclusion(condition=condition, presence=Presence.ABSENT, attested=before)
            for condition in dict.fromkeys(_conditions(form))
        ),
        areas=tuple(
            AreaRating(
                area=focus.area,
                presence=Presence.PRESENT,
                primary=focus.rank == 1,
                attested=says("therapist", chosen),
            )
            for focus in plan.foci or ()
        ),
        scores=tuple(_baseline(plan, form, says)),
        enquiries=(says.enquiry(0), says.enquiry(0, "violence")),
        inventory=(Relationship(id="r1", role="mother"),),
        timeline=(LifeEvent(kind="symptom-onset"),),
        attachment="close to an aunt",
        social_context="lives with the family",
        cultural_context="moved as a child",
        support_network="two friends",
        patterns="waits to be asked",
        impact="others do not notice",
    )


def _disorder(form: Protocol | None) -> str:
    made_for = form.disorders.value if form and form.disorders else None
    return made_for[0] if made_for else _DISORDER


def _conditions(form: Protocol | None) -> Iterator[str]:
    yield "psychosis"
    for excluded in form.exclusions if form else ():
        yield excluded.condition


def _baseline(
    plan: TreatmentPlan, form: Protocol | None, says: Voice
) -> Iterator[Score]:
    """The first measure, and scores in the windows in which people were taken in.

    Who is to have remitted before the course begins has the score of a remission.
    """
    windows = {one.instrument: one.total for one in form.entry} if form else {}
    for instrument in dict.fromkeys((*windows, first_measure(plan))):
        score = says.score(instrument, 0)
        if form and form.remission_required:
            score = _remitted(score)
        window = windows.get(instrument)
        if window is None or score.total is None:
            yield score
        else:
            total = min(max(score.total, window.min), window.max)
            yield attrs.evolve(score, total=total)


def _remitted(score: Score) -> Score:
    """As low as each definition of a remission on the instrument asks for."""
    low = [
        each.score
        for each in definitions.values()
        if each.measure == score.instrument
        and each.kind is DefinitionKind.REMISSION
        and each.score
    ]
    totals = range(int(score.total or 0), -1, -1)
    remitted = (t for t in totals if all(limit.holds(t) for limit in low))
    return attrs.evolve(score, total=next(remitted, score.total))


def first_measure(plan: TreatmentPlan) -> str:
    """The first instrument of outcome that is planned, else the PHQ-9."""
    planned = (code for s in plan.sessions or () for code in s.measures or ())
    known = (measures.get(code) for code in planned)
    outcome = (one.code for one in known if one and one.kind is MeasureKind.OUTCOME)
    return next(outcome, _INSTRUMENT)


def group(plan: TreatmentPlan) -> Group | None:
    """The group that a course takes place in, as its protocol has it."""
    form = protocols.get(plan.protocol)
    if plan.setting is not Setting.GROUP or form is None:
        return plan.group
    return Group(
        id="group-1",
        size=_least(form.group_size),
        closed=True,
        leaders=_least(form.leaders),
        joined_in=1,
    )


def _least(span: Sourced[Range] | None) -> int | None:
    return int(span.value.min) if span and span.value else None


def treatments(plan: TreatmentPlan, says: Voice) -> tuple[Treatment, ...]:
    """The medication that a protocol expects, and nothing else."""
    form = protocols.get(plan.protocol)
    stance = form.medication.value if form and form.medication else None
    if stance not in {Stance.EXPECTED, Stance.USUAL}:
        return ()
    return (Treatment(kind="medication", attested=says("prescriber", 0)),)
