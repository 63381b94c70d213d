"""Law 4: rules of family 7 on repeated measures, and what scores mean."""

from __future__ import annotations

import attrs

from ipt_core.model import Attestation, Judgement, Rating, Score, TreatmentPlan
from ipt_core.vocabulary import Origin, Phase, Presence, SessionKind
from tests.laws.prefixes._group import Group
from tests.laws.tiny import START, Step, begin, contract, held, now, said, score, then

PHQ, SRM = "phq-9", "srm-5"
REVIEW = ("treatment-review",)
KEPT_UP = held(None, kind=SessionKind.MAINTENANCE)


def scored(*instruments: str, phase: Phase = Phase.INITIAL) -> Step:
    """Hold a session a week after the last one, with scores of instruments."""
    by = Attestation(origin=Origin.PATIENT)
    found = tuple(Score(instrument=code, total=5, attested=by) for code in instruments)

    def take(plan: TreatmentPlan) -> TreatmentPlan | None:
        days = [s.day for s in plan.sessions or () if s.day is not None]
        return held(phase, scores=found, day=7 + max(days, default=-7))(plan)

    return take


def worsen(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Score higher than ever before."""
    return score(0, 17 + now(plan))(plan)


def judge(presence: Presence) -> Step:
    """Judge whether there is an early gain."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        one = Judgement(
            what="early-gain",
            definition="phq-9-response-50",
            presence=presence,
            attested=said(plan),
        )
        return attrs.evolve(plan, judgements=(*(plan.judgements or ()), one))

    return take


def rate(instrument: str) -> Step:
    """Rate the course."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        one = Rating(instrument=instrument, attested=said(plan))
        return attrs.evolve(plan, ratings=(*(plan.ratings or ()), one))

    return take


GROUPS: dict[str, Group] = {
    "repeated measures": Group(
        rules=("IPT703", "IPT704", "IPT705", "IPT706", "IPT710"),
        steps={
            "none": scored(),
            "both": scored(PHQ, SRM),
            "one": scored(PHQ),
            "one, at the end": scored(PHQ, phase=Phase.TERMINATION),
            "strange": scored("pcl-5"),
            "alliance, at the end": scored("wai-sr", phase=Phase.TERMINATION),
        },
        depth=5,
        ahead=2,
        prefixes=259,
        courses=9331,
    ),
    "what scores mean": Group(
        rules=("IPT708", "IPT709"),
        steps={
            "nothing": held(),
            "same": then(held(), score(0, 10)),
            "better": then(held(), score(0, 4)),
            "worse": then(held(), score(0, 17)),
            "review": held(tasks=REVIEW),
            "contact": held(None, kind=SessionKind.CONTACT, number=None, tasks=REVIEW),
            "gain": then(held(), judge(Presence.PRESENT)),
            "no gain": then(held(), judge(Presence.ABSENT)),
            "rated": then(held(), rate("csprs")),
        },
        depth=4,
        ahead=1,
        starts=(
            begin(contract(4), score(0, 10)),
            attrs.evolve(START, contracts=(), fidelity_claimed=True, ratings=()),
        ),
        prefixes=1640,
        courses=14762,
    ),
    "worse, in maintenance too": Group(
        rules=("IPT707",),
        steps={
            "acute": then(held(), score(0, 10)),
            "worse": then(held(), score(0, 17)),
            "worse than ever": then(held(), worsen),
            "reviewed, and worse": then(held(tasks=REVIEW), worsen),
            "looked back": held(tasks=("midpoint-review",)),
            "maintained, worse": then(KEPT_UP, score(0, 17)),
            "maintained, reviewed": held(
                None, kind=SessionKind.MAINTENANCE, tasks=REVIEW
            ),
            "contact": held(None, kind=SessionKind.CONTACT, number=None, tasks=REVIEW),
        },
        depth=4,
        ahead=1,
        starts=(begin(score(0, 10)),),
        prefixes=585,
        courses=4681,
    ),
}
