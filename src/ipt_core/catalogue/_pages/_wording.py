"""Values of the catalogue in words."""

from __future__ import annotations

__all__ = ["cited", "value_entries"]

from typing import TYPE_CHECKING

from ipt_core._blocks import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core.evidence import Citation, Sourced

_HAS_NONE = "This protocol has no such thing; rules that need it do not apply."


def value_entries(title: str, sourced: Sourced[object] | None) -> Iterator[Entry]:
    """Show a value that may be missing, one entry for each reading."""
    if sourced is None:
        yield Entry("has none", title, _HAS_NONE)
    else:
        yield from sourced.entries(title)


def cited(citations: Iterable[Citation]) -> str:
    """Write citations in one line."""
    return "; ".join(map(str, citations))
