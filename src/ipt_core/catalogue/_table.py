"""A read-only mapping that is filled when it is first used."""

from __future__ import annotations

__all__ = ["Table", "nearest_code"]

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar, cast

from ipt_core._checks import nearest
from ipt_core._shown import Shown
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ipt_core._blocks import Block

T_co = TypeVar("T_co", covariant=True)

_SHOWN = 4


def nearest_code(word: str, known: Iterable[str]) -> str | None:
    """Name the known code that a mistyped one most resembles, in whatever case."""
    codes = {code.lower(): code for code in known}
    found = nearest(word, codes)
    return codes[found] if found else None


class Table(Shown, Mapping[str, T_co]):
    """Entries of one kind by their code, read when they are first asked for."""

    __slots__ = ("_entries", "_load", "_what")

    def __init__(self, what: str, load: Callable[[], Mapping[str, T_co]]) -> None:
        """Name the kind of entry and say how the entries are read."""
        self._what = what
        self._load = load
        self._entries: Mapping[str, T_co] | None = None

    def _all(self) -> Mapping[str, T_co]:
        if self._entries is None:
            self._entries = self._load()
        return self._entries

    def __getitem__(self, code: str) -> T_co:
        entries = self._all()
        if not isinstance(cast("object", code), str):
            raise UnknownCodeError(self._what)
        if code not in entries:
            raise UnknownCodeError(self._what, nearest_code(code, entries))
        return entries[code]

    if not TYPE_CHECKING:  # its types are those of Mapping

        def get(self, key, default=None, /):  # noqa: ANN001, ANN202
            """The entry of a code, else the default; no nearest is looked for."""
            return self._all()[key] if key in self else default

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code in self._all()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.catalogue._pages import table_page

        return tuple(table_page(self._what, self))

    def __repr__(self) -> str:
        codes = list(self)
        more = ", ..." if len(codes) > _SHOWN else ""
        return f"<{self._what} table, {len(codes)}: {', '.join(codes[:_SHOWN])}{more}>"
