"""The commands `explain`, `protocols` and `schema`: what is known, and why."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core._blocks import Entry
from ipt_core._problems import PROBLEMS
from ipt_core.catalogue.entries import ProblemArea, Technique
from ipt_core.catalogue.instruments import Measure, MeasureKind
from ipt_core.catalogue.protocol import VALUE_FIELDS, Protocol
from ipt_core.engine import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Said

    Run = Callable[..., Said]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("code", [rule.code for rule in ipt.rules])
def test_a_rule_is_explained(code: str, run: Run) -> None:
    rule = ipt.rules[code]
    said = run("explain", code)
    assert said.code == 0
    assert said.err == ""
    assert said.out.startswith(f"{code} {rule.name}\n===")
    text = plain(said.out)
    for heading in ("", *HEADINGS):
        assert plain(f"{heading} ") in text
        assert plain(rule.sections[heading]) in text
    assert f"Severity: {rule.severity}" in text
    assert plain(rule.message) in text
    for key in rule.sources:
        assert f"[{key}]" in text
    for protocol in ipt.protocols:
        assert f"  {protocol}\n" in said.out
    assert said == run("explain", code.lower())
    # A task may have the rule's name too.
    assert run("explain", rule.name).out.startswith(said.out.rstrip("\n"))


def test_a_rule_in_each_protocol(run: Run) -> None:
    said = run("explain", "IPT201").out
    assert "NOT CHECKED  article\n  No source held gives its initial max." in said
    assert "APPLIES  ipt\n  A finding is at most: warning.\n  initial max: 3 (" in said
    assert "DOES NOT APPLY  ipt-a\n  The protocol has no such thing." in said


def test_what_keeps_a_finding_from_being_more_severe(run: Run) -> None:
    said = run("explain", "IPT103").out
    assert "at most: info; the protocol's sources ask for no more." in said
    assert "duration tolerance weeks: 2 (convention); it can only silence" in said
    assert "alternatives:             ipt\n" in said
    said = run("explain", "IPT303").out
    assert "at most: warning; the evidence is transferred." in said
    said = run("explain", "IPT801").out
    assert "About safety: it always runs" in said
    assert "APPLIES  ipt-a\n  A finding is at most: error.\n" in said


def test_a_rule_on_tasks_lists_them(run: Run) -> None:
    said = run("explain", "IPT501").out
    assert "DOES NOT APPLY  article\n  The protocol asks for nothing of it." in said
    assert "A finding is at most, by what is asked:\n  psychoeducation:" in said
    assert "interpersonal-inventory: warning" in said


def test_a_rule_without_source_and_with_an_earlier_name() -> None:
    rule = ipt.rules["IPT203"]
    changed = attrs.evolve(rule, sources=(), aliases=("phases-in-order",))
    text = str(changed)
    assert "None of its own." in text
    assert "Earlier names: phases-in-order" in text
    changed = attrs.evolve(changed, structural=True)
    assert "None is needed" in str(changed)


@pytest.mark.parametrize("code", PROBLEMS)
def test_a_problem_of_files_is_explained(code: str, run: Run) -> None:
    said = run("explain", code)
    assert said.code == 0
    assert said.out.startswith(f"{code} {PROBLEMS[code].name}\n===")
    assert "To mend it: " in said.out
    assert said == run("explain", PROBLEMS[code].name)


@pytest.mark.parametrize("name", ipt.tables)
def test_each_code_of_the_catalogue_is_explained(name: str, run: Run) -> None:
    for code in ipt.tables[name]:
        said = run("explain", code)
        assert said.code == 0, code
        assert f"{code}: " in said.out
        assert " object at " not in said.out
        assert "(" + code not in said.out


def test_a_problem_area(run: Run) -> None:
    said = run("explain", "role_dispute")
    area = ipt.problem_areas["role-dispute"]
    assert said.out.startswith("role-dispute: problem area\n===")
    text = plain(said.out)
    assert area.definition is not None
    assert area.definition in text
    assert all(goal.statement in text for goal in area.goals)
    assert "- clarify-expectations: " in text
    assert said == run("explain", "ROLE-DISPUTE")


def test_areas_of_single_protocols(run: Run) -> None:
    text = plain(run("explain", "role-insecurity").out)
    assert "A form of interpersonal-deficits. Added by: ipt-sad." in text
    assert "- use-therapy-relationship: " in text
    text = plain(run("explain", "self-image").out)
    assert "Self-image. No source held defines it." in text
    assert "Goals" not in text
    assert "Strategies" not in text


def test_a_technique_in_the_articles_words(run: Run) -> None:
    text = plain(run("explain", "enhancing-support").out)
    assert "A technique of IPT. In the article's words: Enhancing social" in text


def test_an_instrument_with_what_its_scores_mean(run: Run) -> None:
    text = plain(run("explain", "ham-d17").out)
    assert "It is for: outcome." in text
    assert "cut-off: moderate (Zimmerman 2013) at least 17 Source:" in text
    said = "remission: ham-d17-remission-7-three-weeks total at most 7; in 3 scores in"
    assert said in text
    assert said in plain(run("explain", "ham-d17-remission-7-three-weeks").out)
    text = plain(run("explain", "gad-7").out)
    assert "band 15 to 21 no name" in text
    text = plain(run("explain", "caps-iv").out)
    assert "made for these disorders ptsd" in text
    assert "percent lower than at baseline above 30" in text


def test_a_stage_of_a_dispute_and_its_strategy(run: Run) -> None:
    text = plain(run("explain", "impasse").out)
    assert "What the sources say to do: bring the dispute into the open" in text
    text = plain(run("explain", "calm-parties").out)
    assert "It belongs to this stage of a dispute: renegotiation." in text
    text = plain(run("explain", "use-group-as-network").out)
    assert "Named for: ipt-g." in text


def test_one_word_for_two_things_gives_both(run: Run) -> None:
    said = run("explain", "communication-analysis").out
    assert "communication-analysis: technique\n" in said
    assert "communication-analysis: task\n" in said


def test_a_word_of_the_field_is_explained_by_what_it_names(run: Run) -> None:
    assert run("explain", "Interpersonal conflict") == run("explain", "role-dispute")
    said = run("explain", "social phobia").out
    assert said.startswith("social-anxiety-disorder: disorder\n===")
    assert "One of: anxiety-disorders." in said


def test_terms_tell_what_is_special_about_them(run: Run) -> None:
    text = plain(run("explain", "collaborating-on-a-plan").out)
    assert "Step 5, in the initial phase. Tasks: treatment-plan," in text
    text = plain(run("explain", "adolescents").out)
    assert "What the article turns to: peer relationships, academic" in text
    assert "In the manuals: IPT-A works on relationships" in text
    assert "Protocols that leave it out: " in run("explain", "psychosis").out
    text = plain(run("explain", "quality-of-life").out)
    assert "Such a goal needs no focus." in text
    assert "One of: interpersonal." in run("explain", "boundaries").out
    text = plain(run("explain", "holiday").out)
    assert "It can explain: session." in text
    assert "No source: a choice of this library." in text


def test_the_article_and_its_disagreements_are_explained(run: Run) -> None:
    text = plain(run("explain", "8.5").out)
    assert "On one side: 12-20 sessions usually span" in text
    assert "About: protocols/article.sessions, protocols/article.weeks" in text
    text = plain(run("explain", "assessment-and-structure-4").out)
    assert "Standing: modelled. Where it lives: protocols/article.sessions" in text
    assert "Where" not in run("explain", "source-links-5").out


def test_a_doubtful_code_of_a_terminology_says_so(run: Run) -> None:
    text = plain(run("explain", "loinc:89210-9").out)
    assert "To be looked up before use. Another repository has 89208-3." in text
    text = plain(run("explain", "snomed-ct:443730003").out)
    assert "outside licensed countries" in text
    assert "To be looked up" not in text


def test_a_table_is_listed_by_its_name(run: Run) -> None:
    said = run("explain", "disagreements").out
    assert said.startswith("Disagreement: 36 entries\n===")
    first = [line.split()[0] for line in said.splitlines() if line[:1].strip()]
    assert set(ipt.disagreements) <= set(first)
    assert "\n8.16  The section of source links is empty." in said
    assert run("explain", "role-changes") == run("explain", "ROLE_CHANGES")
    # A protocol has this name too, and is meant.
    assert run("explain", "article").out.startswith("article: IPT as in the source")


def test_a_prefix_lists_rules_and_nothing_lists_all(run: Run) -> None:
    said = run("explain", "IPT2")
    family = [rule for rule in ipt.rules if rule.code.startswith("IPT2")]
    assert said.out.count("\nIPT") == len(family)
    text = plain(said.out)
    for rule in family:
        assert f"{rule.code} {rule.name} {rule.severity} " in text
    assert run("explain").out.count("\nIPT") == len(ipt.rules)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("phase-ordre", "; the nearest known is 'phase-order'"),
        ("role-disput", "; the nearest known is 'role-dispute'"),
        ("IPT2O3", "; the nearest known is 'IPT203'"),
        ("", None),
        ("\ud800", ""),
        ("%" * 100_000, ""),
    ],
)
def test_an_unknown_word_is_answered_with_the_nearest(
    word: str, near: str | None, run: Run
) -> None:
    said = run("explain", word)
    if near is None:
        assert said.code == 0
    else:
        assert said == (2, "", f"ipt-core: no such rule or code{near}\n")


def test_the_protocols_are_listed(run: Run) -> None:
    said = run("protocols")
    assert said.code == 0
    text = plain(said.out)
    for code, form in ipt.protocols.items():
        assert re.search(rf" {code} [^A-Z]*{re.escape(form.name)}", text)
    assert "12 to 20" in said.out


@pytest.mark.parametrize("code", list(ipt.protocols))
def test_a_protocol_is_shown_with_its_evidence(code: str, run: Run) -> None:
    form = ipt.protocols[code]
    said = run("protocols", code)
    assert said.code == 0
    text = plain(said.out)
    _, _, end = text.partition("Not found ---")
    not_found, _, none = end.partition("Not in this form ---")
    for name in VALUE_FIELDS:
        title = name.replace("_", " ")
        value = getattr(form, name)
        if value is None:
            assert re.search(rf"[ ,]{title}[,.]", none or text)
            continue
        if not value.known:
            assert re.search(rf"[ ,]{title}[,.]", not_found)
        for reading in value.readings:
            assert f"{reading.basis.upper()} {title}" in text
            assert plain(reading.note or "") in text
        for citation in value.sources:
            assert plain(str(citation)) in text
    for due in form.tasks:
        assert f"\n{due.task} " in said.out
    for note in form.notes:
        assert plain(note) in text
    assert said == run("explain", code)


def test_disputed_values_show_every_reading(run: Run) -> None:
    said = run("protocols", "ipt-a").out
    assert "phase ranges, reading 1 of 2\n  of 12 sessions: initial 1 to 4, " in said
    assert "phase ranges, reading 2 of 2\n" in said
    assert "DERIVED  weeks\n  12 to 16\n  Source:  " in said
    assert "\n  From:    sessions and cadence\n  At most: error\n" in said
    assert "Source:  none: a choice of this library\n" in said


def test_a_protocol_that_says_little() -> None:
    form = Protocol(code="x", name="X", edition="1", summary="Little is known.")
    text = str(form)
    assert "Values\n------\n\nNot in this form\n" in text
    listed = " ".join(text[text.index("do not apply.") :].split())
    assert listed.count(", ") == len(VALUE_FIELDS) - 1
    assert listed.endswith(", aim.")


def test_entries_that_say_little() -> None:
    area = ProblemArea(code="self-image", name="X", definition="It is.", citations=())
    text = str(area)
    assert "Also called" not in text
    assert "Notes" not in text
    technique = Technique(code="x", name="Do it", modality=ipt.Modality.OTHER)
    blocks = technique.blocks()
    assert not any(isinstance(block, Entry) for block in blocks)
    text = str(technique)
    assert "Do it.\n" in text
    assert "It belongs to another therapy.\n" in text
    assert "No source: a choice of this library." in text
    none: ipt.Sourced[Any] = ipt.Sourced()
    kind = MeasureKind.OUTCOME
    measure = Measure(
        code="x", name="X", kind=kind, raters=none, total=none, items=none, item=none
    )
    text = str(measure)
    assert text.count("NOT FOUND") == 4
    assert "HAS NONE  item on suicide or self-harm\n" in text


def test_an_unknown_protocol_is_answered_with_the_nearest(run: Run) -> None:
    message = "ipt-core: no such protocol; the nearest known is 'ipt-a'\n"
    assert run("protocols", "ipta") == (2, "", message)


@pytest.mark.parametrize("profile", ["full", "draft"])
def test_the_schema(profile: Any, run: Run) -> None:
    said = run("schema", "--profile", profile)
    assert json.loads(said.out) == ipt.schema(profile)
    assert said.code == 0
    if profile == "full":
        assert said == run("schema")
    assert run("schema", "--profile", "none").code == 2
