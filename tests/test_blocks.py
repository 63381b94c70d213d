"""Blocks as text, HTML and Markdown."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from ipt_core._blocks import (
    Block,
    Entry,
    Heading,
    Items,
    Paragraph,
    Table,
    to_html,
    to_markdown,
    to_text,
)
from ipt_core._visible import visible

BLOCKS = (
    Heading("Title", 1),
    Heading("Part"),
    Paragraph("Some words. " * 12),
    Items(("one", "two " * 30)),
    Table(("code", "name"), (("a", "first"), ("bb", "second"))),
    Entry(
        "error", "IPT203", "It went back.", (("Place", "sessions[2]"), ("Mend", "Do."))
    ),
    Entry("info", "IPT103", "Nothing more."),
)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _parse(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    assert parser.open == []
    return parser


def test_text_is_88_columns_wide() -> None:
    text = to_text(BLOCKS)
    assert max(map(len, text.splitlines())) <= 88
    assert "Title\n=====\n\nPart\n----\n" in text
    assert "- two two" in text
    assert "code  name\n----  ------\na     first\nbb    second\n" in text
    assert (
        "ERROR  IPT203\n  It went back.\n  Place: sessions[2]\n  Mend:  Do.\n" in text
    )


WORDS = st.text(max_size=30) | st.integers(1, 200).map("x".__mul__)


def rows_of(columns: int) -> st.SearchStrategy[Table]:
    row = st.tuples(*[WORDS] * columns)
    rows = st.lists(row, max_size=3).map(tuple)
    return st.builds(Table, row, rows)


BLOCK = st.one_of(
    st.builds(Heading, WORDS, st.integers(1, 3)),
    st.builds(Paragraph, WORDS),
    st.builds(Items, st.lists(WORDS).map(tuple)),
    st.integers(1, 14).flatmap(rows_of),
    st.builds(
        Entry,
        st.sampled_from(["error", "not checked"]),
        WORDS,
        WORDS,
        st.lists(st.tuples(WORDS, WORDS), max_size=2).map(tuple),
    ),
)


@given(BLOCK)
def test_text_is_never_wider_and_loses_no_sign(block: Block) -> None:
    text = to_text([block])

    assert max(map(len, text.split("\n"))) <= 88
    match block:
        case Items(items):
            said = list(items)
        case Table(head, rows):
            said = [cell for row in (head, *rows) for cell in row]
        case Heading() | Paragraph():
            said = [block.text]
        case Entry(label, title, words, details):
            said = [label.upper(), title, words]
            said += [f"{name}:{value}" for name, value in details]
    assert signs(text) == signs("".join(map(visible, said)))


def signs(text: str) -> Counter[str]:
    """How often each sign stands in a text, but for spaces and lines of rules."""
    return Counter("".join(text.split())) - Counter({"-": 10_000, "=": 10_000})


def test_a_wide_table_gives_way_where_it_reads_best() -> None:
    head = ("code", "known since", "name", "says")
    row = ("IPT1", "2026-01-05", "termination-tasks-advised", "some words " * 7)
    assert to_text([Table(head, (row, ("b", "", "", "")))]) == (
        "code  known since  name                       says\n"
        "----  -----------  -------------------------  "
        "------------------------------------------\n"
        "IPT1  2026-01-05   termination-tasks-advised  "
        "some words some words some words some\n"
        "                                              "
        "words some words some words some words\n"
        "b\n"
    )
    head = ("number of them", *head[1:])
    row = (
        "1",
        "2026-01-05",
        "where-nobody-was-there-then",
        "well-known-to-all-those-who-know",
    )
    assert to_text([Table(head, (row,))]) == (
        "number of     known since  name                 "
        "        says\n"
        "them\n"
        "------------  -----------  ---------------------"
        "------  --------------------------------\n"
        "1             2026-01-05   where-nobody-was-ther"
        "e-then  well-known-to-all-those-who-know\n"
    )


def test_html_is_whole() -> None:
    seen = _parse(to_html(BLOCKS))
    assert {"h2", "h3", "p", "ul", "table", "dl"} <= seen.seen


def test_markdown_has_the_same_words() -> None:
    text = to_markdown(BLOCKS)
    assert "# Title\n\n## Part\n" in text
    assert "| code | name |\n| --- | --- |\n| a | first |\n" in text
    assert "**error** IPT203\n\nIt went back.\n\n- Place: sessions\\[2\\]\n" in text


@given(st.text(), st.text(alphabet="<>&\"'`|*_[]#\\ a\n"))
def test_hostile_words_stay_words(first: str, second: str) -> None:
    for words in (first, second):
        blocks = (
            Heading(words),
            Paragraph(words),
            Items((words,)),
            Table((words,), ((words,),)),
            Entry("info", words, words, ((words, words),)),
        )
        tags = {
            "div",
            "style",
            "h3",
            "p",
            "ul",
            "li",
            "table",
            "thead",
            "tr",
            "th",
            "tbody",
        }
        assert _parse(to_html(blocks)).seen <= tags | {
            "td",
            "span",
            "strong",
            "dl",
            "dt",
            "dd",
        }
        to_text(blocks)
        rows = [
            line for line in to_markdown(blocks).splitlines() if line.startswith("|")
        ]
        assert len(rows) == 3
