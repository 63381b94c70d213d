"""Law 8 for every rule: nothing of what a plan says stands in what is said of it."""

from __future__ import annotations

from itertools import product
from operator import is_
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core.engine import RuleSet
from ipt_core.model import Record
from ipt_core.model._fields import CODE, CODES, IDS, TEXT
from tests.laws.courses import fields_of, listed
from tests.plans import conformant
from tests.rulebook.building import applies
from tests.rulebook.cases import CASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core.model import TreatmentPlan

    Place = tuple[str, ...]
    Texts = tuple[str, ...]

MARKER = "quokka-walk"
"""It looks like a code: of what a plan says, a display lets nothing else pass."""

CHANGES: dict[str, Callable[[Texts], Texts]] = {
    "all": lambda texts: tuple(MARKER for _ in texts),
    "one of several": lambda texts: (MARKER, *texts[1:]) if len(texts) > 1 else texts,
    "where nothing was": lambda texts: texts or (MARKER,),
}
"""What is made of the texts that a field holds in one record."""

FORMS: tuple[Callable[[Any], str], ...] = (
    repr,
    lambda shown: shown.to_text(),
    lambda shown: shown.to_html(),
    lambda shown: shown.to_markdown(),
)


def poisoned(record: Any, place: Place, change: str) -> Any:
    """The same record with the marker in the place of the texts of one kind of field.

    Where nothing changes it is the record itself.
    """
    name, *deeper = place
    old = getattr(record, name)
    members = listed(old)
    if deeper:
        new = tuple(poisoned(member, tuple(deeper), change) for member in members)
    else:
        new = CHANGES[change](members)
    if all(map(is_, new, members)) and len(new) == len(members):
        return record
    field = next(each for each in fields_of(record) if each.name == name)
    many = old.__class__ is tuple or field.validator in {CODES, IDS}
    return attrs.evolve(record, **{name: new if many else new[0]})


def poisoned_everywhere(plan: TreatmentPlan, change: str) -> TreatmentPlan:
    for place in places_in(plan):
        plan = poisoned(plan, place, change)
    return plan


def places_in(plan: TreatmentPlan) -> list[Place]:
    """The fields for text in a plan, by the names that lead to them."""
    return list(dict.fromkeys(_places_in(plan)))


def _places_in(record: Any) -> Iterator[Place]:
    for field in fields_of(record):
        members = listed(getattr(record, field.name))
        if members and isinstance(members[0], Record):
            for member in members:
                yield from ((field.name, *place) for place in _places_in(member))
        elif _holds_text(field, members):
            yield (field.name,)


def _holds_text(field: attrs.Attribute[Any], members: tuple[Any, ...]) -> bool:
    if members:
        return type(members[0]) is str
    return field.validator in {TEXT, CODE, CODES, IDS}


def plans_of(rule: ipt.Rule) -> Iterator[tuple[TreatmentPlan, list[TreatmentPlan]]]:
    """Plans that a rule has something to say of, with those of others beside them."""
    protocol = next(code for code in ipt.protocols if applies(rule, code))
    assert rule.fault is not None
    broken = rule.fault(conformant(protocol))
    waiver = ipt.Waiver(rule=rule.code, reason="in-letter")
    labelled = attrs.evolve(
        broken, waivers=(*broken.waivers, waiver), labels=ipt.Labels(site="s")
    )
    yield labelled, [conformant(protocol)]
    for case in CASES:
        if case.code == rule.code:
            yield case.plan(), case.others()


@pytest.mark.parametrize("rule", ipt.rules, ids=lambda rule: rule.code)
def test_no_rule_repeats_what_the_plan_says(rule: ipt.Rule) -> None:
    alone = RuleSet(rules=(rule,))
    for plan, others in plans_of(rule):
        for place, change in product(places_in(plan), CHANGES):
            given = poisoned(plan, place, change)
            if given is not plan:
                beside = [poisoned(other, place, change) for other in others]
                (said,) = ipt.check(given, others=beside, rules=alone).outcomes
                assert MARKER not in str(attrs.asdict(said)), (place, change)


@pytest.mark.parametrize("rule", ipt.rules, ids=lambda rule: rule.code)
def test_no_form_of_a_report_repeats_what_the_plan_says(rule: ipt.Rule) -> None:
    plan, others = next(plans_of(rule))
    for change in CHANGES:
        given = poisoned_everywhere(plan, change)
        beside = [poisoned_everywhere(other, change) for other in others]
        report = ipt.check(given, others=beside)
        drawn = ipt.picture(given, report)
        said = [form(shown) for shown in (report, drawn) for form in FORMS]
        said += map(repr, (*report.findings, *report.owed, *report.outcomes, given))
        assert MARKER not in "".join([*said, report.to_json()])
