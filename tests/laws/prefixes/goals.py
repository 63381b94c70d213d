"""Law 4: rules of family 4, and steps that can make or mar what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.vocabulary import Phase, Presence
from tests.laws.prefixes._group import Group, events
from tests.laws.tiny import (
    START,
    Step,
    ask,
    begin,
    focus,
    goal,
    name_focus,
    said,
    then,
)

if TYPE_CHECKING:
    from ipt_core.model import TreatmentPlan

GOALS: dict[str, Step] = {
    "": then(),
    "two foci": then(focus(), focus()),
    "goal": goal(),
    "no strategy": goal(()),
    "strange strategy": goal(("stage-dispute",)),
    "one strange strategy": goal(("facilitate-mourning", "stage-dispute")),
    "other focus": goal(focus="f2"),
    "no focus": goal(focus=None),
    "focus named": name_focus,
}


def agree_to_goals(plan: TreatmentPlan) -> TreatmentPlan:
    """Note how one will know, and let the patient agree to every goal."""
    agreed = (said(plan),)
    return attrs.evolve(
        plan,
        goals=tuple(
            attrs.evolve(g, criterion="seen", agreements=g.agreements or agreed)
            for g in plan.goals or ()
        ),
    )


def everything(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Set a goal for each focus, with strategies for all that it needs."""
    codes = ("facilitate-mourning", "find-new-direction", "plan-of-action")
    ids = [focus.id for focus in plan.foci or ()]
    return then(*(goal(codes, known, agreements=()) for known in ids))(plan)


MANUAL: dict[str, Step] = {
    "": then(),
    "mourning": goal(("facilitate-mourning",), criterion="seen", agreements=()),
    "new interests": goal(("re-establish-interests",), agreements=()),
    "own": goal(("own-strategy",), agreements=()),
    "plan": goal(("plan-of-action",), "f2", agreements=()),
    "old role": goal(("identify-losses",), "f3", agreements=()),
    "both roles": goal(("weigh-old-and-new-role",), "f3", agreements=()),
    "violence": ask("violence", private=True, past=Presence.PRESENT),
    "agreed": agree_to_goals,
    "everything": everything,
    "more grief": focus(),
    "more disputes": focus("role-dispute"),
    "more change": focus("role-transition"),
}

GROUPS: dict[str, Group] = {
    "goals of the manuals": Group(
        rules=("IPT405", "IPT406", "IPT407", "IPT408", "IPT415", "IPT416"),
        steps=events(Phase.MIDDLE, **MANUAL),
        depth=3,
        ahead=1,
        starts=(
            START,
            begin(focus(), focus("role-dispute"), focus("role-transition")),
        ),
        prefixes=366,
        courses=4760,
    ),
    "goals": Group(
        rules=("IPT401", "IPT402", "IPT403", "IPT404"),
        steps=events(Phase.MIDDLE, **GOALS),
        depth=4,
        ahead=2,
        starts=(START, begin(focus())),
        prefixes=148,
        courses=10118,
    ),
}
