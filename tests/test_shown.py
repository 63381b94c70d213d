"""Everything that can be shown: the same words in each form, and nothing that acts."""

from __future__ import annotations

import io
from functools import partial
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.pretty import pretty_repr

import ipt_core as ipt
from ipt_core._blocks import Entry, Heading, Items, Paragraph, Table
from ipt_core._problems import Problem
from ipt_core._shown import Page, Shown
from ipt_core._visible import visible
from ipt_core.engine.definition import HEADINGS
from ipt_core.exceptions import InvalidValueError, LoadError, MappingError
from ipt_core.interop import (
    Column,
    Frame,
    Gap,
    Import,
    Tables,
    UnknownCode,
    Unread,
    agreement,
    read_tables,
    to_tables,
)
from ipt_core.model import Record
from ipt_core.model._fields import FREE
from tests.laws.courses import fields_of, listed
from tests.plans import conformant
from tests.strategies import plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202eright to left\u2066 and \u200fmarks",
    "long " * 2_000,
    "x" * 10_000,
    "\x00\x07\x1b[31mred\x1b]0;title\x07\x9b2J",
    "[bold red]markup[/] [/] [link=file:///]",
    "=HYPERLINK('x')\t+1\r\n@cmd",
    "&lt;b&gt; \"quoted\" 'single' `code` $x$ ~~a~~ ![i](j)",
    "# heading\n- item\n1. one\n| a | b |",
)
ACTIVE = {"script", "img", "iframe", "object", "embed", "link", "a", "form", "svg"}


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] != "style":
            self.words += data.split()


def in_rich(shown: Shown, *, width: int = 88) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(shown)
    written = console.file
    assert isinstance(written, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def is_plain(text: str) -> bool:
    return visible(text) == text


def entries() -> list[Any]:
    found: list[Any] = [*ipt.tables.values()]
    found += [entry for table in ipt.tables.values() for entry in table.values()]
    return found


def broken(code: str) -> ipt.TreatmentPlan:
    fault = ipt.rules[code].fault
    assert fault is not None
    return fault(conformant("ipt-a"))


SHOWN: dict[str, Callable[[], list[Any]]] = {
    "catalogue": entries,
    "rules": lambda: [ipt.rules, ipt.rules.ignore("IPT2"), *ipt.rules],
    "reports": lambda: [
        part
        for code in ("IPT203", "IPT401", "IPT802")
        for report in [ipt.check(broken(code)), ipt.check(broken(code), as_of=3)]
        for part in (report, *report.findings, *report.owed, *report.outcomes)
    ],
    "plans": lambda: [conformant("ipt"), conformant("uganda-ipt-g")],
    "tables": lambda: [
        made := to_tables([conformant("ipt")], [ipt.check(conformant("ipt"))]),
        *made.values(),
        agreement(made.sessions, made.sessions),
        read_tables(made),
    ],
    "values": lambda: [
        part
        for form in ipt.protocols.values()
        for value in (form.sessions, form.age)
        if value is not None
        for part in (value, *value.readings)
    ],
}


@pytest.mark.parametrize("kind", SHOWN)
def test_every_form_has_the_same_words(kind: str) -> None:
    for shown in SHOWN[kind]():
        blocks = shown.blocks()
        assert blocks
        text = shown.to_text()
        assert str(shown) == text
        assert is_plain(text)
        assert max(map(len, text.splitlines())) <= 88
        html = shown.to_html()
        assert shown._repr_html_() == html
        parsed = _Words(html)
        assert not parsed.seen & ACTIVE
        assert "http-equiv" not in html
        assert shown.to_markdown().endswith("\n")
        said = "".join(text.split()).upper()
        for word in said_by(blocks):
            assert "".join(visible(word).split()).upper() in said
            assert "".join(visible(word).split()) in "".join(parsed.words)


def said_by(blocks: tuple[Any, ...]) -> list[str]:
    """The words of blocks that no form may lose; a table's cells may be broken."""
    said: list[str] = []
    for block in blocks:
        match block:
            case Items(items):
                said += items
            case Table(_, rows):
                said += [row[0] for row in rows]
            case _:
                said.append(block.text)
    return said


@pytest.mark.parametrize("kind", SHOWN)
def test_it_is_saved_as_its_name_asks_for(kind: str, tmp_path: Path) -> None:
    (shown, *_) = SHOWN[kind]()
    for name in ("a.html", "a.MD", "a.txt"):
        shown.save(tmp_path / name)
    saved = {p.name: p.read_text(encoding="utf-8") for p in tmp_path.iterdir()}

    assert saved["a.txt"] == str(shown)
    assert saved["a.MD"] == shown.to_markdown()
    title = escape(str(shown).partition("\n")[0])
    assert f"<title>{title}</title>" in saved["a.html"]
    assert f"<main><h1>{title}</h1>{shown.to_html()}</main>" in saved["a.html"]
    shown.save(str(tmp_path / "a.txt"))


@pytest.mark.parametrize("path", ["a", "a.json", "txt", ".txt", 5, None, "b/a.tx\0t"])
def test_no_other_file_is_written(
    path: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidValueError, match=r"^path: expected a "):
        Page([Paragraph("some words")]).save(path)
    assert not list(tmp_path.iterdir())


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    page = Page([Paragraph("some words")])
    page.save(tmp_path / "a.txt")
    for path, kind in (("b/a.txt", FileNotFoundError), ("a.txt/b.txt", OSError)):
        with pytest.raises(kind) as raised:
            page.save(tmp_path / path)
        assert raised.value.filename == str(tmp_path / path)
        assert raised.value.errno
        assert raised.value.__context__ is None
    (tmp_path / "a.txt").chmod(0o600)
    page.save(tmp_path / "a.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("width", [40, 200])
def test_a_terminal_shows_it_by_rich(width: int) -> None:
    for kind in ("reports", "plans"):
        for shown in SHOWN[kind]():
            text = in_rich(shown, width=width)
            assert is_plain(text)
            assert max(map(len, text.splitlines())) <= width
    text = in_rich(ipt.protocols["ipt"])
    assert "PUBLISHED  sessions\n  12 to 16\n" in text
    assert "▲ WARNING  title\n  what\n" in in_rich(
        Page([Entry("warning", "title", "what"), Entry("odd", "", "", (("a", "b"),))])
    )


BASE = conformant("ipt-a")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_do_nothing(text: str) -> None:
    page = Page(
        [
            Heading(text, 1),
            Paragraph(text),
            Items((text, text)),
            Table((text, "b"), ((text, text), ("a", text))),
            Entry("error", text, text, ((text, text),)),
        ]
    )
    assert repr(page) == "<Page: 5 blocks>"
    check_forms(page)
    plan = with_texts(BASE, text)
    check_forms(plan)
    check_forms(plan.page(text=True))
    assert str(plan) == str(with_texts(BASE, "a word"))


def tables_of(text: str) -> list[Any]:
    """Tables, an import and agreements that have this text wherever one may stand."""
    columns = (
        Column(name="plan", kind="text"),
        Column(name=text, kind="text"),
        Column(name=f"{text}.", kind="word", words=(text,)),
    )
    frame = Frame(
        name=text, columns=columns, rows=((text, text, text), ("b", None, text))
    )
    code = UnknownCode(place=text, what=text, code=text, nearest=text)
    gap = Gap(kind=text, code=text)
    unread = Unread(
        table=text, row=1, column=text, expected=text, found=text, nearest=text
    )
    return [
        frame,
        frame.page(text=True),
        Tables([attrs.evolve(frame, name="made")]),
        Import(
            plans=(),
            problems=(unread,),
            never_captured=(gap,),
            unknown_codes=(code,),
        ),
        agreement(frame, frame, unit=["plan"]),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_in_tables_do_nothing(text: str) -> None:
    made = tables_of(text)
    for shown in made:
        check_forms(shown)
        assert repr(shown).isprintable()
        assert in_one_line(pretty_repr(shown))
    (unread,) = made[3].problems
    problem = Problem(code="IPT006", path=(text,), expected=text, found=text)
    for said in (unread, problem, *made[3].never_captured, *made[3].unknown_codes):
        assert str(said).isprintable()
    for error in (LoadError([problem]), MappingError(f"{text}.toml", [problem])):
        assert str(error).isprintable()


def in_one_line(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


def check_forms(shown: Shown) -> None:
    text = shown.to_text()
    assert is_plain(text)
    assert max(map(len, text.splitlines())) <= 88
    assert is_plain(shown.to_markdown())
    assert is_plain(in_rich(shown))
    html = shown.to_html()
    assert is_plain(html)
    assert not _Words(html).seen & ACTIVE


def with_texts(record: Any, text: str) -> Any:
    """The same record, with this text wherever somebody may write one."""
    changes: dict[str, Any] = {}
    for field in fields_of(record):
        value: Any = getattr(record, field.name)
        if isinstance(value, ipt.Extension) or field.name == "extensions":
            continue
        new = tuple(
            with_texts(one, text)
            if isinstance(one, Record)
            else text
            if isinstance(one, str) and field.metadata == FREE
            else one
            for one in listed(value)
        )
        if new:
            changes[field.name] = new if isinstance(value, tuple) else new[0]
    return attrs.evolve(record, **changes)


@pytest.mark.parametrize("wrong", ["no", "false", 1, None, object()])
def test_only_a_truth_value_is_a_switch(wrong: Any) -> None:
    for show in (BASE.page, partial(ipt.picture, BASE)):
        with pytest.raises(InvalidValueError, match="text"):
            show(text=wrong)


def test_rich_looks_no_further_than_repr() -> None:
    text = "uokka"
    plan = with_texts(BASE, text)
    for value in (plan, [plan], {"a": plan}, plan.foci, plan.goals[0]):
        printed = pretty_repr(value)
        assert text not in printed
    assert pretty_repr(ipt.Goal(id="g1")) == "Goal(id=g1, status=open)"


def test_addresses_and_names_stay_words_in_markdown() -> None:
    text = "see https://a.b/c, www.a.b and @someone {: onclick=x }"
    shown = Page([Paragraph(text)]).to_markdown()
    assert (
        shown == r"see https\://a.b/c, www\.a.b and \@someone \{: onclick=x \}" + "\n"
    )


WORD = "uokka"


def test_a_plan_shows_what_was_written_only_where_asked_for() -> None:
    plan = with_texts(BASE, f"Q{WORD} Ω")
    plan = attrs.evolve(
        plan,
        patient=f"{WORD} M",
        labels=ipt.Labels(site=f"{WORD.title()}!"),
        goals=[attrs.evolve(plan.goals[0], kind=f"{WORD} Y")],
    )
    for form in (str(plan), plan.to_html(), plan.to_markdown(), in_rich(plan)):
        assert WORD not in form.lower()
    assert "texts left out" in str(plan)
    told = plan.page(text=True).to_text()
    assert f"  Q{WORD} Ω\n" in told
    assert f"patient: {WORD} M" in told
    assert f"kind: {WORD} Y" in told
    assert "left out" not in told


def test_a_plan_says_what_it_holds() -> None:
    plan = BASE
    text = " ".join(str(plan).split())
    assert text.startswith("Plan for ipt-a, completed ====")
    assert "1 acute initial 2026-01-05 delivered id: s1;" in text
    assert "private: yes" in text
    sessions = [
        ipt.Session(day=3, attested=ipt.Attestation(origin=ipt.Origin.MODEL)),
        ipt.Session(week=2, notes="said so", tasks=()),
        ipt.Session(),
    ]
    plan = ipt.TreatmentPlan(protocol="ipt", sessions=sessions, foci=())
    text = " ".join(str(plan).split())
    assert "foci: none" in text
    assert "acute day 3 planned not confirmed, from a: model" in text
    assert "acute week 2 planned none: tasks" in text
    assert text.endswith("1 text left out.")
    assert str(plan) == plan.page().to_text()


@given(plans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_plan_can_be_shown(plan: ipt.TreatmentPlan, text: bool) -> None:
    check_forms(plan.page(text=text))


def test_a_rule_that_says_little_has_a_page_of_little() -> None:
    @ipt.rule(
        "HSE001",
        "house",
        severity="info",
        since="1",
        message="It is not so.",
        hint="Make it so.",
    )
    def check(course: ipt.Course) -> Iterator[ipt.Need]:
        """It is so."""
        yield ipt.always(True)

    text = str(check)
    assert text.startswith("HSE001 house\n============\n\nIt is so.\n")
    assert not any(heading in text for heading in HEADINGS)


def test_what_has_no_blocks_cannot_be_shown() -> None:
    with pytest.raises(NotImplementedError):
        str(Shown())
