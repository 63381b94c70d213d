"""A page for each rule."""

from __future__ import annotations

__all__ = ["families", "family_of", "pages", "rule_links"]

from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

import ipt_core as ipt
from ipt_core import rulebook
from ipt_core._blocks import to_markdown
from ipt_core._problems import PROBLEMS
from ipt_core.catalogue import ProtocolExclusion, TaskDue
from ipt_core.catalogue.protocol import LISTED
from ipt_core.engine.asked import parts_asked
from ipt_core.evidence import weakest
from scripts.generation import markdown as md
from scripts.generation.binding import bindings
from scripts.generation.entries import by_table
from scripts.generation.evidence import (
    keys_of,
    part_in_words,
    source_list,
    value_in_words,
    why,
)
from scripts.generation.examples import example
from scripts.generation.places import link_to
from scripts.generation.references import about_entry, of_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.engine import Rule
    from ipt_core.evidence import Sourced
    from scripts.generation.binding import Binding
    from scripts.generation.examples import Example

_SHOWN = 4
_PREFERRED = ("ipt", "ipt-a")


class Family(NamedTuple):
    """Rules that belong together."""

    digit: str
    """First digit of their codes."""
    title: str
    """What they are about."""
    members: tuple[tuple[str, str], ...]
    """Code and name of each, file problems among them."""


def families() -> list[Family]:
    """List the families with all their codes, in order."""
    named = {c: kind.name for c, kind in PROBLEMS.items()} | {
        r.code: r.name for r in ipt.rules
    }
    found: list[Family] = []
    for words in rulebook.FAMILIES.values():
        digit, _, title = words.partition(" - ")
        members = [(code, named[code]) for code in sorted(named) if code[3] == digit]
        found.append(Family(digit, title, tuple(members)))
    return sorted(found)


def family_of(code: str) -> Family:
    """Find the family of a code."""
    return next(family for family in families() if family.digit == code[3])


def rule_links(folder: str = "") -> dict[str, str]:
    """Say where the page of each code is."""
    return {
        code: f"{folder}{code}.md"
        for family in families()
        for code, _ in family.members
    }


def pages() -> dict[str, str]:
    """Write the page of each rule, by the name of its file."""
    bound = {code: bindings(ipt.protocols[code]) for code in ipt.protocols}
    return {
        f"{rule.code}.md": _page(
            rule,
            {code: _of(rule, found) for code, found in bound.items()},
        )
        for rule in ipt.rules
    }


def _of(rule: Rule, found: Iterable[Binding]) -> Binding:
    return next(binding for binding in found if binding.rule is rule)


def _page(rule: Rule, bound: dict[str, Binding]) -> str:
    summary, *_ = rule.sections[""].splitlines()
    shown = [*_values(rule, bound), *_parts(rule)]
    applies = [code for code, binding in bound.items() if binding.status == "applies"]
    shown_by = example(rule, sorted(applies, key=_by_preference))
    keys = [
        *rule.sources,
        *(key for row in shown for key in row.keys),
        *md.keys_named("\n".join(rule.sections.values())),
        *(citation.key for citation in shown_by.found.citations),
    ]
    return md.page(
        f"# {rule.code} {rule.name}",
        f"**{md.with_rules(summary, {})}**",
        _facts(rule),
        _safety() if rule.safety else "",
        *(
            f"## {heading}\n\n{_linked(rule, text)}"
            for heading, text in rule.sections.items()
            if heading
        ),
        _messages(rule),
        _protocols(bound),
        _table_of_values(shown),
        _sources(rule, keys),
        _example(rule, shown_by),
        _companions(rule),
        _entries(rule),
    )


def _facts(rule: Rule) -> str:
    family = family_of(rule.code)
    kind = "a safety rule" if rule.safety else ""
    if rule.structural:
        kind = "follows from what the model means"
    said = [
        f"Severity: **{rule.severity}**" + ("" if rule.safety else " at most"),
        f"family {family.digit}, [{family.title}](index.md#family-{family.digit})",
        f"since {rule.since}",
        kind,
        f"formerly {md.codes(rule.aliases)}" if rule.aliases else "",
    ]
    return "; ".join(filter(None, said)) + "."


def _safety() -> str:
    return (
        '!!! warning "A safety rule"\n'
        "    It always runs. Ignoring or waiving it leaves its findings in the\n"
        "    report, marked, and the report is not `ok`, nor is it where this rule\n"
        "    could not be checked. Its severity is not capped by evidence and cannot\n"
        "    be lowered. It looks at what is recorded, never at how great a risk is:\n"
        "    that nothing is found does not mean that there is no risk. There is much\n"
        "    that [no rule looks at](../concepts/limits.md)."
    )


def _linked(rule: Rule, text: str) -> str:
    others = {code: page for code, page in rule_links().items() if code != rule.code}
    return md.with_rules(md.with_sources(text), others)


def _messages(rule: Rule) -> str:
    fields = {
        name: None
        for words in (rule.message, rule.hint)
        for _, name, _, _ in Formatter().parse(words)
        if name
    }
    params = (
        f"The finding keeps {md.codes(fields)} as data, in `params`." if fields else ""
    )
    return "\n\n".join(
        filter(
            None,
            [
                "## What it says",
                f"> {md.template(rule.message)}",
                "What would mend it, or what is owed:",
                f"> {md.template(rule.hint)}",
                params,
            ],
        )
    )


def _protocols(bound: dict[str, Binding]) -> str:
    found: dict[str, list[str]] = {}
    for code, binding in sorted(bound.items(), key=lambda each: _rank(each[1])):
        found.setdefault(binding.in_words, []).append(code)
    rows = [(said, _form_links(codes)) for said, codes in found.items()]
    return "## In each protocol\n\n" + md.table(
        ["A finding is at most", "Protocols"], rows
    )


def _rank(binding: Binding) -> int:
    """Order what applies first, the severest first."""
    if binding.at_most:
        return -binding.at_most.rank
    return 1 if binding.status == "not-checked" else 2


def _form_links(codes: Iterable[str]) -> str:
    return ", ".join(f"[{code}](../protocols/{code}.md)" for code in codes)


class _Row(NamedTuple):
    protocol: str
    cells: tuple[str, ...]
    keys: tuple[str, ...]


def _values(rule: Rule, bound: dict[str, Binding]) -> Iterator[_Row]:
    for name in rule.values:
        for code in bound:
            value = getattr(ipt.protocols[code], name)
            if name in LISTED or (name == "alternatives" and not value):
                continue
            if name == "alternatives":
                said = "; ".join(f"`{c}`: {md.plain(w)}" for c, w in value.items())
                yield _Row(code, (f"`{name}`<br>{said}", "", ""), ())
                continue
            yield from _readings(rule, code, name, value)


def _readings(
    rule: Rule, code: str, name: str, value: Sourced[Any] | None
) -> Iterator[_Row]:
    if value is None or not value.known:
        said = "has none" if value is None else "not found"
        yield _Row(code, (f"`{name}`<br>*{said}*", "", ""), ())
        return
    for reading in value.readings:
        cap = "caps nothing" if name in rule.tolerances else f"{reading.cap} at most"
        said = f"`{name}`<br>{value_in_words(reading.value)}"
        yield _Row(
            code,
            (said, f"{reading.basis}<br>{cap}", why(reading)),
            tuple(keys_of(reading)),
        )


def _parts(rule: Rule) -> Iterator[_Row]:
    for code in ipt.protocols:
        bound = next(b for b in ipt.rules.bind(ipt.protocols[code]) if b.rule is rule)
        for part in parts_asked(bound):
            reading = part.evidence
            caps = [reading.cap]
            if isinstance(part, TaskDue | ProtocolExclusion):
                caps.append(part.severity)
            basis = f"{reading.basis}<br>{weakest(caps)} at most"
            listed = next(
                name for name in LISTED if part in getattr(ipt.protocols[code], name)
            )
            said = f"`{listed}`<br>{part_in_words(part)}"
            yield _Row(
                code,
                (said, basis, why(reading)),
                tuple(keys_of(reading)),
            )


def _table_of_values(rows: list[_Row]) -> str:
    if not rows:
        return ""
    head = ["Value", "Basis", "Read in", "Protocols"]
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for row in sorted(rows, key=lambda row: not row.cells[1]):
        found.setdefault(row.cells, {})[row.protocol] = None
    return (
        "## Values that it takes\n\n"
        "Where sources disagree a protocol has several readings; the kindest outcome "
        "stands, and its own page lists the preferred one first. *Not found*: the "
        "literature held does not say. *Has none*: this form of IPT has no such "
        "thing.\n\n"
        + md.table(head, ((*cells, _form_links(of)) for cells, of in found.items()))
    )


def _sources(rule: Rule, keys: list[str]) -> str:
    if not keys:
        return (
            "## Sources\n\nNone is needed: the rule follows from what the model means."
        )
    own = f"The rule itself rests on {' '.join(map(md.source_link, rule.sources))}. "
    return (
        "## Sources\n\n"
        + (own if rule.sources else "")
        + "[What each basis means](../concepts/evidence.md).\n\n"
        + source_list(keys)
    )


def _example(rule: Rule, shown: Example) -> str:
    assert rule.fault is not None, rule.code
    name = shown.plan.protocol
    first, *_ = (rule.fault.__doc__ or "").splitlines()
    changes = [
        f"{md.code(change.place)}: {md.plain(change.said)}"
        for change in shown.changes[:_SHOWN]
    ]
    if len(shown.changes) > _SHOWN:
        changes.append(f"and {len(shown.changes) - _SHOWN} more places")
    also = ""
    if shown.others:
        others = [f"[{code}]({code}.md)" for code in shown.others]
        also = f"The same change also wakes {', '.join(others)}."
    before = (
        f"A course for [{name}](../protocols/{name}.md) that keeps every rule, then "
        f"broken on purpose: *{_first_down(first)}* This changes"
    )
    said = to_markdown([shown.finding]).strip().replace("\n", "\n> ")
    return "\n\n".join(
        filter(
            None,
            [
                "## Example",
                before,
                md.bullets(changes),
                "and the report says:",
                f"> {said}",
                also,
            ],
        )
    )


def _entries(rule: Rule) -> str:
    link = f"rules/{rule.code}"
    here = f"{link}.md"
    named = dict.fromkeys(each for each in of_rule(rule) if about_entry(each))
    names = ", ".join(link_to(each, here) for each in named)
    rows = ", ".join(
        f"[{row}](requirements.md#{row.lower()})" for row in rule.requirements
    )
    told = [
        f"It names: {names}." if names else "",
        f"It answers [what the collected literature asks](requirements.md): {rows}."
        if rows
        else "",
        by_table("Named by:", link, here),
    ]
    return (
        "\n\n".join(["## In the catalogue", *filter(None, told)]) if any(told) else ""
    )


def _by_preference(protocol: str) -> int:
    known = protocol in _PREFERRED
    return _PREFERRED.index(protocol) if known else len(_PREFERRED)


def _first_down(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _companions(rule: Rule) -> str:
    if not rule.companions:
        return ""
    named = {r.code: r.name for r in ipt.rules}
    return "## Companions\n\nBreaking this rule may wake these too:\n\n" + md.bullets(
        f"[{c} {named[c]}]({c}.md)" for c in rule.companions
    )
