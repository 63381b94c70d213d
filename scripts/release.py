"""Make a release, step by step: `python scripts/release.py STEP`.

The publishing workflow runs these steps on a tag; `rehearse` runs the workflow's own
commands in a copy of the checkout, as far as they need no network.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"


def main(arguments: list[str]) -> int:
    """Do one step; 1 if the release cannot go on, and it says why."""
    from scripts.releasing.errors import ReleaseError

    given = _parser().parse_args(arguments)
    try:
        _do(given)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _do(given: argparse.Namespace) -> None:
    from scripts.releasing import versions

    match given.step:
        case "prepare":
            versions.prepare(ROOT, given.version, given.day)
        case "check-tag":
            print("All is of", versions.check_tag(given.tag, ROOT))
        case "build":
            from scripts.releasing.building import build

            print(*build(ROOT, DIST), "The second build gave the same.", sep="\n")
        case "check":
            from scripts.releasing.contents import check_contents

            (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
            check_contents(wheel, sdist, ROOT, versions.version_in(ROOT))
            print("Both hold what they should.")
        case "publish-site":
            from scripts.releasing.pages import publish

            publish(given.site, versions.version_of(given.tag), ROOT)
            print("Published the site of", given.tag)
        case _:
            from scripts.releasing.rehearsal import rehearse

            rehearse(ROOT, given.work)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Make a release, step by step.")
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    step = steps.add_parser("prepare", help="name what is unreleased a release")
    step.add_argument("version", help="X.Y.Z")
    step.add_argument("--day", type=date.fromisoformat, required=True)
    step = steps.add_parser("check-tag", help="compare a tag with what is in the tree")
    step.add_argument("tag", help="vX.Y.Z")
    steps.add_parser("build", help="build the package into dist/, twice")
    steps.add_parser("check", help="check what is in dist/")
    step = steps.add_parser("publish-site", help="push a built site, by its version")
    step.add_argument("site", type=Path)
    step.add_argument("tag", help="vX.Y.Z")
    step = steps.add_parser("rehearse", help="do all of it in a copy, without network")
    step.add_argument("work", type=Path, help="a folder, which is made anew")
    return parser


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
