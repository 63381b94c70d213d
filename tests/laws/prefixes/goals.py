"""Law 4: rules of family 4, and steps that can make or mar what they ask for."""

from __future__ import annotations

from ipt_core.vocabulary import Phase
from tests.laws.prefixes._group import Group, events
from tests.laws.tiny import START, Step, begin, focus, goal, name_focus, then

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

GROUPS: dict[str, Group] = {
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
