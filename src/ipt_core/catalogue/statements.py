"""The article that the library started from, and where each statement of it lives."""

from __future__ import annotations

__all__ = ["ArticleStatement", "Standing"]

from enum import StrEnum

import attrs

from ipt_core.catalogue._paged import Paged


class Standing(StrEnum):
    """What became of a statement of the article."""

    MODELLED = "modelled"
    """Fields, entries, numbers or rules hold it."""
    NOTED = "noted"
    """An entry says it in words."""
    CONTRADICTED = "contradicted"
    """The article itself or the literature says otherwise; a disagreement tells how."""
    MISSING = "missing"
    """The article leaves it out, the manuals do not; a disagreement tells how."""
    NOT_A_FACT = "not-a-fact"
    """An address to the reader, praise, or about the page itself."""


@attrs.frozen(kw_only=True)
class ArticleStatement(Paged):
    """One statement of the article, paraphrased, and where it lives here."""

    code: str
    """Code made of its section and its number there, such as `step-1-2`."""
    heading: str
    """The article's heading that it stands under."""
    says: str
    """What it says, paraphrased."""
    standing: Standing
    """What became of it."""
    where: tuple[str, ...] = ()
    """Where it lives, each written `table/code`.

    Such as `protocols/article.sessions`, `model/Goal.kind` or `rules/IPT101`.
    """
