"""What each rule says of the plans in `cases`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from tests.plans import active, changed, outcome
from tests.rulebook.building import SOME
from tests.rulebook.cases import CASES
from tests.rulebook.cases.indication import NONE, looked_for
from tests.rulebook.cases.risk import PLAN, before, found, meeting, nothing
from tests.rulebook.cases.tasks_late import judged, scored

if TYPE_CHECKING:
    from tests.rulebook.building import Case


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{c.code}-{n}") for n, c in enumerate(CASES)]
)
def test_case(case: Case) -> None:
    said = outcome(case.plan(), case.code, others=case.others())

    assert said.outcome is case.outcome, (case.why, said)
    assert bool(said.findings) == (said.outcome.value == "broken")
    assert bool(said.owed) == (said.outcome.value == "owed")
    assert bool(said.missing or said.unknown) == (said.outcome.value == "not-checked")


@pytest.mark.parametrize(
    ("area", "near"),
    [("role_dispute", "role-dispute"), ("Greif", "grief"), ("zebra", "none")],
)
def test_an_unknown_area_is_told_the_nearest_of_the_protocol(
    area: str, near: str
) -> None:
    plan = active(foci=[ipt.Focus(id="f1", area=area)])
    (finding,) = outcome(plan, "IPT304").findings
    assert f"(the nearest in spelling: {near})" in finding.hint
    assert area not in str(finding)


class TestWaivers:
    """What a waiver may name depends on the rules that a plan is checked against."""

    @pytest.mark.parametrize(
        ("named", "told"),
        [
            ("formulation-link", "; the nearest is formulation-linked"),
            ("cadense", "; the nearest is cadence"),
            ("ipt-203", "; the nearest is IPT203"),
            ("ipt 203", "; the nearest is IPT203"),
            ("IPT5", "; a waiver is about one rule, not about a family"),
            ("ipt", "; a waiver is about one rule, not about a family"),
            ("IPT999", ""),
            ("zebra", ""),
            ("-", ""),
        ],
    )
    def test_the_nearest_rule_is_told_and_never_what_was_written(
        self, named: str, told: str
    ) -> None:
        waivers = [ipt.Waiver(rule=rule, reason="x") for rule in ("IPT203", named)]
        (finding,) = outcome(active(waivers=waivers), "IPT014").findings
        assert finding.message == (
            "Waiver number 2 names no rule of this rule set, so it accepts "
            f"nothing{told}."
        )
        assert finding.place == "waivers[1].rule"
        assert finding.params == {"number": 2, "instead": told}

    @pytest.mark.parametrize(
        "rules", [ipt.rules.select("IPT014"), ipt.rules.ignore("IPT203", "IPT8")]
    )
    def test_a_rule_that_is_not_run_is_still_a_rule(self, rules: ipt.RuleSet) -> None:
        waivers = [ipt.Waiver(rule=rule, reason="x") for rule in ("IPT203", "IPT801")]
        said = outcome(active(waivers=waivers), "IPT014", rules=rules)
        assert said.outcome is ipt.Outcome.ON_TRACK

    def test_a_rule_of_the_house_is_known_where_it_is_added(self) -> None:
        plan = active(waivers=[ipt.Waiver(rule="HOUSE001", reason="x")])
        house = attrs.evolve(ipt.rules["IPT203"], code="HOUSE001", name="at-home")
        assert outcome(plan, "IPT014").outcome is ipt.Outcome.BROKEN
        said = outcome(plan, "IPT014", rules=ipt.rules.extend(house))
        assert said.outcome is ipt.Outcome.ON_TRACK


@pytest.mark.parametrize(
    ("plan", "severity", "basis"),
    [
        (scored(16, 14), ipt.Severity.WARNING, ipt.Basis.UNVERIFIED),
        (judged("response", ipt.Presence.ABSENT), ipt.Severity.ERROR, None),
    ],
)
def test_no_gain_is_no_worse_than_the_weakest_definition_that_it_rests_on(
    plan: ipt.TreatmentPlan, severity: ipt.Severity, basis: ipt.Basis | None
) -> None:
    (finding,) = outcome(plan, "IPT516").findings
    assert finding.severity is severity
    assert finding.capped_by is basis


class TestWhenASafetyPlanWasMade:
    """It is told in which session the need was found, and where the first plan is."""

    CALL = meeting(ipt.SessionKind.CONTACT, tasks=PLAN)

    @pytest.mark.parametrize(
        ("plan", "need", "made"),
        [
            (
                before(
                    found(), held=[*map(nothing, (1, 2, 3)), nothing(4, tasks=PLAN)]
                ),
                "before the first session",
                "in session 4",
            ),
            (
                active(
                    sessions=[
                        nothing(1),
                        meeting(enquiries=[found()], number=1),
                        nothing(2),
                        CALL,
                        nothing(3, tasks=PLAN),
                    ]
                ),
                "in maintenance session 1",
                "after session 2",
            ),
            (
                changed(
                    before(found(), found(9, responses=PLAN), held=[nothing(2)]),
                    records=ipt.Records(sessions=SOME),
                ),
                "before the first session",
                "in a session that has no entry yet",
            ),
        ],
    )
    def test_late(self, plan: ipt.TreatmentPlan, need: str, made: str) -> None:
        (finding,) = outcome(plan, "IPT805").findings
        assert finding.message == (
            f"Thoughts, a plan or recent self-harm were recorded {need}; "
            f"the first safety plan is recorded {made}."
        )
        assert finding.severity is ipt.Severity.INFO
        assert "change no dates" in finding.hint

    def test_never(self) -> None:
        plan = active(sessions=[nothing(1, enquiries=[found()]), *map(nothing, (2, 3))])
        (finding,) = outcome(plan, "IPT805").findings
        assert finding.message.endswith("in session 1; no safety plan is recorded.")
        assert finding.severity is ipt.Severity.ERROR
        assert "Make it with the patient" in finding.hint


class TestConditionsWithWhichAFormWasNotStudied:
    """The hint names the forms that are made for one, as the catalogue has them."""

    OTHER = "(for bipolar-disorder: ipsrt, for adults, with medication)"

    @pytest.mark.parametrize(
        ("code", "protocol", "disorder", "named"),
        [
            ("IPT813", "ipt-a", "bipolar-disorder", True),
            ("IPT814", "ipt", "bipolar-disorder", True),
            ("IPT814", "ipt", "alcohol-use-disorder", False),
        ],
    )
    def test_another_form(
        self, code: str, protocol: str, disorder: str, *, named: bool
    ) -> None:
        plan = looked_for(protocol, disorder, **NONE)
        (finding,) = outcome(plan, code).findings
        assert (self.OTHER in finding.hint) == named
        assert ("(" in finding.hint) == named


@pytest.mark.parametrize(
    ("fields", "unseen"),
    [({"disorders": ["social-phobia"]}, True), ({"population": ["Adolescent"]}, False)],
)
def test_what_is_wrong_with_a_code_of_a_disorder(
    fields: dict[str, Any], *, unseen: bool
) -> None:
    (finding,) = outcome(active(**fields), "IPT013").findings
    assert ("exclusions of the protocol do not see it" in finding.hint) == unseen
