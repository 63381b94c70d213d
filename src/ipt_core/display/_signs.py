"""The marks of a picture: a shape and a fill for each, so that grey is enough.

Colours are those of Okabe and Ito, which colour-blind people can tell apart; each
mark also has an outline in the colour of the text.
"""

from __future__ import annotations

__all__ = ["KINDS", "SIGNS", "STATES", "Look", "vertices"]

from math import cos, pi, sin
from typing import TYPE_CHECKING

import attrs

from ipt_core.display._layout import Sign, State
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

BLUE, GREEN, ORANGE = "#0072b2", "#009e73", "#e69f00"
PURPLE, SKY, VERMILLION = "#cc79a7", "#56b4e9", "#d55e00"


@attrs.frozen
class Look:
    """How a mark looks."""

    shape: str = "circle"
    """Its shape, one of those that `vertices` knows, or `text:` and some text."""
    fill: str | None = None
    """Its colour; None where it is hollow."""
    dash: bool = False
    """Whether its outline is broken."""
    cross: int = 0
    """Lines through it: 1 one, 2 a cross."""


KINDS: Mapping[SessionKind, str] = {
    SessionKind.ACUTE: "circle",
    SessionKind.GROUP: "square",
    SessionKind.PRE_GROUP: "right",
    SessionKind.POST_GROUP: "left",
    SessionKind.MID_GROUP: "hexagon",
    SessionKind.ENGAGEMENT: "arch",
    SessionKind.BOOSTER: "star",
    SessionKind.MAINTENANCE: "pentagon",
    SessionKind.CONTACT: "plus",
}
"""Shapes of sessions."""

STATES: Mapping[State, Look] = {
    State.DELIVERED: Look(fill=BLUE),
    State.PLANNED: Look(),
    State.MISSED: Look(cross=2),
    State.CANCELLED: Look(cross=1),
    State.AGREED: Look(dash=True),
}
"""What became of a session: its fill."""

SIGNS: Mapping[Sign, Look] = {
    Sign.ERROR: Look("square", VERMILLION),
    Sign.WARNING: Look("up", ORANGE),
    Sign.INFO: Look("down", SKY),
    Sign.WAIVED: Look("square", dash=True),
    Sign.DONE: Look("circle", GREEN),
    Sign.PLANNED: Look("circle"),
    Sign.OWED: Look("diamond"),
    Sign.OVERDUE: Look("diamond", PURPLE),
    Sign.UNKNOWN: Look("text:?"),
    Sign.NONE: Look("text:-"),
}
"""Marks in rows."""

_SQUARE = ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85))
_SHAPES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "square": _SQUARE,
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "up": ((0, -1), (1.05, 0.85), (-1.05, 0.85)),
    "down": ((0, 1), (-1.05, -0.85), (1.05, -0.85)),
    "right": ((1, 0), (-0.85, 1), (-0.85, -1)),
    "left": ((-1, 0), (0.85, -1), (0.85, 1)),
    "arch": ((-0.85, 0.9), (-0.85, -0.1), (0, -1), (0.85, -0.1), (0.85, 0.9)),
    "plus": (
        *((-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35)),
        *((0.35, 0.35), (0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35)),
        *((-1, -0.35), (-0.35, -0.35)),
    ),
}


def vertices(shape: str) -> tuple[tuple[float, float], ...]:
    """List the corners of a shape of radius 1, y downwards; none for a circle."""
    if shape == "circle":
        return ()
    if shape in _SHAPES:
        return _SHAPES[shape]
    corners, inner = {"hexagon": (6, 1.0), "pentagon": (5, 1.0), "star": (10, 0.45)}[
        shape
    ]
    turns = ((2 * pi * i / corners, inner if i % 2 else 1.0) for i in range(corners))
    return tuple((1.05 * r * sin(t), -1.05 * r * cos(t)) for t, r in turns)
