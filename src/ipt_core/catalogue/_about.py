"""Which protocols name an entry of another table."""

from __future__ import annotations

__all__ = ["names", "protocols_about"]

from typing import TYPE_CHECKING, Any

from ipt_core.catalogue._table import nearest_code
from ipt_core.catalogue._tables import protocols, tables
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.catalogue.protocol import Protocol

_VALUES = {
    "populations": ("population",),
    "disorders": ("disorders",),
    "settings": ("settings",),
    "aims": ("aim",),
    "problem_areas": ("areas", "areas_discouraged"),
    "measures": ("measures", "measures_each_session", "measures_weekly"),
}
_PARTS = {"tasks": ("tasks", "task"), "conditions": ("exclusions", "condition")}


def protocols_about(link: str) -> tuple[str, ...]:
    """List the codes of the protocols that name an entry.

    Raises:
        UnknownCodeError: if there is no such table, or no such entry in it.
    """
    table, _, code = link.partition("/")
    if table not in tables:
        raise UnknownCodeError("table", nearest_code(table, tables))
    entry = tables[table][code]
    if table not in _VALUES and table not in _PARTS:
        found: tuple[str, ...] = getattr(entry, "protocols", ())
        return found
    return tuple(each.code for each in protocols.values() if names(each, table, code))


def names(form: Protocol, table: str, code: str) -> bool:
    """Tell whether a protocol names an entry, or for a group one that belongs to it."""
    if table == "disorders":
        from ipt_core.catalogue import falls_under

        return any(falls_under(each, (code,)) for each in _named(form, table))
    return code in _named(form, table)


def _named(form: Protocol, table: str) -> Iterable[str]:
    if table in _PARTS:
        listed, field = _PARTS[table]
        return [getattr(part, field) for part in getattr(form, listed)]
    found: list[str] = []
    for field in _VALUES[table]:
        sourced: Any = getattr(form, field)
        for reading in sourced.readings if sourced else ():
            value = reading.value
            found += (value,) if isinstance(value, str) else value
    return found
