"""How the tests open a page, and what they note of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import attrs
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, Dialog, Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LOUD = ("error", "warning")
LEAST_TEXT = 11
"""Pixels that any text is high at least, as computed."""
expect.set_options(timeout=20_000)  # a laden machine is slow, not wrong


class Mode(NamedTuple):
    """How a page is looked at."""

    scheme: Literal["light", "dark"] = "light"
    width: int = 1280

    def __str__(self) -> str:
        return f"{self.scheme}-{self.width}"


PHONE = Mode(width=390)
MODES = tuple(
    Mode(scheme, width) for scheme in ("light", "dark") for width in (1280, 390)
)


@attrs.define(slots=False)  # playwright notes its own on it
class Log:
    """What went wrong while a page was open, and what it asked for."""

    wrong: list[str] = attrs.field(factory=list[str])
    asked: list[str] = attrs.field(factory=list[str])

    def attach(self, page: Page) -> None:
        """Listen from now on."""
        wrong = self.wrong.append
        page.on("pageerror", lambda error: wrong(f"error: {error}"))
        page.on("dialog", self._close)
        page.on("requestfailed", lambda request: wrong(f"failed: {request.url}"))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", lambda got: wrong(got.url) if got.status >= 400 else None)
        page.on("console", lambda said: wrong(said.text) if said.type in LOUD else None)

    def _close(self, dialog: Dialog) -> None:
        self.wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def elsewhere(self, base: str) -> list[str]:
        """What was asked of other hosts."""
        own = (base, "data:", "blob:", "about:")
        return [url for url in self.asked if not url.startswith(own)]


@attrs.frozen
class Look:
    """What was seen of a page in one mode."""

    log: Log
    background: int
    """How bright, from 0 to 255."""
    beyond: int
    """Pixels that the page is wider than the window."""
    small: tuple[str, ...]
    """Text that is shown less than 11 px high."""
    barriers: tuple[str, ...]
    """What axe holds for serious or critical."""


@contextmanager
def opened(browser: Browser, mode: Mode, log: Log | None = None) -> Generator[Page]:
    """A new window, with nothing in its storage."""
    context = browser.new_context(
        viewport={"width": mode.width, "height": 844},
        color_scheme=mode.scheme,
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    if log is not None:
        log.attach(page)
    try:
        yield page
    finally:
        context.close()


def go(page: Page, address: str) -> None:
    """Open a page of the site and wait until its scripts have run."""
    page.goto(address)
    expect(page.locator("html.js")).to_be_attached()


def look(page: Page, log: Log) -> Look:
    """Note what is seen of the page that is open."""
    return Look(
        log=log,
        background=page.evaluate(_BACKGROUND),
        beyond=page.evaluate(BEYOND),
        small=tuple(page.evaluate(_SMALL, LEAST_TEXT)),
        barriers=tuple(barriers(page)),
    )


def barriers(page: Page) -> Iterator[str]:
    """What axe finds serious or critical, one line for each element."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run({resultTypes: ['violations']})")
    for each in found["violations"]:
        if each["impact"] in {"serious", "critical"}:
            for node in each["nodes"]:
                checks = [*node["any"], *node["all"], *node["none"]]
                why = "; ".join(check["message"] for check in checks)
                yield f"{each['id']}: {node['html'][:200]}: {why}"


Looks = Callable[[str, Mode], Look]

BEYOND = """(({scrollWidth, clientWidth}) => scrollWidth - clientWidth)(
  document.documentElement)"""
_BACKGROUND = """() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor
    .match(/[0-9.]+/g).map(Number);
  return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
}"""

# Text in a picture is as high as its font times the picture's scale.
_SMALL = """(least) => {
  const small = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim()
        || !element.checkVisibility({opacityProperty: true, visibilityProperty: true}))
      continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1) continue;  // for screen readers only
    let size = parseFloat(getComputedStyle(element).fontSize);
    const matrix = element instanceof SVGGraphicsElement && element.getScreenCTM();
    if (matrix) size *= Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
    if (size < least - 0.01)
      small.add(`${size.toFixed(1)} px: ${element.outerHTML.slice(0, 120)}`);
  }
  return [...small];
}"""
