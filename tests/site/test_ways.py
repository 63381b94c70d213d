"""From the start page to every part, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import expect

from tests.site.looking import PHONE, Log, Mode, go, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WAYS = {
    "a rule": ("Rules", "IPT203", "IPT203 phase-order"),
    "a protocol": ("Protocols", "ipt-a", "depressed adolescents"),
    "an entry": ("Catalogue", "Problem areas", "Problem areas"),
    "the reference": ("Reference", "other models", "Models"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_way_from_the_start_and_back(browser: Browser, base: str, way: str) -> None:
    part, link, title = WAYS[way]
    heading = re.compile(re.escape(title))
    with opened(browser, Mode()) as page:
        go(page, base + "index.html")
        page.get_by_role("navigation", name="Tabs").get_by_role(
            "link", name=part
        ).click()
        page.get_by_role("article").get_by_role(
            "link", name=link, exact=True
        ).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
        page.go_back()
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Start")


def test_the_menu_of_a_phone_leads_to_a_rule(browser: Browser, base: str) -> None:
    with opened(browser, PHONE) as page:
        go(page, base + "index.html")
        menu = page.locator("label[for=__drawer]").locator("visible=true").first
        links = page.get_by_role("navigation", name="Navigation").get_by_role("link")
        expect(links.filter(has_text="Rules")).not_to_be_in_viewport()
        menu.click()
        links.filter(has_text="Rules").click()
        expect(page).to_have_url(re.compile(r"rules/"))
        page.get_by_role("article").get_by_role(
            "link", name="IPT203", exact=True
        ).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("IPT203")


def test_each_link_of_the_navigation_is_answered(browser: Browser, base: str) -> None:
    """On the pages that each part begins with, where the navigation differs."""
    with opened(browser, Mode()) as page:
        go(page, base + "index.html")
        tabs = page.get_by_role("navigation", name="Tabs").get_by_role("link")
        starts: list[str] = tabs.evaluate_all("links => links.map(each => each.href)")
        links: set[str] = set()
        for start in starts:
            go(page, start)
            found: list[str] = page.locator("nav a[href]").evaluate_all(
                "links => links.map(each => each.href)"
            )
            links |= {urldefrag(link).url for link in found}
        assert len(links) > 40
        assert [url for url in sorted(links) if not page.request.head(url).ok] == []


def test_the_mode_is_switched_and_kept(browser: Browser, base: str) -> None:
    """The switch turns light to dark, on the next page too, and back."""
    body = "body[data-md-color-scheme={}]"
    log = Log()
    with opened(browser, Mode(), log) as page:
        go(page, base + "index.html")
        expect(page.locator(body.format("default"))).to_be_visible()
        page.get_by_title("Switch to dark mode").click()
        expect(page.locator(body.format("slate"))).to_be_visible()
        go(page, base + "rules/IPT203.html")
        expect(page.locator(body.format("slate"))).to_be_visible()
        page.get_by_title("Switch to light mode").click()
        expect(page.locator(body.format("default"))).to_be_visible()
    assert log.wrong == []
