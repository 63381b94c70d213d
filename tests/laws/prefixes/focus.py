"""Law 4: rules of family 3, and steps that can make or mar what they ask for."""

from __future__ import annotations

from ipt_core.vocabulary import Phase
from tests.laws.prefixes._group import Group, events
from tests.laws.tiny import START, Step, agree, begin, focus, leave, then

CHOICES: dict[str, Step] = {
    "": then(),
    "focus": focus(),
    "focus, agreed": focus(agreed=True),
    "two foci": then(focus(), focus()),
    "three foci": then(focus(), focus(), focus()),
    "strange focus": focus("lost-healthy-self"),
    "agreed": agree,
    "left": leave,
    "left for two": then(leave, focus(), focus()),
}

GROUPS: dict[str, Group] = {
    "foci": Group(
        rules=("IPT301", "IPT302", "IPT303", "IPT304", "IPT305"),
        steps=events(Phase.INITIAL, **CHOICES) | events(Phase.MIDDLE, **CHOICES),
        depth=3,
        ahead=1,
        starts=(START, begin(focus()), begin(focus(agreed=True))),
        prefixes=829,
        courses=14221,
    ),
}
