"""Lists that only grow: codes that are never used again, links that stay valid."""

from __future__ import annotations

__all__ = ["codes", "grown", "links"]

import re
from pathlib import Path

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from scripts.generation.nav import with_nav

_CONFIGURATION = Path(__file__).parents[2] / "mkdocs.yml"


def codes() -> list[str]:
    """List each code with its first name and the version in which it came."""
    named = [(code, kind.name, "0.1") for code, kind in PROBLEMS.items()]
    named += [
        (rule.code, (*rule.aliases, rule.name)[0], rule.since) for rule in ipt.rules
    ]
    return [" ".join(each) for each in sorted(named)]


def links() -> list[str]:
    """List the pages whose addresses are published: all that the navigation has."""
    text = _CONFIGURATION.read_text(encoding="utf-8")
    pages = re.findall(r": ([\w/.-]+)\.md$", with_nav(text), re.MULTILINE)
    return [
        *(f"{page}.html" for page in pages),
        "protocols.json",
        "rules.json",
        *(f"schema/{name}.json" for name in ("plan-1", "plan-1-draft", "report-1")),
    ]


def grown(before: str, lines: list[str]) -> str:
    """Add the lines that are not there yet; none is ever taken out."""
    kept = before.splitlines()
    return "".join(f"{line}\n" for line in sorted({*kept, *lines}))
