"""IPT014: each waiver names a rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ipt_core._checks import nearest
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Waiver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{1,6}")
_BETWEEN = re.compile(r"[-_ ]")


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Misspell the rule that a waiver is about."""
    typo = Waiver(rule="formulation-link", reason="in-letter")
    return attrs.evolve(plan, waivers=(*plan.waivers, typo))


@rule(
    "IPT014",
    "waiver-names-rule",
    severity=Severity.WARNING,
    since="0.1",
    structural=True,
    message=(
        "Waiver number {number} names no rule of this rule set, so it accepts "
        "nothing{instead}."
    ),
    hint="Name the rule by its code or its whole name.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Each waiver names a rule.

    What it checks:
        `rule` of each waiver is the code, the name or an old name of a rule of the
        rule set that the plan is checked against. Rules that were not selected, or
        are ignored, are rules of it too.

    Why it matters:
        A waiver with a misspelt rule accepts nothing: the finding counts as if nobody
        had looked at it.

    When departing is right:
        Where the waiver is about a rule of another service. Check the plan against
        the rule set that has that rule, or leave the finding.

    Known limits:
        It does not look whether the waiver still has a finding to accept, nor whether
        its subject is in the plan. A prefix such as `IPT5` is no rule: a waiver is
        about one.
    """
    for index, waiver in enumerate(course.plan.waivers):
        known = waiver.rule in course.rule_names
        yield always(
            known,
            at=[("waivers", index, "rule")],
            number=index + 1,
            instead="" if known else _instead(waiver.rule, course.rule_names),
        )


def _instead(word: str, names: frozenset[str]) -> str:
    """Say what a rule may be called that none is, where anything can be told."""
    code = _BETWEEN.sub("", word).upper()
    if code in names:
        return f"; the nearest is {code}"
    if any(_CODE.fullmatch(n) and n.startswith(code) for n in names if code):
        return "; a waiver is about one rule, not about a family"
    # Another code is another rule, and no slip of the pen.
    near = None if _CODE.fullmatch(code) else nearest(word, names)
    return f"; the nearest is {near}" if near else ""
