"""Codes of clinical terminologies, the library's own table and that of a user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ipt_core.catalogue import (
    Confidence,
    load_terminology,
    terminology,
    terms_for,
)
from ipt_core.exceptions import CatalogueError
from tests.catalogue.links import follow

if TYPE_CHECKING:
    from pathlib import Path

OWN: dict[str, Any] = {
    "systems": {"ours": {"name": "Our list"}},
    "codes": [
        {
            "system": "ours",
            "code": "IPT",
            "meaning": "Interpersonal psychotherapy",
            "stands_for": ["protocols/ipt"],
            "confidence": "low",
        }
    ],
}


def test_every_code_says_how_sure_it_is_and_where_it_was_seen() -> None:
    for key, each in terminology.items():
        assert key == each.key
        assert each.citations, key
        assert each.usable == (each.confidence in {Confidence.HIGH, Confidence.MEDIUM})
        for link in (*each.stands_for, *each.system.not_found):
            assert follow(link) is not None


def test_doubtful_codes_are_given_only_where_they_are_asked_for() -> None:
    assert terms_for("measures/bdi-ii") == ()
    asked = terms_for("measures/bdi-ii", doubtful=True)
    assert [each.code for each in asked] == ["89210-9", "89208-3"]
    assert {each.confidence for each in asked} == {Confidence.CONFLICT}
    assert terms_for("disorders/ptsd") == ()
    assert all(each.usable for code in terminology for each in terms_for(code))


def test_codes_of_one_system_the_surest_first() -> None:
    found = terms_for("measures/epds", doubtful=True)
    assert [each.code for each in found] == ["71354-5", "99046-5"]
    found = terms_for("measures/phq-9", system="loinc")
    assert [each.code for each in found] == ["44261-6", "44249-1"]


def test_another_therapy_has_another_code() -> None:
    (own,) = terms_for("protocols/ipt", system="snomed-ct")
    assert own.code == "443730003"
    other = terminology["snomed-ct:304822001"]
    assert not any(link.startswith("protocols/") for link in other.stands_for)


def test_the_licence_of_a_system_is_told() -> None:
    licence = terminology["snomed-ct:443730003"].system.licence
    assert licence is not None
    assert "licensed countries" in licence


def test_one_s_own_table_takes_its_place(tmp_path: Path) -> None:
    table = load_terminology(OWN)
    (found,) = terms_for("protocols/ipt", doubtful=True, table=table)
    assert (found.key, found.system.name) == ("ours:IPT", "Our list")
    assert found.citations == ()
    file = tmp_path / "own.toml"
    file.write_text(
        '[systems.ours]\nname = "Our list"\n[[codes]]\nsystem = "ours"\ncode = "IPT"\n'
        'meaning = "Interpersonal psychotherapy"\nstands_for = ["protocols/ipt"]\n'
        'confidence = "low"\n',
        encoding="utf-8",
    )
    assert load_terminology(file) == table
    with pytest.raises(OSError, match="nothing"):
        load_terminology(tmp_path / "nothing.toml")


SECRET = "Anna-Berg"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (5, "expected a table, found a whole number"),
        ([], "expected a table, found a list"),
        (b"", "expected a table, found something else"),
        ({5: 1}, "expected a known key, found an unknown name for key 1"),
        ({None: 1}, "expected a known key, found an unknown name for key 1"),
        (
            {"systems": {5: {"name": "Ours"}}},
            "systems.key 1: expected a code such as snomed-ct, found another word",
        ),
        (
            {"systems": OWN["systems"], "codes": [OWN["codes"][0] | {5: 1}]},
            "codes[0]: expected a known key, found an unknown name for key 6",
        ),
        (
            {"systems": {SECRET: {"name": "Ours", SECRET: 1}}},
            "systems.key 1: expected a known key, found an unknown name for key 2",
        ),
        (
            {"systems": {"ours": {"name": "\x1b[31m"}}},
            "systems.key 1.name: expected text without control characters",
        ),
        (f"[{SECRET}]\n[{SECRET}]", "expected TOML, found a fault at line 2, column"),
        (f'{SECRET} = "', "expected TOML, found a fault at end of document"),
    ],
)
def test_whatever_is_given_is_refused_without_repeating_it(
    given: Any, said: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_terminology(given)
    assert said in str(caught.value)
    assert SECRET not in f"{caught.value!r} {caught.value.__context__}"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(b"# \xff")
    with pytest.raises(CatalogueError, match="expected text in UTF-8") as caught:
        load_terminology(file)
    assert caught.value.__context__ is None


def test_a_table_with_faults_is_refused() -> None:
    with pytest.raises(CatalogueError, match="expected a code of a system"):
        load_terminology({"codes": OWN["codes"]})
