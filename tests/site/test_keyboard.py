"""All of the site is reached without a mouse, and one sees where one is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.site.looking import PHONE, Mode, go, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_FOCUS = """() => {
  let element = document.activeElement;
  if (element.matches("input[type=radio]")) element = element.nextElementSibling;
  const {outlineStyle, outlineWidth} = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: (element.ariaLabel || element.title || element.textContent).trim(),
    field: element.matches("input"),
    seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
    content: Boolean(element.closest("article")),
  };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Where the tab key leads, up to the first stop in the content."""
    found: list[dict[str, Any]] = []
    while not (found and found[-1]["content"]):
        assert len(found) < 60, "the tab key never reaches the content"
        page.keyboard.press("Tab")
        found.append(page.evaluate(_FOCUS))
    return found


def test_the_first_stop_skips_to_the_content(browser: Browser, base: str) -> None:
    with opened(browser, Mode()) as page:
        go(page, base + "rules/IPT203.html")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate(_FOCUS)["content"]


def test_the_tab_key_passes_search_and_parts(browser: Browser, base: str) -> None:
    """In the order in which they are seen, and then into the content."""
    with opened(browser, Mode()) as page:
        go(page, base + "rules/IPT203.html")
        names = [each["name"] for each in stops(page)]
    search = next(place for place, name in enumerate(names) if "Search" in name)
    parts = ["Start", "Concepts", "Rules", "Protocols", "Catalogue", "Reference"]
    assert [name for name in names[search:] if name in parts][: len(parts)] == parts


def test_the_focus_is_seen(browser: Browser, base: str) -> None:
    """A line of two pixels at least; in a field, its cursor and changed ground."""
    for mode in (Mode(), Mode(scheme="dark"), PHONE):
        with opened(browser, mode) as page:
            go(page, base + "rules/IPT203.html")
            unseen = [
                each for each in stops(page) if not (each["seen"] or each["field"])
            ]
            hidden = [each for each in stops(page) if not each["inside"]]
        assert (unseen, hidden) == ([], []), mode


def test_search_by_keyboard_alone(browser: Browser, base: str) -> None:
    """`/` opens it; the arrow keys and enter choose."""
    with opened(browser, Mode()) as page:
        go(page, base)
        page.keyboard.press("/")
        page.keyboard.type("IPT203")
        results = page.get_by_role("search").get_by_role("link")
        expect(results.or_(page.get_by_role("option")).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"IPT203|rules"))
