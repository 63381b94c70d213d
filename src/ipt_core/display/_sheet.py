"""A sheet of SVG to draw on: marks, lines and text, all of it escaped."""

from __future__ import annotations

__all__ = ["SIZE", "SMALL", "Sheet"]

import hashlib
from html import escape
from typing import TYPE_CHECKING

from ipt_core.display._signs import vertices
from ipt_core.display._words import fit, printable, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.display._signs import Look

SIZE = 12.0
"""Size of text in px, where a picture is shown in its own size."""
SMALL = 11.0
"""Size of numbers and days in px; nothing is smaller."""

_INK = "currentColor"


class Sheet:
    """What is drawn so far; x grows to the right and y downwards, in px."""

    def __init__(self, width: float) -> None:
        """Begin a sheet of a width."""
        self.width = width
        self._parts: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        anchor: str = "start",
        bold: bool = False,
        room: float | None = None,
        says: Iterable[str] = (),
    ) -> None:
        """Write one line around a height; cut to some room, its title tells all."""
        line = words if room is None else fit(words, room, size)
        told = tuple(says) or ((words,) if line != words else ())
        weight = ' font-weight="700"' if bold else ""
        self._put(
            f'<text x="{_n(x)}" y="{_n(y + 0.35 * size)}" font-size="{_n(size)}"'
            f' text-anchor="{anchor}"{weight} fill="{_INK}">{_shown(line)}</text>',
            told,
        )

    def label(self, x: float, y: float, words: str, free: float) -> float:
        """Write a small label around a point unless it reaches into what is taken.

        Args:
            x: its middle.
            y: its height.
            words: what it says.
            free: from where on there is room.

        Returns:
            From where on there is room after it.
        """
        half = width_of(words, SMALL) / 2
        left = min(max(x, half), self.width - half)
        if not words or left - half < free:
            return free
        self.text(left, y, words, size=SMALL, anchor="middle")
        return left + half + 2

    def mark(
        self,
        look: Look,
        x: float,
        y: float,
        radius: float,
        says: Iterable[str] = (),
    ) -> None:
        """Draw a mark around a point."""
        if look.shape.startswith("text:"):
            sign = look.shape.removeprefix("text:")
            self.text(x, y, sign, anchor="middle", bold=True, says=says)
            return
        style = f'fill="{look.fill or "none"}" stroke="{_INK}" stroke-width="1.3"'
        style += ' stroke-dasharray="2 2"' if look.dash else ""
        corners = [(x + radius * a, y + radius * b) for a, b in vertices(look.shape)]
        if corners:
            path = " ".join(f"{_n(a)},{_n(b)}" for a, b in corners)
            drawn = f'<polygon points="{path}" {style}/>'
        else:
            drawn = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" {style}/>'
        far = 0.95 * radius
        for turn in (1, -1)[: look.cross]:
            ends = (x - far, y + turn * far), (x + far, y - turn * far)
            drawn += _line(*ends, 1.6)
        self._put(drawn, says)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        wide: float = 1,
        dash: str = "",
        faint: bool = False,
        colour: str = _INK,
        says: Iterable[str] = (),
    ) -> None:
        """Draw a straight line."""
        more = f' stroke-dasharray="{dash}"' if dash else ""
        more += ' stroke-opacity="0.35"' if faint else ""
        self._put(_line(start, end, wide, colour, more), says)

    def path(self, points: Iterable[tuple[float, float]], colour: str) -> None:
        """Draw a line through points."""
        through = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._put(
            f'<polyline points="{through}" fill="none" stroke="{colour}"'
            ' stroke-width="2" stroke-linejoin="round"/>'
        )

    def under(self, place: int, x: float, y: float, wide: float, high: float) -> None:
        """Lay a faint ground under what was drawn from a place on."""
        ground = (
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"'
            f' fill="{_INK}" fill-opacity="0.07"/>'
        )
        self._parts.insert(place, ground)

    @property
    def place(self) -> int:
        """Where the next thing will be drawn, for `under`."""
        return len(self._parts)

    def bar(self, x: float, y: float, wide: float, share: float, colour: str) -> None:
        """Draw a bar that is filled to a share of its width."""
        self._put(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide * share)}" height="8"'
            f' fill="{colour}"/><rect x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}"'
            f' height="8" fill="none" stroke="{_INK}"/>'
        )

    def _put(self, drawn: str, says: Iterable[str] = ()) -> None:
        told = _shown("; ".join(says))
        self._parts.append(f"<g><title>{told}</title>{drawn}</g>" if told else drawn)

    def to_svg(self, height: float, title: str, desc: str) -> str:
        """Close the sheet: an image that stands alone, or in a page.

        Alone it is light or dark as the reader wishes; in a page it takes the page's
        colour of text. Its ids hold a hash, so that pages can show several.
        """
        body = "\n".join(self._parts)
        told = f"<title>{_shown(title)}</title><desc>{_shown(desc)}</desc>"
        uid = hashlib.sha256(f"{self.width}{told}{body}".encode()).hexdigest()[:12]
        told = told.replace("<title>", f'<title id="ipt-{uid}-title">', 1)
        told = told.replace("<desc>", f'<desc id="ipt-{uid}-desc">', 1)
        size = f"{_n(self.width)} {_n(height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="ipt-{uid}" role="img"'
            f' aria-labelledby="ipt-{uid}-title ipt-{uid}-desc" direction="ltr"'
            f' width="{_n(self.width)}" height="{_n(height)}" viewBox="0 0 {size}"'
            f' font-family="system-ui, sans-serif">\n{told}\n'
            f"<style>svg#ipt-{uid}:root{{color:#1a1a1a;background:#fff;"
            "color-scheme:light dark}@media (prefers-color-scheme:dark){"
            f"svg#ipt-{uid}:root{{color:#eee;background:#121212}}}}</style>\n"
            f"{body}\n</svg>\n"
        )


def _line(
    start: tuple[float, float],
    end: tuple[float, float],
    wide: float,
    colour: str = _INK,
    more: str = "",
) -> str:
    return (
        f'<line x1="{_n(start[0])}" y1="{_n(start[1])}"'
        f' x2="{_n(end[0])}" y2="{_n(end[1])}"'
        f' stroke="{colour}" stroke-width="{_n(wide)}"{more}/>'
    )


def _shown(words: str) -> str:
    return escape(printable(words))


def _n(number: float) -> str:
    """Write a coordinate, to a tenth of a px."""
    return f"{number:.1f}".removesuffix(".0")
