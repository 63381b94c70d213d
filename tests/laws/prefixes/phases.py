"""Law 4: rules of family 2, and steps that can make or mar what they ask for."""

from __future__ import annotations

from ipt_core.vocabulary import Phase
from tests.laws.prefixes._group import Group
from tests.laws.tiny import START, begin, contract, held, then

PHASES = {str(phase): held(phase) for phase in Phase}
RENEGOTIATED = {f"contract {n}": contract(n) for n in (3, 4)}

GROUPS: dict[str, Group] = {
    "phases": Group(
        rules=("IPT201", "IPT202", "IPT203"),
        steps=PHASES,
        depth=7,
        ahead=3,
        prefixes=121,
        courses=3280,
    ),
    "phase ranges": Group(
        rules=("IPT204",),
        steps=PHASES
        | {
            f"{phase}, {name}": then(step, agreed)
            for phase, step in PHASES.items()
            for name, agreed in RENEGOTIATED.items()
        },
        depth=4,
        ahead=2,
        starts=(START, begin(contract(3))),
        prefixes=182,
        courses=14762,
    ),
}
