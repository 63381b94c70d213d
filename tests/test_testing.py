from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import Phase as HypothesisPhase
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

import ipt_core as ipt
from ipt_core.exceptions import InvalidValueError, UnknownCodeError
from ipt_core.model import (
    Attestation,
    Contract,
    End,
    Focus,
    Goal,
    Maintenance,
    Score,
    Session,
    TreatmentPlan,
)
from ipt_core.testing import (
    _strategies,
    conformant,
    cut,
    deliver,
    drafts,
    faulty,
    imperfect_courses,
)
from ipt_core.vocabulary import (
    GoalStatus,
    Origin,
    Outcome,
    PlanStatus,
    SessionKind,
    SessionStatus,
)

START = dt.date(2026, 1, 5)
QUICK = settings(
    max_examples=1, database=None, deadline=None, phases=[HypothesisPhase.generate]
)
DELIVERED = deliver(ipt.draft("ipt", areas=["grief"], start=START))


def held(number: int | None = None, **fields: Any) -> Session:
    return Session(number=number, status=SessionStatus.DELIVERED, **fields)


def said(session: int | None = None, **fields: Any) -> Attestation:
    return Attestation(origin=Origin.CLINICIAN, session=session, **fields)


class TestDeliver:
    def test_a_drafted_plan_is_delivered_in_full(self) -> None:
        assert DELIVERED.status is PlanStatus.COMPLETED
        assert DELIVERED.end is not None
        assert DELIVERED.end.on == dt.date(2026, 4, 20)
        for session in DELIVERED.sessions or ():
            assert session.status is SessionStatus.DELIVERED
            assert session.attested is not None
            assert session.attested.on == session.on
            measured = tuple(score.instrument for score in session.scores or ())
            assert measured == session.measures
        assert not ipt.check(DELIVERED).owed

    @pytest.mark.parametrize(
        ("area", "field"),
        [
            ("grief", "losses"),
            ("role-dispute", "dispute"),
            ("role-transition", "transition"),
        ],
    )
    def test_a_focus_has_what_its_area_needs(self, area: str, field: str) -> None:
        (focus,) = list(deliver(ipt.draft("ipt", areas=[area])).foci or ())
        assert getattr(focus, field)
        assert focus.formulation
        assert focus.agreements

    def test_an_ending_after_maintenance(self) -> None:
        acute = ipt.draft("ipsrt", areas=["grief"], sessions=13, start=START)
        last = Session(
            kind=SessionKind.MAINTENANCE,
            phase=ipt.Phase.TERMINATION,
            on=dt.date(2026, 9, 7),
            tasks=("review-gains",),
        )
        whole = attrs.evolve(acute, sessions=(*(acute.sessions or ()), last))
        ended, begun = deliver(whole), deliver(acute)
        assert begun.status is PlanStatus.MAINTENANCE
        assert begun.end is None
        assert ended.status is PlanStatus.COMPLETED
        assert ended.end is not None
        assert ended.end.on == last.on
        assert ipt.check(ended).outcome("IPT705").outcome is Outcome.KEPT
        *_, before = list(cut(ended, 12).sessions or [])
        assert before == attrs.evolve(last, scores=(), enquiries=())
        assert cut(ended, 12).status is PlanStatus.ACTIVE
        assert cut(ended, 13) == ended

    def test_without_dates_days_are_counted(self) -> None:
        plan = deliver(ipt.draft("ipt", sessions=12))
        assert [s.day for s in plan.sessions or ()] == [7 * n for n in range(12)]

    def test_days_that_are_known_stay(self) -> None:
        plan = ipt.draft("ipt", sessions=12)
        days = tuple(attrs.evolve(s, day=2) for s in plan.sessions or ())
        kept = deliver(attrs.evolve(plan, sessions=days))
        assert {session.day for session in kept.sessions or ()} == {2}

    def test_scores_lie_in_the_range_and_nobody_is_at_risk(self) -> None:
        scores = [score for s in DELIVERED.sessions or () for score in s.scores or ()]
        phq = [score for score in scores if score.instrument == "phq-9"]
        totals = [score.total for score in phq]
        assert totals == sorted(totals, key=lambda total: -(total or 0))
        assert all(0 <= (total or -1) <= 27 for total in totals)
        assert {item.value for score in phq for item in score.items or ()} == {0}

    def test_the_baseline_has_a_measure_where_none_is_planned(self) -> None:
        plan = deliver(ipt.draft("ipt", sessions=12))
        bare = tuple(attrs.evolve(s, measures=()) for s in plan.sessions or ())
        plan = deliver(attrs.evolve(plan, sessions=bare, contracts=()))
        assert plan.assessment is not None
        assert [s.instrument for s in plan.assessment.scores or ()] == ["phq-9"]

    def test_an_instrument_that_is_not_known(self) -> None:
        plan = TreatmentPlan(protocol="ipt", sessions=(Session(measures=("mine",)),))
        (session,) = list(deliver(plan).sessions or ())
        scores = {score.instrument: score.items for score in session.scores or ()}
        assert scores["mine"] is None
        assert set(scores) == {"mine", "phq-9"}  # as "mine" may not be an outcome

    def test_disorders_are_diagnosed(self) -> None:
        plan = attrs.evolve(ipt.draft("ipt"), disorders=("dysthymia",))
        assessment = deliver(plan).assessment
        assert assessment is not None
        assert [d.disorder for d in assessment.diagnoses or ()] == ["dysthymia"]

    def test_a_plan_without_anything(self) -> None:
        plan = deliver(TreatmentPlan(protocol="ipt"))
        assert plan.sessions == ()
        assert plan.maintenance == Maintenance(decision="none", agreements=())

    def test_what_a_model_says_counts_for_nothing(self) -> None:
        drafted = ipt.draft("ipt", areas=["grief"], start=START)
        report = ipt.check(deliver(drafted, origin=Origin.MODEL))
        assert report.session == 0
        assert report.outcome("IPT801").outcome is not Outcome.KEPT


class TestCut:
    def test_later_sessions_are_planned_again(self) -> None:
        plan = cut(DELIVERED, 5)
        assert plan.status is PlanStatus.ACTIVE
        assert plan.end is None
        assert plan.maintenance is None
        before = (DELIVERED.sessions or ())[:5]
        assert (plan.sessions or ())[:5] == before
        for was, now in zip(
            (DELIVERED.sessions or ())[5:], (plan.sessions or ())[5:], strict=True
        ):
            assert now.status is SessionStatus.PLANNED
            assert (now.number, now.phase, now.on) == (was.number, was.phase, was.on)
            assert (now.tasks, now.measures) == (was.tasks, was.measures)
            assert (now.scores, now.enquiries) == ((), ())
            assert now.attested is None

    def test_later_facts_are_taken_out(self) -> None:
        plan = cut(DELIVERED, 2)
        assert (plan.foci, plan.goals, plan.contracts) == ((), (), ())
        assert plan.assessment is not None
        assert plan.assessment.areas == ()
        assert len(plan.assessment.scores or ()) == 1

    def test_after_the_last_session_nothing_changes(self) -> None:
        assert cut(DELIVERED, 16) == DELIVERED

    def test_a_goal_that_was_met_was_open(self) -> None:
        assert {g.status for g in cut(DELIVERED, 8).goals or ()} == {GoalStatus.OPEN}

    def test_a_goal_that_was_given_up_stays_so(self) -> None:
        goal = Goal(id="g1", status=GoalStatus.DROPPED)
        plan = attrs.evolve(DELIVERED, goals=(goal,))
        assert cut(plan, 8).goals == (goal,)

    def test_a_focus_stands_until_it_is_left(self) -> None:
        focus = Focus(id="f1", area="grief", until=8)
        plan = attrs.evolve(DELIVERED, foci=(focus,))
        assert cut(plan, 8).foci == (focus,)
        assert cut(plan, 7).foci == (attrs.evolve(focus, until=None),)

    def test_what_was_not_recorded_stays_so(self) -> None:
        plan = TreatmentPlan(protocol="ipt", sessions=(held(), held()))
        assert cut(plan, 1).sessions == (held(), Session())
        assert cut(TreatmentPlan(protocol="ipt"), 1) == TreatmentPlan(protocol="ipt")

    def test_a_draft_stays_a_draft(self) -> None:
        plan = ipt.draft("ipt", start=START)
        again = cut(plan, 0)
        assert again == plan

    def test_a_plan_that_should_never_have_been_stays_so(self) -> None:
        plan = attrs.evolve(DELIVERED, status=PlanStatus.ENTERED_IN_ERROR)
        assert cut(plan, 3).status is PlanStatus.ENTERED_IN_ERROR

    def test_a_missed_session_is_planned_by_nobody(self) -> None:
        missed = Session(status=SessionStatus.MISSED)
        booster = held(kind=SessionKind.BOOSTER)
        plan = TreatmentPlan(
            protocol="ipt",
            status=PlanStatus.COMPLETED,
            sessions=(held(1), missed, held(2), missed, booster),
        )
        planned = attrs.evolve(booster, status=SessionStatus.PLANNED)
        assert cut(plan, 1).sessions == (held(1), missed, Session(number=2), planned)
        assert cut(plan, 2) == plan

    def test_an_end_that_came_later(self) -> None:
        plan = TreatmentPlan(
            protocol="ipt",
            status=PlanStatus.DISCONTINUED,
            end=End(on=dt.date(2026, 3, 1)),
            sessions=(held(1, on=START),),
        )
        assert cut(plan, 1).status is PlanStatus.ACTIVE

    def test_what_was_confirmed_later_was_not_confirmed(self) -> None:
        late = dt.date(2026, 6, 1)
        told = Attestation(origin=Origin.MODEL, confirmed_by="rater", confirmed_on=late)
        focus = Focus(id="f1", area="grief", agreements=(told, said(on=late)))
        plan = attrs.evolve(DELIVERED, foci=(focus,))
        unconfirmed = Attestation(origin=Origin.MODEL)
        assert cut(plan, 8).foci == (attrs.evolve(focus, agreements=(unconfirmed,)),)

    def test_sessions_lose_what_was_attested_later(self) -> None:
        late = Score(instrument="phq-9", total=3, attested=said(2))
        plan = TreatmentPlan(
            protocol="ipt", sessions=(held(1, scores=(late,)), held(2))
        )
        (first, _) = list(cut(plan, 1).sessions or ())
        assert first.scores == ()

    def test_a_decision_without_agreements_stays(self) -> None:
        plan = attrs.evolve(DELIVERED, maintenance=Maintenance(decision="none"))
        assert cut(plan, 3).maintenance == Maintenance(decision="none")

    def test_a_contract_without_a_session_stays(self) -> None:
        contract = Contract(sessions=16, agreements=(said(0), said(9)))
        plan = attrs.evolve(DELIVERED, contracts=(contract,))
        (then,) = list(cut(plan, 3).contracts or ())
        assert then.agreements == (said(0),)


class TestScores:
    """What `deliver` invents goes the way that its instrument has it."""

    def test_maintenance_begins_with_a_remission(self) -> None:
        plan = deliver(ipt.draft("ipt-m", sessions=24, cadence_days=30))
        assert plan.assessment
        (score,) = list(plan.assessment.scores or ())
        assert score.instrument == "ham-d17"
        assert score.total is not None
        assert ipt.outcomes.remission("ham-d17-remission-7", [score.total])

    def test_social_rhythms_become_more_regular(self) -> None:
        plan = deliver(ipt.draft("ipsrt", areas=["grief"], sessions=15))
        totals = [
            score.total
            for session in plan.sessions or ()
            for score in session.scores or ()
            if score.instrument == "srm-5" and score.total is not None
        ]
        assert totals == sorted(totals)
        assert totals[0] < totals[-1]


class TestStrategies:
    @settings(max_examples=20, deadline=None)
    @given(drafts("ipt-a"))
    def test_drafts_of_one_protocol(self, plan: TreatmentPlan) -> None:
        assert plan.protocol == "ipt-a"
        assert plan.status is PlanStatus.DRAFT

    @settings(max_examples=20, deadline=None)
    @given(conformant())
    def test_conformant_plans_are_completed(self, plan: TreatmentPlan) -> None:
        acute_only = plan.protocol == "ipsrt"
        ended = PlanStatus.MAINTENANCE if acute_only else PlanStatus.COMPLETED
        assert plan.status is ended

    @settings(max_examples=20, deadline=None)
    @given(faulty("ipt", "IPT203"))
    def test_faults_of_one_rule(self, broken: tuple[TreatmentPlan, ipt.Rule]) -> None:
        plan, rule = broken
        assert rule.code == "IPT203"
        assert ipt.check(plan).outcome("IPT203").outcome is Outcome.BROKEN

    def test_what_does_not_apply_is_not_broken(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def one(_: str | None) -> st.SearchStrategy[TreatmentPlan]:
            return st.just(DELIVERED)

        monkeypatch.setattr(_strategies, "conformant", one)
        with pytest.raises((NoSuchExample, Unsatisfiable)):
            find(faulty("ipt", "IPT204"), lambda _: True, settings=QUICK)

    def test_what_a_fault_cannot_break_is_left_out(self) -> None:
        """Its course has no acute session whose measure could be left out."""
        (plan,) = [deliver(ipt.draft("ipt-m", sessions=24, cadence_days=30))]
        assert ipt.check(plan).outcome("IPT701").outcome is Outcome.KEPT
        with pytest.raises((NoSuchExample, Unsatisfiable)):
            find(faulty("ipt-m", "IPT701"), lambda _: True, settings=QUICK)

    def test_protocols_that_say_little(self, monkeypatch: pytest.MonkeyPatch) -> None:
        form = attrs.evolve(
            ipt.protocols["ipt"], sessions=None, areas=None, max_foci=None
        )
        known = {"ipt": form}
        monkeypatch.setattr(_strategies, "protocols", known)
        monkeypatch.setattr("ipt_core.drafting.protocols", known)
        plan = find(drafts("ipt"), lambda _: True, settings=QUICK)
        assert plan.foci == ()
        assert 12 <= len(plan.sessions or ()) <= 16

    def test_from_type_knows_plans(self) -> None:
        _strategies.setup()
        plan = find(st.from_type(TreatmentPlan), lambda _: True, settings=QUICK)
        assert plan.sessions

    def test_helpers_need_no_hypothesis(self) -> None:
        code = (
            "import sys; sys.modules['hypothesis'] = None\n"
            "import ipt_core.testing as t; from ipt_core.drafting import draft\n"
            "t.cut(t.deliver(draft('ipt')), 3)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)


class TestImperfectCourses:
    def test_the_same_seed_gives_the_same_courses(self) -> None:
        assert imperfect_courses(5, seed=3) == imperfect_courses(5, seed=3)
        assert imperfect_courses(5, seed=3) != imperfect_courses(5, seed=4)

    def test_only_the_protocols_asked_for_are_used(self) -> None:
        made = imperfect_courses(3, protocols=("ipt-a",))
        assert {plan.protocol for plan in made.plans} == {"ipt-a"}
        assert [plan.id for plan in made.plans] == ["c001", "c002", "c003"]
        assert {name for name, _ in made.faults} <= {"c001", "c002", "c003"}

    def test_what_makes_no_sense_is_refused(self) -> None:
        with pytest.raises(InvalidValueError):
            imperfect_courses(-1)
        with pytest.raises(UnknownCodeError):
            imperfect_courses(1, protocols=("nothing",))
