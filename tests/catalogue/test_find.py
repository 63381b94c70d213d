"""Finding entries by what people call them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.catalogue import Hit, find, tables


def places(text: str) -> list[str]:
    return [f"{hit.table}/{hit.code}" for hit in find(text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("role-dispute", "problem_areas/role-dispute"),
        ("interpersonal conflict", "problem_areas/role-dispute"),
        ("Role Disputes", "problem_areas/role-dispute"),
        ("loneliness", "problem_areas/interpersonal-deficits"),
        ("behavioural activation", "techniques/behavioral-activation"),
        ("behavioral activation", "techniques/behavioral-activation"),
        ("the elderly", "populations/older-adults"),
        ("teenagers", "populations/adolescents"),
        ("SAD", "disorders/social-anxiety-disorder"),
        ("generalised anxiety disorder", "disorders/generalised-anxiety-disorder"),
        ("generalized anxiety disorder", "disorders/generalised-anxiety-disorder"),
        ("phq9", "measures/phq-9"),
        ("443730003", "terminology/snomed-ct:443730003"),
        ("ipt-a", "protocols/ipt-a"),
        ("8.5", "disagreements/8.5"),
        ("F04b", "bibliography/F04b"),
        ("Bowlby", "theoretical_roots/bowlby"),
        ("DIT", "related_therapies/dit"),
        ("new job", "role_changes/new-job"),
    ],
)
def test_what_people_say_finds_the_entry(text: str, first: str) -> None:
    assert places(text)[0] == first


def test_another_therapy_is_not_taken_for_a_technique() -> None:
    # A treatment beside IPT, and a result that compares the two.
    assert places("CBT") == ["treatments/cbt", "evidence_facts/bulimia-cbt-faster"]


def test_what_agrees_better_stands_first() -> None:
    found = places("alliance")
    assert found[0] == "tasks/alliance"
    assert found.index("principles/therapeutic-alliance") < found.index(
        "assessment_activities/building-alliance"
    )
    assert found.index("assessment_activities/building-alliance") < found.index(
        "disagreements/8.1"
    )


def test_a_hit_tells_where_and_by_which_name() -> None:
    hit = find("interpersonal conflict")[0]
    assert hit == Hit(
        table="problem_areas",
        code="role-dispute",
        name="Role dispute",
        matched="interpersonal conflict",
        exact=True,
    )
    assert tables[hit.table][hit.code] is ipt.problem_areas["role-dispute"]


def test_the_beginnings_of_words_are_enough_and_short_ones_are_not() -> None:
    assert "techniques/role-play" in places("role pla")
    assert "skills/active-listening" in places("activ listen")
    assert places("x") == []


def test_what_is_misspelt_is_found_where_nothing_else_is() -> None:
    assert set(places("assertivness")) >= {"techniques/assertiveness"}
    assert not any(hit.exact for hit in find("assertivness"))
    assert places("qqqqqqqq") == []


def test_nothing_is_asked_and_nothing_found() -> None:
    assert find("") == find(" - ?") == ()


@pytest.mark.parametrize("name", tables)
def test_every_entry_is_found_by_its_code(name: str) -> None:
    for code in tables[name]:
        assert f"{name}/{code}" in places(code)


@given(st.text())
def test_any_text_may_be_asked_and_each_entry_is_told_once(text: str) -> None:
    found = places(text)
    assert len(found) == len(set(found))
    assert found == places(text)
