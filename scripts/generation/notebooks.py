"""Tutorials: notebooks that are kept without outputs, run from clean, made into pages.

The kernel is this interpreter and talks through files: it needs no network, and nothing
that a person has set up for Jupyter is read or written.
"""

from __future__ import annotations

__all__ = ["FOLDER", "pages", "stripped", "written"]

import json
import os
import re
import socket
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from scripts.generation.markdown import MADE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).parents[2] / "docs" / "tutorials"

_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
_SECONDS = 120
"""The longest that one cell may take."""
_FORMS = ("text/html", "image/svg+xml", "image/png", "text/plain")
"""Forms of a result, the one to show first; the text of a picture is but a name."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ADDRESS = re.compile(r"\bat 0x[0-9a-f]{6,}")
# A section, as no output has one inside: else the search would end it too early.
_BOX = '<section class="output" data-search-exclude'
_WIDE = ' tabindex="0" role="group" aria-label="Table"'


def stripped(text: str) -> str:
    """Write a notebook as it is committed: no outputs, no counts, nothing of a person.

    Raises:
        ValueError: if it is no notebook of format 4.5 or later.
    """
    notebook = json.loads(text)
    if (notebook["nbformat"], notebook["nbformat_minor"]) < (4, 5):
        raise ValueError("notebooks are of format 4.5 or later: their cells have ids")
    kept = {
        "cells": [_stripped(cell) for cell in notebook["cells"]],
        "metadata": _METADATA,
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _stripped(cell: dict[str, Any]) -> dict[str, Any]:
    source = "".join(cell["source"]).rstrip()
    kept: dict[str, Any] = {
        "cell_type": cell["cell_type"],
        "id": cell["id"],
        "metadata": {},
        "source": source.splitlines(keepends=True),
    }
    if cell["cell_type"] == "code":
        kept |= {"execution_count": None, "outputs": []}
    return kept


def pages(folder: Path = FOLDER) -> dict[Path, str]:
    """Run every notebook of a folder from clean; give the pages by their paths.

    Raises:
        ValueError: if a cell fails, or says something that no page can hold.
    """
    paths = sorted(folder.glob("*.ipynb"))
    return {path.with_suffix(".md"): written(_run(path), path.name) for path in paths}


def written(notebook: dict[str, Any], name: str) -> str:
    """Write a notebook that was run as a page.

    Raises:
        ValueError: if it says something that no page can hold.
    """
    parts = [MADE]
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            # A link to another notebook is one to its page.
            parts.append(cell["source"].replace(".ipynb)", ".md)"))
            continue
        parts.append(_fenced(cell["source"], "python"))
        try:
            parts += map(_shown, _results(cell["outputs"]))
        except ValueError as error:
            raise ValueError(f"{name}: {error}, from\n{cell['source']}") from None
    parts.append(
        f"This page is the notebook `docs/tutorials/{name}` of the repository, run from"
        " its first cell to its last when the documentation was built."
    )
    return "\n\n".join(parts) + "\n"


def _run(path: Path) -> dict[str, Any]:
    """Run a notebook in its folder, as Jupyter does."""
    nbformat, nbclient = import_module("nbformat"), import_module("nbclient")
    client = import_module("jupyter_client")
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(notebook)
    # The names are short because that of a socket may have 107 characters at most.
    with TemporaryDirectory(prefix="nb") as folder, patch.dict(os.environ):
        for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR", "PATH"):
            os.environ[f"JUPYTER_{name}"] = folder
        os.environ |= {
            "IPYTHONDIR": folder,
            "MPLCONFIGDIR": folder,
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        manager = client.AsyncKernelManager(
            kernel_name="python3",
            # Without folders to look in, the kernel is that of this interpreter.
            kernel_spec_manager=client.kernelspec.KernelSpecManager(kernel_dirs=[]),
            transport="ipc" if hasattr(socket, "AF_UNIX") else "tcp",
            connection_file=str(Path(folder) / "k.json"),
        )
        resources = {"metadata": {"path": str(path.parent)}}
        running = nbclient.NotebookClient(
            notebook, km=manager, timeout=_SECONDS, resources=resources
        )
        try:
            done: dict[str, Any] = running.execute(cleanup_kc=True)
        except nbclient.exceptions.CellExecutionError as error:
            told = _COLOUR.sub("", str(error))
            raise ValueError(f"{path.name}: a cell failed\n{told}") from None
    return done


def _results(outputs: Iterable[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Put together what was printed in pieces: where it is cut is chance."""
    printed = ""
    for output in outputs:
        if output["output_type"] == "stream" and output["name"] == "stdout":
            printed += output["text"]
            continue
        if output["output_type"] not in {"execute_result", "display_data"}:
            raise ValueError(
                f"a page shows no errors: {output.get('text', '').strip()}"
            )
        if printed:
            yield {"text/plain": printed}
        printed = ""
        yield output["data"]
    if printed:
        yield {"text/plain": printed}


def _shown(data: dict[str, str]) -> str:
    form = next((form for form in _FORMS if form in data), None)
    if form is None:
        raise ValueError(f"no page can show {', '.join(data)}")
    said = data[form].strip("\n")
    if _ADDRESS.search(said):
        raise ValueError("a result names an address in memory")
    if form == "text/plain":
        return _fenced(said, "text")
    if form == "image/png":
        source = f"data:image/png;base64,{''.join(said.split())}"
        said = f'<img alt="The figure that the code above draws" src="{source}">'
    # A blank line ends a block of HTML for some readers of Markdown.
    said = "\n".join(line for line in said.splitlines() if line.strip())
    # A table of pandas may be wider than the page: then it scrolls, by keyboard too.
    wide = _WIDE if 'class="dataframe"' in said else ""
    return f"{_BOX}{wide}>\n{said}\n</section>"


def _fenced(text: str, language: str) -> str:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
    return f"{fence}{language}\n{text}\n{fence}"
