"""A page for each protocol, one that lists them, and one with all sources."""

from __future__ import annotations

__all__ = ["index_page", "pages", "sources_page"]

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import ipt_core as ipt
from ipt_core.catalogue import EntryScore, ProtocolExclusion
from ipt_core.catalogue.protocol import LISTED, VALUE_FIELDS, Protocol
from ipt_core.vocabulary import Setting
from scripts.generate_schema import docs_under
from scripts.generation import markdown as md
from scripts.generation.binding import bindings
from scripts.generation.entries import by_table, by_table_lines
from scripts.generation.evidence import (
    keys_of,
    source_list,
    value_in_words,
    why,
)
from scripts.generation.places import anchor, link_to
from scripts.generation.references import linked_field

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
        _parts(form),
        _tasks(form),
        _rules(form),
        _severities(form),
        _alternatives(form),
        _notes(form),
        by_table("## Named by", f"protocols/{form.code}", f"protocols/{form.code}.md"),
        "## Sources\n\n[What each basis means](../concepts/evidence.md). [All sources]"
        "(sources.md).\n\n" + source_list([*keys, *named], form.code),
    )


def _readings(form: Protocol) -> Iterator[Reading[Any]]:
    for name in VALUE_FIELDS:
        value = getattr(form, name)
        yield from value.readings if value else ()
    yield from (part.evidence for name in LISTED for part in getattr(form, name))


def _values(form: Protocol) -> str:
    meanings = docs_under(Protocol)
    shared = _shared(form.code)
    here = f"protocols/{form.code}.md"
    rows: list[tuple[str, ...]] = []
    for name in VALUE_FIELDS:
        value = getattr(form, name)
        what = f"`{name}`{{#{anchor(name)}}}<br>{meanings[name]}"
        if name in shared:
            what += "<br>*A shared default.*"
        if value is None or not value.known:
            said = "has none" if value is None else "not found"
            rows.append((what, f"*{said}*", "", ""))
            continue
        for position, reading in enumerate(value.readings):
            rows.append(
                (
                    f"`{name}`<br>another reading" if position else what,
                    _linked_value(name, reading.value, here),
                    f"{reading.basis}<br>{reading.cap} at most",
                    why(reading),
                )
            )
    return (
        "## Values\n\n"
        "*Not found*: the literature held does not say, and a rule that takes the "
        "value is not checked. *Has none*: this form of IPT has no such thing, and the "
        "rule does not apply. *At most* is what a finding that rests on the value can "
        "be. *A shared default*: the file of this form does not name the value; it "
        "stands in the one that all forms share.\n\n" + md.table(_HEAD, rows)
    )


def _linked_value(name: str, value: object, here: str) -> str:
    """Write a value, its codes leading to their entries."""
    if isinstance(value, tuple | str):
        listed = (value,) if isinstance(value, str) else cast("tuple[str, ...]", value)
        links = [linked_field("protocols", name, str(each)) for each in listed]
        return ", ".join(
            link_to(link, here, md.code(str(each))) if link else md.code(str(each))
            for link, each in zip(links, listed, strict=True)
        )
    return value_in_words(value)


@cache
def _data(file: str) -> dict[str, Any]:
    folder = files("ipt_core.catalogue").joinpath("data")
    return tomllib.loads(folder.joinpath(file).read_text(encoding="utf-8"))


def _shared(code: str) -> set[str]:
    """Name the values that come from the file that all protocols share."""
    return _data("general.toml").keys() - _data(f"protocols/{code}.toml").keys()


_PARTS = {
    "doses": ("Sessions by kind", "Dose"),
    "entry": ("Scores at entry", "Score"),
    "exclusions": ("Exclusions", "Condition, severity"),
    "components": ("What is special about it", "Part"),
}


def _parts(form: Protocol) -> str:
    told: list[str] = []
    for name, (heading, head) in _PARTS.items():
        rows = [
            (
                _part(part, form.code),
                f"{part.evidence.basis}<br>{part.evidence.cap} at most",
                why(part.evidence),
            )
            for part in getattr(form, name)
        ]
        if rows:
            told.append(
                f"## {heading}\n\n" + md.table([head, "Basis", "Read in"], rows)
            )
    return "\n\n".join(told)


def _part(part: Any, protocol: str) -> str:
    here = f"protocols/{protocol}.md"
    if isinstance(part, ProtocolExclusion):
        told = _linked_value("condition", part.condition, here)
        return f"{told}<br>{part.severity}"
    if isinstance(part, EntryScore):
        return f"{_linked_value('instrument', part.instrument, here)}: {part.total}"
    return md.plain(str(part))


def _tasks(form: Protocol) -> str:
    if not form.tasks:
        return "## Tasks\n\nNone is listed."
    known = {rule.code for rule in ipt.rules}
    rows: list[tuple[str, ...]] = []
    for due in form.tasks:
        code = due.judged_by if due.judged_by in known else None
        rows.append(
            (
                _task(due.task),
                f"{due.phase}{', each session' if due.every else ''}<br>{due.severity}",
                f"[{code}](../rules/{code}.md)" if code else "drafts only",
                f"{due.evidence.basis}: {why(due.evidence)}",
            )
        )
    return (
        "## Tasks\n\n"
        "In the order in which they are done; each is due by the end of its phase. "
        "*Drafts only*: it is advice; a draft plans it, and "
        "[no rule judges it](../concepts/limits.md).\n\n"
        + md.table(["Task", "Phase, severity", "Judged by", "Basis"], rows)
    )


def _task(code: str) -> str:
    link = f"[`{code}`](../catalogue/tasks/{code}.md)"
    return f"{link}<br>{md.plain(ipt.tasks[code].what)}"


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
    groups: dict[str, list[Protocol]] = {heading: [] for heading in _GROUPS.values()}
    for form in ipt.protocols.values():
        groups[_group(form)].append(form)
    tables = [
        f"## {heading}\n\n{_names(forms)}\n\n{_compared(forms)}"
        for heading, forms in groups.items()
        if forms
    ]
    return md.page(
        "# Protocols",
        "A protocol is what the literature fixes for one form of IPT, each value with "
        "its source. Each is one file that can be read and corrected without Python; "
        "[add one](../how-to/add-a-protocol.md). A plan names its protocol, and the "
        "rules take their numbers from it.",
        "Below each list some of the values, the preferred reading of each; the pages "
        "have all. [Every source](sources.md) with what was read of it. The same as "
        "data: [protocols.json](../protocols.json).",
        *tables,
    )


_SHOWN = ("sessions", "weeks", "cadence", "minutes", "initial_max")
_GROUPS = {
    "adults": "Adults",
    "young": "Children and adolescents",
    "old": "Older adults",
    "perinatal": "Pregnancy and after birth",
    "together": "Groups and couples",
}
_WHOSE = {
    "general": "adults",
    "adolescents": "young",
    "preadolescents": "young",
    "students": "young",
    "older-adults": "old",
    "mothers": "perinatal",
    "perinatal": "perinatal",
    "postpartum-women": "perinatal",
    "pregnant-women": "perinatal",
}


def _group(form: Protocol) -> str:
    """Say under which heading a form stands: whom it is for, then how they meet."""
    people = form.population.value if form.population else ()
    for each in people or ():
        if each in _WHOSE:
            return _GROUPS[_WHOSE[each]]
    alone = not form.settings or Setting.INDIVIDUAL in (form.settings.value or ())
    return _GROUPS["adults" if alone else "together"]


def _names(forms: list[Protocol]) -> str:
    rows = [
        (f"[{form.code}]({form.code}.md)", md.plain(form.name), md.plain(form.summary))
        for form in forms
    ]
    return md.table(["Code", "Name", "What it is"], rows)


def _compared(forms: list[Protocol]) -> str:
    rows = [
        (
            f"[{form.code}]({form.code}.md)",
            *(_preferred(form, name) for name in _SHOWN),
        )
        for form in forms
    ]
    return md.table(["Code", *map(md.code, _SHOWN)], rows)


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
        *(_source(source) for source in ipt.bibliography.values()),
    )


def _source(source: Source) -> str:
    text = f"{source.citation}, {source.place}" if source.place else source.citation
    about = f"; about {md.codes(source.about)}" if source.about else ""
    dot = "" if text.endswith(".") else "."
    status = source.status.capitalize()
    return (
        f"**\\[{source.key}\\]**{{#{source.key.lower()}}} {md.plain(text)}{dot} "
        f"*{status}*{about}.{_cited_by(source.key)}"
    )


def _cited_by(key: str) -> str:
    found = list(by_table_lines(f"bibliography/{key}", "protocols/sources.md"))
    if not found:
        return ""
    lines = "\n".join(f"    - {line}" for line in found)
    return f'\n\n??? note "Cited by"\n\n{lines}'
