"""Pictures for papers: the same content, drawn with matplotlib."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from matplotlib import pyplot as plt
from matplotlib.testing.compare import compare_images

import ipt_core as ipt
from ipt_core.display import cohort_plot, plot
from ipt_core.exceptions import InvalidValueError, MissingExtraError
from ipt_core.model import Goal, Labels, Session, TreatmentPlan
from ipt_core.testing import imperfect_courses
from tests.display.samples import COMPARED, REFERENCE, RULES, SMALL, cohort, mixture
from tests.laws.courses import deep, mixed
from tests.strategies import plans, unhurried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from matplotlib.axes import Axes

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


def saved(ax: Axes, path: Path) -> str:
    figure: Any = ax.figure
    figure.savefig(path, dpi=50)
    return str(path)


def texts(ax: Axes) -> list[str]:
    ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()]
    return [text.get_text() for text in [*ticks, *ax.texts]]


@pytest.mark.parametrize("name", COMPARED)
def test_pictures_are_like_those_looked_at(name: str, tmp_path: Path) -> None:
    """Remake with `python scripts/remake_pictures.py`, and look at the difference."""
    if name == "cohort":
        ax = cohort_plot(cohort())
    else:
        ax = plot(SMALL[name], ipt.check(SMALL[name], rules=RULES))

    reference = str(REFERENCE / f"{name}.png")
    found = saved(ax, tmp_path / "found.png")
    assert compare_images(reference, found, tol=8) is None


def test_all_that_the_picture_shows_is_in_it() -> None:
    report = ipt.check(mixture())
    ax = plot(mixture(), report)

    told = texts(ax)
    assert {"Sessions", "Errors: 1", "FOCI", "focus f1: Grief", "initial"} <= set(told)
    assert "Announcement of the end, owed by session 11" in told
    below = " ".join(ax.get_xlabel().split())
    assert "IPT702, session 4" in below
    assert "judged up to here" in below
    assert ax.get_title(loc="left").startswith("Plan for ipt-a")


def test_a_long_pause_is_cut() -> None:
    sessions = [Session(day=day) for day in (0, 7, 14, 400)]
    plan = TreatmentPlan(protocol="ipt", sessions=sessions)

    assert "//" in texts(plot(plan, ipt.check(plan)))


def test_it_draws_on_the_axes_that_it_is_given() -> None:
    _, (left, right) = plt.subplots(1, 2)

    assert plot(mixture(), ipt.check(mixture()), left) is left
    assert cohort_plot(cohort(), right) is right
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("suffix", ["pdf", "svg"])
def test_it_is_saved_as_vectors_too(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"course.{suffix}"
    saved(plot(mixture(), ipt.check(mixture())), path)

    assert path.stat().st_size > 10_000


def test_what_people_wrote_is_no_formula(tmp_path: Path) -> None:
    words = "costs $5 and $6 \\frac{ and {x}_^"
    plan = TreatmentPlan(
        protocol="ipt",
        goals=[Goal(id="g1", statement=words)],
        labels=Labels(site="$\\frac"),
    )
    report = ipt.check(plan)

    ax = plot(plan, report, text=True)
    assert any("costs" in text for text in texts(ax))
    saved(ax, tmp_path / "a.png")
    asked = cohort_plot([(plan, report)], by=["site"], text=True)
    saved(asked, tmp_path / "b.png")
    assert not any("costs" in text for text in texts(plot(plan, report)))


@pytest.mark.filterwarnings("ignore:Glyph")
@given(plan=plans() | mixed())
@settings(unhurried, max_examples=deep(8))
def test_any_plan_that_can_be_built_is_drawn(plan: TreatmentPlan) -> None:
    plt.close("all")
    report = ipt.check(plan)
    figures = [plot(plan, report, text=True), cohort_plot([(plan, report)])]

    for ax in figures:
        figure: Any = ax.figure
        figure.draw_without_rendering()


def test_other_things_than_plans_and_reports_are_refused() -> None:
    other: Any = "plan"
    with pytest.raises(InvalidValueError, match="plan: expected a TreatmentPlan"):
        plot(other, ipt.check(mixture()))
    with pytest.raises(InvalidValueError, match="courses: expected a report"):
        cohort_plot([other])


@pytest.mark.parametrize("ax", ["axes", 0, [], plt])
def test_only_axes_can_be_drawn_on(ax: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^ax: expected axes of matplotlib"):
        plot(mixture(), ipt.check(mixture()), ax)
    with pytest.raises(InvalidValueError, match=r"^ax: expected axes of matplotlib"):
        cohort_plot([], ax)


def test_without_matplotlib_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)

    with pytest.raises(MissingExtraError, match=r'pip install "ipt-core\[plot\]"'):
        cohort_plot([])


@pytest.mark.parametrize("by", [(), ("protocol",), ("protocol", "site", "arm")])
@pytest.mark.parametrize("count", [1, 3, 40])
def test_nothing_of_a_cohort_is_cut_off(count: int, by: tuple[str, ...]) -> None:
    plans = imperfect_courses(count, protocols=("ipt",)).plans
    ax: Any = cohort_plot([(plan, ipt.check(plan)) for plan in plans], by=by)
    figure = ax.figure
    figure.draw_without_rendering()
    written = [*ax.get_xticklabels(), *ax.get_yticklabels(), *ax.texts]
    for text in [*written, ax.xaxis.label, ax._left_title]:
        box = text.get_window_extent()
        assert 0 <= box.x0 < box.x1 <= figure.bbox.width, text.get_text()
        assert 0 <= box.y0 < box.y1 <= figure.bbox.height, text.get_text()
