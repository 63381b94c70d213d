"""Law 4: rules of family 0, and steps that can make or mar what they ask for."""

from __future__ import annotations

from tests.laws.prefixes._group import Group
from tests.laws.tiny import focus, goal, held, then, waive

IDS = {
    "": held(),
    "works on f1": held(foci=("f1",)),
    "works on g1": held(goals=("g1",)),
    "id": held(id="s1"),
    "unknown task": held(tasks=("something-else",)),
    "focus": then(held(), focus()),
    "same focus": then(held(), focus(twice=True)),
    "goal": then(held(), goal()),
    "same goal": then(held(), goal(id="g1")),
}

WAIVERS = {
    "": held(),
    "code": then(held(), waive("IPT014")),
    "name": then(held(), waive("waiver-names-rule")),
    "prefix": then(held(), waive("IPT01")),
}

GROUPS: dict[str, Group] = {
    "files": Group(
        rules=("IPT010", "IPT011", "IPT012", "IPT013"),
        steps=IDS,
        depth=4,
        ahead=2,
        prefixes=91,
        courses=7381,
    ),
    "waivers": Group(
        rules=("IPT014",),
        steps=WAIVERS,
        depth=3,
        ahead=1,
        prefixes=21,
        courses=85,
    ),
}
