"""Check a built site: `python scripts/check_site.py site`.

Every public name and every public field stands in its inventory, so that other
projects can link to them; every published address is a page; every finding's link
leads to one.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER_LINES = 4


def inventory(site: Path) -> set[str]:
    """Read the names in `objects.inv`."""
    data = (site / "objects.inv").read_bytes()
    packed = data.split(b"\n", _HEADER_LINES)[_HEADER_LINES]
    return {
        line.split(" ", 1)[0] for line in zlib.decompress(packed).decode().split("\n")
    }


def not_in_inventory(found: set[str]) -> Iterator[str]:
    """List the public names, fields, members and methods that are not there."""
    from scripts.generation.surface import attributes_of, members_of, public_names

    for name, each in public_names().items():
        if name not in found:
            yield name
        if isinstance(each, type):
            kind = cast("type[Any]", each)
            names = {name, f"{kind.__module__}.{kind.__qualname__}"}
            for member in attributes_of(kind) | members_of(kind):
                if not any(f"{known}.{member}" in found for known in names):
                    yield f"{name}.{member}"


def not_a_page(site: Path) -> Iterator[str]:
    """List addresses that were published, or that findings name, and lead nowhere."""
    import ipt_core as ipt
    from scripts.generation.everything import ROOT

    published = (ROOT / "tests" / "compat" / "links.txt").read_text().split()
    named = [rule.link for rule in ipt.rules]
    for address in [*published, *named]:
        page = site / address
        if not (page / "index.html" if address.endswith("/") else page).is_file():
            yield address


def main(site: Path) -> int:
    """Tell what is missing; 0 if nothing is."""
    missing = [
        f"not in objects.inv: {each}" for each in not_in_inventory(inventory(site))
    ]
    missing += [f"no such page: {each}" for each in not_a_page(site)]
    print(*missing, sep="\n")
    print(f"{site}: {len(missing)} missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main(Path(sys.argv[1])))
