"""A page for each protocol, one that lists them, and one with all sources."""

from __future__ import annotations

__all__ = ["index_page", "pages", "sources_page"]

from typing import TYPE_CHECKING, Any

import ipt_core as ipt
from ipt_core.catalogue.protocol import VALUE_FIELDS, Protocol
from scripts.generate_schema import docs_under
from scripts.generation import markdown as md
from scripts.generation.binding import bindings
from scripts.generation.evidence import (
    keys_of,
    source_list,
    value_in_words,
    why,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.evidence import Reading, Source

_HEAD = ("Value", "Asked", "Basis", "Read in")


def pages() -> dict[str, str]:
    """Write the page of each protocol, by the name of its file."""
    return {f"{code}.md": _page(protocol) for code, protocol in ipt.protocols.items()}


def _page(form: Protocol) -> str:
    notes = [
        *form.notes,
        *(f"{code}: {when}" for code, when in form.alternatives.items()),
    ]
    named = [key for key in md.keys_in(notes) if key in ipt.bibliography]
    keys = [key for reading in _readings(form) for key in keys_of(reading)]
    return md.page(
        f"# {form.name}",
        md.plain(form.summary),
        f"Code {md.code(form.code)}, edition {form.edition} of this entry of the "
        f"catalogue. `ipt.protocols[{form.code!r}]` gives the same as data.",
        _values(form),
        _tasks(form),
        _rules(form),
        _severities(form),
        _alternatives(form),
        _notes(form),
        "## Sources\n\n[What each basis means](../concepts/evidence.md). [All sources]"
        "(sources.md).\n\n" + source_list([*keys, *named], form.code),
    )


def _readings(form: Protocol) -> Iterator[Reading[Any]]:
    for name in VALUE_FIELDS:
        value = getattr(form, name)
        yield from value.readings if value else ()
    yield from (due.evidence for due in form.tasks)


def _values(form: Protocol) -> str:
    meanings = docs_under(Protocol)
    rows: list[tuple[str, ...]] = []
    for name in VALUE_FIELDS:
        value = getattr(form, name)
        what = f"`{name}`<br>{meanings[name]}"
        if value is None or not value.known:
            said = "has none" if value is None else "not found"
            rows.append((what, f"*{said}*", "", ""))
            continue
        for position, reading in enumerate(value.readings):
            rows.append(
                (
                    f"`{name}`<br>another reading" if position else what,
                    value_in_words(reading.value),
                    f"{reading.basis}<br>{reading.cap} at most",
                    why(reading),
                )
            )
    return (
        "## Values\n\n"
        "*Not found*: the literature held does not say, and a rule that takes the "
        "value is not checked. *Has none*: this form of IPT has no such thing, and the "
        "rule does not apply. *At most* is what a finding that rests on the value can "
        "be.\n\n" + md.table(_HEAD, rows)
    )


def _tasks(form: Protocol) -> str:
    if not form.tasks:
        return "## Tasks\n\nNone is listed."
    known = {rule.code for rule in ipt.rules}
    rows: list[tuple[str, ...]] = []
    for due in form.tasks:
        code = due.judged_by if due.judged_by in known else None
        rows.append(
            (
                f"`{due.task}`<br>{md.plain(ipt.tasks[due.task].what)}",
                f"{due.phase}{', each session' if due.every else ''}<br>{due.severity}",
                f"[{code}](../rules/{code}.md)" if code else "drafts only",
                f"{due.evidence.basis}: {why(due.evidence)}",
            )
        )
    return (
        "## Tasks\n\n"
        "In the order in which they are done; each is due by the end of its phase. "
        "*Drafts only*: a draft plans it, and either a rule of its own judges it or it "
        "is advice, or [no rule judges it yet](../concepts/limits.md).\n\n"
        + md.table(["Task", "Phase, severity", "Judged by", "Basis"], rows)
    )


def _rules(form: Protocol) -> str:
    rows = [
        (
            f"[{each.rule.code}](../rules/{each.rule.code}.md) {each.rule.name}",
            each.in_words,
        )
        for each in bindings(form)
    ]
    return "## Rules\n\n" + md.table(["Rule", "A finding is at most"], rows)


def _severities(form: Protocol) -> str:
    if not form.severities:
        return ""
    said = (
        f"[{code}](../rules/{code}.md): {severity} at most"
        for code, severity in form.severities.items()
    )
    return "## Where its sources ask for less\n\n" + md.bullets(said)


def _alternatives(form: Protocol) -> str:
    if not form.alternatives:
        return ""
    said = (
        f"{_linked_protocol(code)}: {md.plain(when)}"
        for code, when in form.alternatives.items()
    )
    return "## Look at instead\n\n" + md.bullets(said)


def _linked_protocol(code: str) -> str:
    return f"[{code}]({code}.md)" if code in ipt.protocols else md.code(code)


def _notes(form: Protocol) -> str:
    if not form.notes:
        return ""
    said = (md.linked(note, ipt.bibliography) for note in form.notes)
    return "## Notes\n\n" + md.bullets(said)


def index_page() -> str:
    """Write the page that lists the protocols."""
    rows = [
        (f"[{code}]({code}.md)", md.plain(form.name), md.plain(form.summary))
        for code, form in ipt.protocols.items()
    ]
    shown = ("sessions", "weeks", "cadence", "minutes", "initial_max", "areas")
    compared = [
        (md.code(name), *(_preferred(form, name) for form in ipt.protocols.values()))
        for name in shown
    ]
    return md.page(
        "# Protocols",
        "A protocol is what the literature fixes for one form of IPT, each value with "
        "its source. Each is one file that can be read and corrected without Python; "
        "[add one](../how-to/add-a-protocol.md). A plan names its protocol, and the "
        "rules take their numbers from it.",
        md.table(["Code", "Name", "What it is"], rows),
        "Some of the values, the preferred reading of each:",
        md.table(["Value", *ipt.protocols], compared),
        "[Every source](sources.md) with what was read of it.",
    )


def _preferred(form: Protocol, name: str) -> str:
    value = getattr(form, name)
    if value is None:
        return "*has none*"
    return value_in_words(value.value) if value.known else "*not found*"


def sources_page() -> str:
    """Write the page that lists the bibliography."""
    return md.page(
        "# Sources",
        "A key names a text; a letter after it, a place in it. *Seen*: the stated fact "
        "was read there, mostly in an abstract or an opening, not in the whole text. "
        "*Secondary*: read, but the page is weak. *Unverified*: remembered, not read. "
        "A text is published evidence for the protocols that it is about, and "
        "transferred for every other.",
        md.bullets(_source(source) for source in ipt.bibliography.values()),
    )


def _source(source: Source) -> str:
    text = f"{source.citation}, {source.place}" if source.place else source.citation
    about = f"; about {md.codes(source.about)}" if source.about else ""
    dot = "" if text.endswith(".") else "."
    status = source.status.capitalize()
    return (
        f"**\\[{source.key}\\]**{{#{source.key.lower()}}} {md.plain(text)}{dot} "
        f"*{status}*{about}."
    )
