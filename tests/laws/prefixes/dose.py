"""Law 4: rules of family 1, and steps that can make or mar what they ask for."""

from __future__ import annotations

from tests.laws.prefixes._group import Group
from tests.laws.tiny import START, begin, contract, held, later_by, renumbered, then

CONTRACTS = {f"contract {n}": contract(n) for n in (1, 3, 4)}
FRAMES = {
    f"{gap} days, {name}": then(later_by(gap), step)
    for gap in (3, 7, 30, None)
    for name, step in {
        "": then(),
        "contract 2 x 7": contract(2, 7),
        "contract 3 x 7": contract(3, 7),
        "contract 4 x 40": contract(4, 40),
    }.items()
}

GROUPS: dict[str, Group] = {
    "number of sessions": Group(
        rules=("IPT101", "IPT102"),
        steps={"": held()} | {n: then(held(), c) for n, c in CONTRACTS.items()},
        depth=6,
        ahead=2,
        starts=(START, begin(contract(3))),
        prefixes=682,
        courses=10922,
    ),
    "duration": Group(
        rules=("IPT103",),
        steps=FRAMES,
        depth=3,
        ahead=1,
        starts=(START, begin(contract(3, 7))),
        prefixes=546,
        courses=8738,
    ),
    "gaps": Group(
        rules=("IPT104", "IPT105"),
        steps={
            f"{gap} days, {reason}": later_by(gap, reason)
            for gap in (3, 7, 14, 40, None)
            for reason in (None, "holiday")
        },
        depth=4,
        ahead=1,
        prefixes=1111,
        courses=11111,
    ),
    "numbers": Group(
        rules=("IPT106",),
        steps={f"{back} back": renumbered(back) for back in range(3)},
        depth=5,
        ahead=1,
        prefixes=121,
        courses=364,
    ),
}
