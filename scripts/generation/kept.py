"""Lists that only grow: codes that are never used again, links that stay valid."""

from __future__ import annotations

__all__ = ["codes", "grown", "links"]

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from scripts.generation.notebooks import FOLDER
from scripts.generation.places import place_of


def codes() -> list[str]:
    """List each code with its first name and the version in which it came."""
    named = [(code, kind.name, "0.1") for code, kind in PROBLEMS.items()]
    named += [
        (rule.code, (*rule.aliases, rule.name)[0], rule.since) for rule in ipt.rules
    ]
    return [" ".join(each) for each in sorted(named)]


def links() -> list[str]:
    """List the pages whose addresses are published."""
    rules = [f"rules/{code.split()[0]}.html" for code in codes()]
    entries = [
        place_of(f"{table}/{code}")
        for table, entries in ipt.catalogue.tables.items()
        for code in entries
    ]
    made = ("concepts/glossary.md", "rules/finder.md", "rules/requirements.md")
    shown = [f"tutorials/{path.name}" for path in FOLDER.glob("*.ipynb")]
    pages = {place.partition("#")[0] for place in (*entries, *made)}
    pages |= {page.replace(".ipynb", ".md") for page in shown}
    return [
        *rules,
        *(f"{page.removesuffix('.md')}.html" for page in pages),
        "protocols.json",
        "rules.json",
        *(f"schema/{name}.json" for name in ("plan-1", "plan-1-draft", "report-1")),
    ]


def grown(before: str, lines: list[str]) -> str:
    """Add the lines that are not there yet; none is ever taken out."""
    kept = before.splitlines()
    return "".join(f"{line}\n" for line in sorted({*kept, *lines}))
