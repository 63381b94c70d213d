"""A script that lets a shell complete the command, by the library shtab."""

from __future__ import annotations

__all__ = ["completion"]

from typing import TYPE_CHECKING, cast

from ipt_core._api import rules
from ipt_core._extras import from_extra
from ipt_core.catalogue import problem_areas, protocols
from ipt_core.cli import build_parser

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator


def completion(shell: str) -> str:
    """Write the script for a shell.

    Raises:
        MissingExtraError: if shtab is not installed.
    """
    shtab = from_extra("shtab", "cli")
    parser = build_parser()
    known = {
        "protocol": list(protocols),
        "code": list(protocols),
        "area": list(problem_areas),
        "select": [rule.code for rule in rules],
        "ignore": [rule.code for rule in rules],
        "word": [*(rule.code for rule in rules), *protocols, *problem_areas],
    }
    for action in _actions(parser):
        if action.dest in known:
            action.choices = known[action.dest]
        elif action.dest in {"file", "files", "output"}:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    script: str = shtab.complete(parser, shell)
    return script


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - as shtab itself does
        choices: object = action.choices
        if isinstance(choices, dict):
            for sub in cast("dict[str, argparse.ArgumentParser]", choices).values():
                yield from _actions(sub)
        yield action
