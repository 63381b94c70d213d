"""Reports as SARIF 2.1.0, which code hosts and editors show beside the files."""

from __future__ import annotations

__all__ = ["sarif"]

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ipt_core._checks import refuse_other_than
from ipt_core._problems import PROBLEMS
from ipt_core._version import __version__
from ipt_core.engine import RuleSet
from ipt_core.engine.finding import json_pointer
from ipt_core.evidence import Severity
from ipt_core.exceptions import InvalidValueError
from ipt_core.interop._given import named_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ipt_core.engine import Finding, Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_TEXTS = {
    "shortDescription": "",
    "fullDescription": "What it checks",
    "help": "When departing is right",
}
_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def sarif(reports: Mapping[str, Report], rules: RuleSet) -> dict[str, Any]:
    """Write reports as one run of SARIF 2.1.0.

    A waived finding is a result that is suppressed, unless it is of a rule about safety
    and keeps the report from being `ok` all the same; `waived` among its properties
    tells by whom. What is owed or not checked is no result; the whole report stands
    under the run's `properties` as counts.

    Args:
        reports: the report of each file, by its name relative to where it is read.
        rules: the rules that were run, for their titles.

    Returns:
        Plain data, ready for JSON.

    Raises:
        UnknownCodeError: if a report has a finding of a rule that is not among `rules`.
        InvalidValueError: if an argument is nothing that it could be.
    """
    refuse_other_than(RuleSet, rules, "rules")
    reports = named_reports(reports)
    found = [(name, f) for name, report in reports.items() for f in report.findings]
    codes = sorted({finding.code for _, finding in found})
    titles = {finding.code: finding.name for _, finding in found}
    unsafe = {
        (name, outcome.code)
        for name, report in reports.items()
        for outcome in report.outcomes
        if outcome.unsafe
    }
    results = [
        _result(name, f, codes.index(f.code), unsafe=(name, f.code) in unsafe)
        for name, f in found
    ]
    driver = {
        "name": "ipt-core",
        "semanticVersion": __version__,
        "rules": [_rule(code, titles[code], rules) for code in codes],
    }
    usable = all(report.status is not None for report in reports.values())
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [{"executionSuccessful": usable}],
                "artifacts": [{"location": {"uri": _uri(name)}} for name in reports],
                "results": results,
                "properties": {"reports": list(_counts(reports.items()))},
            }
        ],
    }


def _rule(code: str, name: str, rules: RuleSet) -> dict[str, Any]:
    said: dict[str, Any] = {"id": code, "name": name}
    if code in PROBLEMS:
        return said | {"shortDescription": {"text": PROBLEMS[code].what}}
    rule = rules[code]
    texts = {
        key: {"text": rule.sections[heading]}
        for key, heading in _TEXTS.items()
        if heading in rule.sections
    }
    return said | texts | {"defaultConfiguration": {"level": _LEVELS[rule.severity]}}


def _result(name: str, finding: Finding, index: int, *, unsafe: bool) -> dict[str, Any]:
    places = finding.places or (finding.path,)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": " ".join(filter(None, (finding.message, finding.hint)))},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(name)}},
                "logicalLocations": [{"fullyQualifiedName": json_pointer(path)}],
            }
            for path in places
        ],
        "properties": {"link": finding.link, "basis": finding.basis},
    }
    if finding.waived:
        result["properties"]["waived"] = finding.waived
        if not unsafe or finding.severity is Severity.INFO:
            accepted = {"kind": "external", "status": "accepted"}
            result["suppressions"] = [accepted]
    return result


def _uri(name: str) -> str:
    r"""Make an address of the bytes of a file's name; `\` parts folders on Windows."""
    try:
        return quote(os.fsencode(name.replace(os.sep, "/")))
    except UnicodeEncodeError:
        pass
    raise InvalidValueError("the name of a file", "another text", "reports")


def _counts(reports: Iterable[tuple[str, Report]]) -> Iterable[dict[str, Any]]:
    for name, report in reports:
        yield {
            "uri": _uri(name),
            "ok": report.ok,
            "owed": len(report.owed),
            "notChecked": len(report.not_checked),
            "failed": len(report.failed),
        }
