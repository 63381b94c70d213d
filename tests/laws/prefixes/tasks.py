"""Law 4: rules of family 5, and steps that can make or mar what they ask for."""

from __future__ import annotations

from ipt_core.vocabulary import Phase
from tests.laws.prefixes._group import Group, with_tasks
from tests.laws.tiny import START, begin, contract, held, then

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
            }.items()
        },
        depth=4,
        ahead=2,
        starts=(START, begin(contract(3))),
        prefixes=146,
        courses=9362,
    ),
}
