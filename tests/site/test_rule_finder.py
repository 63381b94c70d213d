"""The rule finder: by words and severity, with the keyboard alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.site.looking import PHONE, Log, Mode, go, opened

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

FINDER = "rules/finder.html"


@pytest.fixture(scope="module")
def severities(site: Path) -> list[str]:
    """Of each rule that the site has; what cannot be read is an error."""
    listed = json.loads((site / "rules.json").read_text(encoding="utf-8"))
    return ["error"] * len(listed["problems"]) + [
        each["severity"] for each in listed["rules"]
    ]


def rows(page: Page) -> Locator:
    """The rules that are seen; hidden rows have no role."""
    return (
        page.get_by_role("article")
        .get_by_role("row")
        .filter(has=page.get_by_role("cell"))
    )


def test_all_rules_are_there_at_first(
    browser: Browser, base: str, severities: list[str]
) -> None:
    with opened(browser, Mode()) as page:
        go(page, base + FINDER)
        expect(rows(page)).to_have_count(len(severities))
        expect(page.get_by_role("status").filter(has_text="rules")).to_have_text(
            f"{len(severities)} of {len(severities)} rules"
        )


@pytest.mark.parametrize("mode", [Mode(), PHONE], ids=str)
def test_rules_are_found_by_keyboard_alone(
    browser: Browser, base: str, severities: list[str], mode: Mode
) -> None:
    """Words narrow the table, a severity narrows it more; enter opens a rule."""
    log = Log()
    with opened(browser, mode, log) as page:
        go(page, base + FINDER)
        words = page.get_by_role("search", name="Rules").get_by_role("searchbox")
        while not words.evaluate("field => field === document.activeElement"):
            page.keyboard.press("Tab")
        page.keyboard.type("order phases")
        expect(rows(page).first).to_contain_text("IPT203")
        status = page.get_by_role("status").filter(
            has_text=f"of {len(severities)} rules"
        )
        count = rows(page).count()
        expect(status).to_have_text(f"{count} of {len(severities)} rules")
        page.keyboard.press("Control+a")
        page.keyboard.type("phase")
        page.keyboard.press("Tab")
        page.keyboard.type("warning")
        expect(rows(page).first).to_contain_text("warning")
        seen = rows(page).all_inner_texts()
        assert 0 < len(seen) < severities.count("warning")
        assert all("warning" in each for each in seen)
        expect(status).to_have_text(f"{len(seen)} of {len(severities)} rules")
        expect(page).to_have_url(re.compile("q=phase.*severity=warning"))
    assert log.wrong == []


def test_what_was_asked_for_is_in_the_address(
    browser: Browser, base: str, severities: list[str]
) -> None:
    """So it can be sent to somebody."""
    with opened(browser, Mode()) as page:
        go(page, f"{base}{FINDER}#q=IPT203")
        expect(rows(page)).to_have_count(1)
        page.get_by_role("button", name="Show all").press("Enter")
        expect(rows(page)).to_have_count(len(severities))


def test_nothing_found_is_announced(
    browser: Browser, base: str, severities: list[str]
) -> None:
    with opened(browser, Mode()) as page:
        go(page, base + FINDER)
        page.get_by_role("search", name="Rules").get_by_role("searchbox").fill("xyzzy")
        expect(
            page.get_by_role("status").filter(has_text="No rule fits.")
        ).to_be_visible()
        expect(rows(page)).to_have_count(0)
