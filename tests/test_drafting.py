from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core import drafting
from ipt_core.evidence import Sourced
from ipt_core.exceptions import DraftError, UnknownCodeError
from ipt_core.vocabulary import Phase, PlanStatus, SessionKind, SessionStatus, Setting

if TYPE_CHECKING:
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.model import Session, TreatmentPlan

START = dt.date(2026, 1, 5)
ARTICLE: dict[str, Any] = {
    "sessions": 18,
    "cadence_days": 7,
    "phases": {"initial": 4, "middle": 11, "termination": 3},
}
UNKNOWN: Sourced[Any] = Sourced()


def tasks_by_session(plan: TreatmentPlan) -> list[tuple[str, ...]]:
    return [session.tasks or () for session in plan.sessions or ()]


def with_task(plan: TreatmentPlan, task: str) -> list[int]:
    return [n for n, tasks in enumerate(tasks_by_session(plan), 1) if task in tasks]


def of_phase(plan: TreatmentPlan, phase: Phase) -> list[Session]:
    return [session for session in plan.sessions or () if session.phase is phase]


@pytest.fixture
def altered(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Draft by classic IPT with some of its values changed."""

    def alter(**changes: Any) -> None:
        form: Protocol = attrs.evolve(ipt.protocols["ipt"], **changes)
        monkeypatch.setattr(drafting, "protocols", {"ipt": form})

    return alter


NO_SENSE: list[tuple[dict[str, Any], str]] = [
    ({"sessions": 2}, "sessions has to be a whole number, at least 3"),
    ({"sessions": True}, "sessions has to be"),
    ({"sessions": 12.0}, "sessions has to be"),
    ({"cadence_days": 0}, "cadence_days has to be"),
    ({"cadence_days": -7}, "cadence_days has to be"),
    ({"minutes": 0}, "minutes has to be"),
    ({"phases": {}}, "initial, middle, termination"),
    ({"phases": {"initial": 3, "middle": 9}}, "initial, middle, termination"),
    (
        {"phases": {"initial": 3, "middle": 9, "termination": 0}},
        "at least one session each",
    ),
    (
        {
            "sessions": 16,
            "phases": {"initial": 3, "middle": 9, "termination": 3},
        },
        "do not add up",
    ),
    ({"sessions": 10_000}, "at most 9999"),
    ({"sessions": 10**9}, "at most 9999"),
    ({"cadence_days": 10_000}, "at most 9999"),
    ({"minutes": 10_000}, "at most 9999"),
    ({"phases": {"initial": 3, "middle": 10**9, "termination": 3}}, "phases"),
    (
        {"phases": {"initial": 3, "middle": 9994, "termination": 3}},
        "at most 9999 sessions in all",
    ),
    ({"phases": 5}, "initial, middle, termination"),
    ({"phases": [[]]}, "initial, middle, termination"),
    ({"areas": None}, "areas takes a list of these"),
    ({"areas": 5}, "areas takes a list of these"),
    ({"areas": [[]]}, "areas takes a list of these"),
    ({"areas": "grief"}, "areas takes a list of these"),
    ({"setting": "solo"}, "setting has to be one of these: individual$"),
    ({"setting": "group"}, "setting has to be one of these: individual$"),
    ({"setting": []}, "setting has to be one of these: individual$"),
    ({"start": "2026-01-05"}, "start has to be a date"),
    ({"start": dt.datetime(2026, 1, 5, 9)}, "start has to be a date"),  # noqa: DTZ001
    ({"start": dt.date(9999, 12, 1)}, "after the year 9999"),
    (
        {"start": dt.date(9990, 1, 1), "cadence_days": 999},
        "after the year 9999",
    ),
]


class TestFrame:
    def test_takes_what_the_protocol_says(self) -> None:
        plan = ipt.draft("ipt")
        (contract,) = list(plan.contracts or ())
        assert (contract.sessions, contract.cadence_days) == (16, 7)
        assert contract.minutes == 45
        assert contract.agreements == ()
        assert plan.setting is Setting.INDIVIDUAL
        assert plan.status is PlanStatus.DRAFT
        assert [len(of_phase(plan, phase)) for phase in Phase] == [3, 10, 3]

    def test_takes_the_ranges_of_phases_where_they_are_fixed(self) -> None:
        plan = ipt.draft("ipt-a")
        assert [len(of_phase(plan, phase)) for phase in Phase] == [4, 4, 4]

    @pytest.mark.parametrize(
        ("sessions", "lengths"), [(6, [1, 4, 1]), (7, [1, 4, 2]), (17, [3, 12, 2])]
    )
    def test_leaves_the_middle_what_it_asks_for(
        self, sessions: int, lengths: list[int]
    ) -> None:
        plan = ipt.draft("ipt-stuart", sessions=sessions)
        assert [len(of_phase(plan, phase)) for phase in Phase] == lengths

    def test_takes_the_only_number_that_there_is(self) -> None:
        assert len(ipt.draft("ipc-3", cadence_days=7).sessions or ()) == 3

    def test_takes_what_is_given(self) -> None:
        plan = ipt.draft(
            "ipt",
            sessions=12,
            cadence_days=4,
            phases={Phase.INITIAL: 2, Phase.MIDDLE: 8, Phase.TERMINATION: 2},
            minutes=60,
            setting="individual",
            id="p1",
            patient="x-9",
        )
        (contract,) = list(plan.contracts or ())
        assert (contract.sessions, contract.cadence_days, contract.minutes) == (
            12,
            4,
            60,
        )
        assert [len(of_phase(plan, phase)) for phase in Phase] == [2, 8, 2]
        assert (plan.setting, plan.id, plan.patient) == (
            Setting.INDIVIDUAL,
            "p1",
            "x-9",
        )

    def test_phases_add_up_to_the_sessions(self) -> None:
        phases = {"initial": 3, "middle": 7, "termination": 3}
        plan = ipt.draft("ipt", phases=phases)
        assert len(plan.sessions or ()) == 13

    def test_a_number_outside_the_range_is_for_the_check_to_judge(self) -> None:
        assert len(ipt.draft("ipt", sessions=40).sessions or ()) == 40

    def test_dates_follow_the_cadence(self) -> None:
        plan = ipt.draft("ipt", start=START, sessions=12)
        days = [session.on for session in plan.sessions or ()]
        assert days == [START + dt.timedelta(weeks=n) for n in range(12)]
        (contract,) = list(plan.contracts or ())
        assert contract.end_date == days[-1]

    def test_without_a_start_nothing_has_a_date(self) -> None:
        plan = ipt.draft("ipt")
        assert {session.on for session in plan.sessions or ()} == {None}
        (contract,) = list(plan.contracts or ())
        assert contract.end_date is None

    def test_several_settings_leave_it_open(self) -> None:
        assert ipt.draft("article", **ARTICLE).setting is None

    def test_the_termination_phase_keeps_to_its_range(self, altered: Any) -> None:
        altered(announce_advised=UNKNOWN)
        plan = ipt.draft("ipt")
        assert [len(of_phase(plan, phase)) for phase in Phase] == [3, 11, 2]


class TestContent:
    def test_nothing_is_attested(self) -> None:
        plan = ipt.draft("ipt", areas=["grief"], start=START)
        assert plan.assessment is not None
        assert set(attrs.astuple(plan.assessment)) <= {(), None}
        (focus,) = list(plan.foci or ())
        assert (focus.agreements, focus.losses) == ((), ())
        assert focus.chosen_in is None
        assert {goal.agreements for goal in plan.goals or ()} == {()}
        for session in plan.sessions or ():
            assert session.status is SessionStatus.PLANNED
            assert (session.scores, session.enquiries) == ((), ())
            assert session.attested is None

    def test_ids_are_counters(self) -> None:
        plan = ipt.draft("ipt", areas=["role-dispute", "grief"])
        assert [(f.id, f.area, f.rank) for f in plan.foci or ()] == [
            ("f1", "role-dispute", 1),
            ("f2", "grief", 2),
        ]
        goals = plan.goals or ()
        assert [goal.id for goal in goals] == [f"g{n}" for n in range(1, 6)]
        assert [goal.focus for goal in goals] == ["f1", "f1", "f1", "f2", "f2"]
        sessions = plan.sessions or ()
        assert [session.id for session in sessions] == [f"s{n}" for n in range(1, 17)]

    def test_goals_have_the_sourced_strategies_of_their_area(self) -> None:
        plan = ipt.draft("ipt", areas=["grief"])
        for goal in plan.goals or ():
            assert "reconstruct-relationship" in (goal.strategies or ())
            assert "improve-communication" not in (goal.strategies or ())  # convention

    @pytest.mark.parametrize(
        ("area", "strategies"),
        [
            ("grief", ("express-feelings-about-loss", "facilitate-mourning")),
            ("role-dispute", ("clarify-expectations", "improve-communication")),
            ("role-transition", ("manage-change", "facilitate-adjustment")),
            ("interpersonal-deficits", ("improve-skills", "develop-relationships")),
        ],
    )
    def test_the_article_has_its_own(
        self, area: str, strategies: tuple[str, ...]
    ) -> None:
        plan = ipt.draft("article", areas=[area], **ARTICLE)
        assert plan.goals
        assert {goal.strategies for goal in plan.goals} == {strategies}

    def test_tasks_stand_in_their_phase_in_order(self) -> None:
        plan = ipt.draft("ipt")
        asked = ipt.protocols["ipt"].tasks
        every = {due.task for due in asked if due.every}
        assert every
        for phase in Phase:
            once = [due.task for due in asked if due.phase is phase and not due.every]
            done = [task for s in of_phase(plan, phase) for task in s.tasks or ()]
            assert [task for task in done if task not in every] == once
        for session in of_phase(plan, Phase.MIDDLE):
            assert every <= set(session.tasks or ())

    def test_the_end_is_announced_with_as_many_left_as_advised(self) -> None:
        assert with_task(ipt.draft("ipt"), "announce-end") == [14]

    def test_and_before_the_other_tasks_of_the_ending(self) -> None:
        assert with_task(ipt.draft("ipt-a"), "announce-end") == [9]

    def test_the_end_may_be_announced_in_the_middle_phase(self) -> None:
        phases = {"initial": 3, "middle": 8, "termination": 1}
        plan = ipt.draft("ipt", phases=phases)
        assert with_task(plan, "announce-end") == [10]

    def test_or_in_the_first_session(self) -> None:
        plan = ipt.draft("ipt-a", phases={"initial": 1, "middle": 1, "termination": 1})
        assert with_task(plan, "announce-end") == [1]

    def test_or_as_any_other_task_where_nothing_is_advised(self, altered: Any) -> None:
        altered(announce_min=None, announce_advised=None)
        plan = ipt.draft("ipt")
        assert with_task(plan, "announce-end") == [15]

    def test_a_task_that_is_a_technique_is_one(self) -> None:
        plan = ipt.draft("ipt")
        for session in plan.sessions or ():
            expected = "communication-analysis" in (session.tasks or ())
            assert ("communication-analysis" in (session.techniques or ())) is expected

    def test_measures_at_baseline_at_each_interval_and_last(self) -> None:
        plan = ipt.draft("ipt")
        planned = [s.number for s in plan.sessions or () if s.measures]
        assert planned == [1, 5, 9, 13, 16]
        assert next(iter(plan.sessions or ())).measures == ("phq-9", "gad-7")

    def test_some_measures_are_given_each_time(self) -> None:
        sessions = ipt.draft("ipt-a").sessions or ()
        assert all("mood-1-10" in (s.measures or ()) for s in sessions)

    def test_no_measures_where_the_protocol_names_none(self, altered: Any) -> None:
        altered(measures=None, measure_every=None)
        assert not any(s.measures for s in ipt.draft("ipt").sessions or ())

    @pytest.mark.parametrize(
        ("phases", "reviewed"), [((3, 10, 3), 8), ((4, 1, 1), 5), ((1, 1, 4), 2)]
    )
    def test_deficits_are_reviewed_half_way_in_the_middle_phase(
        self, phases: tuple[int, int, int], reviewed: int
    ) -> None:
        plan = ipt.draft(
            "ipt",
            areas=["interpersonal-deficits"],
            phases=dict(zip(Phase, phases, strict=True)),
        )
        found = [s for s in plan.sessions or () if "midpoint-review" in (s.tasks or ())]
        assert [s.number for s in found] == [reviewed]
        assert {s.phase for s in found} == {ipt.Phase.MIDDLE}

    def test_a_group_knows_its_terms_at_the_start(self) -> None:
        plan = ipt.draft("ipt-g", areas=["grief"])
        (first,) = [s for s in plan.sessions or () if {"contract"} & {*(s.tasks or ())}]
        assert first.number == 1
        assert "group-rules" in (first.tasks or ())

    @pytest.mark.parametrize(
        ("phases", "kind"),
        [
            ((5, 10, 5), ipt.SessionKind.MID_GROUP),
            ((2, 4, 2), ipt.SessionKind.ACUTE),  # it is over before that meeting
        ],
    )
    def test_a_group_is_reviewed_in_the_meeting_half_way(
        self, phases: tuple[int, int, int], kind: ipt.SessionKind
    ) -> None:
        lengths = dict(zip(Phase, phases, strict=True))
        plan = ipt.draft("ipt-g", areas=["grief"], phases=lengths)
        (review,) = [
            s for s in plan.sessions or () if "midpoint-review" in (s.tasks or ())
        ]
        assert review.kind is kind

    def test_work_on_the_focus_is_for_the_middle_phase(self) -> None:
        plan = ipt.draft("ipt", areas=["grief"])
        for session in plan.sessions or ():
            middle = session.phase is Phase.MIDDLE
            assert session.foci == (("f1",) if middle else ())
            assert session.goals == (("g1", "g2") if middle else ())

    def test_minutes_lie_in_the_range(self, altered: Any) -> None:
        minutes = ipt.protocols["ipt"].minutes
        assert minutes is not None
        reading = attrs.evolve(minutes.readings[0], value=ipt.Range(min=48, max=48))
        altered(minutes=attrs.evolve(minutes, readings=(reading,)))
        (contract,) = list(ipt.draft("ipt").contracts or ())
        assert contract.minutes == 48


class TestMaintenance:
    """A form without acute sessions is drafted under its own contract."""

    def test_its_sessions_have_no_phases(self) -> None:
        plan = ipt.draft("ipt-m", sessions=24, cadence_days=30, start=START)
        assert plan.contracts == ()
        assert plan.maintenance is not None
        assert (plan.maintenance.decision, plan.maintenance.agreements) == (
            "maintenance",
            (),
        )
        assert (plan.maintenance.cadence_days, plan.maintenance.months) == (30, 24)
        sessions = list(plan.sessions or ())
        assert {s.kind for s in sessions} == {SessionKind.MAINTENANCE}
        assert {s.phase for s in sessions} == {None}
        assert [s.number for s in sessions] == list(range(1, 25))
        assert [s.number for s in sessions if s.measures] == [1, 24]
        assert sessions[1].on == START + dt.timedelta(days=30)

    def test_says_what_it_leaves_open(self) -> None:
        with pytest.raises(DraftError) as raised:
            ipt.draft("ipt-m")
        assert raised.value.missing == ("sessions", "cadence_days")

    def test_takes_no_phases(self) -> None:
        phases = {"initial": 3, "middle": 10, "termination": 3}
        with pytest.raises(DraftError, match="no acute treatment"):
            ipt.draft("ipt-m", cadence_days=30, phases=phases)


class TestErrors:
    def test_names_everything_that_is_missing(self) -> None:
        with pytest.raises(DraftError) as raised:
            ipt.draft("article")
        assert raised.value.missing == ("sessions", "cadence_days", "phases")
        assert str(raised.value) == (
            "article leaves open, so give: sessions (the protocol has 12 to 20); "
            "cadence_days (the protocol does not say); "
            "phases (the protocol does not say)"
        )

    def test_names_only_what_is_missing(self) -> None:
        with pytest.raises(DraftError) as raised:
            ipt.draft("article", sessions=12)
        assert raised.value.missing == ("cadence_days", "phases")

    def test_a_number_without_published_phases(self) -> None:
        with pytest.raises(DraftError, match="for 12 sessions only") as raised:
            ipt.draft("ipt-a", sessions=16)
        assert raised.value.missing == ("phases",)

    def test_too_few_sessions_for_the_phases(self) -> None:
        with pytest.raises(DraftError, match="do not fit that number") as raised:
            ipt.draft("ipt", sessions=6)
        assert raised.value.missing == ("phases",)

    def test_too_many_sessions_for_the_phases(self) -> None:
        with pytest.raises(DraftError, match="do not fit that number") as raised:
            ipt.draft("ipt-stuart", sessions=18)
        assert raised.value.missing == ("phases",)

    def test_phases_that_follow_from_the_sessions_are_not_asked_for(self) -> None:
        with pytest.raises(DraftError) as raised:
            ipt.draft("ipt-stuart")
        assert raised.value.missing == ("sessions",)

    def test_no_ending_in_an_acute_part_that_maintenance_follows(self) -> None:
        given: dict[str, Any] = {"areas": ["role-transition"]}
        initial, middle, last = ipt.Phase
        for total, first in ((13, 3), (14, 4), (15, 5), (17, 5)):
            plan = ipt.draft("ipsrt", sessions=total, **given)
            phases = [session.phase for session in plan.sessions or ()]
            assert phases == [initial] * first + [middle] * (total - first)
        with pytest.raises(DraftError, match="do not fit that number") as raised:
            ipt.draft("ipsrt", sessions=18, **given)
        assert raised.value.missing == ("phases",)
        with pytest.raises(DraftError, match="initial, middle at least"):
            ipt.draft("ipsrt", phases={initial: 3, middle: 9, last: 2}, **given)

    def test_areas_that_the_protocol_does_not_use(self) -> None:
        with pytest.raises(DraftError, match="grief, role-dispute, role-transition"):
            ipt.draft("ipt", areas=["lost-healthy-self"])

    def test_one_area_is_a_list_too(self) -> None:
        with pytest.raises(DraftError, match="takes a list"):
            ipt.draft("ipt", areas="grief")

    def test_an_area_twice(self) -> None:
        with pytest.raises(DraftError, match="twice"):
            ipt.draft("ipt", areas=["grief", "grief"])

    def test_areas_where_the_protocol_has_none(self, altered: Any) -> None:
        altered(areas=None)
        assert ipt.draft("ipt").foci == ()
        with pytest.raises(DraftError, match="uses no problem areas"):
            ipt.draft("ipt", areas=["grief"])

    def test_areas_where_the_protocol_does_not_say(self, altered: Any) -> None:
        altered(areas=UNKNOWN)
        (focus,) = list(ipt.draft("ipt", areas=["grief"]).foci or ())
        assert focus.area == "grief"

    @pytest.mark.parametrize(
        ("arguments", "words"),
        NO_SENSE,
    )
    def test_what_makes_no_sense(self, arguments: dict[str, Any], words: str) -> None:
        with pytest.raises(DraftError, match=words) as raised:
            ipt.draft("ipt", **arguments)
        assert raised.value.missing == ()

    @pytest.mark.parametrize("protocol", [[], 5, None])
    def test_what_is_no_code_is_no_protocol(self, protocol: Any) -> None:
        with pytest.raises(UnknownCodeError, match="no such protocol"):
            ipt.draft(protocol)

    def test_any_iterable_of_areas_will_do(self) -> None:
        plan = ipt.draft("ipt", areas=(area for area in ["grief"]))
        assert plan == ipt.draft("ipt", areas=["grief"])

    def test_an_area_that_the_protocol_advises_against(self) -> None:
        with pytest.raises(DraftError, match="role-insecurity") as raised:
            ipt.draft("ipt-sad", areas=["grief"])
        assert "grief" not in str(raised.value)

    def test_where_settings_are_not_known_any_may_be_given(self, altered: Any) -> None:
        altered(settings=UNKNOWN)
        assert ipt.draft("ipt", setting="group").setting is Setting.GROUP

    def test_an_unknown_protocol(self) -> None:
        with pytest.raises(UnknownCodeError, match="nearest known is 'ipt-a'"):
            ipt.draft("ipt_a")
