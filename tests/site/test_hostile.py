"""What people wrote is shown on a page of the site, and does nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core.display import cohort_picture
from ipt_core.model import Labels
from tests.plans import conformant
from tests.site.looking import BEYOND, PHONE, Log, Mode, go, look, opened
from tests.test_shown import HOSTILE, tables_of, with_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TEXTS = (*HOSTILE, "</title></svg></td></style><script>hurt = 1</script>")


@cache
def plans() -> tuple[ipt.TreatmentPlan, ...]:
    """Plans with such a text wherever somebody may write one."""
    plan: Any = attrs.evolve(conformant("ipt-a"), labels=Labels(site="here"))
    return tuple(with_texts(plan, text) for text in TEXTS)


def cohort() -> str:
    """The picture of a cohort with such names of sites."""
    named = [
        attrs.evolve(plan, labels=Labels(site=text))
        for plan, text in zip(plans(), TEXTS, strict=True)
    ]
    courses = [(plan, ipt.check(plan)) for plan in named]
    return cohort_picture(courses, text=True).to_html()


DISPLAYS: dict[str, Callable[[], Iterator[str] | list[str]]] = {
    "plans": lambda: [plan.page(text=True).to_html() for plan in plans()],
    "reports": lambda: [ipt.check(plan).to_html() for plan in plans()],
    "documents": lambda: [
        ipt.check_data({text: text, "protocol": text, "goals": [text]}).to_html()
        for text in TEXTS
    ],
    "pictures": lambda: [ipt.picture(plan, text=True).to_html() for plan in plans()],
    "a cohort": lambda: [cohort()],
    "tables": lambda: [made.to_html() for text in TEXTS for made in tables_of(text)],
}
_OUTSIDE = """() => {
  const page = document.querySelector("article").getBoundingClientRect();
  return [...document.querySelectorAll("article > .shown")]
    .filter((each) => each.getBoundingClientRect().right > page.right + 1
      || each.scrollWidth > each.clientWidth + 1).length;
}"""


def page_with(start: str, shown: list[str]) -> str:
    """The start page, with these in place of what it says."""
    parts = "".join(f'<div class="shown">{each}</div>' for each in shown)
    head, opening, rest = re.split(r"(<article[^>]*>)", start, maxsplit=1)
    return "".join(
        (head, opening, "<h1>Shown</h1>", parts, rest[rest.index("</article>") :])
    )


@pytest.mark.parametrize("mode", [PHONE, Mode("dark")], ids=str)
@pytest.mark.parametrize("kind", DISPLAYS)
def test_hostile_words_are_only_shown(
    browser: Browser, base: str, site: Path, kind: str, mode: Mode
) -> None:
    """Nothing runs or is asked for, and nothing reaches out of its box."""
    start = (site / "index.html").read_text(encoding="utf-8")
    html = page_with(start, list(DISPLAYS[kind]()))
    log = Log()
    with opened(browser, mode, log) as page:
        serve(page, f"{base}shown.html", html)
        go(page, f"{base}shown.html")
        seen = look(page, log)
        hurt: object = page.evaluate("window.hurt")
        outside: object = page.evaluate(_OUTSIDE)
    assert (hurt, log.wrong, log.elsewhere(base)) == (None, [], [])
    assert (outside, seen.beyond) == (0, 0)
    assert (seen.small, seen.barriers) == ((), ())


@pytest.mark.parametrize("kind", DISPLAYS)
def test_hostile_words_are_only_shown_alone(browser: Browser, kind: str) -> None:
    """The same in a page without any style of its own, as in a notebook or a mail."""
    log = Log()
    with opened(browser, PHONE, log) as page:
        page.set_content("\n".join(["<!doctype html>", *DISPLAYS[kind]()]))
        hurt: object = page.evaluate("window.hurt")
        beyond: object = page.evaluate(BEYOND)
    assert (hurt, beyond, log.wrong, log.asked) == (None, 0, [], [])


def serve(page: Page, address: str, html: str) -> None:
    """Answer one address of the site with this page."""
    page.route(
        address, lambda route: route.fulfill(body=html, content_type="text/html")
    )
