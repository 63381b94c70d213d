"""The source distribution and the wheel, built twice: both have to come out alike."""

from __future__ import annotations

__all__ = ["build"]

import os
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.releasing.errors import ReleaseError

_OTHER_DAY = 86_400  # the second day of 1970, which is none of the commit's


def build(root: Path, into: Path) -> tuple[Path, Path]:
    """Build the source distribution, and the wheel from it, into an empty folder.

    Both are built a second time the other way round, the source distribution from
    itself and the wheel from the tree, with files that were touched on another day.

    Raises:
        ReleaseError: if the folder holds something, or if the second differs by a byte.
    """
    if into.exists() and any(into.iterdir()):
        raise ReleaseError(f"{into} is not empty.")
    with TemporaryDirectory() as name:
        work = Path(name)
        sdist = _built("sdist", root, into)
        with tarfile.open(sdist) as packed:
            packed.extractall(work, filter="data")
        (unpacked,) = work.iterdir()
        wheel = _built("wheel", unpacked, into)
        (unpacked / "PKG-INFO").unlink()  # made anew, and the tree has none
        for path in unpacked.rglob("*"):
            os.utime(path, (_OTHER_DAY, _OTHER_DAY))
        again = [
            _built("sdist", unpacked, work / "again"),
            _built("wheel", root, work / "again"),
        ]
        differing = [
            first.name
            for first, second in zip((sdist, wheel), again, strict=True)
            if first.name != second.name or _digest(first) != _digest(second)
        ]
    if differing:
        raise ReleaseError(f"A second build gave something else: {differing}.")
    return sdist, wheel


def _built(kind: str, tree: Path, into: Path) -> Path:
    """Build one of them with the backend that pyproject.toml names."""
    known = set(into.glob("*"))
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", into.absolute()],
        cwd=tree,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise ReleaseError(f"The {kind} cannot be built:\n{done.stderr}")
    (made,) = set(into.glob("*")) - known
    return made


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()
