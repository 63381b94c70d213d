"""The page that goes through the article, statement by statement."""

from __future__ import annotations

__all__ = ["page"]

from itertools import groupby
from typing import TYPE_CHECKING

from ipt_core import catalogue
from ipt_core.catalogue import ArticleStatement, Standing
from scripts.generate_schema import docs_under
from scripts.generation import markdown as md
from scripts.generation.places import anchor, link_to

if TYPE_CHECKING:
    from collections.abc import Iterable

_HERE = "catalogue/article.md"


def page() -> str:
    """Write the page."""
    meanings = docs_under(Standing)
    found = list(catalogue.article.values())
    counts = [
        (
            f"`{standing}`",
            meanings[standing.name],
            str(sum(each.standing is standing for each in found)),
        )
        for standing in Standing
    ]
    disagreements = [
        (
            link_to(f"disagreements/{code}", _HERE, code),
            md.plain(each.statement),
            md.linked(each.conflict, ()),
        )
        for code, each in catalogue.disagreements.items()
    ]
    sections = [
        f"## {md.plain(heading)}\n\n{_table(statements)}"
        for heading, statements in groupby(found, key=lambda each: each.heading)
    ]
    return md.page(
        "# The article",
        "The library started from one article on the web, which names no sources. Here "
        "is every statement of it, paraphrased, under its own headings, with what "
        "became of it and where it lives now. Where manuals and trials say otherwise, "
        "a disagreement tells how; the protocol [article](../protocols/article.md) "
        "keeps the article's own numbers.",
        md.table(["Standing", "Meaning", "Statements"], counts),
        *sections,
        "## Where it disagrees\n\nWith itself, or with the literature; some of these "
        "are disagreements within the literature alone.\n\n"
        + md.table(["Number", "One side", "The other side"], disagreements),
    )


def _table(statements: Iterable[ArticleStatement]) -> str:
    rows = [
        (
            f"{md.plain(each.says)}<br>`{each.code}`{{#{anchor(each.code)}}}",
            str(each.standing),
            ", ".join(link_to(link, _HERE) for link in each.where),
        )
        for each in statements
    ]
    return md.table(["It says", "Standing", "Where it lives"], rows)
