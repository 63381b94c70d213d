"""The published site: a folder for each version, and `latest`, on a branch of its own.

`versions.json` at the top is what the version menu of every page reads. Needs nothing
but Python and git, so that what may write to the repository runs no other code.
"""

from __future__ import annotations

__all__ = ["BRANCH", "add_version", "check_pages", "publish"]

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.releasing.errors import ReleaseError
from scripts.releasing.versions import folder_of

BRANCH = "gh-pages"
LATEST = "latest"
_WHO = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "ipt-core releases"), ("EMAIL", "releases@invalid"))
}
_INDEX = f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>ipt-core</title>
<link rel="icon" href="{LATEST}/assets/images/favicon.png">
<meta http-equiv="refresh" content="0; url={LATEST}/index.html">
</head>
<body><p><a href="{LATEST}/index.html">ipt-core, the latest release</a></p></body>
</html>
"""


def publish(site: Path, version: str, root: Path, remote: str = "origin") -> None:
    """Put a built site among the published ones and push them.

    No branch of the checkout is touched, and nothing stays in it.

    Raises:
        ReleaseError: if there is no built site, or if git does not do its part.
    """
    if not (site / "index.html").is_file():
        raise ReleaseError(f"There is no built site in {site}.")
    with TemporaryDirectory() as name:
        pages = Path(name) / "pages"
        parents: tuple[str, ...] = ()
        start = ("--no-checkout", str(pages))
        if _git(root, "ls-remote", "--heads", remote, BRANCH):
            _git(root, "fetch", "--quiet", "--depth=1", remote, BRANCH)
            before = _git(root, "rev-parse", "FETCH_HEAD")
            parents, start = ("-p", before), (str(pages), before)
        _git(root, "worktree", "add", "--quiet", "--detach", *start)
        try:
            add_version(site, pages, version)
            _git(pages, "read-tree", "--empty")
            _git(pages, "add", "--all", "--force")
            tree = _git(pages, "write-tree")
            said = f"Publish {version}"
            commit = _git(pages, "commit-tree", tree, *parents, "-m", said)
            _git(root, "push", "--quiet", remote, f"{commit}:refs/heads/{BRANCH}")
        finally:
            _git(root, "worktree", "remove", "--force", pages)


def add_version(site: Path, pages: Path, version: str) -> None:
    """Put a built site into the folder of its version, and list the versions anew.

    The newest version is `latest` too; a correction of an older one leaves that alone.
    """
    folder = folder_of(version)
    _replace(site, pages / folder)
    known = sorted(
        (path.name for path in pages.iterdir() if _numbers(path.name)),
        key=_numbers,
        reverse=True,
    )
    if folder == known[0]:
        _replace(site, pages / LATEST)
    listed: list[dict[str, Any]] = [
        {
            "version": each,
            "title": each,
            "aliases": [LATEST] if each == known[0] else [],
        }
        for each in known
    ]
    (pages / "versions.json").write_text(json.dumps(listed, indent=2) + "\n", "utf-8")
    (pages / "index.html").write_text(_INDEX, "utf-8")
    (pages / ".nojekyll").touch()


def check_pages(pages: Path, versions: list[str], root: Path) -> None:
    """See that the versions can be reached, newest first, and the permanent links too.

    Raises:
        ReleaseError: with everything that is wrong, one fault a line.
    """
    faults: list[str] = []
    listed = json.loads((pages / "versions.json").read_text("utf-8"))
    if [each["version"] for each in listed] != versions:
        faults.append(f"versions.json does not list {versions}.")
    if [each["aliases"] for each in listed] != [[LATEST], *([] for _ in listed[1:])]:
        faults.append(f"versions.json does not call the first, and only it, {LATEST}.")
    if f'href="{LATEST}/index.html"' not in (pages / "index.html").read_text("utf-8"):
        faults.append(f"The start page does not lead to {LATEST}.")
    links = (root / "tests" / "compat" / "links.txt").read_text("utf-8").split()
    faults += [
        f"{folder}/{link} is missing."
        for folder in (*versions, LATEST)
        for link in ("index.html", "objects.inv", *links)
        if not (pages / folder / link).is_file()
    ]
    if _files(pages / LATEST) != _files(pages / versions[0]):
        faults.append(f"{LATEST} is not the same as {versions[0]}.")
    if faults:
        raise ReleaseError("\n".join(faults))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _numbers(folder: str) -> tuple[int, ...]:
    """Read the numbers of a version's folder; nothing if it is another."""
    parts = folder.split(".")
    numbered = len(parts) == 2 and all(part.isdecimal() for part in parts)
    return tuple(map(int, parts)) if numbered else ()


def _replace(site: Path, folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(site, folder)


def _git(where: Path, *command: str | Path) -> str:
    """Run git and give what it says."""
    done = subprocess.run(
        ["git", *command],
        cwd=where,
        env=os.environ | _WHO,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ReleaseError(f"git {command[0]} failed:\n{done.stderr}")
    return done.stdout.strip()
