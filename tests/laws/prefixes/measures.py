"""Law 4: rules of family 7, and steps that can make or mar what they ask for."""

from __future__ import annotations

from tests.laws.prefixes._group import Group
from tests.laws.tiny import START, Step, ask, begin, on_its_day, score, then

RECORDED: dict[str, Step] = {
    "": then(),
    "0": score(0),
    "+": score(1),
    "out of range": score(0, 99),
    "alliance": score(0, instrument="wai-sr"),
    "asked": ask(),
    "+ and asked": then(score(1), ask()),
}
RECORDED_APART: dict[str, Step] = {
    "0": score(0, apart=3),
    "+": score(1, apart=3),
    "asked": ask(apart=4),
    "+ and asked": then(score(1, apart=5), ask(apart=5)),
}

GROUPS: dict[str, Group] = {
    "measures and risk": Group(
        rules=("IPT701", "IPT702", "IPT801", "IPT802"),
        steps={n: then(on_its_day(), step) for n, step in RECORDED.items()}
        | {f"{n} apart": then(s, on_its_day()) for n, s in RECORDED_APART.items()}
        | {f"{n} after": then(on_its_day(), s) for n, s in RECORDED_APART.items()},
        depth=3,
        ahead=1,
        starts=(START, begin(score(1)), begin(ask())),
        prefixes=723,
        courses=10848,
    ),
}
