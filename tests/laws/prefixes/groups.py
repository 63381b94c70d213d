"""Law 4: rules of family 6, and steps that can make or mar what they ask for."""

from __future__ import annotations

import datetime as dt

import attrs

from ipt_core.model import Assessment, Attestation, Diagnosis, TreatmentPlan
from ipt_core.model import Group as Members
from ipt_core.vocabulary import Origin, SessionKind, Setting
from tests.laws.prefixes._group import Group
from tests.laws.tiny import START, Step, assessed, held, then


def meeting(kind: SessionKind, days: int | None = None) -> Step:
    """Meet outside of the acute sessions, so many days after the last one."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        held_on = (s.on for s in plan.sessions or () if s.kind is SessionKind.ACUTE)
        last = max((day for day in held_on if day), default=None)
        later = None if days is None or not last else last + dt.timedelta(days=days)
        return held(None, kind=kind, number=None, on=later)(plan) or plan

    return take


def session(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Hold an acute session, numbered among its kind, a week after the last one."""
    acute = [s for s in plan.sessions or () if s.kind is SessionKind.ACUTE]
    return held(number=len(acute) + 1, on=_week(len(acute)))(plan)


def _week(number: int) -> dt.date:
    return dt.date(2026, 1, 5) + dt.timedelta(weeks=number)


def in_group(**fields: int | bool) -> TreatmentPlan:
    """A member of a group of which this is known."""
    members = Members(**fields)  # type: ignore[arg-type]
    return attrs.evolve(START, setting=Setting.GROUP, group=members)


def _made(disorder: str) -> Diagnosis:
    return Diagnosis(disorder=disorder, attested=Attestation(origin=Origin.CLINICIAN))


def diagnose(disorder: str) -> Step:
    """Make a diagnosis."""
    return assessed("diagnoses", lambda by: Diagnosis(disorder=disorder, attested=by))


def member(gender: str | None) -> TreatmentPlan:
    """A member of whose group others are known."""
    return attrs.evolve(START, setting=Setting.GROUP, gender=gender)


GROUPS: dict[str, Group] = {
    "meetings around a group": Group(
        rules=("IPT602", "IPT603", "IPT604", "IPT110"),
        steps={
            "session": session,
            "before": meeting(SessionKind.PRE_GROUP),
            "half-way": meeting(SessionKind.MID_GROUP),
            "after, soon": meeting(SessionKind.POST_GROUP, 2),
            "after, late": meeting(SessionKind.POST_GROUP, 9),
            "ward": meeting(SessionKind.GROUP),
        },
        depth=5,
        ahead=2,
        prefixes=259,
        courses=9331,
    ),
    "members of a group": Group(
        rules=("IPT601", "IPT605", "IPT606"),
        steps={"session": held()},
        depth=3,
        ahead=1,
        starts=(
            START,
            in_group(size=5, leaders=1, closed=True, joined_in=1),
            in_group(size=9, leaders=3, closed=True, joined_in=2),
            in_group(size=2, leaders=2, closed=False, joined_in=2),
        ),
        prefixes=12,
        courses=16,
    ),
    "other members": Group(
        rules=("IPT607", "IPT608"),
        steps={
            "session": held(),
            "depression": then(held(), diagnose("major-depressive-disorder")),
            "ptsd": then(held(), diagnose("ptsd")),
        },
        depth=4,
        ahead=1,
        starts=(member("female"), member("male"), member(None)),
        others=(
            attrs.evolve(
                member("female"),
                assessment=Assessment(diagnoses=(_made("depression"),)),
            ),
        ),
        prefixes=120,
        courses=363,
    ),
}
