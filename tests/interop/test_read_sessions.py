"""Plans from tables of others, cell by cell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import pandas as pd
import polars as pl
import pytest

import ipt_core as ipt
from ipt_core.exceptions import LoadError
from ipt_core.interop import Column, Frame, read_sessions
from tests.interop.test_mapping import mapping

if TYPE_CHECKING:
    from pathlib import Path

    from ipt_core.interop import Import

T = TypeVar("T")
Rows = list[dict[str, Any]]


def read(rows: Rows, *, cells: Any = None, **changes: Any) -> Import:
    """Read rows, each of the plan 1 unless it says another."""
    given = [{"pid": 1, **row} for row in rows]
    return read_sessions(given, mapping(cells=cells or {}, **changes))


def only(found: Import) -> ipt.TreatmentPlan:
    assert not found.problems, [str(problem) for problem in found.problems]
    (plan,) = found.plans
    return plan


def some(members: tuple[T, ...] | None) -> tuple[T, ...]:
    """Members that are recorded."""
    assert members is not None
    return members


def sessions(found: Import) -> tuple[ipt.Session, ...]:
    return some(only(found).sessions)


class TestSources:
    def test_all_say_the_same(self, tmp_path: Path) -> None:
        rows: list[dict[str, Any]] = [
            {"pid": "a", "no": 1, "on": dt.date(2026, 1, 5), "t": True},
            {"pid": "a", "no": 2, "on": None, "t": None},
        ]
        told = mapping(sessions={"number": "no", "on": "on", "tasks": {"t": "hope"}})
        columns = tuple(Column(name=name, kind="text") for name in rows[0])
        frame = Frame(
            name="own",
            columns=columns,
            rows=tuple(tuple(row.values()) for row in rows),
        )
        path = tmp_path / "own.csv"
        path.write_text(
            "\ufeffpid,no,on,t\na,1,2026-01-05,true\n\na,2,,\n", encoding="utf-8"
        )
        pandas = pd.DataFrame(rows)
        pandas["on"] = pd.to_datetime(pandas["on"])
        expected = read_sessions(rows, told).plans
        held = some(expected[0].sessions)
        assert [s.number for s in held] == [1, 2]
        assert held[0].on == dt.date(2026, 1, 5)
        assert [s.tasks for s in held] == [("hope",), None]
        for table in (frame, path, str(path), pandas, pl.DataFrame(rows), iter(rows)):
            assert read_sessions(table, told).plans == expected

    def test_whole_numbers_that_pandas_made_floats_are_whole(self) -> None:
        frame = pd.DataFrame({"pid": [1, 1], "no": [1.0, None], "m": ["50", "45"]})
        told = mapping(sessions={"number": "no", "minutes": "m"})
        found = sessions(read_sessions(frame, told))
        assert [(s.number, s.minutes) for s in found] == [(1, 50), (None, 45)]

    def test_missing_values_of_pandas_are_missing(self) -> None:
        frame = pd.DataFrame({"pid": pd.array([1, 1], dtype="Int64")})
        frame["no"] = pd.array([pd.NA, 2], dtype="Int64")
        frame["on"] = pd.Series([pd.NaT, pd.Timestamp("2026-01-05 10:30")])
        told = mapping(sessions={"number": "no", "on": "on"})
        told["cells"] = {"date_format": "%Y-%m-%d %H:%M:%S"}
        found = sessions(read_sessions(frame, told))
        assert [(s.number, s.on) for s in found] == [
            (None, None),
            (2, dt.date(2026, 1, 5)),
        ]

    def test_cells_may_stand_between_other_signs(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text("pid;no\n1;2\n", encoding="utf-8")
        told = mapping(sessions={"number": "no"}, cells={"delimiter": ";"})
        assert sessions(read_sessions(path, told))[0].number == 2

    @pytest.mark.parametrize("table", [3, None, {"a": 1}, [1], b"a"])
    def test_what_is_no_table_is_refused(self, table: Any) -> None:
        with pytest.raises(LoadError):
            read_sessions(table, mapping())

    def test_a_row_with_too_few_cells_is_not_read(self, tmp_path: Path) -> None:
        path = tmp_path / "own.csv"
        path.write_text("pid,no\n1\n1,2\n", encoding="utf-8")
        found = read_sessions(path, mapping(sessions={"number": "no"}))
        assert str(found.problems[0]) == "row 2: expected 2 cells, found 1"
        assert [s.number for s in found.plans[0].sessions or ()] == [2]


class TestPlans:
    def test_each_id_is_one_plan_in_order(self) -> None:
        found = read([{"pid": pid, "no": 1} for pid in ("b", "a", "b")])
        assert [plan.id for plan in found.plans] == ["b", "a"]
        assert [len(plan.sessions or ()) for plan in found.plans] == [2, 1]

    @pytest.mark.parametrize("pid", [None, "", "-9"])
    def test_a_row_without_an_id_is_told(self, pid: Any) -> None:
        found = read([{"pid": pid}, {"no": 1}], cells={"missing": ["-9"]})
        assert str(found.problems[0]) == "row 1, pid: expected an id, found nothing"
        assert len(found.plans) == 1

    def test_what_the_plan_says_is_read(self) -> None:
        row = {
            "age": "40",
            "site": "north",
            "n": "16",
            "made": "1",
            "yes": "1",
            "end": "2026-05-04",
            "d1": "1",
            "area": "2",
            "dx": "mdd",
            "psy": "0",
        }
        plan = only(
            read(
                [row],
                plan={
                    "age": "age",
                    "site": "site",
                    "sessions": "n",
                    "contract_session": "made",
                    "contract_agreed": "yes",
                    "end_on": "end",
                    "end_by": {"value": "agreed"},
                    "disorders": {"d1": "bipolar-disorder"},
                    "foci": [
                        {
                            "area": {"column": "area", "codes": {"2": "role-dispute"}},
                            "chosen_in": "made",
                            "agreed": "yes",
                        }
                    ],
                    "diagnoses": [
                        {
                            "disorder": {
                                "column": "dx",
                                "codes": {"mdd": "major-depressive-disorder"},
                            },
                            "criteria": {"value": "dsm-5"},
                        }
                    ],
                    "exclusions": [
                        {
                            "condition": "psychosis",
                            "presence": {
                                "column": "psy",
                                "codes": {"0": "absent", "1": "present"},
                            },
                        }
                    ],
                },
            )
        )
        assert plan.age == 40
        assert plan.labels == ipt.Labels(site="north")
        assert plan.end == ipt.End(on=dt.date(2026, 5, 4), by=ipt.Party.AGREED)
        assert plan.disorders == ("bipolar-disorder",)
        contract = some(plan.contracts)[0]
        assert (contract.sessions, contract.from_session) == (16, 1)
        assert len(contract.agreements or ()) == 1
        focus = some(plan.foci)[0]
        assert (focus.id, focus.area, focus.rank) == ("f1", "role-dispute", 1)
        assert focus.chosen_in == 1
        assessment = plan.assessment
        assert assessment is not None
        assert some(assessment.diagnoses)[0].criteria == "dsm-5"
        assert some(assessment.exclusions)[0].presence == "absent"

    def test_what_nobody_filled_in_is_not_recorded(self) -> None:
        plan = only(
            read(
                [{"age": "", "n": "", "yes": "", "area": "", "dx": "", "psy": ""}],
                plan={
                    "age": "age",
                    "sessions": "n",
                    "contract_agreed": "yes",
                    "foci": [{"area": "area"}],
                    "diagnoses": [{"disorder": "dx"}],
                    "exclusions": [{"condition": "psychosis", "presence": "psy"}],
                },
            )
        )
        assert plan.contracts is None
        assert plan.foci is None
        assert plan.assessment is None
        assert plan.labels is None
        assert plan.end is None

    def test_what_is_empty_in_a_complete_form_is_none(self) -> None:
        plan = only(
            read(
                [{"done": "2", "area": "", "dx": "", "yes": "0", "n": "4"}],
                plan={
                    "complete": {"done": ["2"]},
                    "foci": [{"area": "area"}],
                    "diagnoses": [{"disorder": "dx"}],
                    "sessions": "n",
                    "contract_agreed": "yes",
                },
            )
        )
        assert plan.foci == ()
        assert plan.assessment == ipt.Assessment(diagnoses=())
        assert some(plan.contracts)[0].agreements == ()

    def test_a_diagnosis_that_was_ruled_out_is_none(self) -> None:
        dx = {"column": "dx", "codes": {"1": "major-depressive-disorder", "0": ""}}
        plan = only(read([{"dx": "0"}], plan={"diagnoses": [{"disorder": dx}]}))
        assert plan.assessment is None

    def test_the_first_value_counts_and_another_one_is_told(self) -> None:
        rows = [{"age": ""}, {"age": "40"}, {"age": "-9"}, {"age": "41", "x": "1"}]
        found = read(rows, cells={"missing": ["-9"]}, plan={"age": "age"})
        assert found.plans[0].age == 40
        assert [str(problem) for problem in found.problems] == [
            "row 4, age: expected the same for the whole plan, found another"
        ]

    def test_texts_that_mean_the_same_do_not_differ(self) -> None:
        codes = {"start_arm_1": "weekly", "end_arm_1": "weekly", "end_arm_2": "x"}
        told = {"arm": {"column": "event", "codes": codes}}
        found = read([{"event": "start_arm_1"}, {"event": "end_arm_1"}], plan=told)
        assert only(found).labels == ipt.Labels(arm="weekly")
        found = read([{"event": "start_arm_1"}, {"event": "end_arm_2"}], plan=told)
        assert [(p.row, p.column) for p in found.problems] == [(2, "event")]

    def test_a_plan_without_a_protocol_is_told_once(self) -> None:
        found = read(
            [{"form": ""}, {"pid": 2, "form": "z"}, {"pid": 3, "form": "i"}],
            plan={"protocol": {"column": "form", "codes": {"i": "ipt"}}},
        )
        assert [plan.id for plan in found.plans] == ["3"]
        assert [str(problem) for problem in found.problems] == [
            "row 1, form: expected the plan's protocol, found nothing",
            "row 2, form: expected one of 'i', found another",
        ]

    def test_rows_of_other_forms_are_told_apart(self) -> None:
        rows: Rows = [
            {"form": "start", "age": "40"},
            {"form": "held", "no": 1},
            {"form": "labs", "no": 2},
        ]
        plan = only(
            read(
                rows,
                plan={"where": {"form": ["start"]}, "age": "age"},
                sessions={"where": {"form": ["held"]}, "number": "no"},
            )
        )
        assert plan.age == 40
        assert [s.number for s in plan.sessions or ()] == [1]

    def test_a_plan_of_which_no_row_holds_its_facts_is_built_if_it_can_be(self) -> None:
        plan = only(read([{"form": "x"}], plan={"where": {"form": ["start"]}}))
        assert plan.protocol == "ipt"


class TestSessions:
    def test_their_order_is_that_of_a_column(self) -> None:
        rows = [{"no": 3, "i": "10"}, {"no": 1, "i": "2"}, {"no": 2, "i": ""}]
        told = {"number": "no", "order": "i"}
        assert [s.number for s in sessions(read(rows, sessions=told))] == [2, 1, 3]

    def test_an_order_that_is_no_number_is_told(self) -> None:
        found = read([{"i": "first"}], sessions={"order": "i"})
        assert str(found.problems[0]).startswith("row 1, i: expected a number")

    def test_or_of_dates_where_all_have_one(self) -> None:
        rows = [{"on": "2026-01-12"}, {"on": "2026-01-05"}]
        found = sessions(read(rows, sessions={"on": "on"}))
        assert [s.on and s.on.day for s in found] == [5, 12]
        found = sessions(read([*rows, {"on": ""}], sessions={"on": "on"}))
        assert [s.on and s.on.day for s in found] == [12, 5, None]

    def test_moved_dates_become_days(self) -> None:
        rows = [{"on": "2019-03-08"}, {"on": "2019-03-01"}, {"on": ""}]
        plan = only(
            read(
                rows,
                cells={"dates": "shifted"},
                plan={"end_on": {"value": "2019-03-08"}},
                sessions={"on": "on"},
            )
        )
        assert [(s.on, s.day) for s in plan.sessions or ()] == [
            (None, 7),
            (None, 0),
            (None, None),
        ]
        assert plan.end is None
        without = only(read([{"on": ""}], cells={"dates": "shifted"}))
        assert some(without.sessions)[0].day is None

    def test_a_date_is_written_as_the_mapping_says(self) -> None:
        cells = {"date_format": "%d.%m.%Y"}
        found = read([{"on": "5.1.2026"}], cells=cells, sessions={"on": "on"})
        assert sessions(found)[0].on == dt.date(2026, 1, 5)
        found = read([{"on": "2026-01-05"}], cells=cells, sessions={"on": "on"})
        assert str(found.problems[0]) == (
            "row 1, on: expected a date written as '%d.%m.%Y', found text"
        )

    def test_a_session_without_a_status_is_left_out_and_not_taken_for_none(
        self,
    ) -> None:
        status = {"column": "st", "codes": {"1": "delivered"}}
        found = read(
            [{"st": "1"}, {"st": ""}, {"st": "4"}], sessions={"status": status}
        )
        (plan,) = found.plans
        assert len(plan.sessions or ()) == 1
        assert plan.records is not None
        assert plan.records.sessions is ipt.Coverage.SOME
        assert [str(problem) for problem in found.problems] == [
            "row 2, st: expected a status, found nothing",
            "row 3, st: expected one of '1', found another",
        ]

    def test_only_the_first_problems_are_shown(self) -> None:
        boxes = {f"box-{i}": "hope" for i in range(60)}
        found = read([dict.fromkeys(boxes, "?")], sessions={"tasks": boxes})
        assert str(found).count("expected one of '1', 'Checked'") == 50
        assert "10 more." in str(found)

    def test_problems_that_are_alike_are_shown_together(self) -> None:
        found = read([{"ph": "midle"}] * 60, sessions={"phase": "ph"})
        assert len(found.problems) == 60
        assert found.to_html().count("the nearest known is middle") == 1
        assert "1, 2, 3, 4 and 56 more" in str(found)
        assert max(map(len, str(found).splitlines())) <= 88
        assert (
            repr(found)
            == "<Import: 1 plan, 60 problems, 12 never captured, 0 unknown codes>"
        )

    def test_a_cell_that_cannot_be_read_is_not_recorded(self) -> None:
        rows = [{"m": "50 or so", "ph": "last"}]
        found = read(rows, sessions={"minutes": "m", "phase": "ph", "kind": "ph"})
        (plan,) = found.plans
        assert plan.sessions is not None
        assert plan.sessions[0].minutes is None
        assert plan.sessions[0].kind is ipt.SessionKind.ACUTE
        assert [(p.row, p.column) for p in found.problems] == [
            (1, "ph"),
            (1, "ph"),
            (1, "m"),
        ]
        assert "so" not in "".join(map(str, found.problems)).split()

    def test_blocks_of_rows_follow_one_another(self) -> None:
        told = mapping()
        told["sessions"] = [
            {
                "where": {"form": ["meeting"]},
                "kind": {"value": "pre-group"},
                "status": {"value": "delivered"},
            },
            {"where": {"form": ["group"]}, "status": {"value": "delivered"}},
        ]
        rows = [{"pid": 1, "form": form} for form in ("group", "meeting", "other")]
        found = sessions(read_sessions(rows, told))
        assert [s.kind for s in found] == ["pre-group", "acute"]


class TestBoxes:
    told: ClassVar[dict[str, Any]] = {
        "complete": {"done": ["2"]},
        "tasks": {"columns": {"a": "hope", "b": "sick-role"}, "unknown": ["nask"]},
    }

    def tasks(self, **row: Any) -> tuple[Any, Any]:
        given = {"done": "2", "a": "0", "b": "0", "nask": "0"} | row
        plan = only(read([given], sessions=self.told, captures={"tasks": "all"}))
        records = plan.records
        assert records is not None
        return some(plan.sessions)[0].tasks, records.tasks

    def test_a_box_that_is_not_ticked_was_not_done(self) -> None:
        assert self.tasks() == ((), "all")
        assert self.tasks(a="1") == (("hope",), "all")
        assert self.tasks(a="Checked", b="Unchecked") == (("hope",), "all")

    def test_in_a_form_that_nobody_filled_in_it_says_nothing(self) -> None:
        assert self.tasks(done="0") == (None, "all")
        assert self.tasks(done="0", b="1") == (("sick-role",), "some")

    def test_an_empty_box_says_nothing(self) -> None:
        assert self.tasks(a="", b="") == (None, "all")
        assert self.tasks(a="", b="1") == (("sick-role",), "some")

    def test_nor_does_one_beside_a_box_for_not_known(self) -> None:
        assert self.tasks(nask="1", a="1") == (None, "all")

    def test_a_box_with_something_else_in_it_is_told(self) -> None:
        row = {"done": "2", "a": "x", "b": "1", "nask": "0"}
        found = read([row], sessions=self.told)
        assert str(found.problems[0]) == (
            "row 1, a: expected one of '1', 'Checked', 'true', '0', 'Unchecked', "
            "'false', found another"
        )

    def test_attendees_are_ticked_by_role(self) -> None:
        told = {"attendees": {"p": "patient", "m": "mother"}}
        found = read([{"p": "1", "m": "0"}, {"p": "", "m": "1"}], sessions=told)
        held = sessions(found)
        assert [a.role for a in held[0].attendees or ()] == ["patient"]
        assert [a.role for a in held[1].attendees or ()] == ["mother"]
        assert found.plans[0].records is not None
        assert found.plans[0].records.attendance is ipt.Coverage.SOME


class TestScores:
    told: ClassVar[dict[str, Any]] = {
        "complete": {"done": ["2"]},
        "number": "no",
        "scores": [
            {
                "instrument": "phq-9",
                "total": "sum",
                "items": {"9": "i9"},
                "by": "patient",
            }
        ],
    }

    def found(self, **row: Any) -> Import:
        given = {"done": "2", "no": "3", "sum": "", "i9": ""} | row
        return read([given], cells={"missing": ["-99"]}, sessions=self.told)

    def scores(self, **row: Any) -> Any:
        return sessions(self.found(**row))[0].scores

    def test_a_total_and_answers_are_one_score(self) -> None:
        (score,) = self.scores(sum="12.5", i9="0")
        assert score.total == 12.5
        assert score.items == (ipt.ItemScore(item=9, value=0),)
        assert score.attested.by == "patient"
        assert score.attested.origin is ipt.Origin.IMPORT
        assert score.attested.session == 3
        (score,) = self.scores(i9="2")
        assert score.total is None

    def test_none_is_kept_apart_from_not_recorded(self) -> None:
        assert self.scores() == ()
        assert self.scores(done="0") is None
        assert self.scores(sum="-99") is None

    def test_what_cannot_be_read_is_not_recorded(self) -> None:
        found = self.found(sum="many", i9="none")
        assert some(found.plans[0].sessions)[0].scores is None
        assert [(p.column, p.found) for p in found.problems] == [
            ("sum", "text"),
            ("i9", "text"),
        ]

    def test_some_of_them_are_some(self) -> None:
        captures = {"scores": "all"}
        row = {"done": "2", "no": "3", "sum": "-99", "i9": "1"}
        cells = {"missing": ["-99"]}
        found = read([row], cells=cells, sessions=self.told, captures=captures)
        records = only(found).records
        assert records is not None
        assert records.scores is ipt.Coverage.SOME

    def test_baseline_scores_stand_with_the_assessment(self) -> None:
        told = {"scores": [{"instrument": "phq-9", "total": "first"}]}
        found = only(read([{"first": "16"}], plan=told)).assessment
        assert found is not None
        assert some(found.scores)[0].total == 16

    def test_enquiries_and_ratings_are_read(self) -> None:
        told = {
            "enquiries": [
                {
                    "topic": "suicide",
                    "thoughts": {"column": "si", "codes": {"0": "absent"}},
                    "private": "alone",
                    "responses": {"plan": "safety-plan"},
                },
                {"topic": "violence", "past": "past"},
            ],
            "ratings": [{"instrument": "csprs", "score": "fid", "by": "rater"}],
        }
        row = {"si": "0", "alone": "1", "plan": "0", "past": "", "fid": "4"}
        (held,) = sessions(read([row], sessions=told))
        (enquiry,) = some(held.enquiries)
        assert (enquiry.topic, enquiry.thoughts) == ("suicide", "absent")
        assert enquiry.private is True
        assert enquiry.responses == ()
        (rating,) = some(held.ratings)
        assert (rating.score, rating.attested.by) == (4, "rater")
        empty = dict.fromkeys(row, "")
        (held,) = sessions(read([empty], sessions=told))
        assert held.enquiries is None
        assert held.ratings is None


class TestCapturing:
    def test_what_has_no_column_is_never_captured(self) -> None:
        found = read([{"no": 1}])
        kinds = {gap.kind for gap in found.never_captured}
        assert kinds == {
            "attendance",
            "foci",
            "goals",
            "tasks",
            "strategies",
            "techniques",
            "scores",
            "enquiries",
            "agreements",
            "ratings",
            "judgements",
            "treatments",
        }
        records = only(found).records
        assert records is not None
        assert records.tasks is ipt.Coverage.NONE
        assert records.sessions is None

    def test_such_rules_are_not_checked_and_nothing_is_broken(self) -> None:
        rows = [{"no": n, "ph": letter} for n, letter in enumerate("iiimmmmmmttt")]
        phase = {
            "column": "ph",
            "codes": {"i": "initial", "m": "middle", "t": "termination"},
        }
        found = read(
            rows,
            plan={"status": {"value": "completed"}},
            sessions={"phase": phase},
        )
        report = ipt.check(found.plans[0])
        assert not report.findings
        assert len(report.not_checked) > 20

    def test_tasks_of_the_protocol_without_a_box_are_named(self) -> None:
        due = [each.task for each in ipt.protocols["ipt"].tasks]
        boxes = {f"t{i}": task for i, task in enumerate(due[1:])}
        row = dict.fromkeys(boxes, "0")
        found = read([row], sessions={"tasks": boxes})
        gaps = [gap for gap in found.never_captured if gap.kind == "tasks"]
        assert [str(gap) for gap in gaps] == [f"tasks: {due[0]}"]
        records = only(found).records
        assert records is not None
        assert records.tasks is ipt.Coverage.SOME

    def test_a_protocol_that_nobody_knows_owes_no_tasks(self) -> None:
        found = read(
            [{"t": "1"}],
            plan={"protocol": {"value": "own"}},
            sessions={"tasks": {"t": "hope"}},
        )
        assert not [gap for gap in found.never_captured if gap.kind == "tasks"]

    def test_the_mapping_knows_better(self) -> None:
        found = read([{"no": 1}], captures={"goals": "some", "tasks": "none"})
        records = only(found).records
        assert records is not None
        assert (records.goals, records.tasks) == ("some", "none")
        assert "goals" not in {gap.kind for gap in found.never_captured}
