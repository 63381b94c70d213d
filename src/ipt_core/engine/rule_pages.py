"""A rule and a set of rules, as blocks."""

from __future__ import annotations

__all__ = ["list_of_rules", "rule_page"]

from typing import TYPE_CHECKING, Any

from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core._words import spaced, words
from ipt_core.catalogue import ProtocolExclusion, TaskDue, cite, protocols
from ipt_core.catalogue.protocol import LISTED
from ipt_core.engine.asked import parts_asked
from ipt_core.engine.definition import HEADINGS
from ipt_core.engine.ruleset import RuleSet
from ipt_core.evidence import Severity, Sourced, cap_of, weakest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.engine.asked import Part
    from ipt_core.engine.definition import Rule
    from ipt_core.engine.ruleset import Bound

    _Detail = tuple[str, str]


def list_of_rules(rules: Iterable[Rule], changes: tuple[str, ...]) -> Iterator[Block]:
    """List rules, each with its summary, and what was changed against the default."""
    yield Heading("Rules", 1)
    if changes:
        yield Items(changes)
    rows = [(r.code, r.name, r.severity, r.sections[""]) for r in rules]
    yield Table(("Code", "Name", "Severity", "What it says"), tuple(rows))


def rule_page(rule: Rule) -> Iterator[Block]:
    """Explain a rule, and what becomes of it in each protocol."""
    sections = rule.sections
    yield Heading(f"{rule.code} {rule.name}", 1)
    yield Paragraph(sections[""])
    yield Items(tuple(_facts(rule)))
    for heading in HEADINGS:
        if heading in sections:
            yield Heading(heading)
            yield from map(Paragraph, sections[heading].split("\n\n"))
    yield Heading("How a finding reads")
    yield Entry(rule.severity, rule.name, rule.message, (("Mend", rule.hint),))
    yield Heading("Sources")
    yield Items(tuple(_sources(rule)))
    yield Heading("In each protocol")
    yield from (_in_protocol(rule, protocol) for protocol in protocols.values())


def _facts(rule: Rule) -> Iterator[str]:
    capped = "" if rule.safety else ", unless the evidence allows less"
    yield f"Severity: {rule.severity}{capped}"
    if rule.safety:
        yield "About safety: it always runs, and no finding states a level of risk"
    if rule.values:
        yield f"Takes from the protocol: {words([spaced(v) for v in rule.values])}"
    if rule.aliases:
        yield f"Earlier names: {words(rule.aliases)}"
    yield f"Since version: {rule.since}"


def _sources(rule: Rule) -> Iterator[str]:
    for citation in map(cite, rule.sources):
        yield f"{citation} ({citation.basis})"
    if not rule.sources:
        structural = "None is needed: it follows from what a plan means."
        yield structural if rule.structural else "None of its own."


def _readings(sourced: Sourced[Any]) -> str:
    said = [f"{words(reading.value)} ({reading.basis})" for reading in sourced.readings]
    return "; or ".join(said) or "not found"


def _in_protocol(rule: Rule, protocol: Protocol) -> Entry:
    (bound,) = RuleSet(rules=(rule,)).bind(protocol)
    named = words([spaced(name) for name in bound.unknown])
    if bound.absent:
        text = "The protocol has no such thing."
        return Entry("does not apply", protocol.code, text)
    if bound.unknown:
        text = f"No source held gives its {named}."
        return Entry("not checked", protocol.code, text)
    if any(name in LISTED for name in rule.arguments):
        return _with_parts(bound, protocol)
    given = ((name, getattr(protocol, name)) for name in rule.values)
    details = tuple(_value(rule, name, v) for name, v in given if v is not None)
    return Entry("applies", protocol.code, _at_most(bound), details)


def _value(rule: Rule, name: str, value: Sourced[Any] | Iterable[str]) -> _Detail:
    if not isinstance(value, Sourced):
        return name, words(tuple(value)) or "none"
    silences = "; it can only silence" if name in rule.tolerances else ""
    return spaced(name), _readings(value) + silences


def _at_most(bound: Bound) -> str:
    """Say how severe a finding can be, as the engine reckons it."""
    rule, wanted = bound.rule, bound.severity
    (first, *_) = bound.variants
    lowest = min(first.readings, key=lambda r: r.cap.rank, default=None)
    cap = lowest.cap if lowest else cap_of(bound.basis)
    why = ""
    if wanted is not rule.severity:
        why = "; the protocol's sources ask for no more"
    if cap.rank < wanted.rank and not rule.safety:
        why = f"; the evidence is {lowest.basis if lowest else bound.basis}"
        wanted = cap
    return f"A finding is at most: {wanted}{why}."


def _with_parts(bound: Bound, protocol: Protocol) -> Entry:
    """List the tasks, exclusions or other parts that a rule asks for."""
    parts = parts_asked(bound)
    if not parts:
        text = "The protocol asks for nothing of it."
        return Entry("does not apply", protocol.code, text)
    details = [
        (str(p), weakest([bound.severity, p.evidence.cap, *_own_severity(p)]))
        for p in parts
    ]
    text = "A finding is at most, by what is asked:"
    return Entry("applies", protocol.code, text, tuple(details))


def _own_severity(part: Part) -> tuple[Severity, ...]:
    return (part.severity,) if isinstance(part, TaskDue | ProtocolExclusion) else ()
