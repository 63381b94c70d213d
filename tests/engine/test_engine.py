"""How needs become outcomes and findings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core.engine.checking import judge
from ipt_core.evidence import cap_of
from ipt_core.vocabulary import Horizon, Outcome
from tests.plans import active, conformant, phased, session

if TYPE_CHECKING:
    from collections.abc import Iterator

PROTOCOL = ipt.protocols["ipt"]
ENDED = ipt.PlanStatus.COMPLETED
STOPPED = ipt.PlanStatus.DISCONTINUED


def _rule(*needs: ipt.Need, code: str = "TST101", **fields: Any) -> ipt.Rule:
    defaults: dict[str, Any] = {
        "severity": ipt.Severity.ERROR,
        "since": "0.1",
        "message": "Wrong.",
        "hint": "Mend it.",
        "structural": True,
    }

    def check(course: ipt.Course) -> Iterator[ipt.Need]:
        yield from needs

    return ipt.rule(code, f"test-{code[3:]}", **(defaults | fields))(check)


def _said(
    *needs: ipt.Need, status: ipt.PlanStatus = ipt.PlanStatus.ACTIVE, **how: Any
) -> ipt.RuleOutcome:
    rules = ipt.RuleSet(rules=[_rule(*needs)])
    (outcome,) = judge(active(status=status), rules, PROTOCOL, **how).outcomes
    return outcome


def _taking(
    readings: list[tuple[Any, ipt.Basis]], severity: ipt.Severity = ipt.Severity.ERROR
) -> ipt.Report:
    """Check a rule that finds one session more than `initial_max` wrong."""

    @ipt.rule(
        "TST201",
        "test-most",
        severity=severity,
        since="0.1",
        message="{count} against {initial_max}.",
        hint="Mend it.",
        sources=("F02",),
    )
    def rule(course: ipt.Course, initial_max: int) -> Iterator[ipt.Need]:
        count = len(course.held)
        yield ipt.always(count <= initial_max, count=count, initial_max=initial_max)

    values = tuple(
        ipt.Reading(value=value, basis=basis, cap=cap_of(basis))
        for value, basis in readings
    )
    protocol = attrs.evolve(PROTOCOL, initial_max=ipt.Sourced(readings=values))
    plan = active(sessions=phased("iii"))
    return judge(plan, ipt.RuleSet(rules=[rule]), protocol)


class TestOneNeed:
    """What one need comes to, by how it binds and how the course stands."""

    @pytest.mark.parametrize(
        ("need", "running", "over", "stopped"),
        [
            (ipt.always(True), Outcome.ON_TRACK, Outcome.KEPT, Outcome.KEPT),
            (ipt.always(False), Outcome.BROKEN, Outcome.BROKEN, Outcome.BROKEN),
            (ipt.eventually(True), Outcome.KEPT, Outcome.KEPT, Outcome.KEPT),
            (
                ipt.eventually(False),
                Outcome.OWED,
                Outcome.BROKEN,
                Outcome.NOT_APPLICABLE,
            ),
            (
                ipt.eventually(False, closed=True),
                Outcome.BROKEN,
                Outcome.BROKEN,
                Outcome.BROKEN,
            ),
            (ipt.so_far(True), Outcome.ON_TRACK, Outcome.KEPT, Outcome.KEPT),
            (ipt.so_far(False), Outcome.OWED, Outcome.BROKEN, Outcome.NOT_APPLICABLE),
            (
                ipt.always(None, missing=[("sessions",)]),
                Outcome.NOT_CHECKED,
                Outcome.NOT_CHECKED,
                Outcome.NOT_CHECKED,
            ),
        ],
    )
    def test_it_depends_on_the_ending(
        self, need: ipt.Need, running: Outcome, over: Outcome, stopped: Outcome
    ) -> None:
        assert _said(need).outcome is running
        assert _said(need, status=ipt.PlanStatus.ON_HOLD).outcome is running
        assert _said(need, status=ENDED).outcome is over
        assert _said(need, status=STOPPED).outcome is stopped
        assert _said(need, status=ipt.PlanStatus.TRANSFERRED).outcome is stopped
        assert _said(need, status=ipt.PlanStatus.COMPLETED_EARLY).outcome is stopped

    def test_the_planned_horizon_ends_the_course_but_for_facts(self) -> None:
        planned: dict[str, Any] = {"horizon": Horizon.PLANNED}
        assert _said(ipt.always(True), **planned).outcome is Outcome.KEPT
        assert _said(ipt.eventually(False), **planned).outcome is Outcome.BROKEN
        assert (
            _said(ipt.eventually(False, fact=True), **planned).outcome is Outcome.OWED
        )
        assert _said(ipt.so_far(False, fact=True), **planned).outcome is Outcome.OWED
        over = _said(ipt.eventually(False, fact=True), status=ENDED, **planned)
        assert over.outcome is Outcome.BROKEN

    def test_reasons_are_named(self) -> None:
        assert _said().reason == "nothing-to-judge"
        assert _said(ipt.eventually(False), status=STOPPED).reason == "not-reached"
        wrong = ipt.PlanStatus.ENTERED_IN_ERROR
        assert _said(ipt.always(False), status=wrong).reason == "entered-in-error"


class TestFold:
    """The worst need makes the outcome."""

    def test_in_this_order(self) -> None:
        needs = [
            (ipt.always(False), Outcome.BROKEN),
            (ipt.always(None, missing=[("age",)]), Outcome.NOT_CHECKED),
            (ipt.eventually(False), Outcome.OWED),
            (ipt.always(True), Outcome.ON_TRACK),
            (ipt.eventually(True), Outcome.KEPT),
        ]
        for first, (_, outcome) in enumerate(needs):
            assert _said(*(need for need, _ in needs[first:])).outcome is outcome

    def test_a_rule_that_raises_fails_alone(self) -> None:
        def broken(course: ipt.Course) -> Iterator[ipt.Need]:
            raise ZeroDivisionError
            yield ipt.always(True)

        rules = ipt.RuleSet(
            rules=[
                _rule(ipt.always(True)),
                ipt.rule(
                    "TST102",
                    "raises",
                    severity=ipt.Severity.INFO,
                    since="0.1",
                    message="",
                    hint="",
                )(broken),
            ]
        )
        report = judge(active(), rules, PROTOCOL)

        assert [o.outcome for o in report.outcomes] == [
            Outcome.ON_TRACK,
            Outcome.FAILED,
        ]
        assert report.failed[0].reason == "ZeroDivisionError"
        assert not report.ok
        assert not report.complete
        assert "TST102 raises: ZeroDivisionError" in report.to_text()
        with pytest.raises(ipt.CheckError, match="TST102 raises failed"):
            report.raise_for_errors()

    def test_a_template_without_its_param_fails(self) -> None:
        rules = ipt.RuleSet(rules=[_rule(ipt.always(False), message="{nothing}")])
        (outcome,) = judge(active(), rules, PROTOCOL).outcomes
        assert outcome.outcome is Outcome.FAILED


class TestEvidence:
    """A finding is never stronger than its evidence."""

    @pytest.mark.parametrize(
        ("basis", "severity"),
        [
            (ipt.Basis.PUBLISHED, ipt.Severity.ERROR),
            (ipt.Basis.TRANSFERRED, ipt.Severity.WARNING),
            (ipt.Basis.SECONDARY, ipt.Severity.WARNING),
            (ipt.Basis.UNVERIFIED, ipt.Severity.WARNING),
            (ipt.Basis.CONVENTION, ipt.Severity.INFO),
        ],
    )
    def test_the_basis_caps(self, basis: ipt.Basis, severity: ipt.Severity) -> None:
        (finding,) = _taking([(2, basis)]).findings
        assert finding.severity is severity
        assert finding.basis is basis
        capped = None if basis is ipt.Basis.PUBLISHED else basis
        assert finding.capped_by is capped

    def test_a_cap_never_raises(self) -> None:
        (finding,) = _taking([(2, ipt.Basis.PUBLISHED)], ipt.Severity.INFO).findings
        assert finding.severity is ipt.Severity.INFO
        assert finding.capped_by is None

    def test_the_kindest_reading_wins(self) -> None:
        published = ipt.Basis.PUBLISHED
        assert _taking([(2, published), (3, published)]).ok
        assert _taking([(3, published), (2, published)]).ok
        assert _taking([(1, published), (2, published)]).findings[0].params == {
            "count": 3,
            "initial_max": 1,
        }

    def test_an_unknown_value_is_not_checked_and_an_absent_one_does_not_apply(
        self,
    ) -> None:
        (unknown,) = _taking([]).outcomes
        assert unknown.outcome is Outcome.NOT_CHECKED
        assert unknown.unknown == ("initial_max",)
        assert (
            "no source held gives the protocol's initial max" in _taking([]).to_text()
        )
        absent = ipt.check(active("ipt-a")).outcome("IPT201")
        assert absent.outcome is Outcome.NOT_APPLICABLE
        assert absent.reason == "protocol-has-none"

    @pytest.mark.parametrize("given", [None, ipt.Sourced(readings=())])
    def test_a_value_with_a_default_may_be_absent_or_unknown(
        self, given: ipt.Sourced[int] | None
    ) -> None:
        @ipt.rule("TST102", "spare", severity="error", since="1", message="", hint="")
        def check(course: ipt.Course, initial_max: int = 3) -> Iterator[ipt.Need]:
            yield ipt.always(len(course.held) <= initial_max)

        rules = ipt.RuleSet(rules=[check])
        plan = active(sessions=phased("iii"))
        spared = attrs.evolve(PROTOCOL, initial_max=given)
        most = ipt.Reading(value=2, basis=ipt.Basis.PUBLISHED, cap=ipt.Severity.ERROR)
        known = attrs.evolve(PROTOCOL, initial_max=ipt.Sourced(readings=(most,)))
        assert check.optional == ("initial_max",)
        assert not judge(plan, rules, spared).findings
        assert judge(plan, rules, known).findings

    def test_an_unknown_protocol_leaves_all_but_structure_and_safety_unchecked(
        self,
    ) -> None:
        report = ipt.check(active("ipt-b-c"))
        assert report.outcome("IPT010").outcome is Outcome.BROKEN
        assert report.outcome("IPT203").unknown == ("protocol",)
        assert report.outcome("IPT801").missing
        assert "the protocol is not known" in report.to_text()
        assert report.stamp.protocol is None

    def test_a_need_may_rest_on_a_reading_of_its_own(self) -> None:
        weak = ipt.Reading(
            value=1, basis=ipt.Basis.CONVENTION, cap=ipt.Severity.INFO, note="ours"
        )
        (finding,) = _said(ipt.always(False, evidence=weak)).findings
        assert finding.severity is ipt.Severity.INFO
        assert finding.notes == ("ours",)

    def test_a_need_may_ask_for_less(self) -> None:
        need = ipt.eventually(False, closed=True, severity=ipt.Severity.WARNING)
        (finding,) = _said(need).findings
        assert finding.severity is ipt.Severity.WARNING
        assert finding.capped_by is None

    def test_a_protocol_may_ask_for_less(self) -> None:
        asked = {"TST101": ipt.Severity.INFO}
        protocol = attrs.evolve(PROTOCOL, severities=asked)
        rules = ipt.RuleSet(rules=[_rule(ipt.always(False))])
        (finding,) = judge(active(), rules, protocol).findings
        assert finding.severity is ipt.Severity.INFO

    def test_a_rule_without_sources_is_a_convention(self) -> None:
        rules = ipt.RuleSet(rules=[_rule(ipt.always(False), structural=False)])
        report = judge(active(), rules, PROTOCOL)
        (finding,) = report.findings
        assert "Place:" not in report.to_text()
        assert finding.severity is ipt.Severity.INFO
        assert finding.capped_by is ipt.Basis.CONVENTION

        louder = rules.with_severity("TST101", "warning")
        (finding,) = judge(active(), louder, PROTOCOL).findings
        assert finding.severity is ipt.Severity.WARNING
        assert finding.capped_by is None

    def test_safety_is_never_capped(self) -> None:
        rules = ipt.RuleSet(
            rules=[_rule(ipt.always(False), structural=False, safety=True)]
        )
        (finding,) = judge(active(), rules, PROTOCOL).findings
        assert finding.severity is ipt.Severity.ERROR

    def test_a_need_of_safety_may_ask_for_less(self) -> None:
        need = ipt.eventually(False, closed=True, severity=ipt.Severity.INFO)
        rules = ipt.RuleSet(rules=[_rule(need, safety=True)])
        (finding,) = judge(active(), rules, PROTOCOL).findings
        assert finding.severity is ipt.Severity.INFO

    def test_what_maintenance_can_still_bring_is_owed_while_it_goes_on(self) -> None:
        rules = ipt.RuleSet(rules=[_rule(ipt.eventually(False, maintained=True))])
        for status, outcome in (
            (ipt.PlanStatus.MAINTENANCE, Outcome.OWED),
            (ipt.PlanStatus.COMPLETED, Outcome.BROKEN),
            (ipt.PlanStatus.DISCONTINUED, Outcome.NOT_APPLICABLE),
        ):
            report = judge(active(status=status), rules, PROTOCOL)
            assert report.outcomes[0].outcome is outcome


class TestSubjectsAndWaivers:
    """What a finding is about, and who accepts it."""

    @pytest.mark.parametrize(
        ("path", "subject"),
        [
            (("goals", 0, "focus"), "goal g1"),
            (("goals", 1), "goal 2"),
            (("foci", 0, "area"), "focus f1"),
            (("sessions", 1, "phase"), "session 2"),
            (("sessions", 0), "entry 1 of the sessions"),
            (("sessions", 2), "maintenance session 1"),
            (("assessment",), None),
        ],
    )
    def test_the_subject_is_told_without_anybody_s_words(
        self, path: tuple[str | int, ...], subject: str | None
    ) -> None:
        plan = active(
            goals=[ipt.Goal(id="g1"), ipt.Goal(id="Mrs Miller's wish")],
            foci=[ipt.Focus(id="f1", area="grief")],
            sessions=[
                ipt.Session(kind=ipt.SessionKind.ENGAGEMENT),
                session(2),
                session(1, kind=ipt.SessionKind.MAINTENANCE),
            ],
        )
        rules = ipt.RuleSet(rules=[_rule(ipt.always(False, at=[path]))])
        (finding,) = judge(plan, rules, PROTOCOL).findings
        assert finding.subject == subject

    @pytest.mark.parametrize(
        ("waiver", "waived"),
        [
            ({"rule": "TST101"}, True),
            ({"rule": "test-101"}, True),
            ({"rule": "TST1"}, False),
            ({"rule": "TST101", "subject": "g1"}, True),
            ({"rule": "TST101", "subject": "g2"}, False),
            ({"rule": "TST101", "until": dt.date(2026, 1, 5)}, True),
            ({"rule": "TST101", "until": dt.date(2026, 1, 4)}, False),
        ],
    )
    def test_a_waived_finding_stays_in_sight(
        self, waiver: dict[str, Any], waived: bool
    ) -> None:
        plan = active(
            goals=[ipt.Goal(id="g1")],
            sessions=[session(1, on=dt.date(2026, 1, 5))],
            waivers=[ipt.Waiver(reason="agreed", **waiver)],
        )
        rules = ipt.RuleSet(rules=[_rule(ipt.always(False, at=[("goals", 0)]))])
        report = judge(plan, rules, PROTOCOL)

        (finding,) = report.findings
        assert finding.waived == ("waivers[0]" if waived else None)
        assert report.ok == waived
        assert bool(report.waived) == waived
        assert ("by waivers[0]" in report.to_text()) == waived

    def test_a_waiver_of_a_subject_leaves_the_whole_plan_s_finding(self) -> None:
        plan = active(
            waivers=[ipt.Waiver(rule="TST101", subject="g1", reason="agreed")]
        )
        rules = ipt.RuleSet(rules=[_rule(ipt.always(False, at=[("age",)]))])
        assert not judge(plan, rules, PROTOCOL).ok


class TestCourse:
    """What is in sight as of a point."""

    plan = conformant("ipt")

    def test_a_number_and_a_day_cut_at_the_same_place(self) -> None:
        day = list(self.plan.sessions or ())[4].on
        by_number, by_day = ipt.Course(self.plan, 5), ipt.Course(self.plan, day)
        assert [h.number for h in by_number.held] == [1, 2, 3, 4, 5]
        assert [h.position for h in by_day.held] == [0, 1, 2, 3, 4]
        assert by_number.cut == by_day.cut == 5
        assert len(by_number.upcoming) == 11
        assert by_number.status is ipt.PlanStatus.ACTIVE

    def test_the_end_may_lie_after_the_day(self) -> None:
        last = list(self.plan.sessions or ())[-1].on
        assert last is not None
        plan = attrs.evolve(self.plan, end=ipt.End(on=last + dt.timedelta(days=1)))
        assert not ipt.Course(plan, last).over
        assert ipt.Course(plan, last + dt.timedelta(days=1)).over
        assert ipt.Course(plan).over

    def test_facts_after_the_point_are_out_of_sight(self) -> None:
        course = ipt.Course(self.plan, 2)
        assert course.foci == []
        assert course.goals == []
        late = ipt.Attestation(origin=ipt.Origin.CLINICIAN, session=3)
        assert not course.sees(late)
        day = ipt.Attestation(origin=ipt.Origin.CLINICIAN, on=dt.date(2030, 1, 1))
        assert not course.sees(day)
        assert ipt.Course(self.plan).sees(day)
        score = ipt.Score(instrument="phq-9", total=9, attested=late)
        plan = active(assessment=ipt.Assessment(scores=[score]))
        assert len(list(ipt.Course(plan).scores())) == 1
        assert list(ipt.Course(plan, 2).scores()) == []

    def test_facts_of_a_session_to_come_are_out_of_sight_before_the_first(self) -> None:
        first = ipt.Attestation(origin=ipt.Origin.CLINICIAN, session=1)
        day = ipt.Attestation(origin=ipt.Origin.CLINICIAN, on=dt.date(2030, 1, 1))
        assert not ipt.Course(active(sessions=[])).sees(first)
        assert ipt.Course(active(sessions=[])).sees(day)
        assert ipt.Course(active()).sees(first)

    def test_sessions_of_maintenance_need_no_number_to_be_seen(self) -> None:
        kind, held = ipt.SessionKind.MAINTENANCE, ipt.SessionStatus.DELIVERED
        course = ipt.Course(active(sessions=[ipt.Session(kind=kind, status=held)] * 2))
        for number, seen in ((2, True), (3, False)):
            said = ipt.Attestation(origin=ipt.Origin.CLINICIAN, session=number)
            assert course.sees(said) is seen

    def test_a_confirmation_after_the_point_does_not_count_yet(self) -> None:
        fact = ipt.Attestation(
            origin=ipt.Origin.MODEL,
            confirmed_by="therapist",
            confirmed_on=dt.date(2030, 1, 1),
        )
        assert ipt.Course(self.plan).sees(fact)
        assert not ipt.Course(self.plan, 5).sees(fact)

    def test_a_draft_has_nothing_delivered(self) -> None:
        plan = attrs.evolve(self.plan, status=ipt.PlanStatus.DRAFT)
        course = ipt.Course(plan)
        assert course.held == []
        assert course.cut == 0
        assert len(ipt.Course(plan, horizon=Horizon.PLANNED).held) == 16

    def test_a_session_that_a_model_marked_as_held_is_still_to_come(self) -> None:
        model = ipt.Attestation(origin=ipt.Origin.MODEL)
        course = ipt.Course(active(sessions=[session(1, attested=model), session(2)]))
        assert [h.number for h in course.held] == [2]
        assert [h.number for h in course.upcoming] == [1]

    def test_missed_sessions_have_no_number(self) -> None:
        missed = ipt.Session(status=ipt.SessionStatus.CANCELLED)
        unnumbered = attrs.evolve(session(1), number=None)
        course = ipt.Course(active(sessions=[unnumbered, missed, unnumbered]))
        assert [h.number for h in course.held] == [1, 2]
        assert course.absent == [1]
        assert (
            ipt.Course(active(sessions=[session(1), session(2), missed]), 1).absent
            == []
        )

    def test_the_total_is_agreed_or_listed(self) -> None:
        contract = ipt.Contract(sessions=12, from_session=2)
        agreed = active(contracts=[contract], sessions=phased("iii"))
        assert ipt.Course(agreed).total == 12
        assert ipt.Course(agreed, 1).total == 2 + 1
        assert ipt.Course(agreed).agreed_at(1) == 12
        assert ipt.Course(active(sessions=phased("iii"))).total is None
        listed = active(sessions=[*phased("i"), ipt.Session(number=2)])
        assert ipt.Course(listed).total == 2
        assert ipt.Course(listed).agreed is None

    def test_the_cadence_is_that_of_the_contract_in_force(self) -> None:
        contracts = [
            ipt.Contract(cadence_days=7),
            ipt.Contract(cadence_days=14, from_session=3),
            ipt.Contract(sessions=12, from_session=4),
        ]
        course = ipt.Course(active(contracts=contracts))
        assert [course.cadence_at(n) for n in (1, 3, 5)] == [7, 14, 14]
        assert ipt.Course(active()).cadence_at(1) is None

    def test_tasks_are_looked_for_where_they_may_be(self) -> None:
        course = ipt.Course(active(sessions=[session(1, tasks=["hope"]), session(2)]))
        assert course.task("hope").holds is True
        assert course.task("sick-role").holds is None
        assert course.task("sick-role").missing == (("sessions", 1, "tasks"),)
        assert ipt.Course(active(sessions=[])).task("hope").holds is False

    def test_a_planned_meeting_before_the_treatment_counts_in_a_plan(self) -> None:
        meeting = ipt.Session(kind=ipt.SessionKind.PRE_GROUP, tasks=["formulation"])
        plan = active(sessions=[meeting, ipt.Session(number=1)])
        initial = ipt.Phase.INITIAL
        planned = ipt.Course(plan, horizon=Horizon.PLANNED)
        assert planned.task("formulation", initial).holds is True
        assert not ipt.Course(plan).task("formulation", initial).where

    def test_phases_start_and_pass(self) -> None:
        plan = active(
            sessions=[*phased("im"), ipt.Session(number=3, phase=ipt.Phase.TERMINATION)]
        )
        course = ipt.Course(plan, horizon=Horizon.PLANNED)
        assert course.started(ipt.Phase.TERMINATION)
        assert course.passed(ipt.Phase.INITIAL)
        assert not course.passed(ipt.Phase.MIDDLE)
        assert course.last(ipt.Phase.TERMINATION) == 3
        assert ipt.Course(plan).last(ipt.Phase.TERMINATION) == 3
        assert ipt.Course(active()).last(ipt.Phase.INITIAL) is None

    def test_the_last_session_of_a_phase_is_not_known_while_it_goes_on(self) -> None:
        begun, later = active(sessions=phased("ii")), active(sessions=phased("iim"))
        assert ipt.Course(begun).last(ipt.Phase.INITIAL) is None
        assert ipt.Course(begun, horizon=Horizon.PLANNED).last(ipt.Phase.INITIAL) == 2
        assert ipt.Course(later).last(ipt.Phase.INITIAL) == 2


def test_what_several_rules_ask_for_is_worked_out_once() -> None:
    asked: list[ipt.Course] = []

    def work_out(course: ipt.Course) -> int:
        asked.append(course)
        return len(course.held)

    course, other = ipt.Course(conformant("ipt")), ipt.Course(conformant("ipt-a"))
    assert [course.once(work_out), course.once(work_out)] == [len(course.held)] * 2
    assert other.once(work_out) == len(other.held)
    assert asked == [course, other]
