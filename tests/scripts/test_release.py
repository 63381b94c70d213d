"""A release: its tag, what is in the package, and the site by versions."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.releasing.building import build
from scripts.releasing.contents import check_contents
from scripts.releasing.errors import ReleaseError
from scripts.releasing.pages import add_version, check_pages, publish
from scripts.releasing.versions import check_tag, folder_of, prepare, version_in

if TYPE_CHECKING:
    from collections.abc import Callable

    Package = tuple[Path, Path]

ROOT = Path(__file__).parents[2]
NOW = version_in(ROOT)
CHANGELOG = """\
# Changelog

## Unreleased

Nothing is released yet.

### Added

- A thing.

## 0.0.1 - 2026-01-02

- The first.
"""


def git(where: Path, *command: str) -> str:
    who = ["-c", "user.name=somebody", "-c", "user.email=somebody@invalid"]
    done = subprocess.run(
        ["git", *who, *command], cwd=where, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def state(checkout: Path) -> list[str]:
    """Its branches, what differs, and where it is checked out."""
    return [
        git(checkout, "for-each-ref", "refs/heads"),
        git(checkout, "status", "--porcelain"),
        git(checkout, "worktree", "list"),
    ]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What of a checkout has to do with its version, at 0.1.0."""
    root = tmp_path / "tree"
    (root / "src" / "ipt_core").mkdir(parents=True)
    (root / "src" / "ipt_core" / "_version.py").write_text('__version__ = "0.1.0"\n')
    (root / "CITATION.cff").write_text("cff-version: 1.2.0\nversion: 0.1.0\n")
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    return root


@pytest.mark.parametrize("version", ["0.1.0", "0.2.0", "1.10.3"])
def test_what_is_prepared_can_be_tagged(tree: Path, version: str) -> None:
    prepare(tree, version, date(2026, 11, 24))
    assert check_tag(f"v{version}", tree) == version
    text = (tree / "CHANGELOG.md").read_text()
    assert text == CHANGELOG.replace(
        "Nothing is released yet.", f"## {version} - 2026-11-24"
    )
    assert "cff-version: 1.2.0\n" in (tree / "CITATION.cff").read_text()


@pytest.mark.parametrize(
    "tag", ["0.1.0", "v0.1", "v0.1.0rc1", "v00.1.0", "v0.1.0\n", "release", ""]
)
def test_a_tag_of_another_form_is_refused(tree: Path, tag: str) -> None:
    prepare(tree, "0.1.0", date(2026, 11, 24))
    with pytest.raises(ReleaseError, match="no tag of a release"):
        check_tag(tag, tree)


def test_all_that_is_of_another_version_is_told(tree: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        check_tag("v0.3.0", tree)
    assert str(caught.value).splitlines() == [
        "The tag is of 0.3.0, and _version.py says 0.1.0.",
        "The tag is of 0.3.0, and CITATION.cff says 0.1.0.",
        "CHANGELOG.md has no section '## 0.3.0 - YYYY-MM-DD'.",
    ]


def test_an_unprepared_tree_and_an_empty_section_are_refused(tree: Path) -> None:
    with pytest.raises(ReleaseError, match="has no section"):
        check_tag("v0.1.0", tree)
    (tree / "CHANGELOG.md").write_text("## 0.1.0 - 2026-11-24\n\n## 0.0.1\n\n- A.\n")
    with pytest.raises(ReleaseError, match=r"nothing about 0\.1\.0"):
        check_tag("v0.1.0", tree)


def test_nothing_is_prepared_twice_or_out_of_nothing(tree: Path) -> None:
    with pytest.raises(ReleaseError, match="no final version"):
        prepare(tree, "0.1", date(2026, 11, 24))
    with pytest.raises(ReleaseError, match=r"a section for 0\.0\.1 already"):
        prepare(tree, "0.0.1", date(2026, 11, 24))
    prepare(tree, "0.1.0", date(2026, 11, 24))
    with pytest.raises(ReleaseError, match="nothing under '## Unreleased'"):
        prepare(tree, "0.2.0", date(2026, 11, 25))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    sdist, wheel = build(ROOT, tmp_path_factory.mktemp("dist"))
    return wheel, sdist


def test_the_package_holds_what_it_should(package: Package) -> None:
    check_contents(*package, ROOT, NOW)


def test_nothing_is_built_into_a_folder_that_holds_something(package: Package) -> None:
    with pytest.raises(ReleaseError, match="is not empty"):
        build(ROOT, package[0].parent)


def test_a_tree_that_cannot_be_built_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "nothing"\n')
    with pytest.raises(ReleaseError, match="The sdist cannot be built"):
        build(tmp_path, tmp_path / "dist")


Files = dict[str, bytes]


def _put(name: str, data: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        files[name] = data

    return change


def _drop(name: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        del files[name]

    return change


def _swap(name: str, old: bytes, new: bytes) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)

    return change


INFO = f"ipt_core-{NOW}.dist-info"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_put("tests/test_x.py", b""), "tests/test_x.py is not in ipt_core."),
        (_put("ipt_core/x.pyc", b""), "ipt_core/x.pyc is of a kind that a wheel"),
        (_put("ipt_core/more.py", b""), "ipt_core/more.py is only in the wheel."),
        (_drop("ipt_core/py.typed"), "ipt_core/py.typed is missing."),
        (
            _drop("ipt_core/catalogue/data/bibliography.toml"),
            "ipt_core/catalogue/data/bibliography.toml is only in the tree.",
        ),
        (
            _swap("ipt_core/_version.py", b"0.", b"9."),
            "ipt_core/_version.py is not as in the tree.",
        ),
        (
            _swap("ipt_core/_version.py", b"0.", b"9."),
            "ipt_core/_version.py is not what RECORD says.",
        ),
        (
            _swap(f"{INFO}/RECORD", b"ipt_core/py.typed,", b"ipt_core/no.typed,"),
            "ipt_core/no.typed is only in RECORD.",
        ),
        (
            _swap(f"{INFO}/METADATA", b"Apache-2.0", b"MIT"),
            "METADATA has another license_expression than pyproject.toml.",
        ),
        (
            _swap(f"{INFO}/METADATA", b"Requires-Dist: attrs", b"Requires-Dist: attr"),
            "METADATA has another requires_dist than pyproject.toml.",
        ),
        (
            _swap(f"{INFO}/METADATA", f"Version: {NOW}".encode(), b"Version: 9.9"),
            "METADATA has another version than pyproject.toml.",
        ),
        (
            _swap(f"{INFO}/METADATA", b"time-limited", b"timeless"),
            "METADATA has another description than pyproject.toml.",
        ),
        (
            _swap(f"{INFO}/entry_points.txt", b"ipt_core.cli:", b"ipt_core.none:"),
            "The entry point ipt_core.none:main leads to no module.",
        ),
        (
            _swap(f"{INFO}/WHEEL", b"py3-none-any", b"cp313-none-any"),
            "WHEEL does not say 'Tag: py3-none-any'.",
        ),
        (
            _put(f"{INFO}/licenses/LICENSE", b"Do as you like."),
            "The licence in the wheel is not the one of the tree.",
        ),
        (_drop(f"{INFO}/licenses/LICENSE"), "is missing or too much."),
    ],
)
def test_an_altered_wheel_is_told(
    package: Package,
    tmp_path: Path,
    change: Callable[[Files], None],
    told: str,
) -> None:
    wheel, sdist = package
    with zipfile.ZipFile(wheel) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    change(files)
    altered = tmp_path / wheel.name
    with zipfile.ZipFile(altered, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    with pytest.raises(ReleaseError) as caught:
        check_contents(altered, sdist, ROOT, NOW)
    assert told in str(caught.value)


def test_another_version_than_that_of_the_files_is_told(package: Package) -> None:
    with pytest.raises(ReleaseError) as caught:
        check_contents(*package, ROOT, "9.9.9")
    assert "A wheel of 9.9.9 is not named" in str(caught.value)
    assert "A source distribution of 9.9.9 is not named" in str(caught.value)


def test_an_altered_source_distribution_is_told(
    package: Package, tmp_path: Path
) -> None:
    wheel, sdist = package
    altered = tmp_path / sdist.name
    top = f"ipt_core-{NOW}"
    with tarfile.open(sdist) as old, tarfile.open(altered, "w:gz") as new:
        for member in old.getmembers():
            if not member.name.startswith(f"{top}/examples/"):
                new.addfile(member, old.extractfile(member))
        new.addfile(tarfile.TarInfo(f"{top}/.env"), io.BytesIO())
        link = tarfile.TarInfo(f"{top}/link")
        link.type, link.linkname = tarfile.SYMTYPE, "LICENSE"
        new.addfile(link)
    with pytest.raises(ReleaseError) as caught:
        check_contents(wheel, altered, ROOT, NOW)
    told = str(caught.value)
    assert "examples/demo.py is only in the tree." in told
    assert f".env is only in the {sdist.name}." in told
    assert "has nothing in examples/" in told
    assert "holds something else than files." in told


def built(folder: Path, text: str) -> Path:
    (folder / "rules").mkdir(parents=True)
    for name in ("index.html", "objects.inv", "rules/IPT101.html"):
        (folder / name).write_text(text)
    return folder


def linked(root: Path) -> Path:
    (root / "tests" / "compat").mkdir(parents=True)
    (root / "tests" / "compat" / "links.txt").write_text("rules/IPT101.html\n")
    return root


def told_of(pages: Path) -> list[tuple[str, list[str]]]:
    listed = json.loads((pages / "versions.json").read_text())
    return [(each["version"], each["aliases"]) for each in listed]


def test_versions_stand_side_by_side_and_the_newest_is_the_latest(
    tmp_path: Path,
) -> None:
    pages, root = tmp_path / "pages", linked(tmp_path)
    pages.mkdir()
    for version in ("0.9.0", "0.10.0", "0.9.1"):
        add_version(built(tmp_path / version, version), pages, version)
    assert folder_of("0.9.1") == "0.9"
    assert told_of(pages) == [("0.10", ["latest"]), ("0.9", [])]
    read = {name: (pages / name / "index.html").read_text() for name in ("0.9", "0.10")}
    assert read == {"0.9": "0.9.1", "0.10": "0.10.0"}
    assert (pages / "latest" / "index.html").read_text() == "0.10.0"
    check_pages(pages, ["0.10", "0.9"], root)


def test_what_is_wrong_with_the_published_site_is_told(tmp_path: Path) -> None:
    pages, root = tmp_path / "pages", linked(tmp_path)
    pages.mkdir()
    for version in ("0.1.0", "0.2.0"):
        add_version(built(tmp_path / version, version), pages, version)
    (pages / "0.1" / "rules" / "IPT101.html").unlink()
    (pages / "latest" / "index.html").write_text("something else")
    (pages / "index.html").write_text("no way on")
    (pages / "versions.json").write_text('[{"version": "0.2", "aliases": []}]')
    with pytest.raises(ReleaseError) as caught:
        check_pages(pages, ["0.2", "0.1"], root)
    assert str(caught.value).splitlines() == [
        "versions.json does not list ['0.2', '0.1'].",
        "versions.json does not call the first, and only it, latest.",
        "The start page does not lead to latest.",
        "0.1/rules/IPT101.html is missing.",
        "latest is not the same as 0.2.",
    ]


def test_publishing_touches_nothing_but_the_branch_of_the_site(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "origin.git")
    git(tmp_path, "clone", "--quiet", "origin.git", "checkout")
    checkout = tmp_path / "checkout"
    (checkout / "file").write_text("as it was")
    git(checkout, "add", "file")
    git(checkout, "commit", "--quiet", "-m", "Begin")
    git(checkout, "push", "--quiet", "origin", "HEAD")
    before = state(checkout)
    for version in ("0.1.0", "0.2.0"):
        publish(built(tmp_path / version, version), version, checkout)
    assert state(checkout) == before
    assert (checkout / "file").read_text() == "as it was"
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", "origin.git", "pages")
    pages = tmp_path / "pages"
    assert git(pages, "log", "--format=%s") == "Publish 0.2.0\nPublish 0.1.0"
    assert not (pages / "file").exists()
    assert (pages / ".nojekyll").exists()
    shutil.rmtree(pages / ".git")
    check_pages(pages, ["0.2", "0.1"], linked(tmp_path))


def test_what_cannot_be_published_leaves_nothing_behind(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "checkout")
    checkout = tmp_path / "checkout"
    with pytest.raises(ReleaseError, match="no built site"):
        publish(tmp_path, "0.1.0", checkout)
    site = built(tmp_path / "site", "a page")
    with pytest.raises(ReleaseError, match="git ls-remote failed"):
        publish(site, "0.1.0", checkout)
