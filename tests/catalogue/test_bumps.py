"""Every number of every protocol matters: another number gives another verdict."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import attrs
import pytest

import ipt_core as ipt
from ipt_core.catalogue._read_protocols import read_protocol
from ipt_core.engine.checking import judge
from ipt_core.exceptions import CatalogueError
from tests.plans import START, active, conformant, phased, session

if TYPE_CHECKING:
    from collections.abc import Iterator

# key of the file -> why no rule takes it yet
DOCUMENTATION_ONLY = {
    "age": "entry criteria are not judged yet; drafts and pages show it",
    "minutes": "session length is not judged yet; drafts take it",
    "measure_every": "repeated measures are not judged yet; drafts take it",
    "termination_sessions": "its length is not judged yet; drafts take it",
    "cadence_days.min": "shorter gaps are allowed: some forms meet twice weekly",
    "article review_gap_days.value": "without a cadence gaps are not judged",
}

_NUMBER = re.compile(r'"[^"]*"|#.*|(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.-])')
_KEY = re.compile(r"([a-z_]+)(?:\.readings)? = ")


class Number(NamedTuple):
    """A number of a protocol's file."""

    protocol: str
    key: str
    start: int
    end: int


def _text(protocol: str) -> str:
    data = files("ipt_core.catalogue").joinpath("data", "protocols", f"{protocol}.toml")
    return data.read_text(encoding="utf-8")


def _numbers() -> Iterator[Number]:
    for protocol in sorted(ipt.protocols):
        key, at = "", 0
        for line in _text(protocol).splitlines(keepends=True):
            named = _KEY.match(line)
            key = named[1] if named else key
            for found in _NUMBER.finditer(line):
                if found[0][0] not in '"#':
                    inner = re.search(r"([a-z]+) = \[?[\d., ]*$", line[: found.start()])
                    part = f".{inner[1]}" if inner and inner[1] != key else ""
                    name = f"{key}{part}"
                    yield Number(protocol, name, at + found.start(), at + found.end())
            at += len(line)


NUMBERS = list(_numbers())


@cache
def _boundary_plans(protocol: str) -> tuple[ipt.TreatmentPlan, ...]:
    """Plans on both sides of whatever a rule could draw a line at."""
    whole = conformant(protocol)
    contract, *_ = list(whole.contracts or ())
    focus = ipt.Focus(id="f1", area="grief")
    plans = [whole]
    for count in range(1, 26):
        weekly = attrs.evolve(contract, sessions=count, cadence_days=7)
        plans.append(active(protocol, contracts=[weekly]))
    for days in range(40):
        later = START + dt.timedelta(days=days)
        plans.append(
            active(protocol, sessions=[session(1, on=START), session(2, on=later)])
        )
    for days in range(40, 240):
        terms = ipt.Contract(sessions=2, cadence_days=days)
        plans.append(active(protocol, contracts=[terms]))
    for count in range(1, 8):
        plans.append(active(protocol, sessions=phased("i" * count + "m")))
        foci = [attrs.evolve(focus, id=f"f{n}") for n in range(count)]
        plans.append(active(protocol, foci=foci))
    for first in range(1, 8):
        for second in range(first + 1, 13):
            letters = "i" * first + "m" * (second - first) + "t" * (12 - second)
            terms = ipt.Contract(sessions=12)
            plans.append(active(protocol, contracts=[terms], sessions=phased(letters)))
    for total in (11, 13):
        terms = ipt.Contract(sessions=total)
        plans.append(active(protocol, contracts=[terms], sessions=phased("imt" * 3)))
    for left in range(1, 8):
        told = session(
            12 - left + 1, phase=ipt.Phase.TERMINATION, tasks=["announce-end"]
        )
        ended = [*phased("m" * (12 - left)), told]
        plans.append(
            active(
                protocol,
                status=ipt.PlanStatus.COMPLETED,
                contracts=[ipt.Contract(sessions=12)],
                sessions=ended,
            )
        )
    return tuple(plans)


def _verdicts(protocol: ipt.Protocol) -> list[list[str]]:
    rules = attrs.evolve(ipt.rules)  # a set of its own, which has bound no values yet
    return [
        [outcome.outcome for outcome in judge(plan, rules, protocol).outcomes]
        for plan in _boundary_plans(protocol.code)
    ]


@cache
def _usual(protocol: str) -> list[list[str]]:
    return _verdicts(ipt.protocols[protocol])


def _with(protocol: str, text: str) -> list[list[str]] | None:
    """The verdicts with another text of the file, None where the loader refuses it."""
    try:
        return _verdicts(read_protocol(protocol, text))
    except CatalogueError:
        return None


def _bumped(number: Number) -> Iterator[list[list[str]] | None]:
    text = _text(number.protocol)
    value = text[number.start : number.end]
    for step in (1, -1):
        other = f"{float(value) + step:.1f}" if "." in value else str(int(value) + step)
        yield _with(number.protocol, text[: number.start] + other + text[number.end :])


@pytest.mark.parametrize(
    "number", NUMBERS, ids=lambda n: f"{n.protocol}-{n.key}-{n.start}"
)
def test_another_number_gives_another_verdict(number: Number) -> None:
    names = (number.key, number.key.split(".")[0], f"{number.protocol} {number.key}")
    usual = _usual(number.protocol)

    verdicts = list(_bumped(number))

    moved = any(v not in (None, usual) for v in verdicts)
    refused = verdicts == [None, None]
    assert (moved or refused) != any(name in DOCUMENTATION_ONLY for name in names), (
        number
    )


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
    text = _text("ipt-a")
    assert published in text

    verdicts = _with("ipt-a", text.replace(published, other))

    assert verdicts not in (None, _usual("ipt-a"))


def test_there_are_numbers_and_each_entry_of_the_list_names_one() -> None:
    assert len(NUMBERS) > 40
    keys = {n.key for n in NUMBERS} | {n.key.split(".")[0] for n in NUMBERS}
    keys |= {f"{n.protocol} {n.key}" for n in NUMBERS}
    assert set(DOCUMENTATION_ONLY) <= keys
