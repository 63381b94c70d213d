"""Law 4: verdicts on a course that is going on are what its continuations make them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import attrs
import pytest

from ipt_core import rulebook
from ipt_core.engine import RuleSet
from ipt_core.engine.checking import judge
from ipt_core.model import TreatmentPlan
from ipt_core.vocabulary import Outcome, Phase, PlanStatus
from tests.laws.tiny import (
    START,
    TINY,
    Step,
    agree,
    ask,
    begin,
    contract,
    focus,
    goal,
    held,
    later_by,
    leave,
    name_focus,
    on_its_day,
    renumbered,
    score,
    then,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


DEEPER = int(os.environ.get("IPT_LAW_4_DEEPER", "0"))
"""Steps to look further ahead; each makes it about ten times as long."""

SATISFIED = {Outcome.KEPT, Outcome.ON_TRACK, Outcome.NOT_APPLICABLE}

RULES = {rule.code: rule for rule in rulebook.load()}


@attrs.frozen(kw_only=True)
class Group:
    """Rules, and steps that can make or mar what they ask for."""

    rules: tuple[str, ...]
    steps: Mapping[str, Step]
    """One session each, with what is recorded in it."""
    depth: int
    """Length of the longest courses."""
    ahead: int
    """How many steps at least each prefix is looked ahead."""
    starts: tuple[TreatmentPlan, ...] = (START,)
    prefixes: int
    """How many courses that are going on are compared."""
    courses: int
    """How many ended courses they are compared with."""


def subsets(codes: Iterable[str]) -> list[tuple[str, ...]]:
    known = list(codes)
    return [c for n in range(len(known) + 1) for c in combinations(known, n)]


def with_tasks(phases: Iterable[Phase | None], codes: Iterable[str]) -> dict[str, Step]:
    return {
        f"{phase or 'unknown'}: {', '.join(tasks)}": held(phase, tasks=tasks)
        for phase in phases
        for tasks in subsets(codes)
    }


def events(phase: Phase, **steps: Step) -> dict[str, Step]:
    return {f"{phase}: {name}": then(held(phase), step) for name, step in steps.items()}


PHASES = {str(phase): held(phase) for phase in Phase}
CONTRACTS = {f"contract {n}": contract(n) for n in (1, 3, 4)}
RENEGOTIATED = {f"contract {n}": contract(n) for n in (3, 4)}
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
RECORDED: dict[str, Step] = {
    "": then(),
    "0": score(0),
    "+": score(1),
    "out of range": score(0, 99),
    "asked": ask(),
    "+ and asked": then(score(1), ask()),
}
RECORDED_APART: dict[str, Step] = {
    "0": score(0, apart=3),
    "+": score(1, apart=3),
    "asked": ask(apart=4),
    "+ and asked": then(score(1, apart=5), ask(apart=5)),
}
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

GROUPS = {
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
    "foci": Group(
        rules=("IPT301", "IPT302", "IPT303", "IPT304", "IPT305"),
        steps=events(Phase.INITIAL, **CHOICES) | events(Phase.MIDDLE, **CHOICES),
        depth=3,
        ahead=1,
        starts=(START, begin(focus()), begin(focus(agreed=True))),
        prefixes=829,
        courses=14221,
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
    "measures and risk": Group(
        rules=("IPT701", "IPT702", "IPT801", "IPT802"),
        steps={n: then(on_its_day(), step) for n, step in RECORDED.items()}
        | {f"{n} apart": then(s, on_its_day()) for n, s in RECORDED_APART.items()}
        | {f"{n} after": then(on_its_day(), s) for n, s in RECORDED_APART.items()},
        depth=3,
        ahead=1,
        starts=(START, begin(score(1)), begin(ask())),
        prefixes=633,
        courses=8865,
    ),
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
    "files": Group(
        rules=("IPT010", "IPT011", "IPT012", "IPT013"),
        steps=IDS,
        depth=4,
        ahead=2,
        prefixes=91,
        courses=7381,
    ),
}


class Search:
    """Every course of a group, with the verdicts that its continuations allow."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.rules = RuleSet(rules=tuple(RULES[code] for code in group.rules))
        self.prefixes = self.courses = 0
        self.verdicts: Counter[tuple[str, str]] = Counter()
        self.differ: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for start in group.starts:
            self.walk(start, ())

    def outcomes(self, plan: TreatmentPlan) -> dict[str, Outcome]:
        report = judge(plan, self.rules, TINY)
        return {o.code: o.outcome for o in report.outcomes if o.code in RULES}

    def walk(
        self, plan: TreatmentPlan, way: tuple[str, ...]
    ) -> dict[str, tuple[bool, bool]]:
        """Tell of each rule whether an ending keeps it, and whether one breaks it."""
        self.courses += 1
        ended = self.outcomes(attrs.evolve(plan, status=PlanStatus.COMPLETED))
        further: list[dict[str, tuple[bool, bool]]] = []
        left = self.group.depth + DEEPER - len(way)
        for name, step in self.group.steps.items() if left else ():
            longer = step(plan)
            if longer is not None:
                further.append(self.walk(longer, (*way, name)))
        can = {
            code: (
                outcome in SATISFIED or any(more[code][0] for more in further),
                outcome is Outcome.BROKEN or any(more[code][1] for more in further),
            )
            for code, outcome in ended.items()
        }
        if left >= self.group.ahead + DEEPER:
            self.prefixes += 1
            self.compare(plan, way, ended, can)
        return can

    def compare(
        self,
        plan: TreatmentPlan,
        way: tuple[str, ...],
        ended: Mapping[str, Outcome],
        can: Mapping[str, tuple[bool, bool]],
    ) -> None:
        for code, outcome in self.outcomes(plan).items():
            if Outcome.NOT_CHECKED in {outcome, ended[code]}:
                continue  # facts are missing: then no verdict is claimed
            kept, broken = can[code]
            if ended[code] in SATISFIED:
                verdict = "on-track" if broken else "kept"
            else:
                verdict = "owed" if kept else "broken"
            self.verdicts[code, verdict] += 1
            if outcome is Outcome.NOT_APPLICABLE and ended[code] in SATISFIED:
                continue  # nothing to judge yet, and nothing that is wrong
            if outcome != verdict:
                self.differ.setdefault((code, verdict, str(outcome)), way)


class TestVerdicts:
    """Verdicts on a prefix agree with brute force over its continuations.

    For each group of rules every course of a small protocol is built from its steps,
    up to a depth, and each shorter one is a prefix: a course that is going on. What
    its rules say is compared with what they say of all ended courses that it can
    become: kept is satisfied now and always, on track is satisfied now but not
    always, owed is not satisfied now but can be, broken is neither.

    A continuation appends sessions and adds foci, goals, contracts, scores, enquiries
    and agreements that are dated with or after them. That it may fill in what was left
    open is tried for the focus of a goal only: elsewhere a rule says "not checked"
    then, and no verdict is compared.
    """

    @pytest.mark.parametrize("name", GROUPS)
    def test_agrees_with_brute_force(self, name: str) -> None:
        search = Search(GROUPS[name])
        assert not search.differ
        if not DEEPER:
            counted = (search.prefixes, search.courses)
            assert counted == (GROUPS[name].prefixes, GROUPS[name].courses)

    def test_every_rule_is_tried(self) -> None:
        tried = {code for group in GROUPS.values() for code in group.rules}
        assert tried == set(RULES)
