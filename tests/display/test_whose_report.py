"""No display shows what a report says of another course."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import attrs
import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

import ipt_core as ipt
from ipt_core.display import cohort_picture, cohort_plot, plot
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop import to_tables
from ipt_core.testing import cut, deliver, imperfect_courses
from ipt_core.vocabulary import PlanStatus
from tests.display.samples import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Displays = Callable[[ipt.TreatmentPlan, ipt.Report], object]

PLAN = cut(deliver(ipt.draft("ipt-a", areas=["grief"])), 5)
REPORT = ipt.check(PLAN)
FAULTS = plan_of("draft-with-faults")

mpl.use("agg")


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    plt.close("all")


DISPLAYS: dict[str, Displays] = {
    "picture": ipt.picture,
    "plot": plot,
    "cohort picture": lambda plan, report: cohort_picture([(plan, report)]),
    "cohort plot": lambda plan, report: cohort_plot([(plan, report)]),
    "tables": lambda plan, report: to_tables([plan], [report]),
}
every_display = pytest.mark.parametrize("name", DISPLAYS)


def pointing(*path: str | int) -> ipt.Report:
    """The report of the plan, with a finding at some place."""
    (finding, *_) = ipt.check(FAULTS).findings
    there = attrs.evolve(finding, path=path, places=(path,))
    (first, *others) = REPORT.outcomes
    told = attrs.evolve(first, findings=(there,))
    return attrs.evolve(REPORT, outcomes=(told, *others))


@every_display
@pytest.mark.parametrize(
    "report",
    [
        ipt.check(FAULTS),
        ipt.check(cut(PLAN, 4)),
        ipt.check(deliver(ipt.draft("ipt", areas=["grief"], sessions=12))),
        attrs.evolve(REPORT, agreed=20),
        attrs.evolve(REPORT, session=6),
        attrs.evolve(REPORT, status=PlanStatus.COMPLETED),
        attrs.evolve(REPORT, stamp=attrs.evolve(REPORT.stamp, protocol=None)),
        ipt.check(attrs.evolve(PLAN, age=16)),
        ipt.check(cut(deliver(ipt.draft("ipt-a", areas=["role-dispute"])), 5)),
    ],
)
def test_the_report_of_another_plan_is_refused(name: str, report: ipt.Report) -> None:
    with pytest.raises(InvalidValueError, match="report of this plan, found one of an"):
        DISPLAYS[name](PLAN, report)


@every_display
def test_the_report_on_what_is_no_plan_is_refused(name: str) -> None:
    with pytest.raises(InvalidValueError, match="found one that had no plan to check"):
        DISPLAYS[name](PLAN, ipt.check_data("{"))


@every_display
@pytest.mark.parametrize(
    "report",
    [
        REPORT,
        ipt.check(PLAN, as_of=3),
        ipt.check(PLAN, horizon="planned"),
        ipt.check(PLAN, others=[FAULTS]),
        ipt.check(PLAN, rules=ipt.rules.ignore("IPT5")),
        ipt.check(ipt.loads(ipt.dumps(PLAN))),
        attrs.evolve(REPORT, outcomes=REPORT.outcomes[:5]),
        pointing("goals", 0),
        pointing("sessions", len(PLAN.sessions or ())),
        pointing("measurements", 0),
        pointing(),
    ],
)
def test_any_report_of_the_plan_is_shown(name: str, report: ipt.Report) -> None:
    assert DISPLAYS[name](PLAN, report) is not None


@every_display
def test_of_a_report_from_another_process_less_is_known(name: str) -> None:
    kept = pickle.dumps(attrs.evolve(REPORT, mark=(0, 0)))
    assert DISPLAYS[name](PLAN, pickle.loads(kept)) is not None
    assert DISPLAYS[name](PLAN, attrs.evolve(REPORT, mark=None)) is not None


def test_reports_of_many_like_courses_are_told_apart() -> None:
    plans = imperfect_courses(40, protocols=("ipt",)).plans
    reports = [ipt.check(plan) for plan in plans]
    for plan, own in zip(plans, reports, strict=True):
        assert [report for report in reports if report.is_of(plan)] == [own]
