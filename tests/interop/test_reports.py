"""Reports for other programs: SARIF and JUnit."""

from __future__ import annotations

import os
from typing import Any
from xml.etree.ElementTree import fromstring

import attrs
import pytest

import ipt_core as ipt
from ipt_core.engine.finding import RuleOutcome
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop.junit import junit
from ipt_core.interop.sarif import sarif
from tests.plans import conformant, drafted

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def broken(code: str) -> ipt.TreatmentPlan:
    fault = ipt.rules[code].fault
    assert fault is not None
    return fault(conformant("ipt"))


def waived(code: str) -> ipt.TreatmentPlan:
    plan = broken(code)
    waiver = ipt.Waiver(rule=code, reason="in-letter")
    return attrs.evolve(plan, waivers=(*plan.waivers, waiver))


def reports() -> dict[str, ipt.Report]:
    return {
        "good plan.json": ipt.check(conformant("ipt")),
        "a/broken.json": ipt.check(broken("IPT203")),
        "waived.json": ipt.check(waived("IPT203")),
        "draft.json": ipt.check(drafted("ipt")),
        "none.json": ipt.check_data("{}"),
    }


def run_of(given: dict[str, ipt.Report]) -> dict[str, Any]:
    log = sarif(given, ipt.rules)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


class TestSarif:
    def test_every_finding_is_a_result(self) -> None:
        given = reports()
        run = run_of(given)
        found = [finding for report in given.values() for finding in report.findings]
        assert [r["ruleId"] for r in run["results"]] == [f.code for f in found]
        for result, finding in zip(run["results"], found, strict=True):
            assert result["level"] == LEVELS[finding.severity]
            assert result["message"]["text"].startswith(finding.message)
            place = result["locations"][0]["logicalLocations"][0]
            assert place["fullyQualifiedName"] == finding.pointer
            rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
            assert rule["id"] == finding.code
            assert rule["shortDescription"]["text"]
            assert ("suppressions" in result) is (finding.waived is not None)
        assert any("suppressions" in result for result in run["results"])

    def test_what_keeps_a_report_from_ok_is_not_suppressed(self) -> None:
        report = ipt.check(waived("IPT804"))
        (finding,) = report.outcome("IPT804").findings
        assert finding.waived
        assert not report.ok
        results = run_of({"a": report})["results"]
        (result,) = [each for each in results if each["ruleId"] == "IPT804"]
        assert "suppressions" not in result
        assert result["properties"]["waived"] == finding.waived

    def test_names_of_files_are_addresses(self) -> None:
        run = run_of(reports())
        addresses = [each["location"]["uri"] for each in run["artifacts"]]
        assert addresses[:2] == ["good%20plan.json", "a/broken.json"]
        counts = {each["uri"]: each for each in run["properties"]["reports"]}
        assert counts["good%20plan.json"]["ok"]
        assert counts["draft.json"]["owed"]
        assert not counts["none.json"]["ok"]

    def test_an_address_is_of_the_bytes_of_a_name(self) -> None:
        report = ipt.check(conformant("ipt"))
        name = os.fsdecode("a\x1b\u00e9 ".encode()) + os.fsdecode(b"z.json")
        (artifact,) = run_of({name: report})["artifacts"]
        assert artifact["location"]["uri"] == "a%1B%C3%A9%20z.json"
        (artifact,) = run_of({os.path.join("a", "b#.json"): report})["artifacts"]  # noqa: PTH118
        assert artifact["location"]["uri"] == "a/b%23.json"
        if os.sep == "/":
            (artifact,) = run_of({os.fsdecode(b"a\\\xff"): report})["artifacts"]
            assert artifact["location"]["uri"] == "a%5C%FF"
            with pytest.raises(InvalidValueError) as raised:
                run_of({"\ud800": report})
            assert raised.value.__context__ is None

    def test_a_file_that_is_no_plan_fails_the_run(self) -> None:
        assert not run_of(reports())["invocations"][0]["executionSuccessful"]
        fine = run_of({"a.json": ipt.check(conformant("ipt"))})
        assert fine["invocations"][0]["executionSuccessful"]

    def test_a_rule_of_ones_own_needs_no_headings(self) -> None:
        @ipt.rule(
            "LOCAL001",
            "never",
            severity="info",
            since="1",
            structural=True,
            message="Never.",
            hint="Do.",
        )
        def check(course: Any) -> Any:
            """Never kept."""
            from ipt_core.engine import always

            yield always(False)

        house = ipt.rules.extend(check)
        report = ipt.check(conformant("ipt"), rules=house)
        log = sarif({"a": report}, house)
        rules = log["runs"][0]["tool"]["driver"]["rules"]
        (told,) = [rule for rule in rules if rule["id"] == "LOCAL001"]
        assert told["shortDescription"] == {"text": "Never kept."}
        assert "help" not in told


class TestJunit:
    @pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\x00", "\ud800", "\x1b"])
    def test_it_is_well_formed_whatever_a_file_is_called(self, sign: str) -> None:
        (report, *_) = reports().values()
        (suite,) = fromstring(junit({f"a{sign}b": report}).partition("\n")[2])
        assert suite.get("name") == f"a{ascii(sign)[1:-1]}b"

    def test_a_suite_for_each_file_and_a_test_for_each_rule(self) -> None:
        given = reports()
        root = fromstring(junit(given).partition("\n")[2])
        assert [suite.get("name") for suite in root] == list(given)
        for suite, report in zip(root, given.values(), strict=True):
            assert int(suite.get("tests", "")) == len(suite) == len(report.outcomes)
            for what, count in (
                ("failure", suite.get("failures")),
                ("error", suite.get("errors")),
                ("skipped", suite.get("skipped")),
            ):
                assert len(suite.findall(f"testcase/{what}")) == int(count or "")

    def test_what_fails_and_what_does_not(self) -> None:
        root = fromstring(junit(reports()).partition("\n")[2])
        good, bad, waived, draft, none = root
        assert good.get("failures") == "0"
        (failed,) = bad.findall("testcase[@name='IPT203 phase-order']/failure")
        assert (failed.get("message") or "").startswith("error: Session ")
        (case,) = waived.findall("testcase[@name='IPT203 phase-order']")
        assert [part.tag for part in case] == ["system-out"]
        (owed,) = draft.findall("testcase[@name='IPT801 risk-asked']/skipped")
        assert owed.get("message") == "owed"
        assert int(none.get("failures") or "") == len(none)

    def test_a_safety_rule_that_is_not_checked_fails(self) -> None:
        bare = ipt.TreatmentPlan(protocol="ipt", status=ipt.PlanStatus.ACTIVE)
        root = fromstring(junit({"a": ipt.check(bare)}).partition("\n")[2])
        (failed,) = root.findall(".//testcase[@name='IPT801 risk-asked']/failure")
        assert failed.get("message") == "not judged in full, and it is about safety"

    def test_a_rule_that_failed_is_an_error(self) -> None:
        outcome = RuleOutcome(
            code="X001",
            name="x",
            outcome=ipt.Outcome.FAILED,
            reason="KeyError",
        )
        report = ipt.Report(stamp=ipt.Stamp(), outcomes=(outcome,))
        text = junit({"\x1b[31m<a>": report})
        root = fromstring(text.partition("\n")[2])
        assert root[0].get("name") == "\\x1b[31m<a>"
        assert [part.get("message") for part in root.iter("error")] == ["KeyError"]

    def test_a_suite_is_green_exactly_if_its_report_is_ok(self) -> None:
        given = reports()
        for code in ("IPT014", "IPT203", "IPT401", "IPT801", "IPT802", "IPT804"):
            given[code] = ipt.check(broken(code))
            given[f"{code} waived"] = ipt.check(waived(code))
        assert {report.ok for report in given.values()} == {True, False}
        assert any(report.ok and report.warnings for report in given.values())
        for suite, (name, report) in zip(
            fromstring(junit(given).partition("\n")[2]), given.items(), strict=True
        ):
            red = suite.get("failures"), suite.get("errors")
            assert (red == ("0", "0")) is report.ok, name

    def test_a_warning_is_the_output_of_a_test_that_passes(self) -> None:
        root = fromstring(junit({"a": ipt.check(broken("IPT014"))}).partition("\n")[2])
        (case,) = root.findall(".//testcase[@name='IPT014 waiver-names-rule']")
        assert [part.tag for part in case] == ["system-out"]
