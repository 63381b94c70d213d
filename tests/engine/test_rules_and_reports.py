"""Rule sets, rules as they are registered, and reports as they are shown."""

from __future__ import annotations

import copy
import datetime as dt
import json
import pickle
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core._words import in_words, words
from ipt_core.vocabulary import Outcome
from tests.plans import active, conformant, drafted, phased

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core._problems import Path

RULES = ipt.rules


def _make(code: str = "HSE001", name: str = "house", **fields: Any) -> ipt.Rule:
    defaults: dict[str, Any] = {
        "severity": ipt.Severity.WARNING,
        "since": "1",
        "message": "Found.",
        "hint": "Mend.",
    }

    @ipt.rule(code, name, **(defaults | fields))
    def check(course: ipt.Course) -> Iterator[ipt.Need]:
        yield ipt.always(False)

    return check


def _failing() -> ipt.Rule:
    @ipt.rule("HSE001", "house", severity="info", since="1", message="", hint="")
    def check(course: ipt.Course) -> Iterator[ipt.Need]:
        raise ZeroDivisionError
        yield  # makes it a generator

    return check


class TestRule:
    """What can be registered."""

    @pytest.mark.parametrize(
        ("code", "name"),
        [("203", "order"), ("IPT203", "Phase order"), ("ipt203", "order")],
    )
    def test_codes_and_names_have_a_form(self, code: str, name: str) -> None:
        with pytest.raises(ipt.RuleError, match="a code like IPT203"):
            _make(code, name)

    def test_severity_and_sources_have_a_form(self) -> None:
        assert _make(severity="warning").severity is ipt.Severity.WARNING
        with pytest.raises(ipt.RuleError, match="one of info, warning, error"):
            _make(severity="fatal")
        with pytest.raises(ipt.RuleError, match="a tuple of keys"):
            _make(sources="F02")

    def test_a_misspelt_value_fails_at_registration(self) -> None:
        def check(course: ipt.Course, inital_max: int) -> Iterator[ipt.Need]:
            yield ipt.always(inital_max > 0)

        decorate = ipt.rule(
            "HSE001",
            "house",
            severity=ipt.Severity.INFO,
            since="1",
            message="",
            hint="",
        )
        with pytest.raises(ipt.RuleError, match="did you mean 'initial_max'"):
            decorate(check)

    def test_a_value_like_no_other_fails_without_a_guess(self) -> None:
        def check(course: ipt.Course, xyzzy: int) -> Iterator[ipt.Need]:
            yield ipt.always(xyzzy > 0)

        decorate = ipt.rule(
            "HSE001",
            "house",
            severity=ipt.Severity.INFO,
            since="1",
            message="",
            hint="",
        )
        with pytest.raises(ipt.RuleError, match=r"which no protocol has$"):
            decorate(check)

    @pytest.mark.parametrize(
        "check",
        [
            pytest.param(str.upper, id="another name"),
            pytest.param(locals, id="no argument"),
        ],
    )
    def test_the_course_comes_first(self, check: Any) -> None:
        decorate = ipt.rule(
            "HSE001",
            "house",
            severity=ipt.Severity.INFO,
            since="1",
            message="",
            hint="",
        )
        with pytest.raises(ipt.RuleError, match="named 'course'"):
            decorate(check)

    def test_it_answers_to_code_name_alias_and_prefix(self) -> None:
        rule = _make(aliases=("old-house",))
        for selector in ("HSE001", "HSE0", "HSE", "house", "old-house"):
            assert rule.answers_to(selector)
        for selector in ("hse", "hous", "IPT", ""):
            assert not rule.answers_to(selector)


SAFETY = {rule.code for rule in RULES if rule.safety}


class TestRuleSet:
    """Every change gives a new set, and says so."""

    def test_it_is_looked_up_by_code_and_name(self) -> None:
        assert RULES["IPT203"] is RULES["phase-order"]
        with pytest.raises(
            ipt.UnknownCodeError, match="nearest known is 'phase-order'"
        ):
            RULES["phase-oder"]
        with pytest.raises(ipt.UnknownCodeError, match=r"no such rule$"):
            RULES["?"]

    def test_two_rules_cannot_share_a_word(self) -> None:
        with pytest.raises(ipt.RuleError, match="same code, name or alias"):
            RULES.extend(_make("IPT203"))
        with pytest.raises(ipt.RuleError, match="same code, name or alias"):
            RULES.extend(_make(aliases=("phase-order",)))

    def test_extending_runs_the_new_rule_too(self) -> None:
        house = RULES.extend(_make())
        assert len(house) == len(RULES) + 1
        assert (
            ipt.check(active(), rules=house).outcome("house").outcome is Outcome.BROKEN
        )
        few = RULES.select("IPT1").extend(_make())
        assert few.runs(few["HSE001"])
        assert not few.runs(few["IPT203"])

    def test_a_source_has_to_be_in_the_bibliography(self) -> None:
        with pytest.raises(ipt.UnknownCodeError, match="no such source"):
            RULES.extend(_make(sources=("Q99",)))
        assert len(RULES.extend(_make(sources=("F02", "F05")))) == len(RULES) + 1

    def test_ignoring_what_was_selected_leaves_nothing_but_safety(self) -> None:
        few = RULES.select("IPT203").ignore("IPT203").ignore("IPT104")
        assert {rule.code for rule in few} == SAFETY
        more = few.extend(_make())
        assert more.runs(more["HSE001"])

    def test_selecting_and_ignoring(self) -> None:
        few = RULES.select("IPT2", "session-count").ignore("IPT204")
        run = {rule.code for rule in few}
        phases = {r.code for r in RULES if r.code.startswith("IPT2")}
        assert run == {"IPT101", *SAFETY, *phases} - {"IPT204"}
        assert few.changes == ("selected IPT2, session-count", "ignored IPT204")
        assert len(few) == len(run) == len(list(few))
        assert repr(few) == f"<RuleSet: {len(run)} rules; {'; '.join(few.changes)}>"
        assert few.rules == RULES.rules
        report = ipt.check(active(), rules=few)
        assert {outcome.code for outcome in report.outcomes} == run
        assert "; ignored IPT204" in " ".join(report.to_text().split())

    def test_what_is_in_it_is_what_is_run(self) -> None:
        few = RULES.select("IPT2")
        for rule in RULES:
            for word in (rule, rule.code, rule.name, *rule.aliases):
                assert word in RULES
                assert (word in few) == (rule.code in {r.code for r in few})
        assert len(RULES.select("IPT8")) == sum(r.code[:4] == "IPT8" for r in RULES)
        assert "phase-oder" not in RULES
        assert None not in RULES

    def test_a_safety_rule_is_not_silenced_out_of_sight(self) -> None:
        plan = RULES["IPT801"].fault
        assert plan is not None
        broken = plan(conformant("ipt"))
        loud = ipt.check(broken)
        quiet = ipt.check(broken, rules=RULES.ignore("IPT8"))
        assert [f.waived for f in loud.findings] == [None]
        assert [f.waived for f in quiet.findings] == ["ignored"]
        assert not quiet.errors
        assert not quiet.ok
        assert not loud.ok
        with pytest.raises(ipt.CheckError, match="IPT801 risk-asked broken"):
            quiet.raise_for_errors()
        with pytest.raises(ipt.RuleError, match="cannot be lowered"):
            RULES.with_severity("IPT8", "info")
        assert RULES.with_severity("IPT8", "error")

    @pytest.mark.parametrize("change", ["select", "ignore"])
    def test_a_selector_has_to_mean_a_rule(self, change: str) -> None:
        with pytest.raises(ipt.UnknownCodeError, match="nearest known is 'IPT203'"):
            getattr(RULES, change)("IPT2O3")

    def test_a_severity_has_to_be_one(self) -> None:
        for word in ("warnings", "Error", None, ["info"]):
            with pytest.raises(
                ipt.InvalidValueError, match="expected one of info, warning, error"
            ):
                RULES.with_severity("IPT2", word)  # type: ignore[arg-type]

    def test_a_user_s_severity_is_not_capped(self) -> None:
        fault = RULES["IPT104"].fault
        assert fault is not None
        late = fault(conformant("ipt"))
        usual = ipt.check(late).outcome("IPT104").findings[0]
        assert (usual.severity, usual.capped_by) == ("info", "convention")
        house = RULES.with_severity("cadence", ipt.Severity.ERROR)
        finding = ipt.check(late, rules=house).outcome("IPT104").findings[0]
        assert (finding.severity, finding.capped_by) == ("error", None)

    def test_a_set_is_made_of_rules_alone(self) -> None:
        lowered = dict.fromkeys(SAFETY, ipt.Severity.INFO)
        for fields in (
            {"severities": lowered},
            {"selected": frozenset[str]()},
            {"silenced": frozenset(SAFETY)},
            {"changes": ("none",)},
        ):
            with pytest.raises(TypeError, match="unexpected keyword"):
                ipt.RuleSet(rules=RULES.rules, **fields)
            with pytest.raises(TypeError, match="unexpected keyword"):
                attrs.evolve(RULES, **fields)
        house = RULES.with_severity("IPT1", "error")
        with pytest.raises(TypeError, match="item assignment"):
            house.severities["IPT801"] = ipt.Severity.INFO  # type: ignore[index]

    def test_a_slip_is_named(self) -> None:
        loose: Any = RULES
        of: Any = ipt.RuleSet
        slips: list[tuple[str, Callable[[], object]]] = [
            ("selectors", lambda: loose.select(("IPT2",))),
            ("selectors", lambda: loose.select(5)),
            ("selectors", lambda: loose.ignore(None)),
            ("selector", lambda: loose.with_severity([], "error")),
            ("rules", lambda: loose.extend(1)),
            ("rules", lambda: of(rules=5)),
            ("rules", lambda: of(rules=["IPT203"])),
            ("selector", lambda: ipt.check(active(), rules=loose).outcome(loose)),
        ]
        for where, slip in slips:
            with pytest.raises(ipt.InvalidValueError, match=f"^{where}: expected "):
                slip()

    def test_codes_are_given_one_after_the_other(self) -> None:
        with pytest.raises(ipt.InvalidValueError, match="several one after the other"):
            RULES.select(["IPT1", "IPT2"])  # type: ignore[arg-type]

    def test_a_set_can_be_handed_to_another_process(self) -> None:
        house = RULES.select("IPT2", "IPT8").ignore("IPT801")
        house = house.with_severity("IPT203", "info")
        for made in (pickle.loads(pickle.dumps(house)), copy.deepcopy(house)):
            assert made.rules == house.rules
            assert made.changes == house.changes
            assert made.severities == house.severities
            assert ipt.check(active(), rules=made) == ipt.check(active(), rules=house)
            with pytest.raises(ipt.RuleError, match="cannot be lowered"):
                made.with_severity("IPT8", "info")
        assert copy.copy(RULES["IPT203"]) is RULES["IPT203"]

    def test_a_rule_that_no_module_names_is_not_pickled(self) -> None:
        house = RULES.extend(_make())
        assert copy.deepcopy(house).rules == house.rules
        with pytest.raises(ipt.RuleError, match="HSE001: only a rule that stands in a"):
            pickle.dumps(house)

    def test_it_holds_rules(self) -> None:
        assert RULES["IPT203"] in list(RULES)


class TestReport:
    """What a report says and how it is shown."""

    broken = attrs.evolve(
        active(
            sessions=phased("imi"),
            foci=[ipt.Focus(id="f1", area="grief", agreements=())],
        ),
        contracts=(ipt.Contract(sessions=14),),
    )

    def test_it_sorts_what_was_found(self) -> None:
        few = RULES.select("IPT102", "IPT203", "IPT305", "IPT501")
        report = ipt.check(self.broken, rules=few)
        assert [f.code for f in report.errors] == [
            "IPT203",
            "IPT305",
            "IPT501",
            "IPT501",
            "IPT501",
        ]
        assert [f.code for f in report.infos] == ["IPT102"]
        assert report.warnings == ()
        ranks = [f.severity.rank for f in report.findings]
        assert ranks == sorted(ranks, reverse=True)
        assert [o.by for o in report.owed] == sorted(o.by or 0 for o in report.owed)
        assert repr(report).startswith("<Report: 5 errors, 0 warnings, 1 infos, ")
        assert not report.ok

    def test_errors_are_raised_with_code_and_place(self) -> None:
        with pytest.raises(
            ipt.CheckError, match=r"IPT203 phase-order sessions\[2\].phase; "
        ):
            ipt.check(self.broken).raise_for_errors()
        ipt.check(conformant("ipt")).raise_for_errors()

    def test_an_unchecked_safety_rule_is_not_ok(self) -> None:
        report = ipt.check(active())
        assert not report.errors
        assert not report.ok
        with pytest.raises(ipt.CheckError, match="IPT801 risk-asked not checked"):
            report.raise_for_errors()

    @pytest.mark.parametrize(
        ("severity", "missing", "ok"),
        [
            (ipt.Severity.INFO, (), True),
            (ipt.Severity.INFO, (("assessment",),), False),
            (ipt.Severity.WARNING, (), False),
        ],
    )
    def test_what_a_safety_rule_tells_as_information_is_ok(
        self, severity: ipt.Severity, missing: tuple[Path, ...], ok: bool
    ) -> None:
        late = ipt.Finding(
            code="HSE801",
            name="made-late",
            severity=severity,
            message="It was made later.",
            waived="waivers[0]",
        )
        outcome = ipt.RuleOutcome(
            code="HSE801",
            name="made-late",
            safety=True,
            outcome=ipt.Outcome.BROKEN,
            missing=missing,
            findings=(late,),
        )
        report = attrs.evolve(ipt.check(conformant("ipt")), outcomes=(outcome,))
        assert report.ok == ok
        assert ("Not ok: HSE801 stays broken" not in report.to_text()) == ok

    def test_a_safety_plan_that_was_made_late_is_ok_at_last(self) -> None:
        fault = RULES["IPT805"].fault
        assert fault is not None
        without = fault(conformant("ipt"))
        *others, last = list(without.sessions or ())
        made = attrs.evolve(last, tasks=(*(last.tasks or ()), "safety-plan"))
        late = attrs.evolve(without, sessions=(*others, made))
        for plan, ok in ((without, False), (late, True)):
            report = ipt.check(plan, rules=RULES.select("IPT805"))
            assert report.outcome("IPT805").outcome is ipt.Outcome.BROKEN
            assert report.outcome("IPT805").unsafe == (not ok)

    def test_its_head_says_why_it_is_not_ok(self) -> None:
        unchecked = ipt.check(active(), rules=RULES.select("IPT801")).to_text()
        assert "Not ok: IPT801 and IPT807 could not be checked.\n" in unchecked

        fault = RULES["IPT801"].fault
        assert fault is not None
        waived = ipt.check(fault(conformant("ipt")), rules=RULES.ignore("IPT801"))
        said = "Not ok: IPT801 stays broken, whoever accepts it."
        assert said in waived.to_text()
        assert said in waived.to_html()

        house = RULES.select("IPT2").extend(_failing())
        failed = ipt.check(conformant("ipt"), rules=house)
        assert "Not ok: HSE001 failed." in failed.to_text()

        for report in (ipt.check(conformant("ipt")), ipt.check_data("")):
            assert "Not ok" not in report.to_text()

    def test_only_rules_that_were_run_have_an_outcome(self) -> None:
        assert ipt.check(active()).outcome("phase-order").code == "IPT203"
        with pytest.raises(ipt.UnknownCodeError, match="no such rule in this report"):
            ipt.check(active()).outcome("IPT999")

    def test_places_come_as_python_and_as_json_pointer(self) -> None:
        (finding,) = ipt.check(self.broken).outcome("IPT203").findings
        assert finding.path == ("sessions", 2, "phase")
        assert finding.place == "sessions[2].phase"
        assert finding.pointer == "/sessions/2/phase"
        assert finding.subject == "session 3"

    def test_text_html_and_json_say_the_same(self) -> None:
        report = ipt.check(self.broken)
        text, html, data = (
            str(report),
            report.to_html(),
            json.loads(report.to_json()),
        )
        assert len(data["findings"]) == len(report.findings)
        assert len(data["owed"]) == len(report.owed)
        assert len(data["outcomes"]) == len(RULES)
        for finding in data["findings"]:
            for form in (" ".join(text.split()), html):
                assert finding["code"] in form
                assert finding["place"] in form
        assert data["limits"][:40] in html
        assert "<script" not in html
        assert getattr(report, "_repr_html_")() == html  # noqa: B009 - what notebooks call
        assert "http" not in html.replace("https://", "")
        assert data["as_of"] is None

    def test_a_day_is_written_as_a_day(self) -> None:
        day = dt.date(2026, 2, 2)
        data = ipt.check(conformant("ipt"), as_of=day).to_data()
        assert data["as_of"] == "2026-02-02"
        assert json.loads(json.dumps(data)) == data

    def test_ranges_and_lists_stay_data(self) -> None:
        plan = active("ipt", contracts=[ipt.Contract(sessions=30)])
        data = ipt.check(plan).to_data()
        found = next(f for f in data["findings"] if f["code"] == "IPT101")
        assert found["params"] == {"count": 30, "sessions": {"min": 12, "max": 16}}

    def test_titles_say_where_the_course_stands(self) -> None:
        def title(report: ipt.Report) -> str:
            return report.to_text().splitlines()[0]

        assert title(ipt.check(active())) == "Plan for ipt, active, before session 1"
        kept_up = attrs.evolve(active("ipt-m"), status=ipt.PlanStatus.COMPLETED)
        assert title(ipt.check(kept_up)).endswith("completed, no acute session held")
        assert title(ipt.check(drafted("ipt"))).endswith(
            "as if all planned sessions were held"
        )
        assert (
            title(ipt.check(self.broken))
            == "Plan for ipt, active, after session 3 of 14"
        )
        assert title(ipt.check(active("x"))).startswith("Plan for an unknown protocol")
        assert title(ipt.check_data("{}")) == "No plan to check"

    def test_an_empty_rule_set_says_so(self) -> None:
        report = ipt.check(active(), rules=ipt.RuleSet())
        assert "No rule was run." in report.to_text()

    def test_overdue_is_said(self) -> None:
        plan = active(
            contracts=[ipt.Contract(sessions=12)],
            sessions=[attrs.evolve(s, tasks=()) for s in phased("i" * 3 + "m" * 9)],
        )
        report = ipt.check(plan)
        assert any(o.overdue for o in report.owed)
        assert "IPT502 end-announced, by session 11, overdue" in report.to_text()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10.75, "10.8"),
        (7.0, "7"),
        (ipt.Range(min=12, max=16), "12 to 16"),
        (ipt.Range(min=8, max=8), "8"),
        ((), ""),
        ((4,), "4"),
        (("a", "b", "c"), "a, b and c"),
        ([1.0, 2.5], "1 and 2.5"),
        (ipt.Phase.MIDDLE, "middle"),
        (None, "None"),
    ],
)
def test_params_in_words(value: object, said: str) -> None:
    assert words(value) == said
    assert in_words("{value}!", {"value": value}) == f"{said}!"


def test_no_rule_fails_for_want_of_a_known_protocol() -> None:
    said = ipt.Attestation(origin=ipt.Origin.CLINICIAN)
    past = ipt.RiskEnquiry(
        topic="suicide",
        thoughts=ipt.Presence.ABSENT,
        past=ipt.Presence.PRESENT,
        past_months=30,
        attested=said,
    )
    plan = ipt.TreatmentPlan(protocol="x", assessment=ipt.Assessment(enquiries=[past]))
    report = ipt.check(plan)
    assert not report.failed
    for code in ("IPT805", "IPT806"):
        assert report.outcome(code).outcome is ipt.Outcome.NOT_CHECKED
        assert report.outcome(code).unknown == ("protocol",)
