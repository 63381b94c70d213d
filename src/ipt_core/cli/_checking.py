"""The subcommand `check`: reading files, checking them, writing the reports."""

from __future__ import annotations

__all__ = ["check"]

import re
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

from ipt_core import _api
from ipt_core._blocks import Heading, Table, to_html, to_markdown, to_page
from ipt_core._problems import Problem
from ipt_core._visible import printable
from ipt_core.cli._output import (
    UNUSABLE,
    show,
    show_blocks,
    show_json,
    tell,
    watched,
)
from ipt_core.cli._reading import label_of, source_of
from ipt_core.engine import RuleSet
from ipt_core.exceptions import IptError, UnknownCodeError
from ipt_core.vocabulary import Horizon

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from ipt_core._blocks import Block
    from ipt_core.engine import Report

    _Said = tuple[str, Report]

_PATTERN = re.compile("[*?]")


def check(options: Namespace) -> int:
    """Check files and write the reports; gives the exit code."""
    rules = _rules(options)
    names = list(_files(options.files))
    horizon = Horizon(options.horizon) if options.horizon else None

    def checked() -> Iterator[_Said]:
        for name in watched(names, quiet=options.format == "text"):
            report = _api.check_data(
                source_of(name), as_of=options.as_of, horizon=horizon, rules=rules
            )
            if report.status is None:
                _tell_problems(label_of(name), report)
            yield name, report

    if options.format == "text":
        written = list(_as_text(checked(), several=len(names) > 1))
    else:
        written = list(checked())
        _WRITERS[options.format](written, rules)
    return max((_code(report) for _, report in written), default=0)


def _code(report: Report) -> int:
    return UNUSABLE if report.status is None else int(not report.ok)


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


def _files(names: Iterable[str]) -> Iterator[str]:
    """Go through the files; those that a pattern means only if they are new.

    A pattern is looked up here too, as not every shell does it.
    """
    seen: set[str] = set()
    for name in names:
        found = [name]
        if _PATTERN.search(name) and not _exists(name):
            fit = sorted(glob(name, recursive=True))  # noqa: PTH207 - may be absolute
            if not fit:
                raise IptError(f"{printable(name)}: no file fits this pattern")
            found = [each for each in fit if each not in seen]
        seen.update(found)
        yield from found


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def _tell_problems(label: str, report: Report) -> None:
    for finding in report.findings:
        problem = Problem(code=finding.code, path=finding.path, **finding.params)
        tell(f"{label}: {problem}")


def _as_text(checked: Iterable[_Said], *, several: bool) -> Iterator[_Said]:
    """Show each report as soon as it is made, and in the end how many are ok."""
    rows: list[tuple[str, ...]] = []
    gap = False
    for name, report in checked:
        if report.status is not None:
            if several:
                show_blocks([Heading(label_of(name), 1)], gap=gap, whole=True)
            show_blocks(report.blocks(), gap=gap or several)
            gap = True
        rows.append((label_of(name), *_in_short(report)))
        yield name, report
    if several:
        head = ("File", "Report", "Errors", "Warnings", "Info", "Owed", "Not checked")
        table = Table(head, tuple(rows))
        show_blocks([Heading("In short", 1), table], gap=gap, whole=True)


def _in_short(report: Report) -> tuple[str, ...]:
    if report.status is None:
        return ("cannot be used", str(len(report.findings)), "", "", "", "")
    counted = (
        report.errors,
        report.warnings,
        report.infos,
        report.owed,
        report.not_checked,
    )
    return ("ok" if report.ok else "not ok", *(str(len(each)) for each in counted))


def _as_json(written: list[_Said], _: RuleSet) -> None:
    reports = [{"file": printable(name), "report": r.to_data()} for name, r in written]
    show_json({"reports": reports})


def _as_html(written: list[_Said], _: RuleSet) -> None:
    show(to_page("ipt-core check", to_html(_blocks(written))))


def _as_markdown(written: list[_Said], _: RuleSet) -> None:
    show(to_markdown(_blocks(written)))


def _blocks(written: list[_Said]) -> Iterator[Block]:
    for name, report in written:
        yield Heading(label_of(name), 1)
        yield from report.blocks()


def _as_sarif(written: list[_Said], rules: RuleSet) -> None:
    from ipt_core.interop.sarif import sarif

    show_json(sarif(_by_name(written), rules))


def _as_junit(written: list[_Said], _: RuleSet) -> None:
    from ipt_core.interop.junit import junit

    show(junit(_by_name(written)))


def _by_name(written: list[_Said]) -> dict[str, Report]:
    """By true names: the writers make each of them fit to be read."""
    said = {"-": "standard input", "": "."}
    return {said.get(name, name): report for name, report in written}


_WRITERS: dict[str, Callable[[list[_Said], RuleSet], None]] = {
    "json": _as_json,
    "html": _as_html,
    "md": _as_markdown,
    "sarif": _as_sarif,
    "junit": _as_junit,
}
