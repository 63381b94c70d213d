"""The script that begins a rule: it is whole, and no stub passes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.doc_examples import COPIED
from scripts.generation.everything import ROOT

STUB = ("IPT217", "phase-pause")
TOOLS = Path(sys.executable).parent


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the checkout that may be written to."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_tests_say_exactly_what_a_new_rule_lacks(checkout: Path) -> None:
    begun = python(checkout, "scripts/new_rule.py", *STUB)
    assert begun.returncode == 0, begun.stderr
    path = "src/ipt_core/rulebook/phases/phase_pause.py"
    assert begun.stdout.startswith(f"wrote {path}\n")
    assert "tests/rulebook/cases/" in begun.stdout

    tests = ("tests/rulebook", "tests/docs/test_pages.py")
    ran = python(checkout, "-m", "pytest", "-q", *tests, "-k", STUB[0])
    missing = re.findall(r"^FAILED .*::(\w+)\[IPT217", ran.stdout, re.MULTILINE)
    assert ran.returncode == 1, ran.stdout
    assert {
        "test_it_has_every_heading_with_words_under_it",
        "test_it_is_sourced_or_structural",
        "test_its_fault_is_told_in_whole_sentences",
        "test_it_has_a_failing_and_a_passing_case",
    } <= set(missing)

    made = python(checkout, "scripts/generate.py")
    assert made.returncode == 1
    assert "IPT217" in made.stderr


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        ("IPT203", "phase-pause", "IPT203 is or was in use"),
        ("IPT004", "phase-pause", "IPT004 is or was in use"),
        ("IPT217", "phase-order", "the name phase-order is in use"),
        ("IPT217", "missing-field", "the name missing-field is in use"),
        ("IPT21", "phase-pause", "a code like"),
        ("IPT217", "Phase", "a name like"),
        ("IPT297", "phase-pause", "IPT297 is or was in use"),
    ],
)
def test_what_is_in_use_is_refused(
    checkout: Path, code: str, name: str, why: str
) -> None:
    with (checkout / "tests" / "compat" / "codes.txt").open("a") as file:
        file.write("IPT297 gone-long-ago 0.1\n")
    done = python(checkout, "scripts/new_rule.py", code, name)
    assert done.returncode == 1
    assert why in done.stderr


def test_the_family_has_to_fit(checkout: Path) -> None:
    done = python(checkout, "scripts/new_rule.py", *STUB, "--family", "dose")
    assert done.returncode == 1
    assert "dose holds rules of family 1" in done.stderr
    done = python(checkout, "scripts/new_rule.py", *STUB, "--family", "phases")
    assert done.returncode == 0
    again = python(checkout, "scripts/new_rule.py", *STUB)
    assert again.returncode == 1


@pytest.mark.skipif(not (TOOLS / "ruff").exists(), reason="needs the group lint")
def test_what_it_writes_is_clean(checkout: Path) -> None:
    for arguments in (STUB, ("IPT889", "safety-pause")):
        assert python(checkout, "scripts/new_rule.py", *arguments).returncode == 0
    written = [
        "src/ipt_core/rulebook/phases/phase_pause.py",
        "src/ipt_core/rulebook/safety/safety_pause.py",
    ]
    for command in (
        [str(TOOLS / "ruff"), "check", *written],
        [str(TOOLS / "ruff"), "format", "--check", *written],
        [str(TOOLS / "mypy"), *written],
    ):
        done = subprocess.run(
            command, cwd=checkout, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
