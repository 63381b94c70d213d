"""Pictures of courses: what they show, where it stands, and how they are saved."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import attrs
import pytest

import ipt_core as ipt
from ipt_core.catalogue import Comparison, Cutoff, Limit, measures
from ipt_core.display._curves import lines_of
from ipt_core.display._picture import WIDE
from ipt_core.display._signs import BLUE
from ipt_core.evidence import Basis, Reading, Severity, Sourced
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import (
    Attestation,
    Contract,
    Focus,
    Goal,
    Score,
    Session,
    TreatmentPlan,
    Waiver,
)
from ipt_core.testing import cut, deliver
from ipt_core.vocabulary import (
    Horizon,
    Origin,
    Phase,
    PlanStatus,
    SessionKind,
    SessionStatus,
)
from tests.display.samples import (
    COMPARED,
    REFERENCE,
    SAID,
    SMALL,
    drawn,
    mixture,
    plan_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ipt_core.display import Picture

SVG = "{http://www.w3.org/2000/svg}"
PHONE = 390 - 2 * 16
HELD = {"kind": SessionKind.ACUTE, "status": SessionStatus.DELIVERED}


def course(*sessions: Session, **changes: Any) -> TreatmentPlan:
    given: dict[str, Any] = {"protocol": "ipt", "status": PlanStatus.ACTIVE, **changes}
    return TreatmentPlan(sessions=sessions, **given)


def held(number: int | None = None, **changes: Any) -> Session:
    given: dict[str, Any] = {**HELD, "number": number, **changes}
    return Session(**given)


def weekly(count: int) -> list[Session]:
    start = dt.date(2026, 1, 5)
    return [held(n + 1, on=start + dt.timedelta(days=7 * n)) for n in range(count)]


def titles(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}title")]


def words(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def scored(code: str) -> TreatmentPlan:
    """A course with one score of an instrument."""
    return course(held(1, scores=[Score(instrument=code, total=20, attested=SAID)]))


def dashes(svg: str, said: str) -> set[str | None]:
    """How the lines are broken that say something."""
    lines = ET.fromstring(svg).iter(f"{SVG}g")
    return {
        line.get("stroke-dasharray")
        for node in lines
        for line in node.iter(f"{SVG}line")
        if said in {title.text for title in node.iter(f"{SVG}title")}
    }


def _reading(*, value: bool) -> Reading[bool]:
    return Reading(value=value, basis=Basis.CONVENTION, cap=Severity.INFO)


def rows(picture: Picture, part: str) -> list[dict[str, Any]]:
    return [row for row in picture.table if row["part"] == part]


@pytest.mark.parametrize("name", COMPARED)
def test_pictures_are_the_same_to_the_byte_as_those_looked_at(name: str) -> None:
    """Remake with `python scripts/remake_pictures.py`, and look at the difference."""
    for file, svg in drawn(name).items():
        assert svg == (REFERENCE / file).read_text(encoding="utf-8")


class TestWhatASessionLooksLike:
    """Kind by shape, status by fill, and both in words."""

    def test_each_status_is_told(self) -> None:
        picture = ipt.picture(mixture())

        said = [row["says"] for row in rows(picture, "session")]
        assert said == [
            "Session 1, initial phase, delivered, 2026-01-05",
            "Session 2, initial phase, delivered, 2026-01-12",
            "Session 3, initial phase, delivered, 2026-01-19",
            "Acute session, missed, 2026-01-19",
            "Session 4, initial phase, delivered, 2026-01-26",
            "Session 5, middle phase, delivered, 2026-02-02",
            "Acute session, cancelled by patient, 2026-02-02",
            "Contact, delivered, 2026-02-02",
            "Session 6, middle phase, delivered, 2026-02-09",
            "Session 7, initial phase, planned, 2026-02-16",
            *(f"Session {n}: agreed, not listed yet" for n in range(8, 13)),
        ]
        assert set(said) <= set(titles(picture.svg)) & set(titles(picture.narrow))

    @pytest.mark.parametrize("kind", SessionKind)
    def test_each_kind_has_a_shape_and_stands_in_the_legend(
        self, kind: SessionKind
    ) -> None:
        picture = ipt.picture(course(held(kind=kind)))

        assert any(word.startswith(str(kind)) for word in words(picture.svg))
        drawn = "circle" if kind is SessionKind.ACUTE else "polygon"
        assert f'fill="{BLUE}"' in picture.svg
        assert f"<{drawn} " in picture.svg

    def test_shapes_differ(self) -> None:
        from ipt_core.display._signs import KINDS, vertices

        assert len({vertices(shape) for shape in KINDS.values()}) == len(SessionKind)

    def test_what_a_model_marked_as_held_counts_for_nothing(self) -> None:
        said = Attestation(origin=Origin.MODEL)
        picture = ipt.picture(course(held(1, attested=said)))

        (row,) = rows(picture, "session")
        assert row["says"] == "Session 1, recorded as delivered, does not count here"

    def test_a_course_of_maintenance_shows_its_own_numbers(self) -> None:
        kind = SessionKind.MAINTENANCE
        sessions = [held(n, kind=kind, week=4 * n) for n in range(1, 4)]
        picture = ipt.picture(course(*sessions, protocol="ipt-m"))

        assert {"maintenance", "1", "2", "3", "w4"} <= set(words(picture.svg))

    def test_no_more_sessions_are_drawn_than_can_be_looked_at(self) -> None:
        picture = ipt.picture(course(*weekly(500)))

        assert len(rows(picture, "session")) == 399
        assert "101 more sessions are not shown." in " ".join(words(picture.svg))

    def test_agreed_sessions_are_shown_up_to_some_number_only(self) -> None:
        plan = course(held(1), contracts=[Contract(sessions=2**53 - 1)])

        picture = ipt.picture(plan)
        assert rows(picture, "session")[-1]["session"] == 61

    def test_a_course_that_is_over_has_nothing_ahead(self) -> None:
        plan = course(
            held(1), contracts=[Contract(sessions=9)], status=PlanStatus.DISCONTINUED
        )

        assert len(rows(ipt.picture(plan), "session")) == 1


class TestTheAxis:
    """Order, with pauses; phases over it."""

    def test_longer_pauses_are_wider_up_to_three_steps_and_then_cut(self) -> None:
        days = [0, 7, 14, 28, 98, 105]
        plan = course(*(held(n + 1, day=day) for n, day in enumerate(days)))
        picture = ipt.picture(plan)

        numbers = ET.fromstring(picture.svg).iter(f"{SVG}text")
        xs = {n.text: float(n.get("x", 0)) for n in numbers if n.text in set("123456")}
        steps = [xs[f"{n + 1}"] - xs[f"{n}"] for n in range(1, 6)]
        assert [round(step / steps[0], 1) for step in steps] == [1, 1, 2, 3, 1]
        assert words(picture.svg).count("//") == 1
        assert "d98" in words(picture.svg)

    @pytest.mark.parametrize(
        "days", [[0, 7, None], [14, 7, 0], [5, 5, 5]], ids=["some", "back", "same"]
    )
    def test_days_that_make_no_axis_leave_the_order(self, days: list[int]) -> None:
        plan = course(*(held(n, day=day) for n, day in enumerate(days, 1)))

        numbers = ET.fromstring(ipt.picture(plan).svg).iter(f"{SVG}text")
        xs = [float(node.get("x", 0)) for node in numbers if node.text in set("123")]
        assert round(xs[1] - xs[0], 1) == round(xs[2] - xs[1], 1)

    def test_a_year_is_told_where_it_changes(self) -> None:
        days = [dt.date(2026, 12, 21), dt.date(2026, 12, 28), dt.date(2027, 1, 4)]
        plan = course(*(held(n, on=day) for n, day in enumerate(days, 1)))
        wide = ipt.picture(plan, width=4000)

        told = {word for word in words(wide.svg) if "Dec" in word or "Jan" in word}
        assert "21 Dec 2026" in told
        assert ipt.picture(plan).table[2]["when"] == "2027-01-04"

    def test_phases_are_bands_with_their_names_or_a_letter(self) -> None:
        phases = [*[Phase.INITIAL] * 6, *[Phase.MIDDLE] * 6, Phase.TERMINATION]
        plan = course(*(held(n, phase=p) for n, p in enumerate(phases, 1)))

        assert {"initial", "middle", "T"} <= set(words(ipt.picture(plan).svg))
        assert "termination phase" in titles(ipt.picture(plan).svg)

    def test_what_was_judged_ends_at_a_line(self) -> None:
        plan = plan_of("depression-16")
        seven = ipt.picture(plan, as_of=7)

        assert titles(seven.svg).count("judged up to here") == 1
        assert "judged up to here" not in titles(ipt.picture(plan).svg)
        states = [row["says"].split(", ")[2] for row in rows(seven, "session")]
        assert states == ["delivered"] * 7 + ["recorded as delivered"] * 9
        assert not [row for row in rows(seven, "score") if (row["place"] or 0) > 7]
        assert {row["says"] for row in rows(seven, "goals") if not row["place"]} == {""}

    @pytest.mark.parametrize("count", [1, 18, 19, 40, 200])
    def test_nothing_is_drawn_outside(self, count: int) -> None:
        plan = course(*weekly(count))
        for svg, width in (
            (ipt.picture(plan).svg, WIDE),
            (ipt.picture(plan).narrow, 350),
        ):
            root = ET.fromstring(svg)
            height = float(root.get("height", 0))
            for node in root.iter():
                xs = [float(node.get(k, 0)) for k in ("x", "x1", "x2", "cx")]
                ys = [float(node.get(k, 0)) for k in ("y", "y1", "y2", "cy")]
                assert 0 <= min(xs) <= max(xs) <= width
                assert 0 <= min(ys) <= max(ys) <= height


class TestScores:
    """A line for each instrument."""

    def test_cut_offs_of_the_catalogue_are_drawn_and_told(self) -> None:
        picture = ipt.picture(plan_of("depression-16"))

        told = " ".join(words(picture.svg))
        case = "case, caseness (NHS, unverified) at least 10"
        severe = "more severe (NICE NG222) at least 16"
        scale = "0 to 27, lower is better"
        assert f"(PHQ-9): {scale}. Dashed: {case}; {severe}." in told
        assert [(r["value"], r["says"]) for r in rows(picture, "cut-off")] == [
            (10, case),
            (16, severe),
        ]
        assert [row["says"] for row in rows(picture, "scale")] == [scale]
        values = [row["value"] for row in rows(picture, "score")]
        assert values[0] == 17
        assert {f"{value:g}" for value in values} <= set(words(picture.svg))

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            (
                "epds",
                {
                    12: "alert (a large study) at least 12",
                    13: "trial entry (perinatal IPT) at least 13",
                },
            ),
            ("caps-iv", {51: "trial entry (IPT for PTSD) at least 51"}),
            ("pcl-5", {31: "case (unverified) at least 31 to 33"}),
            (
                "ces-d",
                {16: "case at least 16", 27: "fewer false positives at least 27"},
            ),
        ],
    )
    def test_a_line_stands_at_the_lowest_total_that_counts(
        self, code: str, said: dict[float, str]
    ) -> None:
        picture = ipt.picture(scored(code))

        found = {row["value"]: row["says"] for row in rows(picture, "cut-off")}
        assert found == said
        for each in measures[code].cutoffs:
            assert any(
                each.limit.holds(at) and not each.limit.holds(at - 1) for at in said
            )

    def test_a_mean_that_has_to_be_above_a_total_keeps_it(self) -> None:
        mean = Sourced(readings=(_reading(value=True),))
        limit = Limit(comparison=Comparison.ABOVE, at=2.5)
        cutoff = Cutoff(name="case", limit=limit, evidence=_reading(value=True))

        (line,) = lines_of(attrs.evolve(measures["ede"], mean=mean, cutoffs=(cutoff,)))
        assert (line.at, line.says) == (2.5, "case above 2.5")

    @pytest.mark.parametrize(
        ("code", "scale"),
        [
            ("phq-9", "0 to 27, lower is better"),
            ("mood-1-10", "1 to 10, lower is better"),
            ("srm-5", "0 to 7 (unverified), higher is more regular"),
            ("srm-17", "0 to 7 (unverified)"),
            ("gad-7", "0 to 21"),
            ("ham-d17", "0 to 52 (unverified), lower is better"),
            ("cdrs-r", "17 to 113 (unverified), lower is better (unverified)"),
        ],
    )
    def test_a_panel_says_which_way_is_better_where_the_catalogue_knows(
        self, code: str, scale: str
    ) -> None:
        picture = ipt.picture(scored(code))

        assert [row["says"] for row in rows(picture, "scale")] == [scale]
        assert f"{measures[code].name}: {scale}" in " ".join(words(picture.svg))

    @pytest.mark.parametrize("code", ["epds", "pcl-5", "phq-9", "cdrs-r", "ces-d"])
    def test_each_line_has_its_number_and_none_covers_another(self, code: str) -> None:
        picture = ipt.picture(scored(code))

        for svg in (picture.svg, picture.narrow):
            numbers = [
                node
                for node in ET.fromstring(svg).iter(f"{SVG}text")
                if node.get("text-anchor") == "end"
            ]
            total = measures[code].total.value
            assert total
            ends = {total.min, total.max}
            lines = {row["value"] for row in rows(picture, "cut-off")} | ends
            assert {node.text for node in numbers} >= {f"{at:g}" for at in lines}
            heights = sorted(float(node.get("y", 0)) for node in numbers)
            assert all(b - a >= 10.9 for a, b in itertools.pairwise(heights))

    @pytest.mark.parametrize("code", ["phq-9", "epds", "ces-d"])
    def test_numbers_of_points_are_crossed_by_no_line(self, code: str) -> None:
        totals = [24, 20, 16, 15, 12]
        scores = [[Score(instrument=code, total=t, attested=SAID)] for t in totals]
        plan = course(*(held(n, scores=s) for n, s in enumerate(scores, 1)))
        report = ipt.check(plan, rules=ipt.rules.select("IPT101"))

        root = ET.fromstring(ipt.picture(plan, report).svg)
        told = [
            float(node.get("y", 0)) - 4
            for node in root.iter(f"{SVG}text")
            if node.get("text-anchor") == "middle"
            and node.text in {f"{total}" for total in totals}
        ]
        lines = [
            float(line.get("y1", 0))
            for node in root.iter(f"{SVG}g")
            for line in node.iter(f"{SVG}line")
            if line.get("y1") == line.get("y2")
        ]
        assert len(told) >= len(totals)
        assert all(abs(at - line) > 4 for at in told for line in lines)

    def test_a_line_of_no_verified_source_is_dotted_and_says_so(self) -> None:
        unsure, sure = ipt.picture(scored("cdrs-r")), ipt.picture(scored("epds"))

        told = " ".join(words(unsure.svg))
        assert "Dotted: case (unverified) at least 40." in told
        assert "Dashed" not in told
        assert "Dotted" not in " ".join(words(sure.svg))
        assert dashes(unsure.svg, "40") != dashes(sure.svg, "12") != {None}

    @pytest.mark.parametrize(("total", "corner"), [(-3, 1), (40, -1)])
    def test_a_total_beyond_the_range_points_out_of_it(
        self, total: float, corner: int
    ) -> None:
        def corners(total: float) -> list[str]:
            score = Score(instrument="phq-9", total=total, attested=SAID)
            plan = course(held(1, scores=[score]))
            report = ipt.check(plan, rules=ipt.rules.select("IPT203"))
            return re.findall(
                r'polygon points="([^"]*)"', ipt.picture(plan, report).svg
            )

        assert not corners(27)
        (found,) = corners(total)
        heights = [float(corner.split(",")[1]) for corner in found.split()]
        assert (heights[0] - heights[1]) * corner > 0
        assert heights[1] == heights[2]

    def test_unknown_instruments_are_numbered_and_not_named(self) -> None:
        scores = [
            Score(instrument=f"own-{n % 2}", total=n, attested=SAID) for n in range(4)
        ]
        picture = ipt.picture(course(held(1, scores=scores)))

        names = {row["name"] for row in rows(picture, "score")}
        assert names == {"Unknown instrument 1", "Unknown instrument 2"}
        assert "Unknown instrument 2: 1 to 3 seen" in words(picture.svg)

    def test_scores_without_a_total_draw_nothing(self) -> None:
        scores = [
            Score(instrument=code, attested=SAID) for code in ("own", "iip-32", "phq-9")
        ]
        picture = ipt.picture(course(held(1, scores=scores)))

        assert not rows(picture, "score")

    def test_one_value_of_no_known_range_stands_somewhere(self) -> None:
        score = Score(instrument="own", total=2.0**52, attested=SAID)

        assert rows(ipt.picture(course(held(1, scores=[score]))), "score")


class TestRows:
    """Foci, goals and tasks."""

    def test_goals_are_named_by_kind_and_by_their_words_only_if_asked(self) -> None:
        goals = [
            Goal(id="g1", kind="communication", statement="Talk   to <b>Ann</b>\0"),
            Goal(id="Ann", kind="secret"),
            Goal(id="g3"),
        ]
        plan = course(held(1, goals=["g1"]), goals=goals)

        names = {row["name"]: None for row in rows(ipt.picture(plan), "goals")}
        assert list(names) == [
            "goal g1: Communication",
            "goal 2: unknown kind",
            "goal g3",
        ]
        asked = ipt.picture(plan, text=True)
        said = "goal g1: Communication: Talk to <b>Ann</b>\\x00"
        assert rows(asked, "goals")[0]["name"] == said
        assert "<b>" not in asked.to_html()

    def test_words_are_cut_and_cannot_turn_the_page_around(self) -> None:
        long = "\u202e" + "\u05d0\u05b7" * 10_000 + "\u2066 end"
        picture = ipt.picture(
            course(held(1), goals=[Goal(id="g1", statement=long)]), text=True
        )

        name = rows(picture, "goals")[0]["name"]
        assert name.startswith("goal g1: \\u202e\u05d0")
        assert name.endswith("…")
        assert len(name) < 10_100
        assert not set("\u202e\u2066") & set(picture.to_html())
        assert max(map(len, words(picture.narrow))) < 120

    def test_foci_last_from_where_they_were_chosen(self) -> None:
        foci = [
            Focus(id="f1", area="grief", chosen_in=2, until=3),
            Focus(id="f2", area="own-area", chosen_in=2),
            Focus(id="f3", area="grief", chosen_in=9, until=9),
            Focus(id="f4", area="grief", chosen_in=0, until=1),
        ]
        plan = course(*(held(n, foci=["f1"]) for n in range(1, 5)), foci=foci)
        picture = ipt.picture(plan)

        names = {row["name"] for row in rows(picture, "foci")}
        assert names == {"focus f1: Grief", "focus f2: unknown area", "focus f4: Grief"}
        assert picture.svg.count('stroke-width="2" stroke-opacity="0.35"') == 3

    def test_a_focus_that_is_worked_on_before_it_was_chosen_has_both(self) -> None:
        foci = [Focus(id="f1", area="grief", chosen_in=39)]
        sessions = [held(1, foci=["f1"]), *(held(n) for n in range(2, 41))]
        picture = ipt.picture(course(*sessions, foci=foci))

        assert {row["place"] for row in rows(picture, "foci")} == {None, 1}

    def test_tasks_are_done_planned_owed_broken_or_not_judged(self) -> None:
        faults = ipt.picture(plan_of("draft-with-faults"))
        said: dict[str, str] = {}
        for name, draft in (("faults", faults), ("course", ipt.picture(mixture()))):
            for row in draft.table:
                if str(row["part"]).startswith("tasks") and row["place"] is None:
                    said[f"{name} {row['name']}"] = str(row["says"])
        assert said["faults Sick role"] == "broken"
        assert said["faults Choice of focus"] == "planned"
        assert said["faults Contract"] == "owed by session 3"
        assert said["faults Opening question"] == "not checked"
        assert said["faults Work on the focus"] == "planned as asked"
        assert said["faults Hope"] == "advice, not recorded"
        assert said["course Sick role"] == "done"
        assert said["course Announcement of the end"] == "owed by session 11"
        assert said["course Parents at the end"] == "owed"

    def test_a_task_is_marked_where_it_was_done_whatever_the_phase(self) -> None:
        picture = ipt.picture(plan_of("depression-16"))

        (head, mark) = [
            row for row in picture.table if row["name"] == "Announcement of the end"
        ]
        assert (head["session"], head["says"]) == (None, "done")
        assert (mark["session"], mark["says"]) == (13, "done")

    def test_what_was_left_out_stands_where_its_phase_first_ended(self) -> None:
        plan = plan_of("draft-with-faults")
        phases = [session.phase for session in plan.sessions or ()]
        assert phases[8] is Phase.INITIAL is not phases[7]

        marks = {
            row["session"]
            for row in rows(ipt.picture(plan), "tasks of the initial phase")
            if row["says"] in {"error", "warning"}
        }
        assert marks == {phases.index(Phase.MIDDLE)}

    @pytest.mark.parametrize("horizon", Horizon)
    def test_nothing_in_a_draft_is_done(self, horizon: Horizon) -> None:
        plan = ipt.draft("ipt", areas=["grief"], sessions=16)
        picture = ipt.picture(plan, horizon=horizon)

        said = {row["says"] for row in picture.table}
        assert not {"done", "kept", "on track"} & said
        assert "done in this session; kept" not in words(picture.svg)
        assert "planned for this session; planned as asked" in words(picture.svg)

    def test_what_was_done_stays_done_as_if_all_were_held(self) -> None:
        picture = ipt.picture(mixture(), horizon="planned")

        (row, *_) = [r for r in picture.table if r["name"] == "Sick role"]
        assert row["says"] == "done"

    def test_a_finding_of_one_phase_is_no_fault_of_the_tasks_of_another(self) -> None:
        plan = plan_of("draft-with-faults")
        broken = ipt.check(plan).outcome("parents-joined").findings
        assert len(broken) == 2

        marks = [
            row
            for row in ipt.picture(plan).table
            if row["name"] in {"Parents informed", "Parents at the end"}
            and row["says"] == "warning"
        ]
        assert len(marks) == 2

    def test_a_waived_task_is_no_error(self) -> None:
        plan = attrs.evolve(
            plan_of("draft-with-faults"),
            waivers=[Waiver(rule="IPT501", reason="agreed-with-supervisor")],
        )
        picture = ipt.picture(plan)

        (row, *_) = [r for r in picture.table if r["name"] == "Sick role"]
        assert row["says"] == "broken, waived"
        assert "1 waived" in picture.desc

    def test_what_is_overdue_says_so(self) -> None:
        plan = cut(deliver(ipt.draft("ipt", areas=["grief"], sessions=16)), 15)
        sessions = [attrs.evolve(s, tasks=()) for s in plan.sessions or ()]
        late = attrs.evolve(plan, sessions=[*sessions[:15], held(16, tasks=())])
        picture = ipt.picture(late)

        assert "owed, and overdue" in words(picture.svg)
        assert any(str(row["says"]).startswith("overdue") for row in picture.table)

    def test_more_rows_than_can_be_looked_at_are_in_the_table(self) -> None:
        goals = [Goal(id=f"g{n}") for n in range(100)]
        picture = ipt.picture(course(held(1), goals=goals))

        assert len(rows(picture, "goals")) == 100
        assert "more rows are not shown; the table has them." in " ".join(
            words(picture.svg)
        )

    def test_rules_that_were_not_run_judge_no_task(self) -> None:
        report = ipt.check(mixture(), rules=ipt.rules.select("IPT1"))
        picture = ipt.picture(mixture(), report)

        said = {r["says"] for r in picture.table if r["name"] == "Parents at the end"}
        assert said == {"advice, not recorded"}


class TestFindings:
    """Where they belong, by severity."""

    def test_findings_stand_at_their_sessions_and_rows(self) -> None:
        picture = ipt.picture(plan_of("draft-with-faults"))

        found = {
            str(row["name"])[:6]: (row["place"], row["session"])
            for row in rows(picture, "finding")
        }
        assert found["IPT203"] == (9, 9)
        assert found["IPT702"] == (0, None)
        assert found["IPT402"] == (None, None)
        assert {"Errors: 3 of 4", "Warnings: 1 of 11", "Info: 1"} <= set(
            words(picture.svg)
        )
        told = [title for title in titles(picture.svg) if "IPT402" in title]
        assert "The goal has no strategy." in told[-1]

    def test_a_contract_stands_where_it_was_made(self) -> None:
        plan = course(*weekly(3), contracts=[Contract(from_session=2, sessions=90)])

        places = {
            row["place"]
            for row in rows(ipt.picture(plan), "finding")
            if str(row["name"]).startswith("IPT101")
        }
        assert places == {2}

    def test_nothing_is_lost_of_what_the_report_says(self) -> None:
        plan = plan_of("draft-with-faults")
        report, picture = ipt.check(plan), ipt.picture(plan)

        codes = {str(row["name"])[:6] for row in rows(picture, "finding")}
        assert codes == {finding.code for finding in report.findings}
        assert len(rows(picture, "owed")) == len(report.owed)
        assert {finding.code for finding in report.findings} <= {
            word[:6] for word in words(picture.narrow)
        }

    def test_a_report_by_other_rules_is_shown_as_it_is(self) -> None:
        plan = plan_of("draft-with-faults")
        chosen = ipt.rules.select("IPT2")

        shown = ipt.picture(plan, ipt.check(plan, rules=chosen))
        assert shown == ipt.picture(plan, rules=chosen)
        assert shown == ipt.picture(
            plan, ipt.check(plan, rules=chosen), rules=ipt.rules
        )

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("as_of", 0),
            ("as_of", dt.date(2026, 1, 5)),
            ("horizon", "planned"),
            ("rules", ipt.rules.select("IPT2")),
            ("rules", None),
        ],
    )
    def test_a_report_is_drawn_as_it_was_made(self, name: str, value: Any) -> None:
        report = ipt.check(mixture())
        with pytest.raises(
            InvalidValueError, match=f"^{name}: expected nothing beside a report"
        ):
            ipt.picture(mixture(), report, **{name: value})

    def test_many_rules_are_listed_up_to_some_number(self) -> None:
        report = ipt.check(plan_of("draft-with-faults"))
        (first, *_) = report.outcomes
        found = tuple(
            attrs.evolve(report.findings[0], code=f"OWN{n}", severity=Severity.INFO)
            for n in range(70)
        )
        many = attrs.evolve(report, outcomes=(attrs.evolve(first, findings=found),))

        picture = ipt.picture(plan_of("draft-with-faults"), many)
        assert "10 more" in words(picture.svg)
        assert "+" in words(picture.svg)


class TestForms:
    """What can be done with a picture."""

    def test_text_is_never_smaller_than_11_px_on_a_phone(self) -> None:
        for plan in SMALL.values():
            for svg, room in ((ipt.picture(plan).narrow, PHONE),):
                root = ET.fromstring(svg)
                assert float(root.get("width", 0)) <= room
                box = [float(number) for number in root.get("viewBox", "").split()]
                scale = float(root.get("width", 0)) / box[2]
                sizes = {float(t.get("font-size", 0)) for t in root.iter(f"{SVG}text")}
                assert min(sizes) * scale >= 11

    def test_a_page_shows_the_one_that_fits_and_neither_is_shrunk(self) -> None:
        html = ipt.picture(SMALL["mixture"]).to_html()

        assert f"@container (width<{WIDE}px)" in html
        assert "max-width:none" in html

    def test_ids_are_unique_on_a_page_with_several(self) -> None:
        html = "".join(ipt.picture(plan).to_html() for plan in SMALL.values())

        ids = re.findall(r' id="([^"]*)"', html)
        assert len(ids) == len(set(ids)) == 6 * len(SMALL)
        for used in re.findall(r'aria-labelledby="([^"]*)"', html):
            assert set(used.split()) <= set(ids)

    def test_nothing_is_run_and_nothing_is_asked_for(self) -> None:
        html = ipt.picture(SMALL["mixture"], text=True).to_html()

        assert "<script" not in html
        assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", html)
        assert not re.search(r"\b(href|src|on[a-z]+)=", html)

    def test_it_has_a_title_and_a_description(self) -> None:
        picture = ipt.picture(plan_of("depression-16"))
        root = ET.fromstring(picture.svg)

        assert root.get("role") == "img"
        assert [child.text for child in root][:2] == [picture.title, picture.desc]
        assert picture.title == "Plan for ipt, completed, after session 16 of 16"

    def test_the_text_and_the_repr(self) -> None:
        picture = ipt.picture(SMALL["group"])

        assert str(picture) == picture.to_text()
        assert "Eating Disorder Examination" in str(picture)
        assert repr(picture) == f"<Picture: {len(picture.rows)} rows>"
        assert picture.to_markdown().startswith("# Plan for ipt-g")
        shown: Any = picture
        assert shown._repr_html_() == picture.to_html()

    def test_the_numbers_are_shown_in_parts_without_columns_of_nothing(self) -> None:
        told = str(ipt.picture(mixture()))

        assert (
            "Part: cut-off\n-------------\n\n"
            "name                                    value  says\n"
        ) in told
        assert "contact  8               2026-02-02  Contact, delivered" in told
        assert ipt.picture(SMALL["empty"]).rows

    def test_a_page_is_saved_whole(self, tmp_path: Path) -> None:
        picture = ipt.picture(SMALL["group"])
        picture.save(tmp_path / "a.svg")
        picture.save(str(tmp_path / "a.HTML"))

        assert (tmp_path / "a.svg").read_text(encoding="utf-8") == picture.svg
        page = (tmp_path / "a.HTML").read_text(encoding="utf-8")
        assert page.startswith('<!doctype html>\n<html lang="en">')
        assert picture.to_html() in page
        picture.save(tmp_path / "a.md")
        assert (tmp_path / "a.md").read_text(encoding="utf-8") == picture.to_markdown()

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("a.PNG", r"one for `savefig` of a figure by `ipt_core\.display\.plot`$"),
            ("a.pdf", r"one for `savefig` of a figure by `ipt_core\.display\.plot`$"),
            ("a.jpg", r"ends in \.html, \.md, \.svg or \.txt, found another$"),
        ],
    )
    def test_a_name_of_another_kind_is_refused(
        self, name: str, said: str, tmp_path: Path
    ) -> None:
        with pytest.raises(InvalidValueError, match=said):
            ipt.picture(SMALL["empty"]).save(tmp_path / name)
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("width", [319, 10_001, True, "680", 680.0])
    def test_a_width_of_no_use_is_refused(self, width: Any) -> None:
        with pytest.raises(InvalidValueError, match="a width from 320 to 10000"):
            ipt.picture(SMALL["empty"], width=width)

    def test_other_things_than_plans_and_reports_are_refused(self) -> None:
        other: Any = "plan"
        with pytest.raises(InvalidValueError, match="plan: expected a TreatmentPlan"):
            ipt.picture(other)
        with pytest.raises(InvalidValueError, match="plan: expected a TreatmentPlan"):
            ipt.picture(other, ipt.check(SMALL["empty"]))
        with pytest.raises(InvalidValueError, match="report: expected a Report"):
            ipt.picture(SMALL["empty"], other)
