"""What becomes of a rule in each protocol, and how severe its findings may be."""

from __future__ import annotations

__all__ = ["Binding", "bindings"]

from typing import TYPE_CHECKING

import attrs

import ipt_core as ipt
from ipt_core.catalogue.protocol import LISTED, Protocol
from ipt_core.engine import Rule
from ipt_core.engine.asked import parts_asked
from ipt_core.evidence import Basis, Severity, cap_of, weakest
from scripts.generation.markdown import codes

if TYPE_CHECKING:
    from ipt_core.engine.ruleset import Bound


@attrs.frozen(kw_only=True)
class Binding:
    """A rule in one protocol."""

    rule: Rule
    """The rule."""
    protocol: Protocol
    """The protocol."""
    status: str
    """`applies`, `not-checked` or `not-applicable`."""
    lacking: tuple[str, ...] = ()
    """The values that keep it from being applied."""
    at_most: Severity | None = None
    """What a finding can be; None where the rule does not apply."""
    capped_by: Basis | None = None
    """The basis that keeps it from being more severe."""
    lowered: bool = False
    """Whether the protocol's own file asks for less than the rule's severity."""

    @property
    def in_words(self) -> str:
        """The status with its reason, as Markdown."""
        if self.status == "not-checked":
            return f"not checked: no source held gives {codes(self.lacking)}"
        if self.status == "not-applicable" and not self.lacking:
            return "does not apply: this protocol asks for nothing of it"
        if self.status == "not-applicable":
            return f"does not apply: this protocol has no {codes(self.lacking)}"
        why = f", as the evidence is {self.capped_by}" if self.capped_by else ""
        why = why or (", as its sources ask for no more" if self.lowered else "")
        return f"{self.at_most}{why}"


def bindings(protocol: Protocol) -> tuple[Binding, ...]:
    """Bind every rule to a protocol."""
    return tuple(_binding(bound, protocol) for bound in ipt.rules.bind(protocol))


def _binding(bound: Bound, protocol: Protocol) -> Binding:
    rule = bound.rule
    if bound.absent:
        needed = [name for name in rule.values if name not in rule.optional]
        absent = [name for name in needed if not getattr(protocol, name)]
        return Binding(
            rule=rule,
            protocol=protocol,
            status="not-applicable",
            lacking=tuple(absent),
        )
    if bound.unknown:
        return Binding(
            rule=rule, protocol=protocol, status="not-checked", lacking=bound.unknown
        )
    if _lists_parts(rule) and not parts_asked(bound):
        return Binding(rule=rule, protocol=protocol, status="not-applicable")
    wanted = rule.severity if rule.safety else bound.severity
    cap, basis = (Severity.ERROR, bound.basis) if rule.safety else _cap(bound)
    return Binding(
        rule=rule,
        protocol=protocol,
        status="applies",
        at_most=weakest([wanted, cap]),
        capped_by=basis if cap.rank < wanted.rank else None,
        lowered=wanted is not rule.severity,
    )


def _cap(bound: Bound) -> tuple[Severity, Basis]:
    preferred, *_ = bound.variants
    if preferred.readings:
        lowest = min(preferred.readings, key=lambda reading: reading.cap.rank)
        return lowest.cap, lowest.basis
    parts = parts_asked(bound)
    if parts:
        best = max(parts, key=lambda part: part.evidence.cap.rank)
        return best.evidence.cap, best.evidence.basis
    return cap_of(bound.basis), bound.basis


def _lists_parts(rule: Rule) -> bool:
    return any(name in LISTED for name in rule.arguments)
