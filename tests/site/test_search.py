"""Rules are found by code and by words, also without a server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.looking import PHONE, Log, Mode, go, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

PHASE_ORDER = re.compile(r"rules/IPT203\.html")
QUERIES = ("IPT203", "phase order", "phase-order")


def search(page: Page, words: str) -> Locator:
    """The links that the search gives."""
    page.keyboard.press("/")
    expect(
        page.get_by_role("textbox", name="Search").or_(
            page.get_by_role("combobox", name="Search")
        )
    ).to_be_focused()
    page.keyboard.type(words)
    return (
        page.get_by_role("search").get_by_role("link").or_(page.get_by_role("option"))
    )


@pytest.mark.parametrize("words", QUERIES)
def test_a_rule_is_found_first(browser: Browser, base: str, words: str) -> None:
    log = Log()
    with opened(browser, Mode(), log) as page:
        go(page, base)
        found = search(page, words).first
        expect(found).to_have_attribute("href", PHASE_ORDER)
        found.click()
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("IPT203 phase-order")
    assert log.wrong == []
    assert log.elsewhere(base) == []


@pytest.mark.parametrize("mode", [Mode(), PHONE], ids=str)
def test_search_needs_no_server(browser: Browser, site: Path, mode: Mode) -> None:
    """The start page and its search work as files, and ask nothing outside of them."""
    log = Log()
    with opened(browser, mode, log) as page:
        go(page, (site / "index.html").as_uri())
        expect(search(page, "phase order").first).to_have_attribute("href", PHASE_ORDER)
    assert log.wrong == []
    assert log.elsewhere(site.as_uri()) == []


def test_nothing_found_is_said(browser: Browser, base: str) -> None:
    with opened(browser, Mode()) as page:
        go(page, base)
        search(page, "xyzzyplugh")
        expect(
            page.get_by_text(
                re.compile("no (matching documents|results)", re.IGNORECASE)
            )
        ).to_be_visible()
