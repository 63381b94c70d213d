"""What was published stays: names, signatures, codes, links, the version."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ipt_core as ipt
from scripts.generation import kept
from scripts.generation.everything import ROOT
from scripts.generation.surface import surface

HERE = Path(__file__).parent
CODES = (HERE / "codes.txt").read_text(encoding="utf-8").splitlines()
LINKS = (HERE / "links.txt").read_text(encoding="utf-8").splitlines()


def test_the_public_surface_is_the_one_that_was_reviewed() -> None:
    """After a change that is meant: `python scripts/generate.py`, and read the diff."""
    assert surface() == (HERE / "surface.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", CODES)
def test_a_code_that_was_released_still_means_the_same(line: str) -> None:
    """Its first name is still the name or an alias, and it came when it came."""
    assert line in kept.codes(), "a code is never dropped, renamed or used again"


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_was_published_still_leads_somewhere(link: str) -> None:
    assert link in kept.links(), "a published address stays; let the page say why"


def test_every_code_and_link_is_listed() -> None:
    """If this fails: `python scripts/generate.py`."""
    assert set(kept.codes()) == set(CODES)
    assert set(kept.links()) == set(LINKS)


def test_every_page_of_the_documentation_is_listed() -> None:
    docs = ROOT / "docs"
    written = [*docs.rglob("*.md"), *docs.rglob("*.ipynb")]
    pages = {page.relative_to(docs).with_suffix(".html").as_posix() for page in written}
    assert pages <= set(LINKS)


def test_the_lists_only_grow() -> None:
    before = "IPT999 gone 0.1\n"
    after = kept.grown(before, kept.codes())
    assert before in after
    assert kept.grown(after, []) == after


def test_every_rule_has_a_page_at_its_link() -> None:
    pages = {link.removesuffix(".html") for link in LINKS}
    for rule in ipt.rules:
        assert rule.link.removesuffix(".html").rstrip("/") in pages


def test_the_version_is_the_same_everywhere() -> None:
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.findall(r"^version: (.*)$", cited, re.MULTILINE) == [ipt.__version__]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest, *_ = re.findall(r"^## \[?([\w.]+)", changes, re.MULTILINE)
    assert newest in {"Unreleased", ipt.__version__}
