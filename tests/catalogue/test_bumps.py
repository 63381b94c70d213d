"""Every number of every protocol matters: another number gives another verdict."""

from __future__ import annotations

from functools import cache

import pytest

import ipt_core as ipt
from ipt_core.catalogue._read_protocols import read_protocol
from ipt_core.catalogue.protocol import LISTED, VALUE_FIELDS
from ipt_core.engine import RuleSet
from ipt_core.engine.checking import judge
from ipt_core.exceptions import CatalogueError
from tests.catalogue.boundaries import plans_for
from tests.catalogue.numbers import GENERAL, Number, bumped, numbers, text_of, value_of

# Field, or a part of it, of all protocols or of one -> why no verdict depends on it.
DOCUMENTATION_ONLY = {
    "cadence_days.min": "shorter gaps are allowed: some forms meet twice weekly",
    "doses.acute": "parts of a stay are told; IPT101 and IPT110 judge the sums",
    "doses.booster": "nothing asks for one",
    "doses.engagement": "nothing asks for one; drafts plan it",
    "doses.group": "parts of a stay are told; IPT101 and IPT110 judge the sums",
    "doses.mid-group.sessions.max": "nothing is said against more of them",
    "doses.post-group.sessions.max": "nothing is said against more of them",
    "doses.pre-group.minutes": "the length of meetings is not judged; drafts take it",
    "doses.pre-group.sessions.max": "nothing is said against more of them",
    "initial_min": "no rule asks for a long beginning; drafts keep to it",
    "middle_sessions": "no rule asks for a number of them; drafts keep to it",
    "sessions_per_week": "gaps are judged where meetings are weekly; pages show it",
    "follow_up": "contact after the last session is told, and nothing judges it",
    "ipt-16-20 weeks.max = 17": "the other reading goes further",
    "ipt-16-20 weeks.min = 16": "the other reading goes further",
    "ipt-inpatient early_minutes": "only these were found, so IPT108 is not checked",
    "ipt-bn weeks.max = 18": "the other reading goes further",
    "ipt-bn weeks.min = 20": "the other reading goes further",
    "ipt-inpatient initial_max.value = 6": "the other reading goes further",
    "ipt-ast group_size.min = 4": "the other reading goes further",
    "ipt-ast age.max = 16": "the other reading goes further",
    "ipt-ast age.min = 13": "the other reading goes further",
}
EXCEPTIONS = set(DOCUMENTATION_ONLY)
NUMBERS = numbers()


def _judged(number: Number) -> str:
    """The protocol whose courses show what a number does."""
    return "ipt" if number.protocol == GENERAL else number.protocol


def _with(number: Number, step: int) -> ipt.Protocol | None:
    """The protocol with another number; None where the loader refuses it."""
    text = bumped(number, step)
    if number.protocol == GENERAL:
        text = f"{text}\n{text_of(_judged(number))}"
    try:
        return read_protocol(_judged(number), text)
    except CatalogueError:
        return None


def _moved(field: str, value: float, other: ipt.Protocol) -> bool:
    """Whether any rule that takes what changed says something else of any plan."""
    usual = ipt.protocols[other.code]
    fields = (*VALUE_FIELDS, *LISTED)
    changed = {f for f in fields if getattr(usual, f) != getattr(other, f)}
    rules = _takers(frozenset(changed))
    return bool(rules) and any(
        _verdicts(plan, rules, usual) != _verdicts(plan, rules, other)
        for plan in plans_for(usual.code, field, value)
    )


@cache
def _takers(changed: frozenset[str]) -> RuleSet:
    taking = (rule for rule in ipt.rules if changed & set(rule.arguments))
    return RuleSet(rules=tuple(taking))


def _verdicts(
    plan: ipt.TreatmentPlan, rules: RuleSet, protocol: ipt.Protocol
) -> list[ipt.Outcome]:
    return [each.outcome for each in judge(plan, rules, protocol).outcomes]


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_another_number_gives_another_verdict_or_is_refused(number: Number) -> None:
    others = [_with(number, step) for step in (1, -1)]
    refused = others == [None, None]
    matters = refused or any(
        _moved(number.field, value_of(number), other) for other in others if other
    )
    assert matters is EXCEPTIONS.isdisjoint(number.names)


@pytest.mark.parametrize(
    ("published", "other"),
    [
        ("initial = [1, 4], middle = [5, 9]", "initial = [1, 5], middle = [6, 9]"),
        ("middle = [5, 9], termination = [10,", "middle = [5, 10], termination = [11,"),
        ("middle = [5, 8], termination = [9,", "middle = [5, 7], termination = [8,"),
    ],
)
def test_another_split_into_phases_gives_another_verdict(
    published: str, other: str
) -> None:
    """Single numbers of a split are refused: the phases would not fit the total."""
    text = text_of("ipt-a")
    assert published in text
    assert _moved(
        "phase_ranges", 12, read_protocol("ipt-a", text.replace(published, other))
    )


def test_each_entry_of_the_lists_names_a_number() -> None:
    assert {name for number in NUMBERS for name in number.names} >= EXCEPTIONS
