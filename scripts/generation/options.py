"""The options of the command, as tables in its page.

`--help` is not shown there: each version of Python words and wraps it in its own way.
"""

from __future__ import annotations

__all__ = ["options_of", "subcommands", "with_options"]

import re
from typing import TYPE_CHECKING, cast

from ipt_core.cli import build_parser
from scripts.generation import markdown as md

if TYPE_CHECKING:
    import argparse

_PART = re.compile(r"(?ms)^(<!-- options: (\w+) -->\n).*?(^<!-- end -->$)")


def with_options(text: str) -> str:
    """Rewrite the table between each mark and the `<!-- end -->` after it."""
    commands = subcommands()

    def write(found: re.Match[str]) -> str:
        return f"{found[1]}\n{_table(commands.pop(found[2]))}\n\n{found[3]}"

    text = _PART.sub(write, text)
    if commands:
        raise ValueError(f"no mark for the options of: {', '.join(commands)}")
    return text


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Find the parser of each subcommand."""
    for action in build_parser()._actions:
        choices: object = action.choices
        if isinstance(choices, dict):
            return dict(cast("dict[str, argparse.ArgumentParser]", choices))
    raise ValueError("the command has no subcommands")


def options_of(parser: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """List the options and arguments of a subcommand, each with its help."""
    return [
        (_name(action), action.help or "")
        for action in parser._actions
        if action.dest != "help"
    ]


def _table(parser: argparse.ArgumentParser) -> str:
    rows = [
        (md.code(name), md.plain(said[:1].upper() + said[1:]).replace("\\`", "`"))
        for name, said in options_of(parser)
    ]
    return md.table(["Option", "Meaning"], rows) if rows else "It has no options."


def _name(action: argparse.Action) -> str:
    value = action.metavar or "|".join(map(str, action.choices or ()))
    shown = str(value if isinstance(value, str) else "")
    if not action.option_strings:
        many = {"+": f"{shown}...", "?": f"[{shown}]"}
        return many.get(str(action.nargs), shown).replace("|", " or ")
    names = ", ".join(action.option_strings)
    return f"{names} {shown}".strip().replace("|", " or ")
