"""Reports as JUnit XML, which build servers show as tests."""

from __future__ import annotations

__all__ = ["junit"]

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ipt_core._visible import visible
from ipt_core.evidence import Severity
from ipt_core.interop._given import named_reports
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipt_core.engine import Report
    from ipt_core.engine.finding import RuleOutcome


def junit(reports: Mapping[str, Report]) -> str:
    """Write reports as JUnit XML: a suite for each file, a test for each rule.

    A test fails where a rule has an error that nobody waived, and where a rule about
    safety could not be judged or found more than information, waived or not; it is an
    error where the rule itself failed, and skipped where the rule is not checked, does
    not apply or asks for what is owed. So a suite has a failure or an error exactly if
    its report is not `ok`. Other findings are the output of a test that passes.

    Args:
        reports: the report of each file, by its name.

    Raises:
        InvalidValueError: if it is anything else.
    """
    suites = Element("testsuites", name="ipt-core")
    for name, report in named_reports(reports).items():
        shown = visible(name)
        suite = SubElement(suites, "testsuite", name=shown)
        for outcome in report.outcomes:
            title = f"{outcome.code} {outcome.name}"
            case = SubElement(suite, "testcase", classname=shown, name=title)
            _say(case, outcome)
        for what in ("failure", "error", "skipped"):
            count = len(suite.findall(f"testcase/{what}"))
            suite.set(f"{what}s" if what != "skipped" else what, str(count))
        suite.set("tests", str(len(report.outcomes)))
    indent(suites)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return declaration + tostring(suites, encoding="unicode") + "\n"


def _say(case: Element, outcome: RuleOutcome) -> None:
    said = [
        f"{finding.severity}: {finding.message} {finding.hint} {finding.place}".strip()
        for finding in outcome.findings
    ]
    wrong = any(
        not finding.waived and finding.severity is Severity.ERROR
        for finding in outcome.findings
    )
    if outcome.outcome is Outcome.FAILED:
        SubElement(case, "error", message=outcome.reason or "failed")
    elif wrong or outcome.unsafe:
        message = said[0] if said else "not judged in full, and it is about safety"
        failure = SubElement(case, "failure", message=message, type=outcome.code)
        failure.text = "\n".join(said)
    elif said:
        SubElement(case, "system-out").text = "\n".join(said)
    elif outcome.outcome not in {Outcome.KEPT, Outcome.ON_TRACK}:
        SubElement(case, "skipped", message=outcome.outcome.replace("-", " "))
