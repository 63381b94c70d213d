"""The page that lists all rules."""

from __future__ import annotations

__all__ = ["index_page"]

from typing import TYPE_CHECKING

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from scripts.generation import markdown as md
from scripts.generation.rules import families

if TYPE_CHECKING:
    from ipt_core.engine import Rule

_NOT_JUDGED = (
    '!!! warning "That nothing is found does not mean that IPT fits, or that it is '
    'safe"\n'
    "    No rule asks whether IPT is the right treatment for this person, how great a\n"
    "    risk is, or how well anything is done. Conditions are seen only where they\n"
    "    are recorded as such: a psychosis that stands only among the diagnoses is\n"
    "    not. [What is not judged](../concepts/limits.md) has the list."
)


def index_page() -> str:
    """Write the page that lists all rules."""
    summaries = {rule.code: rule for rule in ipt.rules}
    about = (
        "Every rule has a code that never changes and a readable name; either selects "
        "it. The first digit is the family, and a family is a prefix: "
        '`ipt.rules.select("IPT2")`. The severity is the most that a finding can be; '
        "[weaker evidence](../concepts/evidence.md) lowers it, and each page says how "
        "far. [Find a rule](finder.md) by words, severity and family. The same as "
        "data: [rules.json](../rules.json). [What the collected literature asks, row "
        "by row](requirements.md), with the rules that answer it."
    )
    parts = ["# Rules", about, _NOT_JUDGED]
    meanings = {code: kind.what for code, kind in PROBLEMS.items()}
    for family in families():
        rows = [
            (
                f"[{code}]({code}.md)",
                name,
                _summary(summaries[code])
                if code in summaries
                else md.with_rules(meanings[code], {}),
                str(summaries[code].severity) if code in summaries else "error",
            )
            for code, name in family.members
        ]
        title = family.title[0].upper() + family.title[1:]
        parts += [
            f"## {title} {{#family-{family.digit}}}",
            md.table(["Code", "Name", "What it checks", "Severity"], rows),
        ]
    return md.page(*parts)


def _summary(rule: Rule) -> str:
    first, *_ = rule.sections[""].splitlines()
    return first + (" *Safety.*" if rule.safety else "")
