"""The worked REDCap export, and 180 courses that go through one."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import ipt_core as ipt
from examples.redcap.make_export import (
    example,
    export,
    forms_for,
    mapping_for,
    rows_of,
    spoilt,
    written,
)
from ipt_core.interop import read_sessions, read_tables, to_tables
from ipt_core.testing import Courses, imperfect_courses

if TYPE_CHECKING:
    import pytest

    from ipt_core.interop import Import

FOLDER = Path(__file__).parents[2] / "examples" / "redcap"
NO_PLACE = {
    "IPT516",  # the forms have no place for a judgement that there was no gain
    "IPT706",  # nor for a score without a total
}


class TestExample:
    def test_its_files_are_those_that_the_script_writes(self) -> None:
        plans, forms = example()
        text = written(spoilt(list(rows_of(plans, forms))))
        assert (FOLDER / "export.csv").read_text(encoding="utf-8") == text
        mapping = tomllib.loads((FOLDER / "mapping.toml").read_text(encoding="utf-8"))
        assert mapping == mapping_for(forms)

    def test_it_says_what_could_not_be_read_and_is_never_captured(self) -> None:
        found = read_sessions(FOLDER / "export.csv", FOLDER / "mapping.toml")
        assert [plan.id for plan in found.plans] == ["101", "102", "103", "104"]
        assert [(problem.row, problem.column) for problem in found.problems] == [
            (61, "sess_minutes"),
            (68, "sess_phase"),
        ]
        assert [str(gap) for gap in found.never_captured] == [
            "goals",
            "strategies",
            "techniques",
            "ratings",
            "judgements",
            "treatments",
        ]

    def test_it_shows_itself(self) -> None:
        found = read_sessions(FOLDER / "export.csv", FOLDER / "mapping.toml")
        text = str(found)
        assert "4 plans read." in text
        assert "sess_minutes" in text
        assert "treatments" in text
        assert "<table>" in found.to_html()
        assert "Nothing: every cell" in str(read_tables(to_tables(found.plans)))

    def test_what_was_left_out_is_found(self) -> None:
        found = read_sessions(FOLDER / "export.csv", FOLDER / "mapping.toml")
        said = [
            {each.name for each in ipt.check(plan).findings} for plan in found.plans
        ]
        assert said == [
            set(),
            {"end-announced", "end-announced-early"},
            {"long-gap"},
            set(),
        ]

    def test_what_nobody_filled_in_is_not_recorded(self) -> None:
        found = read_sessions(FOLDER / "export.csv", FOLDER / "mapping.toml")
        held = found.plans[3].sessions
        assert held is not None
        assert held[6].tasks is None
        assert held[8].scores is None
        assert held[9].tasks is None

    def test_days_are_told_and_dates_are_not(self) -> None:
        found = read_sessions(FOLDER / "export.csv", FOLDER / "mapping.toml")
        held = found.plans[0].sessions or ()
        assert [s.day for s in held] == list(range(0, 7 * len(held), 7))
        assert {s.on for s in held} == {None}


@cache
def courses() -> Courses:
    return imperfect_courses()


def outcomes(plan: ipt.TreatmentPlan) -> dict[str, ipt.Outcome]:
    return {each.code: each.outcome for each in ipt.check(plan).outcomes}


@cache
def known() -> dict[str, dict[str, ipt.Outcome]]:
    return {plan.id or "": outcomes(plan) for plan in courses().plans}


@cache
def from_redcap(tmp: Path) -> Import:
    plans = courses().plans
    forms = forms_for(plans)
    path = tmp / "export.csv"
    path.write_text(export(plans, forms), encoding="utf-8")
    mapping = mapping_for(forms)
    areas = {focus.area for plan in plans for focus in plan.foci or ()}
    for focus in mapping["plan"]["foci"]:
        codes = focus["area"]["codes"]
        codes |= {area: area for area in areas - set(codes.values())}
    return read_sessions(path, mapping)


class TestManyCourses:
    def test_every_fault_is_one(self) -> None:
        assert len(courses().plans) == 180
        assert len({code for _, code in courses().faults}) > 50
        for name, code in courses().faults:
            assert known()[name][code] is ipt.Outcome.BROKEN

    def test_tidy_tables_carry_every_fault(self, tmp_path: Path) -> None:
        to_tables(courses().plans, text=True).to_csv(tmp_path)
        found = read_tables(tmp_path)
        assert found.plans == courses().plans
        assert not found.problems

    def test_without_texts_every_outcome_stays(self) -> None:
        for plan in read_tables(to_tables(courses().plans, key="id")).plans:
            before = known()[f"c{int((plan.id or '')[4:]):03}"]
            assert outcomes(plan) == before

    def test_an_export_is_read_whole(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        found = from_redcap(tmp_path_factory.getbasetemp())
        assert [plan.id for plan in found.plans] == list(known())
        assert not found.problems

    def test_what_it_does_not_capture_is_not_broken_for_that(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        for plan in from_redcap(tmp_path_factory.getbasetemp()).plans:
            before = known()[plan.id or ""]
            broken = {c for c, o in outcomes(plan).items() if o == "broken"}
            assert broken <= {c for c, o in before.items() if o == "broken"}, plan.id

    def test_a_fault_is_found_again_or_not_checked(
        self, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        plans = from_redcap(tmp_path_factory.getbasetemp()).plans
        after = {plan.id: outcomes(plan) for plan in plans}
        told = Counter(
            after[name][code] for name, code in courses().faults if code not in NO_PLACE
        )
        assert set(told) == {ipt.Outcome.BROKEN, ipt.Outcome.NOT_CHECKED}
        assert told[ipt.Outcome.BROKEN] > 100
