"""Every generated file, committed or not."""

from __future__ import annotations

__all__ = ["ROOT", "files", "stale"]

from pathlib import Path

from scripts.generate_schema import schemas
from scripts.generation import (
    article,
    entries,
    finder,
    glossary,
    kept,
    notebooks,
    pictures,
    problems,
    protocols,
    report_schema,
    requirements,
    rules,
    rules_index,
)
from scripts.generation.export import protocols_json, rules_json
from scripts.generation.nav import with_nav
from scripts.generation.options import with_options
from scripts.generation.surface import surface

ROOT = Path(__file__).parents[2]


def files(root: Path = ROOT) -> dict[Path, str]:
    """Make every generated file of a checkout, by its path."""
    docs, compat = root / "docs", root / "tests" / "compat"
    schema = root / "src" / "ipt_core" / "formats" / "schema"
    pages = {
        **{f"rules/{name}": text for name, text in rules.pages().items()},
        **{f"rules/{name}": text for name, text in problems.pages().items()},
        **{f"protocols/{name}": text for name, text in protocols.pages().items()},
        **entries.pages(),
        **pictures.pages(),
        "catalogue/index.md": entries.index_page(),
        "catalogue/article.md": article.page(),
        "concepts/glossary.md": glossary.page(),
        "rules/finder.md": finder.finder_page(),
        "rules/index.md": rules_index.index_page(),
        "rules/requirements.md": requirements.page(),
        "protocols/index.md": protocols.index_page(),
        "protocols/sources.md": protocols.sources_page(),
        "protocols.json": protocols_json(),
        "rules.json": rules_json(),
    }
    formats = {**schemas(), "report-1.json": report_schema.report_schema()}
    found = {docs / name: text for name, text in pages.items()}
    for folder in (schema, docs / "schema"):
        found |= {folder / name: text for name, text in formats.items()}
    tutorials = (docs / "tutorials").glob("*.ipynb")
    found |= {path: notebooks.stripped(_text(path)) for path in tutorials}
    command = docs / "reference" / "command.md"
    found[command] = with_options(_text(command))
    found[root / "mkdocs.yml"] = with_nav(_text(root / "mkdocs.yml"))
    found[compat / "surface.txt"] = surface()
    for name, lines in (("codes", kept.codes()), ("links", kept.links())):
        path = compat / f"{name}.txt"
        found[path] = kept.grown(_text(path), lines)
    return found


def stale(made: dict[Path, str], root: Path = ROOT) -> list[Path]:
    """List generated pages that are no more; those of notebooks that are there stay."""
    there = [
        *(root / "docs" / "rules").glob("*.md"),
        *(root / "docs" / "protocols").glob("*.md"),
        *(root / "docs" / "catalogue").rglob("*.md"),
    ]
    there += [
        page
        for page in (root / "docs" / "tutorials").glob("*.md")
        if not page.with_suffix(".ipynb").exists()
    ]
    return sorted(path for path in there if path not in made)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
