"""Law 4: rules of family 5 about who joins and what comes afterwards."""

from __future__ import annotations

import attrs

from ipt_core.catalogue import protocols
from ipt_core.model import Attendee, Judgement, Maintenance, TreatmentPlan
from ipt_core.vocabulary import Phase, Presence, SessionKind, Setting
from tests.laws.prefixes._group import Group, events
from tests.laws.prefixes.safety import SCREEN, with_mother
from tests.laws.tiny import (
    ENDING_LATE,
    START,
    TINY,
    Step,
    begin,
    found,
    held,
    said,
    score,
    then,
)

CAREGIVER = (Attendee(role="caregiver"),)
MOTHER = (Attendee(role="mother"),)
FOUND = found("violence", thoughts=Presence.PRESENT, private=True)


def judge(what: str, presence: Presence) -> Step:
    """Judge the course so far by a named definition."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        one = Judgement(
            what=what,
            definition="phq-9-response-50",
            presence=presence,
            attested=said(plan),
        )
        return attrs.evolve(plan, judgements=(*(plan.judgements or ()), one))

    return take


def decide(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Decide to refer, once."""
    if plan.maintenance:
        return None
    return attrs.evolve(plan, maintenance=Maintenance(decision="refer"))


def agree(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Decide on maintenance with the patient, once."""
    if plan.maintenance:
        return None
    decided = Maintenance(decision="maintenance", agreements=(said(plan),))
    return attrs.evolve(plan, maintenance=decided)


KEPT_UP = held(None, kind=SessionKind.MAINTENANCE)
ENDING = held(Phase.TERMINATION, kind=SessionKind.MAINTENANCE)

EVENTS: dict[str, Step] = {
    "nothing": then(),
    "likely": judge("relapse-risk", Presence.PRESENT),
    "no_better": judge("improvement", Presence.ABSENT),
    "better": judge("remission", Presence.PRESENT),
    "decided": decide,
    "high": score(0, 16),
    "low": score(0, 4),
}

GROUPS: dict[str, Group] = {
    "caregiver": Group(
        rules=("IPT514",),
        steps={
            "alone": held(attendees=()),
            "caregiver": held(attendees=CAREGIVER),
            "meeting": held(tasks=("caregiver-meeting",)),
            "violence": then(held(attendees=()), FOUND),
        },
        depth=5,
        ahead=1,
        prefixes=341,
        courses=1365,
    ),
    "what comes afterwards": Group(
        rules=("IPT516", "IPT517"),
        steps=events(Phase.MIDDLE, **EVENTS)
        | events(Phase.TERMINATION, **EVENTS)
        | {
            "plan": held(Phase.TERMINATION, tasks=("nonresponse-plan",)),
            "decision": held(Phase.TERMINATION, tasks=("maintenance-decision",)),
        },
        depth=3,
        ahead=1,
        starts=(
            attrs.evolve(START, judgements=()),
            START,
            begin(score(0, 16)),
            begin(score(0, 99)),
        ),
        prefixes=1076,
        courses=16756,
    ),
    "parents": Group(
        rules=("IPT509",),
        steps={
            f"{phase}: {name}": then(held(phase, attendees=who), step)
            for phase in (Phase.INITIAL, Phase.MIDDLE, Phase.TERMINATION)
            for name, who, step in (
                ("alone", (), then()),
                ("mother", MOTHER, then()),
                ("about her", (), with_mother),
                ("violence", (), FOUND),
            )
        }
        | {
            "a talk with her": held(
                None, kind=SessionKind.CONTACT, tasks=("parents-informed",)
            ),
            "nobody at the end": held(
                Phase.TERMINATION, attendees=(), reason="no-parent-joins"
            ),
        },
        depth=3,
        ahead=1,
        prefixes=211,
        courses=2955,
    ),
    "measures of each session": Group(
        rules=("IPT510",),
        steps={
            "": held(),
            "rated": then(held(), score(0, instrument="mood-1-10")),
            "not recorded": held(scores=None),
        },
        depth=6,
        ahead=1,
        prefixes=364,
        courses=1093,
    ),
    "partner": Group(
        rules=("IPT109", "IPT515"),
        steps={
            "alone": held(attendees=()),
            "recorded as alone": held(attendees=None, setting=Setting.INDIVIDUAL),
            "in a group": held(attendees=(), setting=Setting.GROUP),
            "ill": held(attendees=(), reason="illness"),
            "wife": held(attendees=(Attendee(role="wife"),)),
            "task": held(attendees=(), tasks=("partner-meeting",)),
            "violence": then(held(attendees=()), FOUND),
            "screen": then(held(attendees=()), SCREEN),
        },
        depth=4,
        ahead=1,
        starts=(attrs.evolve(START, setting=Setting.COUPLE),),
        protocol=attrs.evolve(TINY, settings=protocols["pa-ipt"].settings),
        prefixes=585,
        courses=4681,
    ),
    "decisions where maintenance comes before the end": Group(
        rules=("IPT516",),
        steps={
            "maintained": KEPT_UP,
            "no better": then(KEPT_UP, judge("improvement", Presence.ABSENT)),
            "decided": then(KEPT_UP, agree),
            "end": ENDING,
            "end, high": then(ENDING, score(0, 15)),
            "end, low": then(ENDING, score(0, 4)),
            "end, decided": then(ENDING, agree),
        },
        depth=4,
        ahead=1,
        starts=(attrs.evolve(begin(score(0, 16)), judgements=()),),
        protocol=ENDING_LATE,
        prefixes=328,
        courses=1953,
    ),
}
