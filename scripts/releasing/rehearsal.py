"""A release in a copy of the checkout, with the commands of the publishing workflow.

Only what needs the network, or another service, is left out, and each of it is told.
The copy pushes to a repository beside it, so nothing leaves the folder.
"""

from __future__ import annotations

__all__ = ["NOT_REHEARSED", "meant", "not_rehearsed", "rehearse"]

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.releasing.contents import tracked
from scripts.releasing.errors import ReleaseError
from scripts.releasing.pages import BRANCH, check_pages
from scripts.releasing.versions import folder_of, has_notes, version_in
from scripts.releasing.workflow import steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.releasing.workflow import Step

WORKFLOW = Path(".github", "workflows", "publish.yml")
NOT_REHEARSED = {
    "Install what builds and checks": "needs the network; make has installed it",
    "Install what the tests need": "needs the network",
    "Install the wheel": ".ci/run does it, in an environment of its own",
    "Run the tests on the wheel": ".ci/run does it, on the wheel that was built here",
}
_EXPRESSION = re.compile(r"\$\{\{ *([\w.]+) *\}\}")


def rehearse(root: Path, work: Path) -> None:
    """Make a release of what the checkout holds now, in a folder that is made anew.

    Afterwards `checkout/dist` holds the package, `pages` the published site.

    Raises:
        ReleaseError: if a step fails, or if what it leaves is not right.
    """
    if work.exists():
        shutil.rmtree(work)
    tree = work / "checkout"
    version = _release(root, tree, work / "origin.git")
    steps = list(steps_of(tree / WORKFLOW))
    for step in steps:
        _rehearse(step, tree, f"v{version}")
    later = _later(version)
    _say(f"{later} after it, to see two versions side by side")
    for step in steps:
        if step.job == "site":
            _rehearse(step, tree, f"v{later}")
    pages = work / "pages"
    _run(f"git clone --quiet --branch {BRANCH} origin.git pages", work, {})
    check_pages(pages, [folder_of(later), folder_of(version)], tree)
    if (tree / "site").exists():
        shutil.rmtree(tree / "site")
    _tell(sorted((tree / "dist").iterdir()), pages, not_rehearsed(steps))


def _release(root: Path, tree: Path, origin: Path) -> str:
    """Copy the checkout and do there what a maintainer does; give the version."""
    for name in tracked(root):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(root / name, tree / name)
    _run(f"git init --quiet --bare {origin.name}", origin.parent, {})
    _run(
        "git init --quiet; git add --all; git commit --quiet -m 'What there is now'"
        f"; git remote add origin ../{origin.name}",
        tree,
        {},
    )
    version = version_in(tree)
    if not has_notes(tree, version):
        day = datetime.now(tz=UTC).date()
        _run(f"python scripts/release.py prepare {version} --day {day}", tree, {})
        _run(f"git commit --quiet --all -m 'Release {version}'", tree, {})
    _run(f"git tag v{version}; git push --quiet origin HEAD v{version}", tree, {})
    return version


def _later(version: str) -> str:
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"


def _rehearse(step: Step, tree: Path, tag: str) -> None:
    if step.run is None or step.name in NOT_REHEARSED:
        return
    _say(f"{step.job}: {step.name}")
    env = {name: meant(text, tag, tree) for name, text in step.env.items()}
    _run(step.run, tree, env)


def meant(text: str, tag: str, tree: Path) -> str:
    """Put in what the workflow's expressions stand for when this tag is pushed.

    Raises:
        ReleaseError: for an expression that a rehearsal does not know.
    """
    known = {"github.ref_name": tag, "github.workspace": str(tree.absolute())}

    def value(match: re.Match[str]) -> str:
        if match[1] not in known:
            raise ReleaseError(f"The rehearsal does not know {match[0]}.")
        return known[match[1]]

    return _EXPRESSION.sub(value, text)


def not_rehearsed(steps: list[Step]) -> list[str]:
    """Say which steps are not rehearsed, and why."""
    return [
        f"{step.job}: {step.name} ({step.uses or NOT_REHEARSED[step.name]})"
        for step in steps
        if step.run is None or step.name in NOT_REHEARSED
    ]


def _tell(package: list[Path], pages: Path, left_out: list[str]) -> None:
    """Say what would be uploaded and what was not rehearsed."""
    _say("this would be uploaded to the package index")
    for file in package:
        digest = sha256(file.read_bytes()).hexdigest()
        print(f"{file.name}  {file.stat().st_size:,} bytes  sha256 {digest}")
    _say(f"and this be pushed to {BRANCH}")
    for part in sorted(pages.iterdir()):
        if part.is_file():
            print(part.name)
        elif part.name != ".git":
            files = sum(each.is_file() for each in part.rglob("*"))
            print(f"{part.name}/  {files:,} files")
    _say("not rehearsed")
    print(*left_out, sep="\n")


def _say(heading: str) -> None:
    print(f"\n=== {heading}", flush=True)  # before what the commands say


def _run(command: str, tree: Path, env: Mapping[str, str]) -> None:
    """Run a command as the workflow does, with the Python that runs this first."""
    who = {
        f"GIT_{who}_{what}": f"rehearsal{at}"
        for who in ("AUTHOR", "COMMITTER")
        for what, at in (("NAME", ""), ("EMAIL", "@invalid"))
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=tree,
        env={**kept, **who, **env, "PATH": path},
        check=False,
    )
    if done.returncode:
        raise ReleaseError(f"This failed: {command}")
