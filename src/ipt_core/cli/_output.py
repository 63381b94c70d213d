"""Writing to the terminal, whatever its encoding."""

from __future__ import annotations

__all__ = [
    "UNUSABLE",
    "show",
    "show_blocks",
    "show_json",
    "tell",
    "watched",
    "write_new",
]

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from ipt_core._visible import printable
from ipt_core.exceptions import InvalidValueError, IptError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TextIO

    from ipt_core._blocks import Block

_MANY = 10
"""With more files than these there is a progress bar."""

UNUSABLE = 2
"""The exit code where input or options cannot be used."""


def show(text: str) -> None:
    """Write to standard output."""
    _write(sys.stdout, text)


def show_json(data: object) -> None:
    """Write data to standard output as JSON."""
    import json

    # ASCII, so that it stays JSON whatever the encoding of the output is.
    show(json.dumps(data, indent=2) + "\n")


def show_blocks(
    blocks: Iterable[Block], *, gap: bool = False, whole: bool = False
) -> None:
    """Write blocks to standard output: in colours where a terminal shows them.

    Args:
        blocks: the blocks.
        gap: whether to leave a line free before them.
        whole: whether to break no line where nobody sees it: names of files are to be
            copied, and searched for.
    """
    if gap:
        show("\n")
    if _in_colours(sys.stdout):
        from rich.console import Console

        from ipt_core._rich import to_rich

        Console(highlight=False).print(to_rich(blocks))
    else:
        from ipt_core._blocks import WIDTH, to_text

        show(to_text(blocks, sys.maxsize if whole else WIDTH))


def _in_colours(stream: TextIO | None) -> bool:
    """Tell whether a stream is a terminal for which nobody refused colours."""
    return (
        stream is not None
        and stream.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and (stream.encoding or "").lower().startswith("utf")
        and find_spec("rich") is not None
    )


def watched(names: Sequence[str], *, quiet: bool) -> Iterable[str]:
    """Go through names, with a progress bar on standard error where there are many."""
    if quiet or len(names) <= _MANY or not _in_colours(sys.stderr):
        return names
    return _with_bar(names)


def _with_bar(names: Sequence[str]) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(names, "Checking", console=console, transient=True)


def tell(line: str) -> None:
    """Write one line to standard error."""
    _write(sys.stderr, f"{line}\n")


def _write(stream: TextIO | None, text: str) -> None:
    # There is no stream where the process was started without one.
    if stream is not None:
        encoding = stream.encoding or "utf-8"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def write_new(save: Callable[[Path], None], name: str) -> None:
    """Write a file that is not there yet.

    Raises:
        IptError: if it is there, or cannot be written.
    """
    try:
        path = Path(name)
        if path.is_file():
            raise FileExistsError(0, "there is a file of that name already")
        save(path)
    except InvalidValueError as error:
        reason = f"expected {error.expected}, found {error.found}"
    except OSError as error:
        reason = error.strerror or "no reason is given"
    else:
        return
    raise IptError(f"cannot write {printable(name)}: {reason}")
