"""The command as a whole: help, start, exit codes, and terminals of every kind."""

from __future__ import annotations

import io
import os
import runpy
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.cli import _commands, build_parser, main

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Said

    Run = Callable[..., Said]

PLANS = Path(__file__).parents[2] / "examples" / "plans"
COURSE = PLANS / "depression-16.json"
COMMANDS = (
    "check",
    "picture",
    "new",
    "explain",
    "protocols",
    "completion",
    "schema",
)
CANARY = "Quokka 7431"


def shell(
    *options: object, content: bytes | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ipt_core", *map(str, options)],
        input=content,
        capture_output=True,
        env=os.environ | (env or {}),
        check=False,
    )


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"ipt-core {ipt.__version__}\n", "")


def test_help_names_every_command(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    assert all(f"    {name} " in said.out for name in COMMANDS)
    assert set(_commands.COMMANDS) == set(COMMANDS)
    assert said.out == build_parser().format_help()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help_with_examples(name: str, run: Run) -> None:
    said = run(name, "--help")
    assert said.code == 0
    assert said.out.startswith(f"usage: ipt-core {name} ")
    assert f"examples:\n  ipt-core {name}" in said.out
    assert said.out.isascii()
    assert said.err == ""


def test_the_examples_of_the_help_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    helps = [run(*name, "--help").out for name in ([], *([n] for n in COMMANDS))]
    lines = "\n".join(helps).replace("\\\n", " ").splitlines()
    for line in lines:
        if line.startswith("  ipt-core ") and "*" not in line:
            example, *_ = line.removeprefix("  ipt-core ").split("   ", 1)
            options = example.split(" > ")[0].split()
            if line.endswith("3,6,3"):
                options = line.removeprefix("  ipt-core ").split()
            for written in tmp_path.iterdir():
                written.unlink()
            if "new" not in options:
                shutil.copy(COURSE, tmp_path / "plan.json")
            assert run(*options).code == 0, line


@pytest.mark.parametrize("options", [[], ["advise"], ["check"], ["--none"]])
def test_a_senseless_command_is_refused(options: list[str], run: Run) -> None:
    said = run(*options)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("usage: ipt-core ")


def test_no_argument_tells_a_terminal_what_to_do(run: Run) -> None:
    for options in (["--\x1b[31m\u202e"], ["check", "plan.json", "--\x1b[31m\u202e"]):
        said = run(*options)
        assert said.code == 2
        assert "\x1b" not in said.err + said.out
        assert "\\x1b[31m\\u202e" in said.err or "required" in said.err


@given(
    st.sampled_from(sorted({*COMMANDS} - {"new", "picture"})),  # which write files
    st.lists(
        st.text() | st.sampled_from(("--as-of", "--select", "--profile", "-", "="))
    ),
)
def test_no_options_make_it_raise(command: str, options: list[str]) -> None:
    with (
        patch.object(sys, "stdin", None),
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()) as said,
    ):
        assert main([command, *options]) in {0, 1, 2}
    assert "a fault of its own" not in said.getvalue()


@pytest.mark.parametrize("options", [["--version"], ["--help"], ["check", "--help"]])
def test_the_start_is_cheap(options: list[str]) -> None:
    program = (
        "import sys; from ipt_core.cli import main; code = main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *options],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert "ipt_core.cli" in loaded
    assert not loaded & {"cattrs", "attr", "attrs", "json", "tomllib"}
    ours = {name for name in loaded if name.startswith("ipt_core")}
    assert ours <= {
        "ipt_core",
        "ipt_core._limits",
        "ipt_core._version",
        "ipt_core._visible",
        "ipt_core.cli",
        "ipt_core.cli._output",
        "ipt_core.exceptions",
    }


def test_the_entry_point() -> None:
    program = shutil.which("ipt-core", path=str(Path(sys.executable).parent))
    assert program
    done = subprocess.run(
        [program, "check", COURSE], capture_output=True, text=True, check=False
    )
    assert done.stdout == ipt.check(ipt.load(COURSE)).to_text()
    assert (done.returncode, done.stderr) == (0, "")


def test_the_package_can_be_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["ipt-core", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("ipt_core", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("ipt-core ")
    runpy.run_module("ipt_core.__main__", run_name="imported")


def test_a_plan_from_standard_input() -> None:
    done = shell("check", "-", content=COURSE.read_bytes())
    assert done.returncode == 0
    assert done.stdout.startswith(b"Plan for ipt, completed")
    done = shell("check", "-", content=b"")
    assert done.returncode == 2
    assert done.stderr == b"standard input: IPT001 expected JSON, found nothing\n"


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "utf-16"},
    ],
)
def test_every_encoding_of_the_output(env: dict[str, str], tmp_path: Path) -> None:
    name = tmp_path / "πlan é 🙂.json"
    shutil.copy(COURSE, name)
    done = shell("check", name, COURSE, tmp_path / "nichts ß", env=env)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"IPT001" in done.stderr.replace(b"\0", b"")
    encoding = env.get("PYTHONIOENCODING", "ascii")
    assert "Plan for ipt, completed" in done.stdout.decode(encoding)


def test_the_encoding_of_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = tmp_path / "é🙂.json"
    shutil.copy(COURSE, name)
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output, encoding="ascii"))
    assert main(["check", str(name), str(COURSE)]) == 0
    assert rf"{tmp_path}/\xe9\U0001f642.json".encode() in output.getvalue()


def test_a_stream_without_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    assert main(["protocols"]) == 0
    assert output.getvalue().startswith("Protocol: 42 entries\n")


def test_no_streams_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["protocols"]) == 0
    assert main(["protocols", "none"]) == 2


def fails_with(error: BaseException, monkeypatch: pytest.MonkeyPatch, run: Run) -> Said:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setitem(_commands.COMMANDS, "schema", fail)
    return run("schema")


def test_an_interrupt(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    assert fails_with(KeyboardInterrupt(), monkeypatch, run) == (130, "", "")


def test_a_fault_of_our_own(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    said = fails_with(RuntimeError(CANARY), monkeypatch, run)
    message = "ipt-core: a fault of its own (RuntimeError): please report it\n"
    assert said == (2, "", message)


class Broken(io.StringIO):
    """A stream that nobody reads, or that has no room."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        raise self.error


def test_output_that_nobody_reads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError(32, "Broken pipe")))
    assert main(["protocols"]) == 141
    assert capsys.readouterr().err == ""


def test_output_without_room(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(OSError(28, "No space left")))
    assert main(["protocols"]) == 2
    assert capsys.readouterr().err == "ipt-core: cannot write: No space left\n"


def test_a_closed_pipe() -> None:
    command: list[Any] = [sys.executable, "-m", "ipt_core", "check", *[COURSE] * 200]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ipt_core", "protocols"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.startswith(b"ipt-core: cannot write: ")
        done = subprocess.run(
            [sys.executable, "-m", "ipt_core", "protocols", "none"],
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
        assert done.returncode == 2
        assert done.stdout == b""
