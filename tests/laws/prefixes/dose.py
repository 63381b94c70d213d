"""Law 4: rules of family 1, and steps that can make or mar what they ask for."""

from __future__ import annotations

import attrs

from ipt_core.catalogue import protocols
from ipt_core.vocabulary import Phase, Presence, Setting
from tests.laws.prefixes._group import Group
from tests.laws.tiny import (
    START,
    TINY,
    begin,
    contract,
    found,
    held,
    later_by,
    renumbered,
    then,
)

ALONE = held(setting=Setting.INDIVIDUAL)
FOR_TWO = attrs.evolve(TINY, settings=protocols["pa-ipt"].settings, partner=None)

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
            for gap in (7, 14, 40, None)
            for reason in (None, "holiday")
        }
        | {
            f"{gap} days, ending": later_by(gap, phase=Phase.TERMINATION)
            for gap in (14, 40)
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
    "time limit": Group(
        rules=("IPT107",),
        steps={
            f"{phase}, {name}": then(held(phase), step)
            for phase in (Phase.INITIAL, Phase.MIDDLE)
            for name, step in {
                "": then(),
                "number": contract(3),
                "number and end": contract(3, 7),
            }.items()
        },
        depth=4,
        ahead=1,
        starts=(START, begin(contract(3, 7))),
        prefixes=518,
        courses=3110,
    ),
    "minutes": Group(
        rules=("IPT108",),
        steps={str(minutes): held(minutes=minutes) for minutes in (40, 50, 60)},
        depth=4,
        ahead=1,
        prefixes=40,
        courses=121,
    ),
    "setting": Group(
        rules=("IPT109",),
        steps={
            "": held(),
            "group": held(setting=Setting.GROUP),
            "group for a reason": held(setting=Setting.GROUP, reason="crisis"),
            "couple": held(setting=Setting.COUPLE),
        },
        depth=4,
        ahead=1,
        starts=tuple(
            attrs.evolve(START, setting=setting)
            for setting in (Setting.INDIVIDUAL, Setting.GROUP)
        ),
        prefixes=170,
        courses=682,
    ),
    "a couple seen alone": Group(
        rules=("IPT109",),
        steps={
            "": held(),
            "alone": ALONE,
            "screen": then(ALONE, found("violence", private=True)),
            "violence": then(held(), found("violence", thoughts=Presence.PRESENT)),
            "group": held(setting=Setting.GROUP),
        },
        depth=5,
        ahead=1,
        starts=(attrs.evolve(START, setting=Setting.COUPLE),),
        protocol=FOR_TWO,
        prefixes=781,
        courses=3906,
    ),
}
