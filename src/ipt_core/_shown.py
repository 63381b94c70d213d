"""What can be shown: as text, HTML, Markdown, in a notebook and by rich."""

from __future__ import annotations

__all__ = ["Page", "Shown"]

from typing import TYPE_CHECKING

from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from rich.console import RenderableType

    from ipt_core._blocks import Block


class Shown:
    """Base of everything that shows itself to a reader.

    `str` and a notebook show it whole; `repr` stays what a debugger wants.
    """

    __slots__ = ()

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        raise NotImplementedError

    def to_text(self) -> str:
        """It as plain text, at most 88 characters wide."""
        from ipt_core._blocks import to_text

        return to_text(self.blocks())

    def to_html(self) -> str:
        """It as HTML that stands alone: no script, nothing from elsewhere."""
        from ipt_core._blocks import to_html

        return to_html(self.blocks())

    def to_markdown(self) -> str:
        """It as Markdown."""
        from ipt_core._blocks import to_markdown

        return to_markdown(self.blocks())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file, in the form that the end of its name asks for.

        `.html` is a page that stands alone, `.md` Markdown, `.txt` plain text. What was
        there before stays there until the new file is complete.

        Raises:
            InvalidValueError: if it is no path, or ends in something else.
            OSError: if it cannot be written.
        """
        from ipt_core._writing import path_of, write_whole

        suffix = path_of(path, "path").suffix.lower()
        forms = self._forms()
        if suffix not in forms:
            *others, last = sorted(forms)
            expected = f"a name that ends in {', '.join(others)} or {last}"
            raise InvalidValueError(expected, "another", "path")
        write_whole(path, forms[suffix]().encode())

    def _forms(self) -> dict[str, Callable[[], str]]:
        """How it is written to files, by how their names end."""
        return {".html": self._page, ".md": self.to_markdown, ".txt": self.to_text}

    def _page(self) -> str:
        from ipt_core._blocks import to_page

        return to_page(self.to_text().partition("\n")[0], self.to_html())

    def __str__(self) -> str:
        return self.to_text()

    def _repr_html_(self) -> str:
        return self.to_html()

    def __rich__(self) -> RenderableType:
        from ipt_core._rich import to_rich

        return to_rich(self.blocks())


class Page(Shown):
    """Blocks to be shown."""

    __slots__ = ("_made",)

    def __init__(self, blocks: Iterable[Block]) -> None:
        """Keep the blocks."""
        self._made = tuple(blocks)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks that every form of it is made of."""
        return self._made

    def __repr__(self) -> str:
        return f"<Page: {len(self._made)} blocks>"
