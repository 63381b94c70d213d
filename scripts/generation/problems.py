"""A page for each problem that a file can have; they share family 0 with the rules."""

from __future__ import annotations

__all__ = ["TEXTS", "pages"]

import ipt_core as ipt
from ipt_core._blocks import to_markdown
from ipt_core._problems import PROBLEMS
from scripts.generation import markdown as md
from scripts.generation.examples import entries

TEXTS = {
    "IPT001": chr(0xFEFF) + "{}",
    "IPT002": '{"format": "ipt-core/plan/1",',
    "IPT003": '{"format": "plan", "protocol": "ipt"}',
    "IPT004": '{"format": "ipt-core/plan/1", "protocol": "ipt", "session": []}',
    "IPT005": '{"format": "ipt-core/plan/1"}',
    "IPT006": '{"format": "ipt-core/plan/1", "protocol": "ipt", "age": "15"}',
    "IPT007": '{"format": "ipt-core/plan/1", "protocol": "ipt", "protocol": "ipt-a"}',
}
"""For each problem a text that has it."""


def pages() -> dict[str, str]:
    """Write the page of each problem, by the name of its file."""
    return {f"{code}.md": _page(code) for code in PROBLEMS}


def _page(code: str) -> str:
    problem, text = PROBLEMS[code], TEXTS[code]
    found = [e for e in entries(ipt.check_data(text)) if e.title.startswith(code)]
    said = to_markdown(found).strip().replace("\n", "\n> ")
    shown = text.replace("\ufeff", "<byte order mark>")
    return md.page(
        f"# {code} {problem.name}",
        f"**{problem.what}**",
        "Severity: **error**; family 0, [the plan as a document]"
        "(index.md#family-0); since 0.1.",
        "This is no rule of a protocol: it says that there is no plan to check. "
        "`ipt_core.load` raises `LoadError` with every such problem at once; "
        "`ipt_core.check_data` reports them as findings. Only the place and the kind "
        "of thing are told, never what stands there.",
        f"## Why it is refused\n\n{problem.why}",
        f"## What to do\n\n{problem.mend}",
        f"## Example\n\n```text\n{shown}\n```\n\ngives\n\n> {said}",
    )
