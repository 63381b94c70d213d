"""Headings, paragraphs, lists, tables and entries, as text, HTML and Markdown.

Whatever is shown is built of these blocks once, so that every form of it says the
same. The HTML stands alone: it is escaped, has no script, asks nobody for anything
and takes its colours from the page, light or dark.
"""

from __future__ import annotations

__all__ = [
    "WIDTH",
    "Block",
    "Entry",
    "Heading",
    "Items",
    "Paragraph",
    "Table",
    "to_html",
    "to_markdown",
    "to_page",
    "to_text",
]

import re
from html import escape as escaped
from itertools import zip_longest
from textwrap import fill, wrap
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ipt_core._visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 88
"""How many characters a line of text has."""

_LABEL = 68
_WORD = 40

_SIGNS = re.compile(r"[\\`*_\[\]<>|#&~$!^@{}]|:(?=//)|(?<=www)\.")
# Where the text of a cell may be broken: best between words, at worst anywhere.
_ENDS = [re.compile(end) for end in (r"\s", r"\s|(?<=[^\W\d]-)(?=[^\W\d])", "")]
_START = re.compile(r"^([-+=]|[0-9]+(?=[.)]))")


@attrs.frozen
class Heading:
    """A heading."""

    text: str
    """Its words."""
    level: int = 2
    """1 is the title."""


@attrs.frozen
class Paragraph:
    """A paragraph."""

    text: str
    """Its words."""


@attrs.frozen
class Items:
    """A list."""

    items: tuple[str, ...]
    """Its items."""


@attrs.frozen
class Table:
    """A table."""

    head: tuple[str, ...]
    """Titles of the columns."""
    rows: tuple[tuple[str, ...], ...]
    """Its rows, as long as the head."""


@attrs.frozen
class Entry:
    """One thing with its details: a finding, something owed."""

    label: str
    """What kind of thing: `error`, `owed`, ..."""
    title: str
    """Its title."""
    text: str
    """What it says, in a sentence or two."""
    details: tuple[tuple[str, str], ...] = ()
    """Its details: a label and some words each."""


Block: TypeAlias = Heading | Paragraph | Items | Table | Entry

_STYLE = (
    "<style>.ipt{font-family:system-ui,sans-serif;line-height:1.5;max-width:60em;"
    "overflow-wrap:anywhere}"
    ".ipt .entry{border-left:.3em solid;padding:.1em .8em;margin:.8em 0}"
    ".ipt .error{border-color:#d0312d}.ipt .warning{border-color:#b86e00}"
    ".ipt .info{border-color:#2f7dc4}.ipt .owed{border-color:#8a63b8}"
    ".ipt .label{font-size:.8em;font-weight:700;text-transform:uppercase;"
    "letter-spacing:.05em;margin-right:.5em}"
    ".ipt p{margin:.2em 0}.ipt dl{margin:.2em 0;display:grid;"
    "grid-template-columns:max-content 1fr;gap:0 .8em;font-size:.9em}"
    ".ipt dd{margin:0}.ipt dt{opacity:.8}.ipt .scroll{overflow-x:auto}"
    ".ipt table{border-collapse:collapse}"
    ".ipt th,.ipt td{border:1px solid;padding:.2em .5em;text-align:left;"
    "vertical-align:top;overflow-wrap:break-word}</style>"
)

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
body {{
  margin: 1rem auto; max-width: 60em; padding: 0 1rem;
  font-family: system-ui, sans-serif;
}}
h1 {{ position: absolute; clip-path: inset(50%); }}
</style>
</head>
<body>
<main><h1>{title}</h1>{body}</main>
</body>
</html>
"""


def to_text(blocks: Iterable[Block], width: int = WIDTH) -> str:
    """Write blocks as plain text, at most so many columns wide."""
    return "\n\n".join(_text(block, width) for block in blocks) + "\n"


def _text(block: Block, width: int) -> str:
    match block:
        case Heading(text, level):
            line = _fill(_line(text), width)
            longest = max(map(len, line.splitlines()), default=0)
            return f"{line}\n{('=' if level == 1 else '-') * longest}"
        case Paragraph(text):
            return _fill(text, width)
        case Items(items):
            return "\n".join(_fill(item, width, "- ", "  ") for item in items)
        case Table(head, rows):
            return _text_table(head, rows, width)
        case _:
            label, title = block.label, block.title
            text, details = block.text, block.details
            longest = max((len(name) for name, _ in details), default=0)
            wide = min(longest, _LABEL) + 2
            under = " " * (wide + 2)
            return "\n".join(
                [
                    _fill(f"{label.upper()}  {_line(title)}", width, "", "    "),
                    _fill(text, width, "  ", "  "),
                    *(
                        _fill(f"{name + ':':<{wide - 1}} {said}", width, "  ", under)
                        for name, said in details
                    ),
                ]
            )


def _line(text: str) -> str:
    return " ".join(visible(text).split())


def _fill(text: str, width: int, first: str = "", rest: str = "") -> str:
    return fill(
        visible(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )


def _text_table(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], width: int
) -> str:
    """Write a table; what does not fit into its column goes on below."""
    shown = [tuple(map(_line, row)) for row in (head, *rows)]
    widths = _widths(list(zip(*shown, strict=True)), width)
    titles, *others = (
        zip_longest(*map(_cell, row, widths), fillvalue="") for row in shown
    )
    rule = tuple("-" * each for each in widths)
    return "\n".join(
        "  ".join(map(str.ljust, cells, widths)).rstrip()
        for lines in (titles, [rule], *others)
        for cells in lines
    )


def _cell(text: str, width: int) -> list[str]:
    tight = any(len(word) > width for word in text.split())
    return wrap(text, width, break_on_hyphens=tight)


def _widths(columns: list[tuple[str, ...]], width: int) -> list[int]:
    """Share the room among columns: the widest gives way, whole words last."""
    widths = [min(max(1, *map(len, column)), width) for column in columns]
    room = width - 2 * (len(columns) - 1)
    for end in _ENDS:
        pieces = [[len(p) for cell in c for p in end.split(cell)] for c in columns]
        least = [min(max(1, *lengths), _WORD) for lengths in pieces]
        while sum(widths) > room:
            free = [i for i, each in enumerate(widths) if each > least[i]]
            if not free:
                break
            widths[max(free, key=widths.__getitem__)] -= 1
    return widths


def to_html(blocks: Iterable[Block]) -> str:
    """Write blocks as HTML that stands alone."""
    return f'<div class="ipt">{_STYLE}{"".join(_html(block) for block in blocks)}</div>'


def _html(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level + 1}>{_escape(text)}</h{level + 1}>"
        case Paragraph(text):
            return f"<p>{_escape(text)}</p>"
        case Items(items):
            return f"<ul>{''.join(f'<li>{_escape(item)}</li>' for item in items)}</ul>"
        case Table(head, rows):
            titles = "".join(f'<th scope="col">{_escape(cell)}</th>' for cell in head)
            body = "".join(
                f"<tr>{''.join(f'<td>{_escape(cell)}</td>' for cell in row)}</tr>"
                for row in rows
            )
            return (
                f'<div class="scroll" tabindex="0"><table><thead><tr>{titles}</tr>'
                f"</thead><tbody>{body}</tbody></table></div>"
            )
        case _:
            label, title = block.label, block.title
            text, details = block.text, block.details
            more = "".join(
                f"<dt>{_escape(name)}</dt><dd>{_escape(said)}</dd>"
                for name, said in details
            )
            return (
                f'<div class="entry {_escape(label)}"><p><span class="label">'
                f"{_escape(label)}</span><strong>{_escape(title)}</strong></p>"
                f"<p>{_escape(text)}</p>{f'<dl>{more}</dl>' if more else ''}</div>"
            )


def to_page(title: str, body: str) -> str:
    """Write HTML as a page that stands alone.

    Args:
        title: the title, as text; the page shows it to a screen reader only.
        body: what stands on the page, as HTML.
    """
    return _PAGE.format(title=_escape(title), body=body)


def _escape(text: str) -> str:
    return escaped(visible(text))


def to_markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_md(text)}"
        case Paragraph(text):
            return _md(text)
        case Items(items):
            return "\n".join(f"- {_md(item)}" for item in items)
        case Table(head, rows):
            titles, *cells = [[_md(cell) for cell in row] for row in (head, *rows)]
            lines = (titles, ["---"] * len(head), *cells)
            return "\n".join(f"| {' | '.join(line)} |" for line in lines)
        case _:
            label, title = block.label, block.title
            text, details = block.text, block.details
            more = "".join(f"\n- {_md(name)}: {_md(said)}" for name, said in details)
            gap = "\n" if more else ""
            return f"**{_md(label)}** {_md(title)}\n\n{_md(text)}{gap}{more}"


def _md(text: str) -> str:
    line = " ".join(_SIGNS.sub(r"\\\g<0>", visible(text)).split())
    return _START.sub(lambda sign: _escaped_start(sign[0]), line)


def _escaped_start(sign: str) -> str:
    """Keep what a line begins with from being taken for a list or a heading."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
