"""Write every generated file: pages, navigation, schemas, lists that are compared.

Run it after each change of a rule, a protocol or the public surface:
`python scripts/generate.py`. It writes only what differs and says what that was. With
`--notebooks` it also runs the tutorials and writes their pages: `make docs` does that,
as they need the tools of the documentation.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(*, notebooks: bool) -> None:
    """Write what differs, and remove generated pages that are no more."""
    from scripts.generation.everything import ROOT, files, stale
    from scripts.generation.notebooks import pages

    made = files() | (pages() if notebooks else {})
    for path, text in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print("wrote", path.relative_to(ROOT))
    for path in stale(made):
        path.unlink()
        print("removed", path.relative_to(ROOT))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main(notebooks="--notebooks" in sys.argv[1:])
