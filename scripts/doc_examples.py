"""Run every code block of the README and the documentation, and compare its output.

`python scripts/doc_examples.py` tells what differs; with `--write` it puts in what was
printed instead. The tests do the former. Which fence means what:

- `python` is run, page by page, names kept from block to block; if it prints, the next
  block is `text` and holds what it printed;
- `pycon` is a doctest;
- `console` holds commands after `$ ` and their output, run in a copy of the checkout;
- `json` and `toml` have to parse, and a protocol in TOML is added to the copy;
- `sh` is not run: commands that set up or build something, each of them known here.
"""

from __future__ import annotations

import doctest
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sybil import Document, Example

ROOT = Path(__file__).parents[1]
COPIED = ("examples", "scripts", "src", "tests", "docs", "pyproject.toml", "mkdocs.yml")
PROTOCOLS = "src/ipt_core/catalogue/data/protocols"
NOT_RUN = (
    "git clone ",
    "cd ",
    "make ",
    "python -m pip install ",
    "python3 -m venv ",
    ". .venv/bin/activate",
    "python scripts/generate.py",
    "python scripts/check_site.py site",
    "ipt-core new ",
    "ipt-core schema > ",
)
_GENERATED = (
    "catalogue/",
    "concepts/glossary",
    "rules/IPT",
    "rules/finder",
    "rules/requirements",
    "protocols/",
    "tutorials/",
)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_MINUTE = 60


@attrs.frozen(kw_only=True)
class Difference:
    """A place where a page does not say what is true."""

    page: Path
    """The page."""
    line: int
    """The line of the block."""
    said: str
    """What the page says."""
    found: str
    """What is so."""
    start: int
    """Where the text to replace begins."""

    def __str__(self) -> str:
        where = f"{self.page.relative_to(ROOT)}, line {self.line}"
        return f"{where}: found\n{self.found}\nwhere the page says\n{self.said}"


def pages() -> list[Path]:
    """List the pages that people wrote."""
    docs = ROOT / "docs"
    written = [
        page
        for page in sorted(docs.rglob("*.md"))
        if not str(page.relative_to(docs)).startswith(_GENERATED)
    ]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *written]


class Runner:
    """Runs the blocks of one page."""

    def __init__(self, page: Path, folder: Path) -> None:
        """Take a page, and a folder to run its blocks in."""
        self.page = page
        self.folder = folder
        self.differences: list[Difference] = []
        self.printed = ""

    def run(self) -> list[Difference]:
        """Run the page's blocks in their order; list what differs."""
        evaluators = {
            "python": self.python,
            "text": self.text,
            "pycon": self.pycon,
            "console": self.console,
            "json": self.json,
            "toml": self.toml,
            "sh": self.sh,
        }
        parsers = [CodeBlockParser(name, each) for name, each in evaluators.items()]
        document: Document = Sybil(parsers=parsers, name="docs").parse(self.page)
        fences = document.text.count("\n```") + document.text.startswith("```")
        examples = list(document.examples())
        if fences != 2 * len(examples):
            said = f"{len(examples)} of {fences / 2:g} blocks are of a known kind"
            self.differences.append(
                Difference(page=self.page, line=1, said="", found=said, start=-1)
            )
        self._copy("examples")
        with chdir(self.folder):
            for example in examples:
                example.evaluate()
        if self.printed:
            self._differs(examples[-1], "", f"a block that shows\n{self.printed}", -1)
        return self.differences

    def python(self, example: Example) -> None:
        """Run code; keep what it prints for the next block."""
        self._nothing_is_left(example)
        lines = "\n" * (example.line + example.region.lexemes["source"].line_offset)
        code = compile(lines + example.parsed, str(self.page), "exec")
        with redirect_stdout(io.StringIO()) as out:
            exec(code, example.namespace)
        self.printed = out.getvalue().rstrip()

    def text(self, example: Example) -> None:
        """Compare output with what the code before printed."""
        self._compare(example, str(example.parsed).rstrip(), self.printed)
        self.printed = ""

    def pycon(self, example: Example) -> None:
        """Run a session with the interpreter."""
        self._nothing_is_left(example)
        name = f"{self.page.name}:{example.line}"
        parsed = doctest.DocTestParser().get_doctest(
            example.parsed, example.namespace, name, name, 0
        )
        out = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=_FLAGS)
        runner.run(parsed, out=out.write, clear_globs=False)
        if runner.failures:
            self._differs(example, "", out.getvalue(), -1)
        # doctest works on a copy of the names.
        example.namespace.update(parsed.globs)

    def console(self, example: Example) -> None:
        """Run commands and compare what they print."""
        self._nothing_is_left(example)
        self._copy(*COPIED)
        found: list[str] = []
        for line in str(example.parsed).splitlines():
            if line.startswith("$ "):
                found += [line, *self._output(line[2:]).splitlines()]
        self._compare(example, str(example.parsed).rstrip(), "\n".join(found).rstrip())

    def json(self, example: Example) -> None:
        """Read JSON."""
        json.loads(example.parsed)

    def toml(self, example: Example) -> None:
        """Read TOML, and a protocol as such."""
        data = tomllib.loads(example.parsed)
        if "code" in data:
            from ipt_core.catalogue._read_protocols import read_protocol

            read_protocol(data["code"], example.parsed)
            self._copy(*COPIED)
            path = self.folder / PROTOCOLS / f"{data['code']}.toml"
            path.write_text(example.parsed, encoding="utf-8")

    def sh(self, example: Example) -> None:
        """Look whether the commands are known."""
        for line in str(example.parsed).splitlines():
            command = line.removeprefix(".venv/bin/")
            known = command.startswith(NOT_RUN)
            if command.startswith("make "):
                target = command.split()[1]
                known = f"\n{target}:" in (ROOT / "Makefile").read_text()
            if not known:
                self._differs(example, line, "a command that nobody checks", -1)

    def _nothing_is_left(self, example: Example) -> None:
        if self.printed:
            self._differs(example, "", f"a block that shows\n{self.printed}", -1)
            self.printed = ""

    def _compare(self, example: Example, said: str, found: str) -> None:
        if said != found:
            region = example.region
            start = region.start + region.lexemes["source"].offset
            self._differs(example, said, found, start)

    def _differs(self, example: Example, said: str, found: str, start: int) -> None:
        self.differences.append(
            Difference(
                page=self.page, line=example.line, said=said, found=found, start=start
            )
        )

    def _copy(self, *names: str) -> None:
        for name in names:
            if (self.folder / name).exists():
                continue
            if (ROOT / name).is_dir():
                ignored = shutil.ignore_patterns("__pycache__", ".*")
                shutil.copytree(ROOT / name, self.folder / name, ignore=ignored)
            else:
                shutil.copy(ROOT / name, self.folder / name)

    def _output(self, command: str) -> str:
        here = Path(sys.executable).parent
        path = os.pathsep.join([str(here), os.environ.get("PATH", "")])
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": path,
                "PYTHONPATH": str(self.folder / "src"),
                "NO_COLOR": "1",
                "COLUMNS": "80",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_MINUTE,
            check=False,
        )
        return done.stdout


def check(page: Path) -> list[Difference]:
    """Run the blocks of a page; list what differs."""
    with tempfile.TemporaryDirectory() as folder:
        return Runner(page, Path(folder)).run()


def write(page: Path, differences: list[Difference]) -> None:
    """Put what was found in the place of what a page says."""
    text = page.read_text(encoding="utf-8")
    for each in sorted(differences, key=lambda d: -d.start):
        if each.start >= 0:
            end = each.start + len(each.said)
            after = "" if each.said else "\n"
            text = text[: each.start] + each.found + after + text[end:]
    page.write_text(text, encoding="utf-8")


def main(options: list[str]) -> Iterator[str]:
    """Check all pages or the named ones; say what differs or was put in."""
    named = [Path(option).resolve() for option in options if option != "--write"]
    for page in named or pages():
        differences = check(page)
        if "--write" in options:
            write(page, differences)
        yield from map(str, differences)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    print(*main(sys.argv[1:]), sep="\n\n")
