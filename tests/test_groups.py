"""Plans of one group, checked beside one another."""

from __future__ import annotations

import attrs
import pytest

import ipt_core as ipt
from ipt_core.testing import cut
from tests.plans import active, attested, conformant, session

OUTCOME = ipt.Outcome


def member(
    name: str, group: str | None = "group-1", **fields: object
) -> ipt.TreatmentPlan:
    """A member of a village group; what is given differs from the others."""
    plan = conformant("uganda-ipt-g")
    assert plan.group is not None
    changed = attrs.evolve(plan, id=name, group=attrs.evolve(plan.group, id=group))
    return attrs.evolve(changed, **fields)  # type: ignore[arg-type]


def said(reports: tuple[ipt.Report, ...], code: str) -> list[str]:
    return [report.outcome(code).outcome for report in reports]


def test_members_of_one_group_are_compared() -> None:
    plans = [member("p1"), member("p2"), member("p3", gender="male")]

    reports = ipt.check_group(plans)

    assert said(reports, "IPT607") == [OUTCOME.KEPT] * 3
    assert said(reports, "IPT608") == [OUTCOME.BROKEN] * 3
    (finding,) = [f for f in reports[0].findings if f.code == "IPT608"]
    assert finding.place == "gender"
    assert "male" not in finding.message


def test_members_of_another_group_or_of_none_are_not() -> None:
    plans = [
        member("p1"),
        member("p2", "group-2", gender="male"),
        member("p3", None, gender="male"),
        attrs.evolve(member("p4"), group=None),
    ]

    assert said(ipt.check_group(plans), "IPT608") == [OUTCOME.NOT_APPLICABLE] * 4


def test_the_same_group_in_another_form_is_another_group() -> None:
    plans = [member("p1"), member("p2", protocol="ipt-g", gender="male")]

    first, _ = said(ipt.check_group(plans), "IPT608")
    assert first is OUTCOME.NOT_APPLICABLE


def test_what_is_not_recorded_of_one_is_not_checked_for_any() -> None:
    plans = [member("p1"), member("p2", gender=None)]

    assert said(ipt.check_group(plans), "IPT608") == [OUTCOME.NOT_CHECKED] * 2


def test_a_plan_alone_gets_the_report_that_check_gives() -> None:
    plan = member("p1")

    (report,) = ipt.check_group([plan], as_of=3)

    assert report == ipt.check(plan, as_of=3)
    assert report.outcome("IPT607").outcome is OUTCOME.NOT_APPLICABLE


def test_nothing_of_another_member_is_told() -> None:
    secret = "CANARY"
    plans = [member("p1"), member(secret, gender=secret, patient=secret)]

    told = ipt.check_group(plans)[0]

    assert secret not in told.to_json() + told.to_text() + repr(told)


def test_no_plans_give_no_reports() -> None:
    assert ipt.check_group([]) == ()


def test_arguments_are_refused_as_by_check() -> None:
    with pytest.raises(ipt.InvalidValueError):
        ipt.check_group([member("p1")], horizon="tomorrow")


def diagnosed(number: int | None) -> ipt.TreatmentPlan:
    """A member diagnosed in a session of a group that met three times."""
    said = attested(session=number)
    made = ipt.Diagnosis(disorder="depression", attested=said)
    return active(
        "ipt-g",
        setting=ipt.Setting.GROUP,
        assessment=ipt.Assessment(diagnoses=(made,)),
        sessions=tuple(session(n) for n in range(1, 4)),
    )


def test_looking_back_sees_no_diagnosis_that_came_later() -> None:
    late, early = diagnosed(3), diagnosed(None)

    for plan, other in ((late, early), (early, late)):
        then = ipt.check(cut(plan, 1), others=[cut(other, 1)])
        back = ipt.check(plan, others=[other], as_of=1)
        now = ipt.check(plan, others=[other])
        assert back.outcome("IPT607").outcome is then.outcome("IPT607").outcome
        assert back.outcome("IPT607").outcome is OUTCOME.NOT_CHECKED
        assert now.outcome("IPT607").outcome is OUTCOME.KEPT


def test_a_plan_entered_in_error_is_no_member() -> None:
    void = ipt.PlanStatus.ENTERED_IN_ERROR
    plans = [member("p1"), member("p2"), member("p3", gender="male", status=void)]

    first, second, _ = said(ipt.check_group(plans), "IPT608")
    assert first is second is OUTCOME.KEPT
