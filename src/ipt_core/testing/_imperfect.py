"""Courses as a trial has them: drafted, delivered, and broken here and there."""

from __future__ import annotations

__all__ = ["Courses", "imperfect_courses"]

from random import Random
from typing import TYPE_CHECKING, NamedTuple

import attrs

from ipt_core import catalogue
from ipt_core._checks import whole
from ipt_core.model import Labels
from ipt_core.testing._delivering import deliver
from ipt_core.testing._sampling import areas_of, sample
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from ipt_core.engine import Rule, RuleSet
    from ipt_core.model import TreatmentPlan

_SITES = ("north", "south", "east")
_ARMS = ("weekly", "supervised")
_FILES = "IPT0"
"""Rules about the plan as a document: no therapist breaks them."""
_MOST_FAULTS = 3
_THERAPISTS = 4


class Courses(NamedTuple):
    """Courses and what was broken in them."""

    plans: tuple[TreatmentPlan, ...]
    """The courses, with ids `c001`, `c002`, ..."""
    faults: tuple[tuple[str, str], ...]
    """Id of the course and code of the rule that was broken in it on purpose."""


def imperfect_courses(
    count: int = 180, *, seed: int = 0, protocols: tuple[str, ...] = ()
) -> Courses:
    """Make courses over many protocols, each delivered with some known faults.

    A course is drafted, delivered and attested in full, then up to three rules that it
    keeps are broken by their own faults. A fault may wake other rules too: those are
    not listed. The same seed gives the same courses with one version of this library.

    Args:
        count: how many.
        seed: which ones.
        protocols: codes of the protocols to use; all, if none is given.

    Raises:
        UnknownCodeError: if there is no such protocol.
        InvalidValueError: if the count is none.
    """
    whole(0)(count)
    from ipt_core import rulebook
    from ipt_core.engine import RuleSet

    random = Random(seed)  # noqa: S311 - the courses shall be the same each time
    rules = RuleSet(rules=rulebook.load())
    codes = protocols or tuple(catalogue.protocols)
    plans: list[TreatmentPlan] = []
    faults: list[tuple[str, str]] = []
    for number in range(1, count + 1):
        code = codes[(number - 1) % len(codes)]
        plan, broken = _broken(_delivered(code, number, random), rules, random)
        plans.append(plan)
        faults += [(f"c{number:03}", fault) for fault in broken]
    return Courses(tuple(plans), tuple(faults))


def _delivered(code: str, number: int, random: Random) -> TreatmentPlan:
    areas = areas_of(catalogue.protocols[code])
    plan = sample(code, area=random.choice(areas) if areas else None)
    site = random.choice(_SITES)
    labels = Labels(
        site=site,
        arm=random.choice(_ARMS),
        therapist=f"{site}-{random.randint(1, _THERAPISTS)}",
    )
    made = deliver(plan)
    return attrs.evolve(
        made, id=f"c{number:03}", patient=f"p{number:03}", labels=labels
    )


def _broken(
    plan: TreatmentPlan, rules: RuleSet, random: Random
) -> tuple[TreatmentPlan, list[str]]:
    """Break some of the rules that a course keeps, one after the other."""
    done: list[str] = []
    wanted = random.randint(0, _MOST_FAULTS)
    kept = _rules_in(plan, rules, {Outcome.KEPT})
    random.shuffle(kept)
    for rule in kept:
        worse = _with_fault(plan, rule) if len(done) < wanted else None
        if worse is not None:
            found = {r.code for r in _rules_in(worse, rules, {Outcome.BROKEN})}
            if found.issuperset((*done, rule.code)):
                plan = worse
                done.append(rule.code)
    return plan, done


def _rules_in(
    plan: TreatmentPlan, rules: RuleSet, outcomes: set[Outcome]
) -> list[Rule]:
    from ipt_core.engine.checking import judge

    report = judge(plan, rules, catalogue.protocols.get(plan.protocol))
    found = {o.code for o in report.outcomes if o.outcome in outcomes}
    return [rule for rule in rules if rule.code in found]


def _with_fault(plan: TreatmentPlan, rule: Rule) -> TreatmentPlan | None:
    if rule.fault is None or rule.code.startswith(_FILES):
        return None
    try:
        return rule.fault(plan)
    except ValueError:  # the course has nothing that this fault could break
        return None
