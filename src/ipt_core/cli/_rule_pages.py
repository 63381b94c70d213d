"""Pages of rules and of the problems of files, as blocks."""

from __future__ import annotations

__all__ = ["list_of_rules", "problem_page", "rule_page"]

from typing import TYPE_CHECKING, Any

from ipt_core._blocks import Entry, Heading, Items, Paragraph
from ipt_core._problems import PROBLEMS
from ipt_core.catalogue import ProtocolExclusion, TaskDue, protocols
from ipt_core.catalogue.protocol import LISTED
from ipt_core.cli._words import readings, sources, spaced
from ipt_core.engine import HEADINGS, RuleSet
from ipt_core.engine.asked import parts_asked
from ipt_core.engine.words import words
from ipt_core.evidence import Severity, Sourced, cap_of, weakest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.engine import Rule
    from ipt_core.engine.asked import Part
    from ipt_core.engine.ruleset import Bound

    _Detail = tuple[str, str]


def list_of_rules(shown: Iterable[Rule]) -> Iterator[Block]:
    """List rules, each with its summary."""
    yield Heading("Rules", 1)
    yield Items(
        tuple(f"{r.code} {r.name} ({r.severity}): {r.sections['']}" for r in shown)
    )


def problem_page(code: str) -> Iterator[Block]:
    """Explain a problem of files."""
    kind = PROBLEMS[code]
    yield Heading(f"{code} {kind.name}", 1)
    yield Paragraph(kind.what)
    yield Items((f"Why it is refused: {kind.why}", f"To mend it: {kind.mend}"))
    yield Paragraph(
        "A file with such a problem is not checked any further. All problems of a file "
        "are told at once, and no message repeats what the file says."
    )


def rule_page(rule: Rule) -> Iterator[Block]:
    """Explain a rule, and what becomes of it in each protocol."""
    sections = rule.sections
    yield Heading(f"{rule.code} {rule.name}", 1)
    yield Paragraph(sections[""])
    yield Items(tuple(_facts(rule)))
    for heading in HEADINGS:
        yield Heading(heading)
        yield from (Paragraph(part) for part in sections[heading].split("\n\n"))
    yield Heading("How a finding reads")
    yield Entry(rule.severity, rule.name, rule.message, (("Mend", rule.hint),))
    yield Heading("Sources")
    yield Items(sources(rule.sources) or (_without_source(rule),))
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


def _without_source(rule: Rule) -> str:
    if rule.structural:
        return "None is needed: it follows from what a plan means."
    return "None of its own."


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
    return spaced(name), readings(value) + silences


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
