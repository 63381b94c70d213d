"""An entry of the catalogue shows its page."""

from __future__ import annotations

__all__ = ["Paged"]

from typing import TYPE_CHECKING

from ipt_core._shown import Shown

if TYPE_CHECKING:
    from ipt_core._blocks import Block


class Paged(Shown):
    """Base of the entries that have a page."""

    __slots__ = ()

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        from ipt_core.catalogue._pages import page_of

        return tuple(page_of(self))
