"""What a check says: findings, what is owed, and the outcome of each rule."""

from __future__ import annotations

__all__ = ["Finding", "Owed", "RuleOutcome", "Stamp", "json_pointer"]

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ipt_core._problems import Path, python_path
from ipt_core._shown import Shown
from ipt_core._version import __version__
from ipt_core.evidence import Basis, Citation, Severity
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from ipt_core._blocks import Block


def json_pointer(path: Path) -> str:
    """Write a path as a JSON Pointer (RFC 6901): `/sessions/3/phase`."""
    return "".join(f"/{step}" for step in path)


@attrs.frozen(kw_only=True)
class _Placed(Shown):
    """What findings and owed facts have in common."""

    code: str
    """Code of the rule, such as `IPT203`."""
    name: str
    """Name of the rule, such as `phase-order`."""
    subject: str | None = None
    """What it is about: `goal g2`, `session 5`; None for the whole plan."""
    path: Path = ()
    """The place: names of fields and positions in lists, from 0."""
    places: tuple[Path, ...] = ()
    """Every place that shows it, `path` first."""
    params: Mapping[str, Any] = attrs.field(factory=dict[str, Any], hash=False)
    """What the sentences were made of, as data."""
    citations: tuple[Citation, ...] = ()
    """The sources, the most telling first."""
    notes: tuple[str, ...] = ()
    """How the sources put it, where a number alone would mislead."""
    basis: Basis = Basis.STRUCTURAL
    """What the sources are worth for this protocol."""
    link: str = ""
    """Permanent address of the rule's page, relative to the documentation's root."""

    @property
    def pointer(self) -> str:
        """The place as a JSON Pointer: `/sessions/3/phase`."""
        return json_pointer(self.path)

    @property
    def place(self) -> str:
        """The place as Python: `sessions[3].phase`."""
        return python_path(self.path)


@attrs.frozen(kw_only=True)
class Finding(_Placed):
    """Something that no continuation mends, or that is wrong with a file."""

    severity: Severity
    """How much it matters, after the cap."""
    capped_by: Basis | None = None
    """The basis that kept it from being more severe; None where nothing did."""
    message: str
    """What was found, in one sentence."""
    hint: str = ""
    """What would mend it."""
    waived: str | None = None
    """Place of the waiver that accepts it, or `ignored`; None where nobody does."""

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.engine.rendering import finding_block

        return (finding_block(self),)


@attrs.frozen(kw_only=True)
class Owed(_Placed):
    """Something that is not done yet and still can be."""

    message: str
    """What is to be done."""
    by: int | None = None
    """Number of the last agreed session for it; None where none was agreed."""
    overdue: bool = False
    """Whether that session is past; it is still owed, as contracts can change."""
    fact: bool = False
    """Whether only a person can attest it."""

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.engine.rendering import owed_block

        return (owed_block(self),)


@attrs.frozen(kw_only=True)
class RuleOutcome(Shown):
    """What one rule says of a course."""

    code: str
    """Code of the rule."""
    name: str
    """Name of the rule."""
    outcome: Outcome
    """What it says."""
    safety: bool = False
    """Whether the rule is about safety."""
    reason: str | None = None
    """Why it does not apply or failed: `protocol-has-none`, `nothing-to-judge`,
    `not-reached`, `entered-in-error`, or the type of the exception."""
    missing: tuple[Path, ...] = ()
    """Places of the facts that were missing."""
    unknown: tuple[str, ...] = ()
    """Values of the protocol that the literature held does not give."""
    findings: tuple[Finding, ...] = ()
    """What is broken."""
    owed: tuple[Owed, ...] = ()
    """What is owed."""

    @property
    def unsafe(self) -> bool:
        """Whether it is about safety and keeps a report from being `ok`.

        That is where it could not be judged, or is broken by more than information;
        a waiver changes nothing of it.
        """
        doubtful = self.outcome is Outcome.NOT_CHECKED or bool(self.missing)
        told = any(each.severity is not Severity.INFO for each in self.findings)
        return self.safety and (doubtful or told)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.engine.rendering import outcome_blocks

        return tuple(outcome_blocks(self))


@attrs.frozen(kw_only=True)
class Stamp:
    """What a report was made with, so that it can be made again."""

    library: str = __version__
    """Version of this library."""
    protocol: str | None = None
    """Code of the protocol; None where the plan names none that is known."""
    edition: str | None = None
    """Edition of the protocol's entry in the catalogue."""
    rules: int = 0
    """Number of rules that were run."""
    changes: tuple[str, ...] = ()
    """What was changed against the rules as they came."""
