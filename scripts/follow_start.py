"""Follow the start page on a clean copy: `python3 scripts/follow_start.py`.

Every command and every block of `docs/index.md` is run as it stands there, from top to
bottom, in a copy of what git knows and in the environment that the page itself sets up;
what comes out is compared with what the page says. It needs Python, git and a package
index in reach, and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGE = "docs/index.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SESSION = """
import code, contextlib, doctest, io, json, sys
names, said = {"__name__": "start"}, []
typed = code.InteractiveConsole(names)
flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
for kind, block in json.load(sys.stdin):
    out = io.StringIO()
    if kind == "pycon":
        test = doctest.DocTestParser().get_doctest(block, names, "start", None, 0)
        runner = doctest.DocTestRunner(optionflags=flags)
        runner.run(test, out=out.write, clear_globs=False)
        names.update(test.globs)
    else:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            for line in [*block.splitlines(), ""]:
                typed.push(line)
    said.append(out.getvalue().rstrip())
json.dump(said, sys.stdout)
"""
"""What somebody does who copies the blocks, line by line, into a running `python`."""


def copy(folder: Path) -> None:
    """Copy what git knows, as a clone has it."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, done.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def shell(block: str, folder: Path, env: dict[str, str]) -> str:
    """Run commands; what they change in the environment stays changed."""
    kept = folder / ".environment"
    script = f"set -o pipefail\n{block}\nenv -0 >{kept.name}"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if not kept.exists():
        raise SystemExit(f"{block}\nended with {done.returncode}:\n{done.stdout}")
    env.clear()
    for pair in kept.read_text(encoding="utf-8").split("\0"):
        name, is_one, value = pair.partition("=")
        if is_one:
            env[name] = value
    kept.unlink()
    return done.stdout


def in_shell(
    blocks: list[tuple[str, str]], folder: Path, env: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Run the commands; gives what the page says and what was found."""
    for kind, code in blocks:
        lines = code.splitlines()
        if kind == "sh":
            for line in lines:
                print(f"$ {line}", flush=True)
                shell(f"set -e\n{line}\nset +e", folder, env)
        if kind == "console":
            commands = [line for line in lines if line.startswith("$ ")]
            found = [f"{each}\n{shell(each[2:], folder, env)}" for each in commands]
            yield code.rstrip(), "".join(found).rstrip()


def in_python(
    blocks: list[tuple[str, str]], folder: Path, env: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Run the Python; gives what the page says and what was found."""
    session = [(kind, code) for kind, code in blocks if kind in {"python", "pycon"}]
    done = subprocess.run(
        ["python", "-c", _SESSION],
        cwd=folder,
        env=env,
        input=json.dumps(session),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    printed = iter(json.loads(done.stdout))
    last = ""
    for kind, code in [*blocks, ("python", "")]:
        if kind == "text":
            yield code.rstrip(), last
            last = ""
        elif kind in {"python", "pycon"}:
            if last:  # the page does not say that anything is printed
                yield "", last
            last = next(printed, "")


def main() -> int:
    """Follow the page; 0 if all that it says is so."""
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    named = ("HOME", "LANG", "PATH", "TMPDIR")
    env = {
        name: value
        for name, value in os.environ.items()
        if name in named or name.startswith("PIP_")
    }
    env["NO_COLOR"] = "1"
    wrong = count = 0
    with tempfile.TemporaryDirectory() as name:
        copy(Path(name))
        blocks = _BLOCK.findall(text)
        compared = chain.from_iterable(
            run(blocks, Path(name), env) for run in (in_shell, in_python)
        )
        for said, found in compared:
            count += 1
            if said != found:
                wrong += 1
                print(f"found\n{found}\nwhere the page says\n{said}\n")
        picture = Path(name, "course.html").is_file()
    print(f"{PAGE}: {count} outputs compared, {wrong} differ; picture: {picture}")
    return 0 if count and not wrong and picture else 1


if __name__ == "__main__":
    sys.exit(main())
