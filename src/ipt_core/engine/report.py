"""The report of one check: outcomes, what follows from them, and how it is shown."""

from __future__ import annotations

__all__ = ["Report", "mark_of"]

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._checks import refuse_other_than
from ipt_core._limits import BEYOND
from ipt_core._shown import Shown
from ipt_core.engine.finding import Finding, Owed, RuleOutcome, Stamp
from ipt_core.evidence import Severity
from ipt_core.exceptions import CheckError, UnknownCodeError
from ipt_core.vocabulary import Horizon, Outcome, PlanStatus

if TYPE_CHECKING:
    from ipt_core._blocks import Block
    from ipt_core.model import TreatmentPlan

# Python salts what it hashes anew in each process; this tells one salt from another.
_SALT = hash(("ipt-core", None))


def mark_of(plan: TreatmentPlan) -> tuple[int, int]:
    """Mark a plan: with what tells it from others, in this process and nowhere else."""
    return _SALT, hash(plan)


@attrs.frozen(kw_only=True, repr=False)
class Report(Shown):
    """What the rules say of a plan, as of one point of its course.

    It judges the structure of a course: never the person, the risk or the
    therapist's skill. That nothing was found does not mean that there is no risk.
    """

    stamp: Stamp
    """What it was made with."""
    status: PlanStatus | None = None
    """The plan's status as it stood; None where there was no plan to check."""
    session: int = 0
    """Number of the last delivered session in sight, 0 before the first."""
    agreed: int | None = None
    """Number of acute sessions agreed or planned in all; None where not recorded."""
    as_of: int | dt.date | None = None
    """The session or day that was asked for; None for the latest."""
    horizon: Horizon = Horizon.DELIVERED
    """How far the check looked."""
    outcomes: tuple[RuleOutcome, ...] = ()
    """The outcome of each rule that was run, by code."""
    _mark: tuple[int, int] | None = attrs.field(default=None, eq=False, alias="mark")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the most severe first, waived ones included."""
        found = [finding for outcome in self.outcomes for finding in outcome.findings]
        return tuple(sorted(found, key=lambda f: -f.severity.rank))

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(
            f for f in self.findings if f.severity is severity and not f.waived
        )

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The errors that nobody waived."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The warnings that nobody waived."""
        return self._of(Severity.WARNING)

    @property
    def infos(self) -> tuple[Finding, ...]:
        """The information that nobody waived."""
        return self._of(Severity.INFO)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that somebody accepts."""
        return tuple(finding for finding in self.findings if finding.waived)

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What is not done yet and still can be, the most urgent first."""
        owed = [fact for outcome in self.outcomes for fact in outcome.owed]
        return tuple(sorted(owed, key=lambda o: o.by or BEYOND))

    @property
    def not_checked(self) -> tuple[RuleOutcome, ...]:
        """The rules that could not be judged because facts or values are missing."""
        return tuple(o for o in self.outcomes if o.outcome is Outcome.NOT_CHECKED)

    @property
    def failed(self) -> tuple[RuleOutcome, ...]:
        """The rules that raised an error themselves."""
        return tuple(o for o in self.outcomes if o.outcome is Outcome.FAILED)

    @property
    def complete(self) -> bool:
        """Whether every rule that was run could be judged."""
        return not self.not_checked and not self.failed

    @property
    def ok(self) -> bool:
        """Whether there is no error, no rule failed and every safety rule is content.

        A safety rule is content unless it could not be judged, or found more than
        information. A waiver never makes it content.
        """
        unsafe = any(outcome.unsafe for outcome in self.outcomes)
        return not (self.errors or self.failed or unsafe)

    def is_of(self, plan: TreatmentPlan) -> bool:
        """Whether it was made of a plan, just as the plan is now.

        Of a report that another process made, or a hand, that is not known: True.
        """
        mark = self._mark
        return mark is None or mark[0] != _SALT or mark == mark_of(plan)

    def outcome(self, selector: str) -> RuleOutcome:
        """The outcome of one rule, by code or name.

        Raises:
            InvalidValueError: if the selector is no text.
            UnknownCodeError: if that rule was not run.
        """
        refuse_other_than(str, selector, "selector")
        for outcome in self.outcomes:
            if selector in {outcome.code, outcome.name}:
                return outcome
        raise UnknownCodeError("rule in this report")

    def raise_for_errors(self) -> None:
        """Raise if the report is not `ok`.

        Raises:
            CheckError: with the codes and places of what is wrong.
        """
        if self.ok:
            return
        wrong = [f"{f.code} {f.name} {f.place}".strip() for f in self.errors]
        wrong += [f"{o.code} {o.name} failed" for o in self.failed]
        told = {finding.code for finding in self.errors}
        wrong += [
            f"{o.code} {o.name} {o.outcome.replace('-', ' ')}"
            for o in self.outcomes
            if o.unsafe and o.code not in told
        ]
        raise CheckError("; ".join(wrong))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.engine.rendering import report_blocks

        return report_blocks(self)

    def to_data(self) -> dict[str, Any]:
        """The report as plain data, ready for JSON."""
        from ipt_core.engine.rendering import report_data

        return report_data(self)

    def to_json(self) -> str:
        """The report as JSON."""
        return json.dumps(self.to_data(), ensure_ascii=False, indent=2)

    def __repr__(self) -> str:
        return (
            f"<Report: {len(self.errors)} errors, {len(self.warnings)} warnings, "
            f"{len(self.infos)} infos, {len(self.owed)} owed, "
            f"{len(self.not_checked)} not checked>"
        )
