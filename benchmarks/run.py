"""Measure the library against the same rules by hand and over pydantic models.

`python -m benchmarks.run` prints a table of ratios; `--write` puts it into
docs/benchmark.md too. First all three have to find the same in every plan.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

import ipt_core as ipt
from benchmarks import by_hand, by_pydantic, known
from ipt_core.testing import cut, deliver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ipt_core.model import TreatmentPlan

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmark.md"
PLANS = ROOT / "examples" / "plans"
CLEAN = "depression-16.json"
START, END = "<!-- table: written by benchmarks/run.py -->", "<!-- end -->"
RULES = ipt.rules.select(*known.RULES)
IMPORTS = {
    "`import attrs`": "import attrs",
    "`import pydantic`": "import pydantic",
    "`from pydantic import BaseModel`": "from pydantic import BaseModel",
    "`import ipt_core`": "import ipt_core",
    "`from ipt_core import check`": "from ipt_core import check",
    "`import ipt_core` and the first check of a file": (
        f"import ipt_core; ipt_core.check(ipt_core.load({str(PLANS / CLEAN)!r}))"
    ),
}
"""Rows on import, the one that counts as 1 first."""

Row = tuple[str, list[float]]


# ---- The plans -----------------------------------------------------------------------


def faulty(plan: TreatmentPlan) -> Iterator[tuple[str, TreatmentPlan]]:
    """Break each rule that a plan keeps, by the rule's own fault."""
    report = ipt.check(plan, rules=RULES)
    for outcome in report.outcomes:
        fault = ipt.rules[outcome.code].fault
        if fault and outcome.outcome is ipt.Outcome.KEPT:
            with suppress(ValueError):  # there is nothing to break
                yield outcome.code, fault(plan)


def corpus() -> dict[str, bytes]:
    """Collect the examples, and three courses with each fault, whole and half-way."""
    drafted = ipt.draft("ipt-a", areas=["role-dispute"], start=dt.date(2026, 1, 5))
    found = {path.name: path.read_bytes() for path in sorted(PLANS.glob("*.json"))}
    courses = {"ipt": ipt.load(PLANS / CLEAN), "ipt-a": deliver(drafted)}
    for name, course in {**courses, "draft": drafted}.items():
        for code, plan in (("clean", course), *faulty(course)):
            found[f"{name} {code}"] = ipt.dumps(plan).encode()
            found[f"{name} {code} half-way"] = ipt.dumps(cut(plan, 8)).encode()
    return found


def compare(raw: bytes) -> list[tuple[str, str]]:
    """List what is broken in a plan.

    Raises:
        ValueError: if the three do not agree about it.
    """
    report = ipt.check_data(raw, rules=RULES)
    found = sorted((f.code, f.pointer) for f in report.findings)
    found = [(code, path) for code, path in found if code in known.RULES]
    hand = by_hand.broken(json.loads(raw))
    models = by_pydantic.broken(by_pydantic.read(raw))
    if not found == hand == models:
        raise ValueError(f"ipt_core {found}, by hand {hand}, pydantic {models}")
    return found


def agree(plans: dict[str, bytes]) -> set[str]:
    """Give the rules that fire somewhere in plans about which all three agree.

    Raises:
        ValueError: if they do not agree about one.
    """
    return {code for raw in plans.values() for code, _ in compare(raw)}


# ---- The rows ------------------------------------------------------------------------


def tasks(raws: Sequence[bytes]) -> dict[str, dict[str, Callable[[], object]]]:
    """Say what is measured on plans: groups of rows, the one that counts as 1 first."""
    plans = [ipt.loads(raw) for raw in raws]
    dicts = [json.loads(raw) for raw in raws]
    models = [by_pydantic.read(raw) for raw in raws]
    read, hand, rules = by_pydantic.PLAN.model_validate_json, by_hand.broken, RULES
    typed = by_pydantic.broken
    return {
        "bytes to findings": {
            "`ipt_core.check_data`": lambda: [
                ipt.check_data(raw, rules=rules).findings for raw in raws
            ],
            "`json.loads`, rules by hand": lambda: [
                hand(json.loads(raw)) for raw in raws
            ],
            "pydantic, rules over its models": lambda: [
                typed(by_pydantic.read(raw)) for raw in raws
            ],
        },
        "a plan in hand to findings": {
            "`ipt_core.check`": lambda: [
                ipt.check(p, rules=rules).findings for p in plans
            ],
            "rules by hand on a dict": lambda: [hand(p) for p in dicts],
            "rules over pydantic models": lambda: [typed(p) for p in models],
            "the same function over ipt_core's models": lambda: [
                typed(p) for p in plans
            ],
        },
        "bytes to a plan": {
            "`ipt_core.loads`": lambda: [ipt.loads(raw) for raw in raws],
            "`json.loads`, nothing checked": lambda: [json.loads(raw) for raw in raws],
            "pydantic `model_validate_json`": lambda: [read(raw) for raw in raws],
        },
    }


def measure(plans: dict[str, bytes], rounds: int) -> Iterator[tuple[str, list[Row]]]:
    """Time every row, interleaved: microseconds of CPU time for a plan, medians."""
    broken = [ipt.dumps(plan).encode() for _, plan in faulty(ipt.load(PLANS / CLEAN))]
    kinds = [tasks([plans[CLEAN]] * len(broken)), tasks(broken)]
    timed = {
        (group, row, kind): list[float]()
        for group, rows in kinds[0].items()
        for row in rows
        for kind in range(len(kinds))
    }
    for _ in range(rounds):
        gc.collect()
        for (group, row, kind), times in timed.items():
            work = kinds[kind][group][row]
            start = process_time()
            work()
            times.append((process_time() - start) / len(broken) * 1e6)
    for group, rows in kinds[0].items():
        yield (
            group,
            [
                (row, [median(timed[group, row, kind]) for kind in range(len(kinds))])
                for row in rows
            ],
        )


def imports(rounds: int) -> list[Row]:
    """Time imports in fresh interpreters: microseconds over a bare one, the best."""
    best = dict.fromkeys(["pass", *IMPORTS.values()], float("inf"))
    for code in best:
        _spent(code)  # so that everything is compiled
    for _ in range(rounds):
        for code in best:
            best[code] = min(best[code], _spent(code))
    return [(row, [best[code] - best["pass"]]) for row, code in IMPORTS.items()]


def _spent(code: str) -> float:
    from resource import RUSAGE_CHILDREN, getrusage

    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", "-c", code], check=True)
    after = getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return used * 1e6


# ---- The table -----------------------------------------------------------------------


def table(plans: dict[str, bytes], fired: set[str], rounds: int) -> str:
    """Measure everything and write the table in Markdown."""
    lines = ["| | clean plan | one fault |", "| --- | ---: | ---: |"]
    here: list[str] = []
    for group, rows in measure(plans, rounds):
        lines += _lines(group, rows)
        here.append(f"{rows[0][0]} {rows[0][1][0] / 1000:.2f} ms")
    rows = imports(min(rounds, 15))
    lines += _lines("import, over a bare interpreter", rows)
    here.append(f"{rows[0][0]} {rows[0][1][0] / 1000:.0f} ms")
    left = [rule.code for rule in ipt.rules if rule.code not in known.RULES]
    said = [
        f"1.00 is {', '.join(here)} here (Python {sys.version.split()[0]}).",
        f"{len(plans)} plans compared; {len(fired)} of {len(known.RULES)} rules fire.",
        f"Left out, as the peers do not have them: {', '.join(left) or 'no rule'}.",
    ]
    return "\n".join([*lines, "", *said])


def _lines(group: str, rows: list[Row]) -> Iterator[str]:
    yield f"| **{group}** | | |"
    base = rows[0][1]
    for row, times in rows:
        ratios = [f"{time / one:.2f}" for time, one in zip(times, base, strict=True)]
        yield f"| {row} | {' | '.join([*ratios, ''][:2])} |"


def in_page(page: str, made: str) -> str:
    """Put the table between the marks of a page."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{made}\n{END}{after}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Compare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40, help="medians of so many")
    parser.add_argument("--write", action="store_true", help="write the page too")
    chosen = parser.parse_args(arguments)
    plans = corpus()
    made = table(plans, agree(plans), chosen.rounds)
    print(made)
    if chosen.write:
        page = in_page(PAGE.read_text(encoding="utf-8"), made)
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
