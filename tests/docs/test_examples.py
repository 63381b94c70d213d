"""Every code block of the README and the documentation runs and says what is so."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from scripts.doc_examples import ROOT, check, pages

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [str(page.relative_to(ROOT)) for page in pages()]


@pytest.mark.parametrize("page", PAGES)
def test_its_examples_run(page: str) -> None:
    """If not: `python scripts/doc_examples.py --write`, and read the diff."""
    differences = check(ROOT / page)
    assert not differences, "\n\n".join(map(str, differences))


@pytest.mark.parametrize("page", PAGES)
def test_its_blocks_can_be_typed_into_a_running_python(page: str) -> None:
    """There an empty line ends what is indented."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        ends = [each.end_lineno for each in ast.parse(block).body if is_compound(each)]
        lines = [*block.splitlines(), ""]
        assert not [lines[end] for end in ends if end and lines[end].strip()]


def is_compound(statement: ast.stmt) -> bool:
    return hasattr(statement, "body")


def test_a_wrong_output_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\n\n"
        "```pycon\n>>> 1 + 1\n3\n```\n\n"
        "```console\n$ ipt-core --version\nanother\n```\n\n"
        "```sh\nunheard-of command\n```\n\n"
        "```python\nprint('nobody compares this')\n```\n"
    )
    assert [each.line for each in check(page)] == [5, 9, 14, 19, 23]


def test_a_block_that_nobody_runs_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```ruby\nputs 1\n```\n")
    (difference,) = check(page)
    assert "0 of 1 blocks" in difference.found


def test_readme_tells_what_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme
