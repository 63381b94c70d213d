"""The read-only mapping, and what is read when."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import ipt_core as ipt
from ipt_core.catalogue import Table, problem_areas, protocols, tables
from ipt_core.exceptions import InvalidValueError, UnknownCodeError


def loaded_once() -> tuple[Table[int], list[str]]:
    calls: list[str] = []

    def load() -> dict[str, int]:
        calls.append("load")
        return {"role-dispute": 1, "grief": 2}

    return Table("problem area", load), calls


def test_is_read_on_first_access_and_once() -> None:
    table, calls = loaded_once()
    assert not calls
    assert table["grief"] == 2
    assert dict(table) == {"role-dispute": 1, "grief": 2}
    assert len(table) == 2
    assert calls == ["load"]


def test_unknown_code_names_the_nearest() -> None:
    table, _ = loaded_once()
    with pytest.raises(UnknownCodeError) as caught:
        table["role_disputes"]
    assert str(caught.value) == (
        "no such problem area; the nearest known is 'role-dispute'"
    )
    assert table.get("sorrow") is None
    assert "grief" in table
    assert "sorrow" not in table


@pytest.mark.parametrize("odd", [[1], {}, None, 5, b"grief", object()])
def test_what_is_no_text_is_no_code(odd: Any) -> None:
    for table in (loaded_once()[0], protocols, tables):
        with pytest.raises(UnknownCodeError) as caught:
            table[odd]
        assert caught.value.__context__ is None
        assert odd not in table
        assert table.get(odd) is None
        assert table.get(odd, 3) == 3
    with pytest.raises(UnknownCodeError):
        ipt.rules[odd]
    assert odd not in ipt.rules


@pytest.mark.parametrize("odd", [[1], None, 5, b"grief"])
def test_functions_ask_for_texts(odd: Any) -> None:
    for use in (ipt.cite, ipt.strategies_for, ipt.terms_for, ipt.protocols_about):
        with pytest.raises(InvalidValueError):
            use(odd)
    with pytest.raises(InvalidValueError, match="code: "):
        ipt.falls_under(odd, ("grief",))
    if odd is not None:
        with pytest.raises(InvalidValueError, match="protocol: "):
            ipt.cite("F04a", odd)


def test_the_table_of_tables_is_one_too() -> None:
    with pytest.raises(UnknownCodeError, match="the nearest known is 'protocols'"):
        tables["protocol"]
    assert ["protocols", str(len(protocols))] in [
        line.split() for line in str(tables).splitlines()
    ]


def test_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        problem_areas["grief"] = None  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
    with pytest.raises(AttributeError):
        problem_areas.note = ""  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_repr_shows_the_first_codes() -> None:
    table, _ = loaded_once()
    assert repr(table) == "<problem area table, 2: role-dispute, grief>"
    many: Table[int] = Table("task", lambda: dict.fromkeys("abcdef", 0))
    assert repr(many) == "<task table, 6: a, b, c, d, ...>"


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


WATCH = """
import pathlib, sys
opened = set()
def watch(event, args):
    if event == "open" and str(args[0]).endswith(".toml"):
        opened.add(pathlib.Path(args[0]).name)
sys.addaudithook(watch)
"""


def test_importing_reads_nothing() -> None:
    found = run(
        WATCH
        + """
import ipt_core.catalogue
print(sorted({"cattrs", "tomllib"} & sys.modules.keys()), opened)
"""
    )
    assert found == "[] set()"


def test_a_protocol_reads_only_what_it_needs() -> None:
    found = run(
        WATCH
        + """
from ipt_core.catalogue import protocols
"ipt-a" in protocols, list(protocols), repr(protocols)
print(*sorted(opened), sep=" ")
protocols["ipt"]
print(*sorted(opened), sep=" ")
"""
    )
    shared = "bibliography cadences general measures problem_areas tasks"
    assert found.split() == sorted(f"{name}.toml" for name in (*shared.split(), "ipt"))


def test_protocols_by_a_code_that_is_not_there() -> None:
    assert "ipt_a" not in protocols
    assert len(protocols) == len(list(protocols))
    with pytest.raises(UnknownCodeError, match="nearest known is 'ipt-a'"):
        protocols["ipt_a"]
