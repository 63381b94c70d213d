"""Law 4: rules of family 5, and steps that can make or mar what they ask for."""

from __future__ import annotations

from ipt_core.vocabulary import Phase, SessionKind
from tests.laws.prefixes._group import Group, subsets, with_tasks
from tests.laws.tiny import (
    START,
    Step,
    agree_contract,
    begin,
    contract,
    focus,
    held,
    rate,
    score,
    then,
)

MIDDLE = (Phase.INITIAL, Phase.MIDDLE, None)
MEETING = held(None, kind=SessionKind.ENGAGEMENT, tasks=("interpersonal-inventory",))
CHOOSING: dict[str, Step] = {
    "": held(),
    "inventory": held(tasks=("interpersonal-inventory",)),
    "focus": then(held(), focus()),
    "focus, inventory": then(held(tasks=("interpersonal-inventory",)), focus()),
    "task": held(tasks=("focus-selection",)),
    "both tasks": held(tasks=("interpersonal-inventory", "focus-selection")),
    "meeting": MEETING,
}

GROUPS: dict[str, Group] = {
    "tasks of the initial phase": Group(
        rules=("IPT501",),
        steps=with_tasks(
            (Phase.INITIAL, Phase.MIDDLE, None), ("psychoeducation", "sick-role")
        ),
        depth=4,
        ahead=2,
        prefixes=157,
        courses=22621,
    ),
    "tasks of the termination phase": Group(
        rules=("IPT504", "IPT505"),
        steps=with_tasks(
            (Phase.INITIAL, Phase.TERMINATION, None), ("review-gains", "warning-signs")
        ),
        depth=4,
        ahead=2,
        prefixes=157,
        courses=22621,
    ),
    "announcing the end": Group(
        rules=("IPT502", "IPT503"),
        steps={
            f"{tasks}, {name}": then(held(tasks=tasks), step)
            for tasks in ((), ("announce-end",))
            for name, step in {
                "": then(),
                "contract 2": contract(2),
                "contract 4": contract(4),
                "contract 9": contract(9),
                "contract 4, agreed": then(contract(4), agree_contract),
            }.items()
        },
        depth=4,
        ahead=2,
        starts=(START, begin(contract(3))),
        prefixes=222,
        courses=22222,
    ),
    "tasks advised for the initial phase": Group(
        rules=("IPT508", "IPT518"),
        steps=with_tasks(MIDDLE, ("suitability", "timeline")),
        depth=4,
        ahead=2,
        prefixes=157,
        courses=22621,
    ),
    "inventory and choice of the focus": Group(
        rules=("IPT506",),
        steps=CHOOSING,
        depth=4,
        ahead=2,
        starts=(START, begin(focus())),
        prefixes=114,
        courses=5602,
    ),
    "terms of the contract": Group(
        rules=("IPT507",),
        steps={
            f"{phase or 'unknown'}, {name}": then(held(phase), step)
            for phase in MIDDLE
            for name, step in {
                "": then(),
                "contract": contract(3, 7, minutes=50),
                "agreed": agree_contract,
            }.items()
        },
        depth=4,
        ahead=2,
        starts=(START, begin(contract(3, 7, minutes=50))),
        prefixes=134,
        courses=8261,
    ),
    "opening of the middle sessions": Group(
        rules=("IPT511",),
        steps=with_tasks((Phase.MIDDLE, None), ("opening-question", "symptom-review"))
        | {
            "middle: scored": then(
                held(Phase.MIDDLE, tasks=("opening-question",)), score(0)
            )
        },
        depth=4,
        ahead=2,
        prefixes=91,
        courses=7381,
    ),
    "work of the middle sessions": Group(
        rules=("IPT512", "IPT513"),
        steps={
            f"{phase or 'unknown'}: {foci}, {techniques}": held(
                phase, foci=foci, techniques=techniques
            )
            for phase in (Phase.MIDDLE, None)
            for foci in ((), ("f1",))
            for techniques in subsets(("role-play",))
        },
        depth=4,
        ahead=2,
        starts=(begin(focus("role-dispute")),),
        prefixes=73,
        courses=4681,
    ),
    "the alliance": Group(
        rules=("IPT519",),
        steps={
            f"{phase or 'unknown'}: {name}": step
            for phase in (Phase.INITIAL, Phase.MIDDLE, Phase.TERMINATION)
            for name, step in {
                "": held(phase),
                "noted": held(phase, tasks=("alliance",)),
                "rated": then(held(phase), rate("wai-sr")),
            }.items()
        },
        depth=4,
        ahead=2,
        prefixes=91,
        courses=7381,
    ),
}
