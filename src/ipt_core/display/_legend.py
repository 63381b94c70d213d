"""What the marks of a picture mean: those that it shows."""

from __future__ import annotations

__all__ = ["JUDGED", "LEGEND", "legend_of"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.display._layout import Sign, State
from ipt_core.display._signs import KINDS, SIGNS, STATES, Look
from ipt_core.vocabulary import SessionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.display._layout import Layout

LEGEND = "What the marks mean"
"""Its heading."""
JUDGED = "judged up to here"
"""What the dotted line across all rows says."""

_WORDS = {
    Sign.WAIVED: "finding that somebody accepts",
    Sign.DONE: "done in this session; kept",
    Sign.PLANNED: "planned for this session; planned as asked",
    Sign.OWED: "owed by this session",
    Sign.OVERDUE: "owed, and overdue",
}


def legend_of(layout: Layout) -> Iterator[tuple[Look, str, tuple[str, ...]]]:
    """Say what the marks mean that are in a picture."""
    kinds = {slot.kind for slot in layout.slots}
    states = {slot.state for slot in layout.slots if slot.kind}
    yield Look("text:0"), "before the first session", ()
    for kind, shape in KINDS.items():
        if kind in kinds:
            word = f"{kind} session" if kind is not SessionKind.CONTACT else "contact"
            yield Look(shape), word, ()
    for state, look in STATES.items():
        if state in states:
            word = "agreed, not listed" if state is State.AGREED else state.value
            yield attrs.evolve(look, shape="circle"), word, ()
    rows = (*layout.above, *layout.owed, *layout.lanes)
    signs = {mark.sign for row in rows for mark in (*row.marks, *row.flags)}
    signs |= {row.state for row in rows if row.state}
    signs |= {chip.sign for flow in layout.flows for chip in flow.chips}
    for sign, look in SIGNS.items():
        if sign in signs:
            yield look, _WORDS.get(sign, sign.value), ()
    if layout.here is not None:
        yield Look("text:┊"), JUDGED, ()
