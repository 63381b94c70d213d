"""Check a built site: `python scripts/check_site.py site`.

Every public name and every public field stands in its inventory, so that other
projects can link to them, and leads to its place on a page; every published address is
a page; every finding's link leads to one; rules, protocols and schemas are there as
data, as the library has them.
"""

from __future__ import annotations

import re
import sys
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER_LINES = 4
_ID = re.compile(r"""\bid=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def inventory(site: Path) -> dict[str, str]:
    """Read the names in `objects.inv` and where each leads."""
    data = (site / "objects.inv").read_bytes()
    packed = data.split(b"\n", _HEADER_LINES)[_HEADER_LINES]
    found: dict[str, str] = {}
    for line in zlib.decompress(packed).decode().splitlines():
        name, _, _, address, _ = line.split(" ", 4)
        found[name] = address.removesuffix("$") + name * address.endswith("$")
    return found


def leading_nowhere(site: Path, found: dict[str, str]) -> Iterator[str]:
    """List the names whose page is missing, or their place on it."""

    @cache
    def places(page: str) -> set[str]:
        file = site / page
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        return {"".join(parts) for parts in _ID.findall(text)}

    for name, address in found.items():
        page, _, place = address.partition("#")
        if place not in places(page):
            yield f"{name} ({address})"


def not_in_inventory(found: dict[str, str]) -> Iterator[str]:
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


def published() -> list[str]:
    """Read the addresses that once published stay."""
    from scripts.generation.everything import ROOT

    return (ROOT / "tests" / "compat" / "links.txt").read_text("utf-8").split()


def data_of_the_library() -> dict[str, str]:
    """Give what is published as data, by its address."""
    from scripts.generation.export import protocols_json, rules_json

    schemas = (files("ipt_core.formats") / "schema").iterdir()
    return {
        "rules.json": rules_json(),
        "protocols.json": protocols_json(),
        **{f"schema/{schema.name}": schema.read_text("utf-8") for schema in schemas},
    }


def not_as_in_the_library(site: Path) -> Iterator[str]:
    """List the published data that is not what the library says."""
    wanted = data_of_the_library()
    for address in published():
        file = site / address
        data = file.suffix == ".json" and file.is_file()
        if data and file.read_text(encoding="utf-8") != wanted.get(address):
            yield address


def not_a_page(site: Path) -> Iterator[str]:
    """List addresses that were published, or that findings name, and lead nowhere."""
    import ipt_core as ipt

    named = [rule.link for rule in ipt.rules]
    for address in [*published(), *named]:
        page = site / address
        if not (page / "index.html" if address.endswith("/") else page).is_file():
            yield address


def main(site: Path) -> int:
    """Tell what is missing; 0 if nothing is."""
    found = inventory(site)
    missing = [
        *(f"not in objects.inv: {each}" for each in not_in_inventory(found)),
        *(f"leading nowhere: {each}" for each in leading_nowhere(site, found)),
        *(f"no such page: {each}" for each in not_a_page(site)),
        *(f"not as in the library: {each}" for each in not_as_in_the_library(site)),
    ]
    print(*missing, sep="\n")
    print(f"{site}: {len(found)} names lead to it, {len(missing)} faults")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main(Path(sys.argv[1])))
