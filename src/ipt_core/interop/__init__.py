"""Plans and reports as tables and in the forms of other programs.

Out: `to_tables` and `checklist`, to pandas and polars (extra `ipt-core[frames]`), CSV
and records; reports as SARIF and JUnit. In: `read_tables` for what `to_tables` wrote,
`read_sessions` for what others wrote, by a mapping. `agreement` compares two raters.
Each name is loaded when it is first used.
"""

from __future__ import annotations

__all__ = [
    "Agreement",
    "Agreements",
    "Column",
    "Frame",
    "Gap",
    "Import",
    "TableMapping",
    "Tables",
    "UnknownCode",
    "Unread",
    "agreement",
    "checklist",
    "read_mapping",
    "read_sessions",
    "read_tables",
    "to_tables",
]

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipt_core.interop._agreement import Agreement, Agreements, agreement
    from ipt_core.interop._frames import Column, Frame
    from ipt_core.interop._imports import Gap, Import, UnknownCode
    from ipt_core.interop._mapping_file import read_mapping
    from ipt_core.interop._reading import read_sessions
    from ipt_core.interop._restoring import read_tables
    from ipt_core.interop._rows import Unread
    from ipt_core.interop._tables import Tables, checklist, to_tables
    from ipt_core.interop.mapping import TableMapping

_HOMES = {
    "Agreement": "_agreement",
    "Agreements": "_agreement",
    "Column": "_frames",
    "Frame": "_frames",
    "Gap": "_imports",
    "Import": "_imports",
    "TableMapping": "mapping",
    "Tables": "_tables",
    "UnknownCode": "_imports",
    "Unread": "_rows",
    "agreement": "_agreement",
    "checklist": "_tables",
    "read_mapping": "_mapping_file",
    "read_sessions": "_reading",
    "read_tables": "_restoring",
    "to_tables": "_tables",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(f"ipt_core.interop.{_HOMES[name]}")
    globals()[name] = value = getattr(home, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
