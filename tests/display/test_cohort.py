"""Pictures of cohorts: counts, denominators, groups."""

from __future__ import annotations

from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

import ipt_core as ipt
from ipt_core.display import cohort_picture
from ipt_core.engine import Report, RuleOutcome, Stamp
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import Labels, TreatmentPlan
from ipt_core.vocabulary import Outcome, PlanStatus

SVG = "{http://www.w3.org/2000/svg}"
B, K, N, W, A, F, T = (
    Outcome.BROKEN,
    Outcome.KEPT,
    Outcome.NOT_CHECKED,
    Outcome.OWED,
    Outcome.NOT_APPLICABLE,
    Outcome.FAILED,
    Outcome.ON_TRACK,
)


def judged(protocol: str | None, **outcomes: Outcome) -> Report:
    found = tuple(
        RuleOutcome(code=code, name=f"rule-{code}", outcome=outcome)
        for code, outcome in outcomes.items()
    )
    stamp = Stamp(protocol=protocol, rules=len(found))
    return Report(stamp=stamp, status=PlanStatus.ACTIVE, outcomes=found)


def at(site: str | None, protocol: str = "ipt") -> TreatmentPlan:
    labels = Labels(site=site) if site else None
    return TreatmentPlan(protocol=protocol, status=PlanStatus.ACTIVE, labels=labels)


COURSES: list[Report | tuple[TreatmentPlan, Report]] = [
    (at("york"), judged("ipt", IPT901=B, IPT902=K)),
    (at("york"), judged("ipt", IPT901=K, IPT902=K)),
    (at("york"), judged("ipt", IPT901=N, IPT902=T)),
    (at("york"), judged("ipt", IPT901=A, IPT902=K)),
    (at("york"), judged("ipt", IPT901=W, IPT902=F)),
    (at("hull"), judged("ipt", IPT901=B, IPT902=A)),
    (at(None, "ipt-a"), judged("ipt-a", IPT901=A, IPT903=B)),
    judged(None, IPT901=B),
]


def words(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_each_number_has_its_denominator_and_the_rest_stands_apart() -> None:
    picture = cohort_picture(COURSES)

    rows = {(r["rule"], r["protocol"], r["site"]): r for r in picture.table}
    assert rows["IPT901", "ipt", "site 2"] == {
        "rule": "IPT901",
        "name": "rule-IPT901",
        "protocol": "ipt",
        "site": "site 2",
        "courses": 5,
        "judged": 3,
        "broken": 1,
        "share": 0.3333,
        "owed": 1,
        "not_checked": 1,
        "failed": 0,
        "not_applicable": 1,
    }
    assert rows["IPT902", "ipt", "site 2"]["failed"] == 1
    assert rows["IPT902", "ipt", "site 2"]["judged"] == 4
    assert rows["IPT902", "ipt", "site 1"]["share"] is None
    told = words(picture.svg)
    assert "1 of 3, 33%" in told
    assert "? 1   - 1" in told
    assert "none judged" in told
    assert {"n = 5", "n = 1"} <= set(told)


def test_rules_that_were_broken_are_shown_the_most_often_first() -> None:
    picture = cohort_picture(COURSES)

    told = [word for word in words(picture.svg) if word.startswith("IPT")]
    assert told[:2] == ["IPT901 rule-IPT901", "IPT903 rule-IPT903"]
    assert "IPT902 rule-IPT902" not in told
    assert {row["rule"] for row in picture.table} == {"IPT901", "IPT902", "IPT903"}
    assert picture.title == "8 courses: rules broken, by protocol and site"
    assert picture.desc.startswith("Of 3 rules run, 2 were broken. ")


def test_each_group_has_a_table_of_its_own_where_it_is_shown() -> None:
    told = str(cohort_picture(COURSES))

    assert "\nProtocol: ipt, site: site 2, courses: 5\n---" in told
    assert told.count("\nrule    name") == 4
    assert "IPT901  rule-IPT901  3       1       0.3333  1 " in told


def test_sites_are_numbered_unless_their_codes_are_asked_for() -> None:
    sites = {row["site"] for row in cohort_picture(COURSES).table}
    assert sites == {"site 1", "site 2", "no site"}

    asked = cohort_picture(COURSES, by=["site"], text=True)
    assert {row["site"] for row in asked.table} == {
        "hull",
        "york",
        "no site",
    }
    assert asked.title == "8 courses: rules broken, by site"


def test_each_site_is_counted_by_itself_whatever_it_is_called() -> None:
    sites = [None, "no site", "a b", "a  b", "\ta b [4]", "no site [5]", "a b"]
    given = [(at(site), judged("ipt", IPT901=B)) for site in sites]
    table = cohort_picture(given, by=["site"], text=True).table
    assert Counter(row["courses"] for row in table) == {1: 5, 2: 1}
    assert len({row["site"] for row in table}) == len(set(sites))
    (nowhere,) = [row for row in table if row["site"] == "no site"]
    assert nowhere["courses"] == 1


def test_a_report_alone_knows_its_protocol_only() -> None:
    (row,) = cohort_picture([judged(None, IPT901=B)], by=("protocol", "arm")).table

    assert (row["protocol"], row["arm"]) == ("no protocol", "no arm")


def test_all_courses_may_be_one_group() -> None:
    picture = cohort_picture(COURSES, by=())

    assert picture.title == "8 courses: rules broken"
    assert picture.columns[:3] == ("rule", "name", "courses")
    assert [row["broken"] for row in picture.table] == [3, 0, 1]


@pytest.mark.parametrize("courses", [[], [judged("ipt", IPT901=K)]])
def test_where_nothing_is_broken_there_is_nothing_to_draw(courses: Any) -> None:
    picture = cohort_picture(courses)

    assert not [word for word in words(picture.svg) if word.startswith("IPT")]
    assert "0 were broken" in picture.desc


def test_no_more_rules_are_drawn_than_can_be_looked_at() -> None:
    many = {f"IPT{n}": B for n in range(100, 190)}
    picture = cohort_picture([judged("ipt", **many)])

    assert len([word for word in words(picture.svg) if word.startswith("IPT")]) == 60
    assert "the 60 broken most often are shown" in picture.desc
    assert len(picture.table) == 90


def test_many_groups_go_on_below_and_nothing_is_drawn_outside() -> None:
    courses = [(at(f"s{n}"), judged("ipt", IPT901=B)) for n in range(23)]
    picture = cohort_picture(courses)

    for svg in (picture.svg, picture.narrow):
        root = ET.fromstring(svg)
        assert words(svg).count("n = 1") == 23
        for node in root.iter():
            right = float(node.get("x", 0)) + float(node.get("width", 0))
            assert right <= float(root.get("width", 0)) or node is root
            assert float(node.get("y", 0)) <= float(root.get("height", 0))
            assert float(node.get("font-size", 11)) >= 11
    assert {row["site"] for row in picture.table} >= {"site 01", "site 23"}


def test_real_reports_are_counted() -> None:
    plan = ipt.draft("ipt-a", areas=["grief"])
    reports = [ipt.check(plan), ipt.check(attrs.evolve(plan, foci=()))]
    picture = cohort_picture(reports)

    assert {row["courses"] for row in picture.table} == {2}
    for code in (rule.code for rule in ipt.rules):
        (row,) = [row for row in picture.table if row["rule"] == code]
        outcomes = [report.outcome(code).outcome for report in reports]
        assert row["broken"] == outcomes.count(B)


@pytest.mark.parametrize(
    ("courses", "by", "where"),
    [
        (5, (), "courses"),
        (["plan"], (), "courses"),
        ([(1, 2)], (), "courses"),
        ([], "site", "by"),
        ([], ["colour"], "by"),
        ([], 3, "by"),
        ([], ["site", "site"], "by"),
    ],
)
def test_what_makes_no_sense_is_refused(courses: Any, by: Any, where: str) -> None:
    with pytest.raises(InvalidValueError, match=f"^{where}: expected"):
        cohort_picture(courses, by=by)


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("protocol", "found text"),
        (["protcol"], "found another word; the nearest known is 'protocol'"),
        (["colour"], "found another word"),
    ],
)
def test_what_courses_can_be_grouped_by_is_said(by: Any, found: str) -> None:
    known = "by: expected a list of some of protocol, site, arm, therapist, "
    with pytest.raises(InvalidValueError, match=f"^{known}{found}$"):
        cohort_picture([], by=by)


def test_a_width_of_no_use_is_refused() -> None:
    with pytest.raises(InvalidValueError, match=r"^width: expected"):
        cohort_picture([], width=10)
