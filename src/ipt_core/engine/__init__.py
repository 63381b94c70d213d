"""The engine: rules, needs, outcomes and reports. It is told its rules explicitly."""

from __future__ import annotations

__all__ = [
    "HEADINGS",
    "Course",
    "Finding",
    "Found",
    "Held",
    "Hold",
    "Need",
    "Owed",
    "Report",
    "Rule",
    "RuleOutcome",
    "RuleSet",
    "Stamp",
    "always",
    "eventually",
    "json_pointer",
    "rule",
    "so_far",
]

from ipt_core.engine.course import Course, Found, Held
from ipt_core.engine.definition import HEADINGS, Rule, rule
from ipt_core.engine.finding import Finding, Owed, RuleOutcome, Stamp, json_pointer
from ipt_core.engine.needs import Hold, Need, always, eventually, so_far
from ipt_core.engine.report import Report
from ipt_core.engine.ruleset import RuleSet
