"""The page on which a rule is found: one table of all, which a script filters."""

from __future__ import annotations

__all__ = ["finder_page"]

from collections import Counter

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from scripts.generation import markdown as md
from scripts.generation.binding import bindings
from scripts.generation.rules import families


def finder_page() -> str:
    """Write the page; without a script it is the whole table."""
    forms = [bindings(form) for form in ipt.protocols.values()]
    applied = Counter(
        each.rule.code for found in forms for each in found if each.status == "applies"
    )
    rows: list[tuple[str, ...]] = []
    for family in families():
        for code, name in family.members:
            title = family.title[0].upper() + family.title[1:]
            if code in PROBLEMS:
                said, severity, safety, count = PROBLEMS[code].what, "error", False, ""
            else:
                rule = ipt.rules[code]
                said, severity = rule.sections[""].splitlines()[0], str(rule.severity)
                safety, count = rule.safety, str(applied[code])
            rows.append(
                (
                    f"[{code}]({code}.md)<br>{name}",
                    md.with_code(said),
                    f"{severity}<br>*safety*" if safety else severity,
                    title,
                    count,
                )
            )
    head = ["Rule", "What it checks", "Severity", "Family", "Protocols"]
    return md.page(
        "# Find a rule",
        "All rules in one table: filter it by words, severity and family. The address "
        "keeps what was asked for, so that it can be sent to somebody. *Protocols* is "
        f"in how many of the {len(ipt.protocols)} forms of IPT the rule can be judged; "
        "files are read without one. The same as data: [rules.json](../rules.json). "
        "[All rules](index.md) by family.",
        '<div class="rule-finder" markdown="1">',
        md.table(head, rows),
        "</div>",
    )
