"""The page that leads from the rows of the collected literature to the rules."""

from __future__ import annotations

__all__ = ["page", "requirements"]

import tomllib
from functools import cache
from pathlib import Path

import attrs

import ipt_core as ipt
from ipt_core.engine import Rule
from scripts.generation import markdown as md

_DATA = Path(__file__).parent / "data" / "requirements.toml"


@attrs.frozen(kw_only=True)
class Requirement:
    """One thing that the literature asks for, and what became of it."""

    row: str
    """Its number: `R01` to `R98`, and `N1` to `N4` for what readers added."""
    asks: str
    """What it asks, in plain words."""
    severity: str
    """How severe the collection holds a breach to be: E, W, I."""
    rules: tuple[Rule, ...]
    """The rules that answer it."""
    no_rule: str | None
    """Why none does; None where one does."""


@cache
def requirements() -> tuple[Requirement, ...]:
    """Read every row, and find the rules that answer it."""
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return tuple(
        Requirement(
            row=row,
            asks=fields["asks"],
            severity=fields["severity"],
            rules=tuple(rule for rule in ipt.rules if row in rule.requirements),
            no_rule=fields.get("no_rule"),
        )
        for row, fields in rows.items()
    )


def page() -> str:
    """Write the page."""
    rows = [
        (
            f"**{each.row}**{{#{each.row.lower()}}}",
            md.plain(each.asks),
            each.severity,
            _status(each),
        )
        for each in requirements()
    ]
    answered = sum(bool(each.rules) for each in requirements())
    return md.page(
        "# From the literature to the rules",
        "The rules began as a list of what manuals, trials and reviews ask of a course "
        "(R), put right by the reading of a clinician and of a fidelity rater (N, and "
        "many an R: where wording and severity here differ from a rule's, the rule is "
        "the corrected one). A row with two severities became two rules. E: error, W: "
        "warning, I: information, before the evidence caps it.",
        f"{answered} of {len(rows)} rows are answered by rules; for each other one the "
        "reason stands in its row.",
        md.table(["Row", "What it asks", "Severity", "Rule"], rows),
    )


def _status(each: Requirement) -> str:
    links = (f"[{r.code}]({r.code}.md) {r.name}" for r in each.rules)
    return "<br>".join(links) or f"none: {md.with_code(each.no_rule or '')}"
