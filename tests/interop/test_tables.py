"""Plans and reports as tidy tables."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core import interop, model
from ipt_core._structuring import without_none
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop import Frame, checklist, to_tables
from ipt_core.interop._layouts import NAMES, layouts
from ipt_core.interop._tables import Tables
from tests.plans import active, conformant, outcome, session

if TYPE_CHECKING:
    from pathlib import Path

PLAN = conformant("ipt-a", "grief")
TABLES = to_tables([PLAN], [ipt.check(PLAN)])


def rows(frame: Frame) -> list[dict[str, Any]]:
    return frame.to_records()


class TestLayouts:
    def test_every_kind_of_record_has_a_table_or_lies_in_the_row_of_another(
        self,
    ) -> None:
        kinds = {
            kind
            for kind in vars(model).values()
            if isinstance(kind, type) and attrs.has(kind) and kind is not model.Record
        }
        flat = {
            without_none(field.type)
            for kind in kinds
            for field in attrs.fields(attrs.resolve_types(kind))
        }
        assert kinds - flat <= set(NAMES)

    def test_no_table_has_a_column_twice(self) -> None:
        for frame in TABLES.values():
            names = [column.name for column in frame.columns]
            assert len(set(names)) == len(names), frame.name

    def test_a_table_hangs_in_one_place_of_each_record(self) -> None:
        for layout in layouts().values():
            names = [name for _, name in layout.lists]
            assert len(set(names)) == len(names), layout.name

    def test_every_column_says_what_it_means(self) -> None:
        for row in rows(to_tables([], text=True).dictionary()):
            assert row["meaning"].endswith("."), row
            assert "None" not in row["meaning"], row

    def test_words_are_told_in_full(self) -> None:
        phase = next(c for c in TABLES.sessions.columns if c.name == "phase")
        assert phase.words == ("initial", "middle", "termination")


class TestRows:
    def test_one_row_is_one_thing(self) -> None:
        assert len(TABLES.plans) == 1
        assert len(TABLES.sessions) == len(PLAN.sessions or ())
        assert len(TABLES.goals) == len(PLAN.goals or ())
        done = [row for row in rows(TABLES.codes) if row["of"] == "tasks"]
        assert len(done) == sum(len(s.tasks or ()) for s in PLAN.sessions or ())

    def test_none_is_kept_apart_from_not_recorded(self) -> None:
        plan = active(sessions=[session(1, tasks=()), session(2), session(3)])
        plan = attrs.evolve(
            plan, sessions=[*(plan.sessions or ())[:2], session(3, tasks=["hope"])]
        )
        assert [row["tasks"] for row in rows(to_tables([plan]).sessions)] == [
            0,
            None,
            1,
        ]

    def test_scores_name_the_row_of_their_session(self) -> None:
        found = [row["session"] for row in rows(TABLES.scores)]
        assert found[0] is None  # at baseline
        assert 1 in found

    def test_keys_are_positions_or_ids(self) -> None:
        plans = [attrs.evolve(PLAN, id=name) for name in ("Ada", "Bo")]
        by_position, by_id = to_tables(plans), to_tables(plans, key="id")
        assert [row["plan"] for row in rows(by_position.plans)] == [1, 2]
        assert [row["plan"] for row in rows(by_id.plans)] == ["Ada", "Bo"]
        assert by_id.sessions.columns[0].kind == "text"

    @pytest.mark.parametrize("ids", [("a", "a"), ("a", None)])
    def test_an_id_as_key_has_to_be_there_once(self, ids: tuple[Any, ...]) -> None:
        plans = [attrs.evolve(PLAN, id=name) for name in ids]
        with pytest.raises(InvalidValueError, match="each once"):
            to_tables(plans, key="id")

    def test_texts_and_ids_are_left_out_unless_asked_for(self) -> None:
        plan = active(
            id="Ada",
            patient="Lovelace",
            labels=ipt.Labels(site="Site A", therapist="Site B"),
            goals=[ipt.Goal(id="own goal", statement="to sleep")],
            extensions=[model.Extension(name="own", value='"x"')],
        )
        quiet, telling = to_tables([plan]), to_tables([plan], text=True)
        assert rows(quiet.plans)[0]["patient"] == "patient1"
        assert rows(quiet.plans)[0]["labels_site"] == "redacted-1"
        assert rows(quiet.plans)[0]["labels_therapist"] == "redacted-2"
        assert rows(quiet.goals)[0]["statement"] == "[redacted]"
        assert rows(quiet.goals)[0]["id"] == "g1"
        assert "extensions" not in quiet
        assert "extensions" not in rows(quiet.plans)[0]
        assert rows(telling.plans)[0]["patient"] == "Lovelace"
        assert rows(telling.goals)[0]["statement"] == "to sleep"
        assert rows(telling.extensions)[0]["value"] == '"x"'

    def test_the_same_code_gets_the_same_counter_in_each_plan(self) -> None:
        sites = ("Ward 1", "Ward 2", "Ward 1")
        plans = [active(labels=ipt.Labels(site=site)) for site in sites]
        found = [row["labels_site"] for row in rows(to_tables(plans).plans)]
        assert found == ["redacted-1", "redacted-2", "redacted-1"]


class TestReports:
    def test_each_outcome_has_a_row(self) -> None:
        assert len(TABLES.outcomes) == len(ipt.rules)
        assert len(TABLES.reports) == 1
        assert rows(TABLES.reports)[0]["ok"] is ipt.check(PLAN).ok

    def test_findings_name_the_rows_they_are_about(self) -> None:
        plan = ipt.load("examples/plans/draft-with-faults.json")
        report = ipt.check(plan)
        found = rows(to_tables([plan], [report]).findings)
        assert [row["code"] for row in found] == [f.code for f in report.findings]
        for row, finding in zip(found, report.findings, strict=True):
            assert row["message"] == finding.message
            assert row["place"] == (finding.place or None)
            of = {"sessions": "session", "goals": "goal", "foci": "focus"}
            if len(finding.path) > 1 and finding.path[0] in of:
                assert row[of[str(finding.path[0])]] == int(finding.path[1]) + 1
        assert any(row["session"] for row in found)

    def test_what_is_owed_has_a_row(self) -> None:
        plan = active("ipt", sessions=[session(1, phase=ipt.Phase.INITIAL, tasks=())])
        report = ipt.check(plan)
        found = rows(to_tables([plan], [report]).owed)
        assert [row["message"] for row in found] == [o.message for o in report.owed]
        assert outcome(plan, "risk-asked").outcome == "not-checked"

    def test_without_reports_there_are_no_rows(self) -> None:
        made = to_tables([PLAN])
        for name in ("reports", "outcomes", "findings", "owed"):
            assert len(made[name]) == 0
            assert len(made[name].columns) > 1


class TestArguments:
    @pytest.mark.parametrize(
        ("given", "where"),
        [
            ({"plans": 3}, "plans"),
            ({"plans": [3]}, "plans"),
            ({"plans": [PLAN], "reports": 3}, "reports"),
            ({"plans": [PLAN], "reports": [3]}, "reports"),
            ({"plans": [PLAN], "reports": []}, "reports"),
            ({"plans": [PLAN], "key": "name"}, "key"),
            ({"plans": [PLAN], "text": "no"}, "text"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, given: dict[str, Any], where: str
    ) -> None:
        with pytest.raises(InvalidValueError) as raised:
            to_tables(**given)
        assert raised.value.where == where


class TestNames:
    def test_each_is_loaded_when_it_is_used(self) -> None:
        for name in interop.__all__:
            found = interop.__getattr__(name)
            assert getattr(interop, name) is found
            assert found.__name__ == name
        assert set(interop.__all__) <= set(dir(interop))
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            _ = interop.nothing


class TestTables:
    def test_a_table_is_found_by_name_or_attribute(self) -> None:
        assert TABLES["sessions"] is TABLES.sessions
        assert "sessions" in dir(TABLES)
        assert "sessions" in list(TABLES)
        assert len(TABLES) == len(list(TABLES))
        for wrong in ("nothing", "session", "_private"):
            with pytest.raises(AttributeError) as raised:
                getattr(TABLES, wrong)
            with pytest.raises(KeyError) as looked_up:
                TABLES[wrong]
            assert str(raised.value) == str(looked_up.value)
        assert str(raised.value) == "no such table"
        assert repr(to_tables([])) == "<Tables >"
        assert "sessions: 12" in repr(TABLES)

    def test_they_show_how_large_they_are(self) -> None:
        text = str(TABLES)
        assert ["sessions", "12", "35"] in [line.split() for line in text.splitlines()]
        assert "Without rows: " in text
        assert str(Tables([])) == "Tables\n======\n"

    def test_it_can_be_copied(self) -> None:
        assert copy.copy(TABLES)["sessions"] == TABLES["sessions"]
        assert isinstance(copy.deepcopy(TABLES), Tables)

    def test_a_folder_gets_every_table_and_the_dictionary(self, tmp_path: Path) -> None:
        folder = tmp_path / "new" / "study"
        TABLES.to_csv(folder)
        names = {path.stem for path in folder.iterdir()}
        assert names == {*TABLES, "dictionary"}


class TestChecklist:
    def test_a_session_is_a_row_and_a_code_a_column(self) -> None:
        plan = active(
            id="a",
            sessions=[session(1, tasks=["hope", "phase"]), session(2), session(3)],
        )
        sessions = [*(plan.sessions or ())[:2], session(3, tasks=())]
        found = rows(checklist([attrs.evolve(plan, sessions=sessions)], key="id"))
        ticks = [(row["hope"], row["phase_"]) for row in found]
        assert ticks == [(True, True), (None, None), (False, False)]
        assert [row["plan"] for row in found] == ["a"] * 3
        assert [row["status"] for row in found] == ["delivered"] * 3
        assert checklist([plan]).columns[0].kind == "whole"

    def test_other_lists_of_codes_are_given_by_name(self) -> None:
        plan = active(sessions=[session(1, techniques=["role-play"])])
        assert rows(checklist([plan], "techniques"))[0]["role-play"] is True
        assert [c.name for c in checklist([plan], "techniques").columns[5:]] == [
            "role-play"
        ]
        with pytest.raises(InvalidValueError, match="kind: expected one of tasks"):
            checklist([plan], "parts")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

    def test_what_the_protocol_asks_for_has_a_column(self) -> None:
        plans = [active(sessions=[session(1, tasks=["own"])]), active("no-such")]
        due = {task.task for task in ipt.protocols["ipt"].tasks}
        made = checklist(plans)
        assert {column.name for column in made.columns[5:]} == {"own", *due}

    def test_the_codes_can_be_given(self) -> None:
        plan = active(sessions=[session(1, tasks=["hope", "own"])])
        made = checklist([plan], codes=["own", "affect"])
        assert [column.name for column in made.columns[5:]] == ["own", "affect"]
        assert made.rows[0][5:] == (True, False)
        assert len(checklist([plan], codes=()).columns) == 5
        other: Any
        for other in ("hope", ["hope", "hope"], [3], 3):
            with pytest.raises(InvalidValueError, match=r"^codes: expected"):
                checklist([plan], codes=other)
