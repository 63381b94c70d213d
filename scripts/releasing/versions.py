"""The version of a release, its tag and its part of the changelog."""

from __future__ import annotations

__all__ = [
    "check_tag",
    "folder_of",
    "has_notes",
    "prepare",
    "version_in",
    "version_of",
]

import re
from typing import TYPE_CHECKING

from scripts.releasing.errors import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

_FINAL = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_TAG = re.compile(rf"v({_FINAL.pattern})")
_SET = re.compile(r'^__version__ = "(.*)"$', re.MULTILINE)
_CITED = re.compile(r"^version: (.*)$", re.MULTILINE)
_SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
_UNRELEASED = "Unreleased"
_ON = r" - \d{4}-\d\d-\d\d"


def version_in(root: Path) -> str:
    """Read the version that the package gives itself."""
    return _found(_SET, root / "src" / "ipt_core" / "_version.py")


def folder_of(version: str) -> str:
    """Name the folder of the site that holds a version: `0.1` holds each 0.1.z."""
    return ".".join(version.split(".")[:2])


def has_notes(root: Path, version: str) -> bool:
    """Tell whether the changelog has a section for this version."""
    return any(_is_of(version, heading) for heading, _ in _sections(root))


def version_of(tag: str) -> str:
    """Give the version of a tag.

    Raises:
        ReleaseError: if the tag is not `v` and a final version.
    """
    named = _TAG.fullmatch(tag)
    if named is None:
        raise ReleaseError(f"{tag!r} is no tag of a release, which is vX.Y.Z.")
    return named[1]


def check_tag(tag: str, root: Path) -> str:
    """Give the version of a tag if everything in the tree is of that version.

    Raises:
        ReleaseError: if the tag is not `v` and a final version, or if the package, the
            citation or the changelog say something else.
    """
    version = version_of(tag)
    faults = list(_not_of(version, root))
    if faults:
        raise ReleaseError("\n".join(faults))
    return version


def _not_of(version: str, root: Path) -> Iterator[str]:
    own = version_in(root)
    if own != version:
        yield f"The tag is of {version}, and _version.py says {own}."
    cited = _found(_CITED, root / "CITATION.cff")
    if cited != version:
        yield f"The tag is of {version}, and CITATION.cff says {cited}."
    texts = [text for heading, text in _sections(root) if _is_of(version, heading)]
    if not texts:
        yield f"CHANGELOG.md has no section '## {version} - YYYY-MM-DD'."
    elif not texts[0].strip():
        yield f"CHANGELOG.md says nothing about {version}."


def prepare(root: Path, version: str, day: date) -> None:
    """Make what is unreleased the release of a day: changelog, citation and package.

    What stands before the first list of the unreleased changes is about their not being
    released, and goes.

    Raises:
        ReleaseError: if the version is not a final one, if the changelog has a section
            for it, or if nothing is listed as unreleased.
    """
    if not _FINAL.fullmatch(version):
        raise ReleaseError(f"{version!r} is no final version, which is X.Y.Z.")
    if has_notes(root, version):
        raise ReleaseError(f"CHANGELOG.md has a section for {version} already.")
    heading, text = _sections(root)[0]
    _, found, changes = text.partition("\n### ")
    if heading != _UNRELEASED or not found:
        raise ReleaseError("CHANGELOG.md lists nothing under '## Unreleased'.")
    file = root / "CHANGELOG.md"
    before = f"## {_UNRELEASED}\n{text}"
    after = f"## {_UNRELEASED}\n\n## {version} - {day.isoformat()}\n{found}{changes}"
    file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")
    for pattern, file in (
        (_SET, root / "src" / "ipt_core" / "_version.py"),
        (_CITED, root / "CITATION.cff"),
    ):
        old = _found(pattern, file)
        line = pattern.search(file.read_text("utf-8"))
        assert line is not None
        new = line[0].replace(old, version)
        file.write_text(file.read_text("utf-8").replace(line[0], new, 1), "utf-8")


def _is_of(version: str, heading: str) -> bool:
    return re.fullmatch(re.escape(version) + _ON, heading) is not None


def _sections(root: Path) -> list[tuple[str, str]]:
    """Read the heading and the text of each section of the changelog."""
    text = (root / "CHANGELOG.md").read_text("utf-8")
    _, *parts = _SECTION.split(text)
    return [
        (heading, body.removeprefix("\n"))
        for heading, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def _found(pattern: re.Pattern[str], file: Path) -> str:
    match = pattern.search(file.read_text("utf-8"))
    if match is None:
        raise ReleaseError(f"{file.name} names no version.")
    return match[1]
