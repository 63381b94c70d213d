"""Reads the map of the article."""

from __future__ import annotations

__all__ = ["read_article"]

from typing import TYPE_CHECKING, Any

from ipt_core.catalogue._entries import CODE
from ipt_core.catalogue._faults import Faults, read_toml
from ipt_core.catalogue._fields import read_fields, structured
from ipt_core.catalogue._links import check_links
from ipt_core.catalogue.statements import ArticleStatement, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import TomlTable

_FILE = "article.toml"
_DISAGREE = {Standing.CONTRADICTED, Standing.MISSING}


def read_article(text: str | None = None) -> dict[str, ArticleStatement]:
    """Read the map of the article, or a text in its place.

    Raises:
        CatalogueError: with everything that is wrong with it.
    """
    faults = Faults(_FILE)
    found: dict[str, dict[str, Any]] = {}
    for section, data in read_toml(_FILE, text).items():
        if not CODE.fullmatch(section):
            faults.add((section,), "a code such as step-1", "another word")
        table = faults.table(data, (section,))
        if table is not None:
            found |= dict(_statements(section, table, faults))
    faults.stop()
    return {code: ArticleStatement(code=code, **each) for code, each in found.items()}


def _statements(
    section: str, table: TomlTable, faults: Faults
) -> Iterator[tuple[str, dict[str, Any]]]:
    faults.only(table, ("heading", "statements"), (section,))
    for key in ("heading", "statements"):
        if key not in table:
            faults.missing((section, key))
    heading = structured(str, table.get("heading", "-"), (section, "heading"), faults)
    given = faults.tables(table.get("statements", []), (section, "statements"))
    for number, (path, each) in enumerate(given, 1):
        yield f"{section}-{number}", {"heading": heading, **_fields(each, path, faults)}


def _fields(table: TomlTable, path: Path, faults: Faults) -> dict[str, Any]:
    fields = read_fields(ArticleStatement, table, path, faults, ("code", "heading"))
    where = fields.get("where", ())
    check_links(where, (*path, "where"), faults)
    standing = fields.get("standing", Standing.NOT_A_FACT)
    if standing is not Standing.NOT_A_FACT and not where:
        faults.add((*path, "where"), "at least one link", "none")
    if standing in _DISAGREE and not any(
        link.startswith("disagreements/") for link in where
    ):
        faults.add((*path, "where"), "a link to a disagreement", "others only")
    return fields
