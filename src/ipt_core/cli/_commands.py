"""What each subcommand does; each returns the exit code."""

from __future__ import annotations

__all__ = ["COMMANDS"]

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipt_core import _api
from ipt_core._blocks import Heading, to_text
from ipt_core._problems import Problem
from ipt_core.catalogue import problem_areas, protocols
from ipt_core.cli._explaining import explain
from ipt_core.cli._output import UNUSABLE, printable, show, tell
from ipt_core.drafting._content import areas_to_choose
from ipt_core.engine import RuleSet
from ipt_core.exceptions import DraftError, IptError, UnknownCodeError
from ipt_core.formats._reading import MAX_BYTES
from ipt_core.vocabulary import Horizon

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Mapping

    from ipt_core._blocks import Block
    from ipt_core.engine import Report
    from ipt_core.model import TreatmentPlan


def _check(options: Namespace) -> int:
    rules = _rules(options)
    horizon = Horizon(options.horizon) if options.horizon else None
    as_json = options.format == "json"
    head = len(options.files) > 1
    written: list[dict[str, Any]] = []
    code = 0
    gap = ""
    for name in options.files:
        report = _api.check_data(
            _source(name), as_of=options.as_of, horizon=horizon, rules=rules
        )
        label = "standard input" if name == "-" else printable(name) or "."
        usable = report.status is not None
        code = max(code, UNUSABLE if not usable else int(not report.ok))
        if not usable:
            _tell_problems(label, report)
        if as_json:
            written.append({"file": printable(name), "report": report.to_data()})
        elif usable:
            title = [Heading(label, 1)] if head else []
            show(gap + to_text([*title, *report.blocks()]))
            gap = "\n"
    if as_json:
        _show_json({"reports": written})
    return code


def _rules(options: Namespace) -> RuleSet:
    rules = _api.rules
    changes = {"select": RuleSet.select, "ignore": RuleSet.ignore}
    for option, change in changes.items():
        selectors: list[str] = getattr(options, option)
        for selector in selectors:
            try:
                change(rules, selector)
            except UnknownCodeError as error:
                raise IptError(f"--{option} {printable(selector)}: {error}") from None
        if selectors:
            rules = change(rules, *selectors)
    return rules


def _source(name: str) -> Path | bytes | str:
    if name != "-":
        return Path(name)
    try:
        # One byte more than may be is enough to be told that it is too much.
        read: Callable[[int], bytes | str]
        read = getattr(sys.stdin, "buffer", sys.stdin).read
        return read(MAX_BYTES + 1)
    except (AttributeError, OSError, ValueError):  # closed, or a directory
        return b""


def _tell_problems(label: str, report: Report) -> None:
    for finding in report.findings:
        problem = Problem(code=finding.code, path=finding.path, **finding.params)
        tell(f"{label}: {problem}")


def _show_json(data: object) -> None:
    # ASCII, so that it stays JSON whatever the encoding of the output is.
    show(json.dumps(data, indent=2) + "\n")


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
        _show_json(_api.to_data(plan))
    else:
        _write(plan, options.output)
    return 0


def _as_options(error: DraftError) -> str:
    """Name what is missing as it is given here: `--cadence-days`."""
    message = str(error)
    for name in error.missing:
        message = message.replace(f"{name} (", f"--{name.replace('_', '-')} (")
    return message


def _write(plan: TreatmentPlan, name: str) -> None:
    try:
        path = Path(name)
        if path.is_file():
            raise FileExistsError(0, "there is a file of that name already")
        _api.dump(plan, path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no name of a file"
        raise IptError(f"cannot write {printable(name)}: {reason}") from None


def _explain(options: Namespace) -> int:
    return _show(explain(options.word))


def _protocols(options: Namespace) -> int:
    code: str | None = options.code
    return _show((protocols[code] if code else protocols).blocks())


def _show(blocks: Iterable[Block]) -> int:
    show(to_text(blocks))
    return 0


def _schema(options: Namespace) -> int:
    _show_json(_api.schema(options.profile))
    return 0


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": _check,
    "new": _new,
    "explain": _explain,
    "protocols": _protocols,
    "schema": _schema,
}
"""What to do by the name of the subcommand."""
