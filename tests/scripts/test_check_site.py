"""The check of a built site: what it finds, each kind of fault once."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

import pytest

import ipt_core as ipt
from scripts.check_site import (
    data_of_the_library,
    inventory,
    leading_nowhere,
    main,
    not_a_page,
    not_as_in_the_library,
    not_in_inventory,
    published,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with every published address, and an inventory of two names."""
    for address in {*published(), *(rule.link for rule in ipt.rules)}:
        file = tmp_path / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<h1 id=top>A page</h1>")
    for address, text in data_of_the_library().items():
        (tmp_path / address).write_text(text)
    (tmp_path / "page.html").write_text('<h2 id="ipt_core.check">check</h2>')
    names = [
        "ipt_core.check py:function 1 page.html#$ -",
        "ipt_core.Report py:class 1 page.html#ipt_core.Report The report",
    ]
    packed = zlib.compress("".join(f"{name}\n" for name in names).encode())
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: 0\n# Packed\n"
    (tmp_path / "objects.inv").write_bytes(head + packed)
    return tmp_path


def test_what_is_in_the_inventory_leads_to_its_place(site: Path) -> None:
    found = inventory(site)
    assert found == {
        "ipt_core.check": "page.html#ipt_core.check",
        "ipt_core.Report": "page.html#ipt_core.Report",
    }
    told = ["ipt_core.Report (page.html#ipt_core.Report)"]
    assert list(leading_nowhere(site, found)) == told
    (site / "page.html").unlink()
    assert len(list(leading_nowhere(site, found))) == 2


def test_what_is_public_and_not_in_the_inventory_is_told(site: Path) -> None:
    missing = set(not_in_inventory(inventory(site)))
    assert not {"ipt_core.check", "ipt_core.Report"} & missing
    assert {
        "ipt_core.draft",
        "ipt_core.Report.findings",
        "ipt_core.Severity.ERROR",
    } <= missing


def test_a_published_address_that_leads_nowhere_is_told(site: Path) -> None:
    assert not list(not_a_page(site))
    (site / "rules" / "IPT101.html").unlink()
    assert "rules/IPT101.html" in set(not_a_page(site))


def test_data_that_says_something_else_is_told(site: Path) -> None:
    assert not list(not_as_in_the_library(site))
    addresses = {each for each in published() if each.endswith(".json")}
    assert addresses == data_of_the_library().keys()
    for address in addresses:
        file = site / address
        before = file.read_text()
        assert json.loads(before)
        file.write_text(before.replace("ipt", "ipd", 1))
        assert list(not_as_in_the_library(site)) == [address]
        file.write_text(before)


def test_all_is_told_and_the_check_fails(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(site) == 1
    told = capsys.readouterr().out
    assert "not in objects.inv: ipt_core.draft\n" in told
    assert "leading nowhere: ipt_core.Report (" in told
    assert "2 names lead to it" in told
