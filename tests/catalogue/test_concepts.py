"""Principles, roots, assessment, steps, goals, skills, people, disorders, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import ipt_core as ipt
from ipt_core.catalogue import (
    Concept,
    Occasion,
    aims,
    article,
    assessment_activities,
    conditions,
    disagreements,
    disorders,
    evidence_facts,
    falls_under,
    goal_kinds,
    note_templates,
    populations,
    principles,
    protocols,
    protocols_about,
    reasons,
    related_therapies,
    roles,
    settings,
    steps,
    tables,
    tasks,
    theoretical_roots,
)
from ipt_core.catalogue._links import PLACES
from ipt_core.exceptions import UnknownCodeError
from ipt_core.vocabulary import Phase, Setting
from tests.catalogue.links import follow

if TYPE_CHECKING:
    from collections.abc import Iterator


def concepts() -> Iterator[tuple[str, Concept]]:
    for name, table in tables.items():
        for entry in table.values():
            if isinstance(entry, Concept):
                yield name, entry


def links() -> list[str]:
    found = [entry.see for _, entry in concepts()]
    found += [each.about for each in disagreements.values()]
    found += [each.where for each in article.values()]
    return sorted({link for each in found for link in each})


@pytest.mark.parametrize("link", links())
def test_every_link_points_at_something(link: str) -> None:
    assert follow(link) is not None


def test_every_disagreement_says_what_it_touches() -> None:
    assert [code for code, each in disagreements.items() if not each.about] == []


def test_a_term_that_a_disagreement_touches_leads_back_to_it() -> None:
    for code, each in disagreements.items():
        for entry in map(follow, each.about):
            if isinstance(entry, Concept):
                assert f"disagreements/{code}" in entry.see, (code, entry.code)


def test_links_may_begin_with_every_table() -> None:
    assert set(PLACES) == {*tables, "model", "rules", "vocabulary"}


def test_an_entry_says_what_it_is_in_sentences() -> None:
    for _, entry in concepts():
        for text in filter(None, (entry.what, entry.manuals)):
            assert text[0].isupper() or text[0].isdigit(), entry.code
            assert text.endswith("."), entry.code


def test_other_names_are_not_the_name() -> None:
    for _, entry in concepts():
        plain = [name.lower() for name in entry.also]
        assert entry.name.lower() not in plain, entry.code
        assert len(plain) == len(set(plain)), entry.code


def test_what_no_source_covers_is_named_as_a_convention() -> None:
    ours = {(name, e.code) for name, e in concepts() if not e.citations}
    tables_with_ours = {"cadences", "disorders", "reasons", "responses", "roles"}
    tables_with_ours |= {"treatments"}
    assert {name for name, _ in ours} == tables_with_ours
    assert ("reasons", "illness") in ours
    assert ("reasons", "no-benefit") not in ours


def test_an_entry_that_the_article_says_cites_it() -> None:
    cited = {
        (name, entry.code)
        for name, entry in concepts()
        if "ART" in [c.key for c in entry.citations]
    }
    said = {(name, e.code) for name, e in concepts() if getattr(e, "emphasis", ())}
    assert said == {
        ("populations", "adolescents"),
        ("populations", "older-adults"),
        ("disorders", "depression"),
        ("disorders", "anxiety-disorders"),
        ("disorders", "eating-disorders"),
    }
    assert said <= cited


def test_the_steps_belong_to_phases_and_none_to_the_end() -> None:
    initial, middle = Phase.INITIAL, Phase.MIDDLE
    assert [step.number for step in steps.values()] == [1, 2, 3, 4, 5]
    phases = [step.phase for step in steps.values()]
    assert phases == [initial, initial, middle, middle, initial]
    for step in steps.values():
        assert {tasks[code].phase for code in step.tasks} == {step.phase}


def test_goals_beside_a_focus_are_the_broad_ones() -> None:
    broad = [code for code, kind in goal_kinds.items() if kind.broad]
    assert broad == [
        "symptom",
        "functioning",
        "well-being",
        "quality-of-life",
        "resilience",
    ]
    narrow = {code for code, kind in goal_kinds.items() if kind.parents}
    assert set(goal_kinds) == {*broad, "interpersonal", *narrow}


def test_settings_are_the_closed_words() -> None:
    assert list(settings) == [str(word) for word in Setting]


def test_a_disorder_falls_under_its_groups() -> None:
    assert falls_under("panic-disorder", ["depression", "anxiety-disorders"])
    assert falls_under("antenatal-depression", ["depression"])
    assert falls_under("depression", ["depression"])
    assert not falls_under("depression", ["major-depressive-disorder"])
    assert not falls_under("ptsd", ["anxiety-disorders"])
    assert falls_under("a-word-of-ours", ["a-word-of-ours"])
    assert not falls_under("a-word-of-ours", ["depression"])


def test_a_role_falls_under_wider_ones() -> None:
    assert falls_under("mother", ["parent"], table=roles)
    assert falls_under("wife", ["partner"], table=roles)
    assert not falls_under("ex-partner", ["partner"], table=roles)
    assert falls_under("support", ["interpersonal"], table=goal_kinds)
    assert {role for role in roles if roles[role].staff} >= {"therapist", "supervisor"}
    assert not roles["patient"].staff


def test_codes_of_the_protocols_are_known() -> None:
    for protocol in protocols.values():
        named = {
            "population": populations,
            "disorders": disorders,
            "aim": aims,
        }
        for field, table in named.items():
            value: Any = getattr(protocol, field)
            codes = value.value or () if value else ()
            codes = {codes} if isinstance(codes, str) else set(codes)
            assert codes <= set(table), (protocol.code, field)
        assert {each.condition for each in protocol.exclusions} <= set(conditions)


def test_protocols_that_name_an_entry() -> None:
    assert set(protocols_about("populations/adolescents")) >= {"article", "ipt-a"}
    assert "article" in protocols_about("settings/couple")
    assert "ipt-a" in protocols_about("disorders/dysthymia")
    # What is made for one disorder counts for its group too, not the other way round.
    assert "ipt" in protocols_about("disorders/depression")
    assert "article" not in protocols_about("disorders/major-depressive-disorder")
    assert "ipt-a" in protocols_about("conditions/psychosis")
    assert set(protocols_about("tasks/sick-role")) >= {"ipt", "ipt-a"}
    assert "ipt" in protocols_about("problem_areas/grief")
    assert protocols_about("aims/steady-state") == ("ipt-ci",)
    assert protocols_about("bibliography/F02") == ()


@pytest.mark.parametrize(
    ("link", "nearest"),
    [
        ("population/adults", "populations"),
        ("populations/adult", "adults"),
        ("nothing", None),
    ],
)
def test_protocols_of_what_is_not_there(link: str, nearest: str | None) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        protocols_about(link)
    assert caught.value.nearest == nearest


def test_an_entry_that_protocols_name_does_not_name_them() -> None:
    named = {name for name, entry in concepts() if entry.protocols}
    assert not named & {"populations", "disorders", "settings", "conditions", "aims"}


def test_what_can_end_a_course_or_explain_a_session() -> None:
    by = {
        occasion: [code for code, r in reasons.items() if occasion in r.occasions]
        for occasion in Occasion
    }
    assert {"goals-met", "end-of-contract", "no-benefit"} <= set(by[Occasion.END])
    assert {"illness", "holiday", "agreed-break"} <= set(by[Occasion.SESSION])
    assert {"relapse-risk", "residual-symptoms"} <= set(by[Occasion.MAINTENANCE])
    assert "clinical" in by[Occasion.WAIVER]


def test_what_is_listed_by_number() -> None:
    assert len(note_templates) == 5
    assert len(related_therapies) == 5
    assert not set(related_therapies) & set(protocols)
    assert "klerman-and-weissman" in theoretical_roots
    assert "therapeutic-alliance" in principles
    assert "attachment-patterns" in assessment_activities
    assert [c.key for c in evidence_facts["twice-weekly"].citations] == ["F54"]


def test_the_tables_are_public() -> None:
    for name, table in tables.items():
        assert getattr(ipt, name) is table
