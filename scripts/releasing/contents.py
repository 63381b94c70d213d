"""What has to be in the wheel and in the source distribution, and what must not."""

from __future__ import annotations

__all__ = ["check_contents", "tracked"]

import csv
import subprocess
import tarfile
import tomllib
import zipfile
from base64 import urlsafe_b64encode
from configparser import ConfigParser
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from scripts.releasing.errors import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_PACKAGE = "ipt_core"
_KINDS = {".py", ".toml", ".json"}
_NEEDED = (
    f"{_PACKAGE}/__init__.py",
    f"{_PACKAGE}/py.typed",
    f"{_PACKAGE}/catalogue/data/protocols/ipt.toml",
    f"{_PACKAGE}/formats/schema/plan-1.json",
)
_IN_SDIST = ("docs/", "examples/", "requirements/", "scripts/", "src/", "tests/")


def check_contents(wheel: Path, sdist: Path, root: Path, version: str) -> None:
    """Hold both against the tree that they were built from.

    Raises:
        ReleaseError: with everything that is wrong with them, one fault a line.
    """
    faults = [
        *_wheel_faults(wheel, root, version),
        *_sdist_faults(sdist, root, version),
    ]
    if faults:
        raise ReleaseError("\n".join(faults))


def _wheel_faults(wheel: Path, root: Path, version: str) -> Iterator[str]:
    """List what is wrong with a wheel."""
    if wheel.name != f"{_PACKAGE}-{version}-py3-none-any.whl":
        yield f"A wheel of {version} is not named {wheel.name}."
    with zipfile.ZipFile(wheel) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
        if len(files) != len(packed.namelist()):
            yield f"{wheel.name} holds a file twice."
    info = f"{_PACKAGE}-{version}.dist-info"
    own = {name: data for name, data in files.items() if not _under(info, name)}
    yield from _package_faults(own, root)
    about = {name: data for name, data in files.items() if _under(info, name)}
    wanted = {
        f"{info}/{name}"
        for name in (
            "METADATA",
            "RECORD",
            "WHEEL",
            "entry_points.txt",
            "licenses/LICENSE",
        )
    }
    if about.keys() != wanted:
        yield f"In {info}: {sorted(about.keys() ^ wanted)} is missing or too much."
        return
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    yield from _metadata_faults(about[f"{info}/METADATA"], project, root, version)
    yield from _entry_faults(about[f"{info}/entry_points.txt"].decode(), project, own)
    yield from _record_faults(about[f"{info}/RECORD"].decode(), files, f"{info}/RECORD")
    lines = about[f"{info}/WHEEL"].decode().splitlines()
    for line in ("Root-Is-Purelib: true", "Tag: py3-none-any"):
        if line not in lines:
            yield f"WHEEL does not say {line!r}."
    if about[f"{info}/licenses/LICENSE"] != (root / "LICENSE").read_bytes():
        yield "The licence in the wheel is not the one of the tree."


def _package_faults(own: Mapping[str, bytes], root: Path) -> Iterator[str]:
    """Compare the files of the package with those of the tree."""
    for name in own:
        path = PurePosixPath(name)
        if path.parts[0] != _PACKAGE:
            yield f"{name} is not in {_PACKAGE}."
        elif path.suffix not in _KINDS and path.name != "py.typed":
            yield f"{name} is of a kind that a wheel does not hold."
    for name in _NEEDED:
        if name not in own:
            yield f"{name} is missing."
    source = {
        path.relative_to(root / "src").as_posix(): path.read_bytes()
        for path in (root / "src" / _PACKAGE).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    for name in sorted(source.keys() ^ own.keys()):
        yield f"{name} is only in the {'tree' if name in source else 'wheel'}."
    for name in sorted(source.keys() & own.keys()):
        if source[name] != own[name]:
            yield f"{name} is not as in the tree."


def _metadata_faults(
    data: bytes, project: Mapping[str, Any], root: Path, version: str
) -> Iterator[str]:
    """Compare METADATA, which has to be valid, with pyproject.toml."""
    told = Metadata.from_email(data, validate=True)
    extras: dict[str, list[str]] = project["optional-dependencies"]
    needs = {Requirement(each) for each in project["dependencies"]}
    needs |= {
        Requirement(f"{each}; extra == '{extra}'")
        for extra, each_of in extras.items()
        for each in each_of
    }
    wanted = {
        "name": project["name"],
        "version": version,
        "summary": project["description"],
        "license_expression": project["license"],
        "license_files": project["license-files"],
        "requires_python": SpecifierSet(project["requires-python"]),
        "keywords": sorted(project["keywords"]),
        "classifiers": sorted(project["classifiers"]),
        "provides_extra": sorted(extras),
        "requires_dist": sorted(map(str, needs)),
        "description_content_type": "text/markdown",
        "description": (root / project["readme"]).read_text("utf-8"),
    }
    listed = ("keywords", "classifiers", "provides_extra", "requires_dist")
    for name, value in wanted.items():
        found = getattr(told, name)
        if name == "version":
            found = str(found)
        if name in listed:
            found = sorted(map(str, found or ()))
        if found != value:
            yield f"METADATA has another {name} than pyproject.toml."


def _entry_faults(
    text: str, project: Mapping[str, Any], own: Mapping[str, bytes]
) -> Iterator[str]:
    """Compare the entry points with pyproject.toml; each leads to a module."""
    parser = ConfigParser(delimiters=("=",))
    parser.read_string(text)
    found = {name: dict(parser[name]) for name in parser.sections()}
    if found != {"console_scripts": project["scripts"], **project["entry-points"]}:
        yield "entry_points.txt has other entries than pyproject.toml."
    for target in (each for group in found.values() for each in group.values()):
        module = target.partition(":")[0].replace(".", "/")
        if not {f"{module}.py", f"{module}/__init__.py"} & own.keys():
            yield f"The entry point {target} leads to no module."


def _record_faults(text: str, files: Mapping[str, bytes], own: str) -> Iterator[str]:
    """Compare RECORD with what is there: each file once, its digest and its size."""
    rows = {
        name: (digest, size) for name, digest, size in csv.reader(text.splitlines())
    }
    for name in sorted(rows.keys() ^ files.keys()):
        yield f"{name} is only in {'RECORD' if name in rows else 'the wheel'}."
    for name in sorted(rows.keys() & files.keys() - {own}):
        digest = urlsafe_b64encode(sha256(files[name]).digest()).rstrip(b"=").decode()
        if rows[name] != (f"sha256={digest}", str(len(files[name]))):
            yield f"{name} is not what RECORD says."


def _sdist_faults(sdist: Path, root: Path, version: str) -> Iterator[str]:
    """List what is wrong with a source distribution."""
    top = f"{_PACKAGE}-{version}"
    if sdist.name != f"{top}.tar.gz":
        yield f"A source distribution of {version} is not named {sdist.name}."
    with tarfile.open(sdist) as packed:
        members = packed.getmembers()
        names = {member.name.removeprefix(f"{top}/") for member in members}
        if not all(member.isfile() for member in members):
            yield f"{sdist.name} holds something else than files."
    wanted = {*tracked(root), "PKG-INFO"}
    for name in sorted(names ^ wanted):
        yield f"{name} is only in the {sdist.name if name in names else 'tree'}."
    for folder in _IN_SDIST:
        if not any(name.startswith(folder) for name in names):
            yield f"{sdist.name} has nothing in {folder}"


def tracked(root: Path) -> Iterator[str]:
    """List the files that git knows or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.rstrip("\0").split("\0"):
        if (root / name).is_file():
            yield name


def _under(folder: str, name: str) -> bool:
    return name.startswith(f"{folder}/")
