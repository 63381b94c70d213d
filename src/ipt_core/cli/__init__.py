"""The command `ipt-core`.

Its options stand here; what they do is imported when it is asked for, so that
`--help` and `--version` answer at once.
"""

from __future__ import annotations

__all__ = ["SHELLS", "build_parser", "main"]

import argparse
import datetime as dt
import os
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from ipt_core._limits import MOST
from ipt_core._version import __version__
from ipt_core.cli._output import UNUSABLE, tell
from ipt_core.exceptions import IptError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it."""
CLOSED = 141
"""The exit code where nobody reads the output any more, as shells have it."""

SHELLS = ("bash", "zsh", "tcsh")
"""The shells that there is a script for."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(rf"[0-9]{{1,{len(str(MOST))}}}")
_PHASES = ("initial", "middle", "termination")

_CHECK = """\
examples:
  ipt-core check plan.json
  ipt-core check --as-of 5 plan.json           what was owed after session 5
  ipt-core check --format json plans/*.json
  ipt-core check --format html "plans/**/*.json" > reports.html
  ipt-core check --format sarif plans/*.json > findings.sarif
  my-program | ipt-core check --ignore IPT104,duration -

exit code: 0 if every report is ok, 1 if one is not, 2 if input cannot be used
"""
_PICTURE = """\
examples:
  ipt-core picture plan.json -o course.html
  ipt-core picture --as-of 7 plan.json -o seventh.svg
  my-program | ipt-core picture - -o course.html

exit code: 0 if it is drawn, whatever was found, 2 if input or options cannot be used
"""
_NEW = """\
examples:
  ipt-core new ipt-a --area grief --start 2026-01-05
  ipt-core new ipt --area grief --start 2026-01-05 --sessions 16 -o plan.json
  ipt-core new article --area grief --start 2026-01-05 --sessions 12 --cadence-days 7 \\
      --phases 3,6,3
"""
_EXPLAIN = """\
examples:
  ipt-core explain                  all rules
  ipt-core explain IPT2             the rules on phases
  ipt-core explain phase-order      a rule, by code or name
  ipt-core explain role-dispute     a problem area; so for every code of the catalogue:
                                    strategies, techniques, tasks, measures, skills,
                                    disorders, sources (F27), disagreements (8.5), ...
  ipt-core explain elderly          what the field calls it will do
  ipt-core explain disagreements    all of one kind: skills, disorders, reasons, ...
"""
_PROTOCOLS = """\
examples:
  ipt-core protocols
  ipt-core protocols ipt-a
"""
_SCHEMA = """\
examples:
  ipt-core schema > plan.schema.json
  ipt-core schema --profile draft    for what a template or a language model may write
  ipt-core schema --profile report   for what check --format json says of a plan
"""
_COMPLETION = """\
examples:
  ipt-core completion bash > ~/.local/share/bash-completion/completions/ipt-core
  ipt-core completion zsh > ~/.zfunc/_ipt-core

It needs another package: pip install "ipt-core[cli]"
"""
_ALL = """\
examples:
  ipt-core new ipt-a --area grief --start 2026-01-05 -o plan.json
  ipt-core check plan.json
  ipt-core picture plan.json -o course.html
  ipt-core explain IPT203
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # It repeats arguments, and a terminal acts upon what nobody sees.
        from ipt_core._visible import visible

        super().error(visible(message))


def build_parser() -> argparse.ArgumentParser:
    """Make the parser of the command's options."""
    parser = _Parser(
        prog="ipt-core",
        description="Check and draft plans of Interpersonal Psychotherapy (IPT).",
        epilog=_ALL,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version", action="version", version=f"ipt-core {__version__}"
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, does: str, epilog: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}.",
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    _check_options(command("check", "check plans and report what was found", _CHECK))
    _picture_options(command("picture", "draw a course to a file", _PICTURE))
    _new_options(command("new", "draft a plan that keeps a protocol", _NEW))
    explain = command("explain", "explain a rule or a code", _EXPLAIN)
    explain.add_argument(
        "word",
        nargs="?",
        metavar="CODE|NAME",
        help="what to explain; all rules if left out",
    )
    shown = command("protocols", "show what protocols ask, with sources", _PROTOCOLS)
    shown.add_argument(
        "code", nargs="?", metavar="CODE", help="one protocol with all its values"
    )
    shell = command("completion", "print a script for a shell", _COMPLETION)
    shell.add_argument("shell", choices=SHELLS, help="the shell")
    schema = command("schema", "print the JSON Schema of a plan or a report", _SCHEMA)
    schema.add_argument(
        "--profile",
        choices=["full", "draft", "report"],
        default="full",
        help="draft leaves out what only a person can attest, report is what check "
        "--format json says of a plan (default: full)",
    )
    return parser


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a plan as JSON, or a pattern such as 'plans/**/*.json'; - is standard "
        "input",
    )
    parser.add_argument(
        "--format",
        choices=["text", "json", "html", "md", "sarif", "junit"],
        default="text",
        help="form of the reports (default: text)",
    )
    _point_options(parser)
    for option, does in (
        ("--select", "run only these"),
        ("--ignore", "leave out these"),
    ):
        parser.add_argument(
            option,
            type=_codes,
            action="extend",
            default=[],
            metavar="RULE[,RULE...]",
            help=f"{does} rules, by code, name or prefix (IPT2); may be repeated",
        )


def _point_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=_point,
        metavar="N|YYYY-MM-DD",
        help="a session's number or a day: what lies after it is out of sight "
        "(default: the last delivered session)",
    )
    parser.add_argument(
        "--horizon",
        choices=["delivered", "planned"],
        help="judge what was delivered, or as if planned sessions had been held "
        "(default: planned for a draft, else delivered)",
    )


def _picture_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a plan as JSON; - is standard input"
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="write to this new file: .svg is the picture, .html a page with it and "
        "its numbers, .md and .txt hold the numbers",
    )
    _point_options(parser)
    parser.add_argument(
        "--text",
        action="store_true",
        help="show what people wrote, the words of goals; they stay out otherwise",
    )


def _new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "protocol", metavar="PROTOCOL", help="a code; `ipt-core protocols` lists them"
    )
    parser.add_argument(
        "--area",
        type=_codes,
        action="extend",
        default=[],
        metavar="AREA[,AREA...]",
        help="problem area to focus on, the primary one first; may be repeated",
    )
    parser.add_argument(
        "--start",
        type=_day,
        required=True,
        metavar="YYYY-MM-DD",
        help="day of the first session",
    )
    parser.add_argument(
        "--sessions",
        type=_number,
        metavar="N",
        help="number of sessions (default: the protocol's)",
    )
    parser.add_argument(
        "--cadence-days",
        type=_number,
        metavar="N",
        help="days from one session to the next (default: the protocol's)",
    )
    parser.add_argument(
        "--phases",
        type=_phases,
        metavar="I,M,T",
        help="sessions of the initial, middle and termination phase "
        "(default: the protocol's); without T where that comes after maintenance",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write to this new file instead of standard output",
    )


def _day(text: str) -> dt.date:
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    raise argparse.ArgumentTypeError("not a day such as 2026-01-31")


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not a whole number from 0 to {MOST}")
    return int(text)


def _point(text: str) -> int | dt.date:
    if _NUMBER.fullmatch(text):
        return int(text)
    with suppress(argparse.ArgumentTypeError):
        return _day(text)
    expected = f"neither a session's number (0 to {MOST}) nor a day such as 2026-01-31"
    raise argparse.ArgumentTypeError(expected)


def _codes(text: str) -> list[str]:
    codes = [code.strip() for code in text.split(",")]
    if not all(codes):
        raise argparse.ArgumentTypeError("not a list of codes such as IPT203,IPT4")
    return codes


def _phases(text: str) -> dict[str, int]:
    with suppress(ValueError, argparse.ArgumentTypeError):
        numbers = [_number(part) for part in text.split(",")]
        known = _PHASES[:-1] if len(numbers) < len(_PHASES) else _PHASES
        return dict(zip(known, numbers, strict=True))
    raise argparse.ArgumentTypeError(
        "not three numbers of sessions such as 4,4,4, or two without a last phase"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the options; by default those of the process.

    Returns:
        The exit code: 0 where all is well, 1 where a report is not ok, 2 where input
        or options cannot be used.
    """
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        code = CLOSED
    except OSError as error:
        # Only writing gets here: what is wrong with a file that is read is a finding.
        code = UNUSABLE
        with suppress(OSError):
            tell(f"ipt-core: cannot write: {error.strerror}")
    except Exception as error:  # noqa: BLE001 - a traceback could repeat a plan's text
        code = UNUSABLE
        tell(f"ipt-core: a fault of its own ({type(error).__name__}): please report it")
    _drop_what_cannot_be_written()
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = build_parser().parse_args(argv)
        from ipt_core.cli._commands import COMMANDS

        code = COMMANDS[options.command](options)
    except SystemExit as ended:  # argparse has said why
        code = int(ended.code or 0)
    except IptError as error:
        tell(f"ipt-core: {error}")
        code = UNUSABLE
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _drop_what_cannot_be_written() -> None:
    """Send it nowhere, or Python would complain of it at the end."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):  # where it is no real file
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
