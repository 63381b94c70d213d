"""Finding what a word means: a rule, a problem, or a code of the catalogue."""

from __future__ import annotations

__all__ = ["explain"]

from functools import partial
from typing import TYPE_CHECKING

from ipt_core import catalogue
from ipt_core._api import rules
from ipt_core._blocks import Heading, Items, Paragraph
from ipt_core._checks import nearest
from ipt_core._problems import PROBLEMS
from ipt_core.engine.rule_pages import list_of_rules
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ipt_core._blocks import Block

    Page = Callable[[], Iterable[Block]]

_LISTS = {name.replace("_", "-"): name for name in catalogue.tables}


def explain(word: str | None) -> Iterator[Block]:
    """Explain a code or a name, a prefix of rules, or list a table or all rules.

    Raises:
        UnknownCodeError: if there is nothing of that name; it names the nearest.
    """
    wanted = (word or "").lower().replace("_", "-")
    family = [rule for rule in rules if rule.code.lower().startswith(wanted)]
    found = [page for name, page in _pages() if name.lower() == wanted]
    # A protocol has the name of a table too, `article`, and is meant.
    if wanted in _LISTS and wanted not in catalogue.protocols:
        found.append(catalogue.tables[_LISTS[wanted]].blocks)
    if not found and family:
        found.append(partial(list_of_rules, family, ()))
    if not found:
        hits = [hit for hit in catalogue.find(wanted) if hit.exact]
        found += [catalogue.tables[hit.table][hit.code].blocks for hit in hits]
    if not found:
        names = {name.lower(): name for name, _ in _pages()}
        near = nearest(wanted, names)
        raise UnknownCodeError("rule or code", near and names[near])
    for page in found:
        yield from page()


def _problem_page(code: str) -> Iterator[Block]:
    """Explain a problem of files."""
    kind = PROBLEMS[code]
    yield Heading(f"{code} {kind.name}", 1)
    yield Paragraph(kind.what)
    yield Items((f"Why it is refused: {kind.why}", f"To mend it: {kind.mend}"))
    yield Paragraph(
        "A file with such a problem is not checked any further. All problems of a file "
        "are told at once, and no message repeats what the file says."
    )


def _pages() -> Iterator[tuple[str, Page]]:
    """List every word that can be explained, with its page."""
    for rule in rules:
        for name in (rule.code, rule.name, *rule.aliases):
            yield name, rule.blocks
    for code, kind in PROBLEMS.items():
        yield code, partial(_problem_page, code)
        yield kind.name, partial(_problem_page, code)
    for table in catalogue.tables.values():
        for code in table:
            yield code, table[code].blocks
