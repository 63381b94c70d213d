"""Law 4: the rules of family 3 about single areas, and steps that make or mar them."""

from __future__ import annotations

from typing import Any

import attrs

from ipt_core.model import AreaRating, Dispute, Focus, Loss, Transition, TreatmentPlan
from ipt_core.vocabulary import DisputeStage, Phase, Presence, SessionKind
from tests.laws.prefixes._group import Group, events, with_tasks
from tests.laws.tiny import START, Step, agree, begin, contract, focus, held, said, then

FULL = Dispute(
    others=("partner",),
    stage=DisputeStage.IMPASSE,
    own_expectations="help",
    other_expectations="peace",
)
CHANGE = Transition(old_role="at school", new_role="at work")


def mourned(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose grief as the focus, and say who died."""
    died = Loss(who="mother", attested=said(plan))
    chosen = focus(losses=(died,))(plan)
    assert chosen is not None
    return chosen


def tell_all(plan: TreatmentPlan) -> TreatmentPlan:
    """Fill in what was left open of every focus."""
    died = (Loss(who="mother", attested=said(plan)),)

    def told(one: Focus) -> Focus:
        whole: dict[str, dict[str, Any]] = {
            "grief": {"losses": one.losses or died},
            "role-dispute": {"dispute": FULL},
            "role-transition": {"transition": CHANGE},
        }
        return attrs.evolve(one, **whole[one.area])

    return attrs.evolve(plan, foci=tuple(map(told, plan.foci or ())))


def rate(area: str, *, primary: bool) -> Step:
    """Judge a problem area."""

    def take(plan: TreatmentPlan) -> TreatmentPlan:
        assert plan.assessment is not None
        judged = AreaRating(
            area=area, presence=Presence.PRESENT, primary=primary, attested=said(plan)
        )
        rated = (*(plan.assessment.areas or ()), judged)
        return attrs.evolve(plan, assessment=attrs.evolve(plan.assessment, areas=rated))

    return take


def nothing_rated(plan: TreatmentPlan) -> TreatmentPlan:
    """Say that no area was judged."""
    assert plan.assessment is not None
    return attrs.evolve(plan, assessment=attrs.evolve(plan.assessment, areas=()))


DEFICITS = focus("interpersonal-deficits", manageable=True)
CHOICES: dict[str, Step] = {
    "": then(),
    "deficits": DEFICITS,
    "too much": focus(manageable=False),
    "grief": rate("grief", primary=True),
    "grief, deficits": then(rate("grief", primary=True), DEFICITS),
    "disputes, deficits": then(rate("role-dispute", primary=True), DEFICITS),
    "grief, not primary": rate("grief", primary=False),
}
REVIEW = ("midpoint-review",)

GROUPS: dict[str, Group] = {
    "what is told of foci": Group(
        rules=("IPT307", "IPT308", "IPT309", "IPT310"),
        steps=events(
            Phase.INITIAL,
            **{
                "": then(),
                "loss": mourned,
                "no loss": focus(losses=()),
                "dispute": focus("role-dispute", dispute=FULL),
                "no dispute": focus("role-dispute", dispute=Dispute(others=())),
                "change": focus("role-transition", transition=CHANGE),
                "no change": focus("role-transition", transition=Transition()),
                "all told": tell_all,
            },
        ),
        depth=3,
        ahead=1,
        prefixes=73,
        courses=585,
    ),
    "a later focus": Group(
        rules=("IPT314",),
        steps={
            f"{phase}: {name}": then(held(phase), step)
            for phase in (Phase.INITIAL, Phase.MIDDLE)
            for name, step in {
                "": then(),
                "focus": focus(),
                "agreed focus": focus(agreed=True),
                "agreed": agree,
            }.items()
        },
        depth=3,
        ahead=1,
        starts=(START, begin(focus())),
        prefixes=116,
        courses=836,
    ),
    "deficits": Group(
        rules=("IPT306", "IPT311", "IPT312", "IPT315"),
        steps=events(Phase.MIDDLE, **CHOICES)
        | {
            "review": held(Phase.MIDDLE, tasks=REVIEW),
            "contact": held(None, kind=SessionKind.CONTACT, number=None, tasks=REVIEW),
        },
        depth=3,
        ahead=1,
        starts=(
            begin(contract(3), nothing_rated),
            begin(contract(2), nothing_rated, DEFICITS),
        ),
        prefixes=182,
        courses=1640,
    ),
    "formulation": Group(
        rules=("IPT313",),
        steps=with_tasks((Phase.INITIAL, Phase.MIDDLE, None), ("formulation",))
        | events(Phase.INITIAL, written=focus(formulation="words")),
        depth=4,
        ahead=2,
        prefixes=57,
        courses=2801,
    ),
}
