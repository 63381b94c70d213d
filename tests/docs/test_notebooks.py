"""The tutorials: notebooks without outputs, whose cells run, and the pages of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ipt_core
from scripts.generation.everything import ROOT, stale
from scripts.generation.notebooks import FOLDER, stripped, written

NOTEBOOKS = sorted(path.name for path in FOLDER.glob("*.ipynb"))
SECONDS = 300
MACHINES = re.compile(
    r"(?<![\w.])/(home|root|tmp|Users|work|mnt)/|[A-Z]:\\|://|localhost"
)
RUN = """
import json, pathlib, sys
names = {"__name__": "__main__"}
for cell in json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec(compile("".join(cell["source"]), cell["id"], "exec"), names)
"""


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", NOTEBOOKS)
class TestNotebook:
    def test_it_is_kept_without_outputs(self, name: str) -> None:
        """If this fails: `python scripts/generate.py`."""
        text = (FOLDER / name).read_text(encoding="utf-8")
        assert text == stripped(text)
        for cell in read(name)["cells"]:
            assert not cell.get("outputs")
            assert cell.get("execution_count") is None

    def test_each_cell_has_an_id_of_its_own(self, name: str) -> None:
        notebook = read(name)
        assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
        assert notebook["metadata"]["kernelspec"]["name"] == "python3"
        ids = [cell["id"] for cell in notebook["cells"]]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", each) for each in ids)

    def test_it_names_no_machine_and_no_host(self, name: str) -> None:
        said = (FOLDER / name).read_text(encoding="utf-8")
        assert not MACHINES.search(said)

    def test_it_begins_with_its_title_and_is_in_the_navigation(self, name: str) -> None:
        first = read(name)["cells"][0]
        assert first["source"][0].startswith("# ")
        nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
        title = first["source"][0].removeprefix("# ").strip()
        assert f"- {title}: tutorials/{Path(name).stem}.md\n" in nav

    def test_its_cells_run(self, name: str, tmp_path: Path) -> None:
        """Every cell in plain Python; `make docs` runs them in a kernel."""
        here = {
            "MPLBACKEND": "agg",
            "MPLCONFIGDIR": str(tmp_path),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(Path(ipt_core.__file__).parents[1]),
            "TMPDIR": str(tmp_path),
        }
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", RUN, name],
            cwd=FOLDER,
            env={**os.environ, **here},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr


def notebook(*cells: tuple[str, str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "cells": [
            {"cell_type": kind, "source": source, "outputs": outputs}
            for kind, source, outputs in cells
        ]
    }


def printed(text: str, name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def result(**data: str) -> dict[str, Any]:
    kinds = {"html": "text/html", "plain": "text/plain", "png": "image/png"}
    shown = {kinds.get(kind, kind): text for kind, text in data.items()}
    return {"output_type": "execute_result", "data": shown}


def after_code(*outputs: dict[str, Any]) -> str:
    """What a page shows under the code of a cell."""
    page = written(notebook(("code", "run()", list(outputs))), "some.ipynb")
    assert "```python\nrun()\n```\n\n" in page
    return page.partition("run()\n```\n\n")[2].partition("\n\nThis page is")[0]


class TestPage:
    def test_it_holds_text_as_it_is_and_links_to_pages(self) -> None:
        page = written(
            notebook(("markdown", "# One\n\n[two](two.ipynb)", [])), "one.ipynb"
        )
        assert "\n\n# One\n\n[two](two.md)\n\n" in page
        assert "`docs/tutorials/one.ipynb`" in page

    def test_what_is_printed_in_pieces_is_one_output(self) -> None:
        shown = after_code(printed("a\n"), printed("b\n"))
        assert shown == "```text\na\nb\n```"

    def test_what_is_printed_comes_before_the_result_after_it(self) -> None:
        shown = after_code(printed("a\n"), result(plain="1"), printed("b\n"))
        assert shown == "```text\na\n```\n\n```text\n1\n```\n\n```text\nb\n```"

    def test_fences_in_an_output_end_nothing(self) -> None:
        assert after_code(printed("```\n")) == "````text\n```\n````"

    def test_html_comes_first_and_has_no_blank_lines(self) -> None:
        shown = after_code(result(plain="p", html="<p>a</p>\n\n \n<p>b</p>\n"))
        box = '<section class="output" data-search-exclude>'
        assert shown == f"{box}\n<p>a</p>\n<p>b</p>\n</section>"

    def test_a_table_of_pandas_can_be_scrolled_by_keyboard(self) -> None:
        shown = after_code(result(html='<table class="dataframe"></table>'))
        assert 'tabindex="0"' in shown.partition(">")[0]

    def test_a_picture_comes_before_its_name(self) -> None:
        shown = after_code(result(plain="<Figure>", png="AA\nBB\n"))
        assert 'src="data:image/png;base64,AABB"' in shown
        assert '<img alt="The figure that the code above draws"' in shown

    @pytest.mark.parametrize(
        "output",
        [
            printed("a warning\n", name="stderr"),
            result(plain="<object object at 0x7f0011223344>"),
            result(**{"application/json": "{}"}),
        ],
    )
    def test_what_no_page_can_hold_stops_the_build(
        self, output: dict[str, Any]
    ) -> None:
        with pytest.raises(ValueError, match=r"^some.ipynb: .+, from\nrun\(\)$"):
            after_code(output)


def test_outputs_are_taken_out() -> None:
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": 3,
        "id": "a",
        "metadata": {"collapsed": True},
        "outputs": [printed("a")],
        "source": "1 + 1\n",
    }
    before: dict[str, Any] = {
        "cells": [cell],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    kept = json.loads(stripped(json.dumps(before)))
    assert kept["cells"] == [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": "a",
            "metadata": {},
            "outputs": [],
            "source": ["1 + 1"],
        }
    ]


def test_old_notebooks_are_refused() -> None:
    with pytest.raises(ValueError, match=r"format 4\.5"):
        stripped('{"cells": [], "nbformat": 4, "nbformat_minor": 4}')


def test_a_page_whose_notebook_is_gone_goes(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "tutorials"
    folder.mkdir(parents=True)
    for name in ("here.ipynb", "here.md", "gone.md"):
        (folder / name).touch()
    assert stale({}, tmp_path) == [folder / "gone.md"]
