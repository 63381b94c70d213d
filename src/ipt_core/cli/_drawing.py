"""The subcommand `picture`: a course drawn to a file."""

from __future__ import annotations

__all__ = ["picture"]

from pathlib import Path
from typing import TYPE_CHECKING

from ipt_core import _api
from ipt_core.cli._output import UNUSABLE, tell, write_new
from ipt_core.cli._reading import label_of, source_of
from ipt_core.exceptions import LoadError

if TYPE_CHECKING:
    from argparse import Namespace


def picture(options: Namespace) -> int:
    """Draw a plan's course and write it to a file; gives the exit code."""
    source = source_of(options.file)
    try:
        plan = _api.load(source) if isinstance(source, Path) else _api.loads(source)
    except LoadError as error:
        for problem in error.problems:
            tell(f"{label_of(options.file)}: {problem}")
        return UNUSABLE
    drawn = _api.picture(
        plan, as_of=options.as_of, horizon=options.horizon, text=options.text
    )
    write_new(drawn.save, options.output)
    return 0
