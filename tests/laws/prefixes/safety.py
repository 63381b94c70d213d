"""Law 4: rules of family 8, and steps that can make or mar what they ask for."""

from __future__ import annotations

from typing import Any

import attrs

from ipt_core.model import (
    Assessment,
    Attendee,
    Attestation,
    Diagnosis,
    Dispute,
    Exclusion,
    Focus,
    Judgement,
    RiskEnquiry,
    Treatment,
    TreatmentPlan,
)
from ipt_core.vocabulary import Origin, Phase, Presence, SessionKind
from tests.laws.prefixes._group import Group, events
from tests.laws.tiny import (
    START,
    Step,
    ask,
    assessed,
    begin,
    found,
    held,
    now,
    on_its_day,
    said,
    score,
    then,
)

THERE, NOT_THERE = Presence.PRESENT, Presence.ABSENT
REVIEW = ("urgent-review",)
PLAN = ("safety-plan",)

SCALE = held(measures=("phq-9",))
RISKS: dict[str, Step] = {
    "": then(),
    "asked": ask(),
    "thoughts": found(thoughts=THERE),
    "thoughts, plan": found(thoughts=THERE, responses=PLAN),
    "intent": found(plan_or_intent=THERE),
    "intent, review": found(plan_or_intent=THERE, responses=REVIEW),
    "long ago": found(past=THERE, past_months=9),
    "lately": found(past=THERE, past_months=1),
}
STEPS = {name: then(held(), step) for name, step in RISKS.items()} | {
    "scale": SCALE,
    "scale, asked": then(SCALE, ask()),
    "task": held(tasks=PLAN),
    "a call with a plan before": then(
        held(None, kind=SessionKind.CONTACT, number=None, tasks=PLAN), held()
    ),
}

MAINTAIN = held(None, kind=SessionKind.MAINTENANCE)
MAINTAINED = {
    "": held(),
    "scale, no": then(SCALE, score(0)),
    "maintenance": MAINTAIN,
    "maintenance, scale": held(None, kind=SessionKind.MAINTENANCE, measures=("phq-9",)),
    "maintenance, scale, no": then(MAINTAIN, score(0)),
    "maintenance, scale, yes": then(MAINTAIN, score(1)),
    "maintenance, asked": then(MAINTAIN, ask()),
    "maintenance, thoughts": then(MAINTAIN, found(thoughts=THERE)),
    "maintenance, long ago": then(MAINTAIN, found(past=THERE, past_months=9)),
    "maintenance, task": held(None, kind=SessionKind.MAINTENANCE, tasks=PLAN),
    "a call with a plan after": held(
        None, kind=SessionKind.CONTACT, number=None, tasks=PLAN
    ),
}


def with_mother(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose a dispute with the mother as the focus."""
    chosen = Focus(
        id=f"f{len(plan.foci or ()) + 1}",
        area="role-dispute",
        chosen_in=now(plan),
        dispute=Dispute(others=("mother",)),
        agreements=(said(plan),),
    )
    return attrs.evolve(plan, foci=(*(plan.foci or ()), chosen))


def condition(code: str, presence: Presence) -> Step:
    """Look for a condition."""
    return assessed(
        "exclusions",
        lambda by: Exclusion(
            condition=code, presence=presence, responses=(), attested=by
        ),
    )


def diagnosis(code: str, criteria: str = "dsm-5") -> Step:
    """Make a diagnosis."""
    return assessed(
        "diagnoses", lambda by: Diagnosis(disorder=code, criteria=criteria, attested=by)
    )


def remit(presence: Presence) -> Step:
    """Judge whether the illness has remitted."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        one = Judgement(what="remission", presence=presence, attested=said(plan))
        return attrs.evolve(plan, judgements=(*(plan.judgements or ()), one))

    return take


def treat(kind: str) -> Step:
    """Begin a treatment beside IPT."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        one = Treatment(kind=kind, attested=said(plan))
        return attrs.evolve(plan, treatments=(*(plan.treatments or ()), one))

    return take


def that_day(**fields: Any) -> Step:
    """Ask on the day of the last session, and keep it in the assessment."""

    def take(plan: TreatmentPlan) -> TreatmentPlan | None:
        *_, last = list(plan.sessions or ())
        day = last.on
        one = RiskEnquiry(
            topic="suicide",
            attested=Attestation(origin=Origin.CLINICIAN, on=day),
            **fields,
        )
        return assessed("enquiries", lambda _: one)(plan)

    return take


DATED = on_its_day()
BY_DAY: dict[str, Step] = {
    "": DATED,
    "asked": then(DATED, ask()),
    "asked that day": then(DATED, that_day()),
    "asked between": then(DATED, ask(apart=2)),
    "thoughts that day": then(DATED, that_day(thoughts=THERE, responses=())),
    "thoughts between": then(DATED, ask(apart=2, thoughts=THERE, responses=())),
    "plan that day": then(DATED, that_day(responses=PLAN)),
    "plan between, and a session": then(ask(apart=2, responses=PLAN), DATED),
    "scale, yes": then(DATED, score(1)),
}

NOBODY = attrs.evolve(
    START,
    assessment=Assessment(diagnoses=(), exclusions=(), scores=(), enquiries=()),
)
JOINT = held(attendees=(Attendee(role="mother"),))
SCREEN = found("violence", private=True, thoughts=NOT_THERE)
VIOLENT = found("violence", private=True, thoughts=THERE)
ANSWERED = found("violence", ("referral",), private=True, thoughts=THERE)
TOLD = RiskEnquiry(
    topic="violence",
    thoughts=THERE,
    responses=(),
    attested=Attestation(origin=Origin.CLINICIAN),
)

GROUPS: dict[str, Group] = {
    "risk asked again, and answered": Group(
        rules=("IPT803", "IPT804", "IPT805", "IPT806"),
        steps=STEPS,
        depth=3,
        ahead=1,
        starts=(START, begin(found(thoughts=THERE)), begin(found(responses=PLAN))),
        prefixes=471,
        courses=5655,
    ),
    "risk in every kind of session": Group(
        rules=("IPT804", "IPT805", "IPT806"),
        steps=MAINTAINED,
        depth=3,
        ahead=1,
        starts=(
            START,
            begin(held(None, kind=SessionKind.PRE_GROUP), found(thoughts=THERE)),
        ),
        prefixes=266,
        courses=2928,
    ),
    "risk by its day": Group(
        rules=("IPT804", "IPT805", "IPT806"),
        steps=BY_DAY,
        depth=3,
        ahead=1,
        starts=(START, begin(found(thoughts=THERE))),
        prefixes=182,
        courses=1640,
    ),
    "violence": Group(
        rules=("IPT807",),
        steps={
            "session": held(),
            "middle": held(Phase.MIDDLE),
            "joint": JOINT,
            "screen": then(held(), SCREEN),
            "screen, joint": then(JOINT, SCREEN),
            "asked in front of all": then(held(), found("violence", private=False)),
            "dispute": then(held(), with_mother),
        },
        depth=4,
        ahead=2,
        starts=(START, begin(SCREEN), begin(with_mother)),
        prefixes=171,
        courses=8403,
    ),
    "violence answered": Group(
        rules=("IPT808",),
        steps={
            "found": then(held(), VIOLENT),
            "found, answered": then(held(), ANSWERED),
            "a plan for suicide": then(held(), found(responses=PLAN)),
            "joint": JOINT,
            "found, joint": then(JOINT, VIOLENT),
            "answered, joint": then(JOINT, ANSWERED),
            "not recorded": held(tasks=None),
            "told in a call": held(
                None, kind=SessionKind.CONTACT, number=None, enquiries=(TOLD,)
            ),
        },
        depth=4,
        ahead=2,
        starts=(START, begin(VIOLENT)),
        prefixes=146,
        courses=9362,
    ),
    "indication": Group(
        rules=("IPT810", "IPT811", "IPT812", "IPT813", "IPT814", "IPT816"),
        steps=events(
            Phase.INITIAL,
            nothing=then(),
            depression=diagnosis("major-depressive-disorder"),
            screened=diagnosis("ptsd", "screening"),
            bipolar=diagnosis("bipolar-disorder"),
            misuse=condition("substance-misuse", THERE),
            no_misuse=condition("substance-misuse", NOT_THERE),
            low=score(0, 3),
            inside=score(0, 7),
        )
        | events(Phase.MIDDLE, nothing=then(), depression=diagnosis("depression")),
        depth=3,
        ahead=1,
        starts=(NOBODY, attrs.evolve(NOBODY, age=15), attrs.evolve(NOBODY, age=30)),
        prefixes=333,
        courses=3333,
    ),
    "before it begins": Group(
        rules=("IPT815", "IPT817"),
        steps=events(
            Phase.INITIAL,
            nothing=then(),
            remission=remit(THERE),
            no_remission=remit(NOT_THERE),
            medication=treat("medication"),
            other=treat("cbt"),
        )
        | events(Phase.MIDDLE, nothing=then(), medication=treat("medication"))
        | {"remission, then a session": then(remit(THERE), held())},
        depth=4,
        ahead=1,
        starts=(
            attrs.evolve(START, judgements=(), treatments=()),
            begin(remit(THERE), treat("cbt")),
        ),
        prefixes=1170,
        courses=9362,
    ),
}
