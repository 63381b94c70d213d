"""What holds for every kind of page: in light on a desktop, in dark on a phone.

What the theme adds is the same on every page: a few stand for it in all four ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.looking import MODES, Mode

if TYPE_CHECKING:
    from tests.site.looking import Looks

PAGES = (
    "index.html",
    "how-to/app-form.html",
    "how-to/draw-a-course.html",
    "concepts/limits.html",
    "concepts/glossary.html",
    "tutorials/first-five-minutes.html",
    "tutorials/fidelity-of-a-trial.html",
    "rules/index.html",
    "rules/IPT203.html",
    "rules/finder.html",
    "rules/requirements.html",
    "protocols/ipt-a.html",
    "catalogue/problem_areas/grief.html",
    "reference/command.html",
    "reference/outcomes.html",
    "changes.html",
)
IN_EACH_MODE = ("index.html", "rules/IPT203.html", "rules/finder.html")
pytestmark = pytest.mark.parametrize(
    ("name", "mode"),
    [
        pytest.param(name, mode, id=f"{name}-{mode}")
        for name in PAGES
        for mode in (MODES if name in IN_EACH_MODE else (Mode(), Mode("dark", 390)))
    ],
)


def test_nothing_fails_on_a_page(looks: Looks, name: str, mode: Mode) -> None:
    """No error or warning on the console, no request without its answer."""
    assert looks(name, mode).log.wrong == []


def test_a_page_asks_no_other_host(
    looks: Looks, base: str, name: str, mode: Mode
) -> None:
    assert looks(name, mode).log.elsewhere(base) == []


def test_axe_finds_no_barrier(looks: Looks, name: str, mode: Mode) -> None:
    """Nothing that axe holds for serious or critical."""
    assert looks(name, mode).barriers == ()


def test_a_page_is_no_wider_than_its_window(
    looks: Looks, name: str, mode: Mode
) -> None:
    """Wide tables scroll in a box of their own."""
    assert looks(name, mode).beyond <= 0


def test_text_is_large_enough(looks: Looks, name: str, mode: Mode) -> None:
    """Text of pictures too."""
    assert looks(name, mode).small == ()


def test_a_page_follows_the_mode(looks: Looks, name: str, mode: Mode) -> None:
    """The background is dark where dark is preferred."""
    assert (looks(name, mode).background < 64) == (mode.scheme == "dark")
