"""Laws of pictures: any plan that can be built has one, and it tells no secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.display import Picture, cohort_picture
from ipt_core.exceptions import InvalidValueError
from tests.laws.courses import deep, mixed
from tests.strategies import plans, unhurried

if TYPE_CHECKING:
    from ipt_core.model import TreatmentPlan

CANARY = "Canary<&\"'"
OTHER = "report: expected a report of this plan, found one of another plan"


def shown(picture: Picture) -> str:
    """All that a picture shows, in every form; each has to be well formed."""
    forms = [picture.svg, picture.narrow]
    for svg in forms:
        ET.fromstring(svg)
    assert max(map(len, str(picture).splitlines())) <= 88
    return "\n".join([*forms, picture.to_html(), str(picture), repr(picture.table)])


@given(plan=plans() | mixed(), as_of=st.none() | st.integers(0, 30), text=st.booleans())
@settings(unhurried, max_examples=deep(60))
def test_any_plan_that_can_be_built_has_a_picture(
    plan: TreatmentPlan, as_of: int | None, text: bool
) -> None:
    picture = ipt.picture(plan, as_of=as_of, text=text)

    shown(picture)
    assert picture == ipt.picture(plan, as_of=as_of, text=text)


@given(plan=plans(), other=mixed())
@settings(unhurried, max_examples=deep(20))
def test_the_report_of_another_plan_makes_no_picture(
    plan: TreatmentPlan, other: TreatmentPlan
) -> None:
    report = ipt.check(other)
    own = ipt.check(plan, horizon=report.horizon)
    assume(course_told(own) != course_told(report))

    with pytest.raises(InvalidValueError, match=OTHER):
        ipt.picture(plan, report)


def course_told(report: ipt.Report) -> tuple[object, ...]:
    return report.stamp.protocol, report.status, report.session, report.agreed


@given(plan=plans(CANARY), by=st.sampled_from(["site", "arm", "therapist"]))
@settings(unhurried, max_examples=deep(30))
def test_no_free_text_and_no_unknown_code_is_in_a_picture(
    plan: TreatmentPlan, by: str
) -> None:
    report = ipt.check(plan)
    told = cohort_picture([(plan, report)], by=("protocol", by), text=True)

    shown(told)
    for picture in (
        ipt.picture(plan, report),
        cohort_picture([(plan, report)], by=("protocol", by)),
    ):
        assert "anary" not in shown(picture)
        assert "anary" not in repr(picture)
