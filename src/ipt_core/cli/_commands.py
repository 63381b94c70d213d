"""What each subcommand does; each returns the exit code."""

from __future__ import annotations

__all__ = ["COMMANDS"]

from functools import partial
from typing import TYPE_CHECKING

from ipt_core import _api
from ipt_core.catalogue import problem_areas, protocols
from ipt_core.cli._checking import check
from ipt_core.cli._completing import completion
from ipt_core.cli._drawing import picture
from ipt_core.cli._explaining import explain
from ipt_core.cli._output import show, show_blocks, show_json, write_new
from ipt_core.drafting._content import areas_to_choose
from ipt_core.exceptions import DraftError, IptError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping


def _new(options: Namespace) -> int:
    form = protocols[options.protocol]
    for area in options.area:
        _ = problem_areas[area]
    if form.areas and not options.area:
        used = ", ".join(areas_to_choose(form))
        raise IptError(f"give --area: one or more of {used}")
    try:
        plan = _api.draft(
            form.code,
            areas=options.area,
            start=options.start,
            sessions=options.sessions,
            cadence_days=options.cadence_days,
            phases=options.phases,
        )
    except DraftError as error:
        raise IptError(_as_options(error)) from None
    if options.output is None:
        show_json(_api.to_data(plan))
    else:
        write_new(partial(_api.dump, plan), options.output)
    return 0


def _as_options(error: DraftError) -> str:
    """Name what is missing as it is given here: `--cadence-days`."""
    message = str(error)
    for name in error.missing:
        message = message.replace(f"{name} (", f"--{name.replace('_', '-')} (")
    return message


def _explain(options: Namespace) -> int:
    show_blocks(explain(options.word))
    return 0


def _protocols(options: Namespace) -> int:
    code: str | None = options.code
    show_blocks((protocols[code] if code else protocols).blocks())
    return 0


def _completion(options: Namespace) -> int:
    show(completion(options.shell))
    return 0


def _schema(options: Namespace) -> int:
    show_json(_api.schema(options.profile))
    return 0


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": check,
    "picture": picture,
    "new": _new,
    "explain": _explain,
    "protocols": _protocols,
    "completion": _completion,
    "schema": _schema,
}
"""What to do by the name of the subcommand."""
