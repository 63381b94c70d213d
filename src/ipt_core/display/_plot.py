"""The same pictures for papers, drawn with matplotlib: the extra `ipt-core[plot]`."""

from __future__ import annotations

__all__ = ["cohort_plot", "plot"]

from itertools import accumulate
from textwrap import fill, shorten, wrap
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._checks import kind_of
from ipt_core._extras import from_extra
from ipt_core.display._cohort import Tally, cohort_of
from ipt_core.display._cohort_draw import words_of
from ipt_core.display._course import layout_of
from ipt_core.display._curves import apart, clear, number, told, totals_of
from ipt_core.display._legend import JUDGED, legend_of
from ipt_core.display._signs import BLUE, KINDS, SIGNS, STATES, Look, vertices
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matplotlib.axes import Axes

    from ipt_core.display._layout import Curve, Lane, Layout, Mark
    from ipt_core.engine import Report
    from ipt_core.model import TreatmentPlan

_SIZE = 7.0
# Inches that a figure of courses has at least, and signs in a line of its title.
_WIDE, _TITLE = 6.0, 44
_RISE = 3.0
_LEAST = 0.6
_DASHES = {True: "--", False: ":", None: "-"}


def plot(
    plan: TreatmentPlan, report: Report, ax: Axes | None = None, *, text: bool = False
) -> Axes:
    """Draw a course for a paper; `ax.figure.savefig` writes PDF, SVG or PNG.

    Args:
        plan: the plan.
        report: its report.
        ax: where to draw; by default a new figure, as large as the course needs.
        text: as for `ipt_core.picture`.

    Returns:
        The axes that were drawn on.

    Raises:
        InvalidValueError: if an argument is nothing that it could be, or the report is
            none of the plan.
        MissingExtraError: if matplotlib is not installed.
    """
    layout = layout_of(plan, report, text=text)
    drawing = _Drawing(layout)
    axes = _axes(ax, 6.0 + 0.22 * drawing.xs[-1], 2.0 + 0.17 * drawing.rows)
    drawing.draw(axes)
    return axes


def cohort_plot(
    courses: Iterable[Report | tuple[TreatmentPlan, Report]],
    ax: Axes | None = None,
    *,
    by: Iterable[str] = ("protocol", "site"),
    text: bool = False,
) -> Axes:
    """Draw which rules are broken how often in many courses, for a paper.

    Args:
        courses: as for `cohort_picture`.
        ax: where to draw; by default a new figure, as large as it needs.
        by: as for `cohort_picture`.
        text: as for `cohort_picture`.

    Returns:
        The axes that were drawn on: a row for each rule that was broken at least once,
        a column for each group, the darker the more often it was broken.

    Raises:
        InvalidValueError: if an argument is nothing that it could be, or a report is
            none of its plan.
        MissingExtraError: if matplotlib is not installed.
    """
    cohort = cohort_of(courses, by, text=text)
    wide, high = max(len(cohort.groups), 1), max(len(cohort.rules), 1)
    axes: Any = _axes(ax, max(2.5 + 1.0 * wide, _WIDE), 1.7 + 0.35 * high)
    for row, (code, _name) in enumerate(cohort.rules):
        for column, group in enumerate(cohort.groups):
            tally = group.tallies.get(code, Tally())
            ground = {"color": "#d55e00", "alpha": 0.75 * (tally.share or 0.0)}
            axes.axhspan(
                row - 0.5, row + 0.5, column / wide, (column + 1) / wide, **ground
            )
            words = "\n".join(filter(None, words_of(tally)))
            axes.text(column, row, words, ha="center", va="center", fontsize=_SIZE)
    labels = [
        "\n".join([*map(_plain, group.labels), f"n = {group.courses}"])
        for group in cohort.groups
    ]
    axes.set_xticks(range(len(labels)), labels, fontsize=_SIZE)
    axes.set_yticks(
        range(len(cohort.rules)), [f"{c} {n}" for c, n in cohort.rules], fontsize=_SIZE
    )
    axes.set_xlim(-0.5, wide - 0.5)
    axes.set_ylim(high - 0.5, -0.5)
    axes.tick_params(
        length=0, top=False, labeltop=True, bottom=False, labelbottom=False
    )
    axes.set_xlabel(
        "? not checked, - does not apply:\nneither is in the denominator",
        fontsize=_SIZE,
    )
    title = fill(cohort.title, _TITLE)
    axes.set_title(title, loc="left", fontsize=_SIZE + 2, fontweight="bold")
    drawn: Axes = axes
    return drawn


def _axes(given: Axes | None, width: float, height: float) -> Axes:
    """Take the axes that are given, or make some of a size in inches."""
    pyplot = from_extra("matplotlib.pyplot", "plot")
    if given is not None:
        kind: type[object] = pyplot.Axes
        if not isinstance(given, kind):
            raise InvalidValueError("axes of matplotlib", kind_of(given), "ax")
        return given
    size = (min(width, 60.0), min(height, 60.0))
    axes: Axes = pyplot.subplots(figsize=size, layout="constrained")[1]
    return axes


class _Drawing:
    """A layout on its way to some axes; rows go down from 0, a step is 1 wide."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.xs = list(accumulate(slot.gap for slot in layout.slots))
        self.labels: list[tuple[float, str]] = []
        self.marks: dict[tuple[Look, float], tuple[list[float], list[float]]] = {}
        self.told = "\n".join(self._told())
        self.rows = 1.0 + 0.7 * self.told.count("\n")
        lanes = (*layout.above, *layout.owed, *layout.lanes)
        groups = {lane.group for lane in layout.lanes}
        self.rows += len(lanes) + len(groups) + 2 + (_RISE + 1.5) * len(layout.curves)

    def draw(self, ax: Any) -> None:
        """Draw all of it."""
        layout, y = self.layout, 1.0
        self._bands(ax)
        for lane in layout.above:
            y = self._lane(ax, y, lane)
        y = self._sessions(ax, y)
        for lane in layout.owed:
            y = self._lane(ax, y, lane)
        for curve in layout.curves:
            y = self._curve(ax, y, curve)
        group = ""
        for lane in layout.lanes:
            if lane.group != group:
                group = lane.group
                self.labels.append((y, group.upper()))
                y += 1
            y = self._lane(ax, y, lane)
        for (look, size), (xs, ys) in self.marks.items():
            for style in _styles(look, size):
                ax.plot(xs, ys, **style, zorder=3)
        self._frame(ax, y)

    def _bands(self, ax: Any) -> None:
        for index, band in enumerate(self.layout.bands):
            left, right = self.xs[band.first] - 0.5, self.xs[band.last] + 0.5
            ax.axvspan(left, right, color="0.93" if index % 2 == 0 else "1", zorder=0)
            word = band.word if right - left > 3 else band.word[0].upper()
            middle = (left + right) / 2
            ax.text(middle, 0, word, ha="center", va="center", fontsize=_SIZE)

    def _sessions(self, ax: Any, y: float) -> float:
        self.labels.append((y, "Sessions"))
        for x, slot in zip(self.xs, self.layout.slots, strict=True):
            if slot.kind:
                look = attrs.evolve(STATES[slot.state], shape=KINDS[slot.kind])
                self._mark(x, y, look, 7)
            if slot.cut:
                ax.text(x - slot.gap / 2, y, "//", ha="center", va="center", fontsize=6)
        return y + 1.3

    def _lane(self, ax: Any, y: float, lane: Lane) -> float:
        word = f", {lane.word}" if lane.word else ""
        flags = "".join(f" [{flag.sign}]" for flag in lane.flags)
        self.labels.append((y, f"{shorten(_plain(lane.label), 45)}{word}{flags}"))
        if lane.line:
            first, last = lane.line
            ends = [self.xs[first], self.xs[last]]
            ax.plot(ends, [y, y], color="0.6", linewidth=1, zorder=1)
        for mark in lane.marks:
            self._sign(ax, self.xs[mark.slot], y, mark)
        return y + 1

    def _sign(self, ax: Any, x: float, y: float, mark: Mark) -> None:
        self._mark(x, y, SIGNS[mark.sign], 5)
        if len(mark.says) > 1:
            ax.text(x + 0.3, y, f"{len(mark.says)}", va="center", fontsize=5)

    def _mark(self, x: float, y: float, look: Look, size: float) -> None:
        xs, ys = self.marks.setdefault((look, size), ([], []))
        xs.append(x)
        ys.append(y)

    def _curve(self, ax: Any, y: float, curve: Curve) -> float:
        top, base = y + 0.2, y + 0.2 + _RISE

        def height(value: float) -> float:
            share = (value - curve.low) / (curve.high - curve.low or 1)
            return base - _RISE * min(max(share, 0.0), 1.0)

        left, right = self.xs[0] - 0.5, self.xs[-1] + 0.5
        label = f"{curve.label}: {curve.scale}"
        self.labels.append(((top + base) / 2, fill(label, 38, max_lines=4)))
        totals = totals_of(curve)
        heights = [height(at) for at in totals]
        beside = apart(heights, _LEAST)
        for (at, sure), here, free in zip(totals.items(), heights, beside, strict=True):
            style = {"linestyle": _DASHES[sure], "lw": 0.5 if sure is None else 0.9}
            ax.plot([left, right], [here, here], color="0.5", **style)
            ax.text(right + 0.2, free, number(at), va="center", fontsize=_SIZE - 1)
        xs = [self.xs[point.slot] for point in curve.points]
        ys = [height(point.value) for point in curve.points]
        ax.plot(xs, ys, color=BLUE, marker="o", markersize=3, linewidth=1.2, zorder=3)
        for x, here, point in zip(xs, ys, curve.points, strict=True):
            words = number(point.value)
            at = clear(here, heights, 0.55, base)
            ax.text(x, at, words, ha="center", va="center", fontsize=_SIZE - 2)
        return base + 1.2

    def _frame(self, ax: Any, y: float) -> None:
        layout = self.layout
        slots = list(zip(self.xs, layout.slots, strict=True))
        step = max(len(slots) // 200, 1)
        ticks = [
            (x, "\n".join([slot.label, *(slot.tick if place % 3 == 1 else ())]))
            for place, (x, slot) in enumerate(slots)
            if place % step == 0
        ]
        ax.set_xticks([x for x, _ in ticks], [t for _, t in ticks], fontsize=_SIZE - 1)
        ax.set_yticks(
            [at for at, _ in self.labels], [t for _, t in self.labels], fontsize=_SIZE
        )
        ax.set_xlim(0.3, self.xs[-1] + 0.7)
        ax.set_ylim(y, -0.8)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(b=False)
        if layout.here is not None:
            ax.axvline(self.xs[layout.here] + 0.5, color="0", linestyle=":", lw=1)
        ax.set_xlabel(self.told, fontsize=_SIZE, loc="left")
        ax.set_title(
            fill(layout.title, 40),
            loc="left",
            fontsize=_SIZE + 2,
            fontweight="bold",
        )
        self._legend(ax)

    def _told(self) -> Iterator[str]:
        """What stands under the picture, in lines."""
        layout = self.layout
        width = int(max(self.xs[-1] * 4, 70))
        lines = ["0: before the first session.", layout.desc, *layout.notes]
        if layout.here is not None:
            lines.append(f"Dotted line from top to bottom: {JUDGED}.")
        lines += [told(curve) for curve in layout.curves if curve.limits]
        for flow in layout.flows:
            words = "; ".join(chip.word for chip in flow.chips)
            lines.append(f"{flow.head}: {words}.")
        for line in lines:
            yield from wrap(_plain(line), width)

    def _legend(self, ax: Any) -> None:
        lines = from_extra("matplotlib.lines", "plot")
        keys = [
            (word, tuple(lines.Line2D([], [], **each) for each in _styles(look, 5)))
            for look, word, _ in legend_of(self.layout)
            if not look.shape.startswith("text:")
        ]
        ax.legend(
            [each for _, each in keys],
            [word for word, _ in keys],
            loc="upper left",
            bbox_to_anchor=(1.04, 1),
            fontsize=_SIZE - 1,
            frameon=False,
        )


def _styles(look: Look, size: float) -> Iterator[dict[str, Any]]:
    """A look as matplotlib draws markers, one over the other."""
    corners = [(x, -y) for x, y in vertices(look.shape)]
    style = {
        "marker": _path([*corners, corners[0]], closed=True) if corners else "o",
        "markersize": size,
        "markerfacecolor": look.fill or "white",
        "markeredgecolor": "0.55" if look.dash else "black",
        "markeredgewidth": 0.7,
        "linestyle": "none",
    }
    yield style
    for slope in (1, -1)[: look.cross]:
        through = _path([(-1.0, -1.0 * slope), (1.0, 1.0 * slope)])
        yield style | {"marker": through}


def _path(corners: list[tuple[float, float]], *, closed: bool = False) -> Any:
    return from_extra("matplotlib.path", "plot").Path(corners, closed=closed)


def _plain(words: str) -> str:
    """Keep matplotlib from reading formulas into what people wrote."""
    return words.replace("$", r"\$")
