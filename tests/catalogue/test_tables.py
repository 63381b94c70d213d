"""Areas, strategies, techniques, tasks, measures, disagreements, the bibliography."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import attrs
import pytest

from ipt_core.catalogue import (
    Modality,
    bibliography,
    cite,
    disagreements,
    dispute_stages,
    measures,
    problem_areas,
    protocols,
    strategies,
    strategies_for,
    tables,
    tasks,
    techniques,
)
from ipt_core.evidence import Basis, SourceStatus
from ipt_core.exceptions import UnknownCodeError
from ipt_core.vocabulary import DisputeStage, Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
MATRIX = HERE.parent / "data" / "matrix.md"
DATA = HERE.parents[1] / "src" / "ipt_core" / "catalogue" / "data"

AREAS = ["grief", "role-dispute", "role-transition", "interpersonal-deficits"]

# The rows of the fact sheet's matrix in its order.
ROWS = [
    "express-feelings-about-loss",
    "facilitate-mourning",
    "re-establish-interests",
    "reconstruct-relationship",
    "stage-dispute",
    "clarify-expectations",
    "improve-communication",
    "plan-of-action",
    "mourn-ended-relationship",
    "weigh-old-and-new-role",
    "manage-change",
    "build-support",
    "review-patterns",
    "improve-skills",
    "use-therapy-relationship",
    "develop-relationships",
]
# What differs from it, each by the page of corrections (R51).
CORRECTED = {
    # "mourn" belongs to role transition too.
    ("facilitate-mourning", "role-transition"): "yes",
    # Improving communication is never wrong.
    ("improve-communication", "grief"): "partly",
    # Section 2d: grief over the self before the illness.
    ("facilitate-mourning", "lost-healthy-self"): "yes",
}
# What is not in it: the article's second strategy for role transitions, and the
# strategies of the manuals in section 2a.
ADDED = {
    "facilitate-adjustment": "role-transition",
    "link-onset-to-death": "grief",
    "describe-events-of-death": "grief",
    "explore-mixed-feelings": "grief",
    "find-new-direction": "grief role-transition",
    # "Link change and mood" belongs to role transition too.
    "link-change-and-mood": "grief role-dispute role-transition interpersonal-deficits",
    "calm-parties": "role-dispute",
    "bring-dispute-into-open": "role-dispute",
    "review-options": "grief role-dispute role-transition interpersonal-deficits",
    "find-what-maintains-dispute": "role-dispute",
    "rewrite-relationship-contract": "role-dispute",
    "feelings-as-signals": "role-dispute",
    "affirm-improvement": "role-transition",
    "express-feelings-about-change": "role-transition",
    "identify-losses": "role-transition",
    "gain-skills-for-new-role": "role-transition",
    "encourage-new-relationships": "grief role-transition interpersonal-deficits",
    "role-play-social-situations": "interpersonal-deficits",
    "use-group-as-network": "interpersonal-deficits",
}


def matrix() -> dict[tuple[str, str], str]:
    lines = MATRIX.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [cell.replace("_", "-") for cell in rows[0][1:]] == AREAS
    return {
        (code, area): cell.split(" ")[0]
        for code, row in zip(ROWS, rows[2:], strict=True)
        for area, cell in zip(AREAS, row[1:], strict=True)
        if cell != "-"
    }


def test_the_matrix_of_the_fact_sheet() -> None:
    found = {
        (code, area): str(reading.value)
        for code in ROWS
        for area, reading in strategies[code].areas.items()
    }
    assert found == matrix() | CORRECTED


def test_each_row_of_the_matrix_cites_what_its_name_cites() -> None:
    lines = MATRIX.read_text(encoding="utf-8").splitlines()
    for code, line in zip(ROWS, lines[2:], strict=True):
        row = line.split("|")[1]
        keys = set(re.findall(r"\[([A-Z]\w\w[a-z]?)\*?\]", row))
        keys |= {"ART"} if "`article`" in row else set()
        cited = {
            citation.key
            for reading in strategies[code].areas.values()
            for citation in reading.citations
        }
        assert keys
        assert keys <= cited, code


def test_strategies_beside_the_matrix() -> None:
    beside = {code for code in strategies if code not in ROWS}
    assert {code: " ".join(strategies[code].areas) for code in beside} == ADDED


def test_each_area_has_the_articles_two_strategies_in_its_words() -> None:
    page = HERE.parent / "data" / "article_strategies.txt"
    text = " ".join(page.read_text(encoding="utf-8").split())
    for area in AREAS:
        own = [
            strategy.article
            for strategy in strategies.values()
            if area in strategy.areas
            and any(c.key == "ART" for c in strategy.areas[area].citations)
        ]
        assert len(own) == 2
        assert all(words is not None and words in text for words in own)


@pytest.mark.parametrize(
    ("strategy", "area", "basis", "sources"),
    [
        ("facilitate-mourning", "grief", Basis.PUBLISHED, ["ART", "F04b"]),
        ("facilitate-mourning", "role-transition", Basis.UNVERIFIED, ["U20"]),
        ("stage-dispute", "role-dispute", Basis.SECONDARY, ["F66"]),
        ("plan-of-action", "role-dispute", Basis.PUBLISHED, ["F04c"]),
        ("plan-of-action", "role-transition", Basis.CONVENTION, []),
        ("link-change-and-mood", "role-transition", Basis.PUBLISHED, ["F07e"]),
        ("review-patterns", "interpersonal-deficits", Basis.PUBLISHED, ["F66b"]),
    ],
)
def test_a_mark_has_its_source(
    strategy: str, area: str, basis: Basis, sources: list[str]
) -> None:
    reading = strategies[strategy].areas[area]
    assert reading.basis is basis
    assert [cited.key for cited in reading.citations] == sources


def test_every_mark_has_a_source_or_is_a_convention() -> None:
    for code, known in strategies.items():
        for area, reading in known.areas.items():
            ours = reading.basis is Basis.CONVENTION
            assert bool(reading.citations) is not ours, (code, area)


def test_improving_communication_is_never_wrong() -> None:
    for area in AREAS:
        assert "improve-communication" in strategies_for(area)


def test_strategies_of_single_protocols() -> None:
    found = {c: known.protocols for c, known in strategies.items() if known.protocols}
    assert found == {
        "feelings-as-signals": ("ipt-ptsd",),
        "use-group-as-network": ("ipt-g",),
    }


# Section 2c of the fact sheet.
@pytest.mark.parametrize(
    ("code", "own", "keys"),
    [
        ("renegotiation", "calm-parties", "F64 F66"),
        ("impasse", "bring-dispute-into-open", "F64"),
        ("dissolution", "mourn-ended-relationship", "F64 F66"),
    ],
)
def test_stages_of_a_dispute(code: str, own: str, keys: str) -> None:
    stage = dispute_stages[code]
    assert [cited.key for cited in stage.citations] == keys.split()
    assert {cited.basis for cited in stage.citations} == {Basis.SECONDARY}
    assert set(stage.strategies) <= set(strategies_for("role-dispute"))
    belonging = [name for name, known in strategies.items() if known.stage == code]
    assert belonging == [own] == list(stage.strategies[:1])


def test_every_stage_of_the_vocabulary_has_an_entry() -> None:
    assert list(dispute_stages) == list(DisputeStage)


def test_areas_and_their_goals() -> None:
    assert list(problem_areas)[:4] == AREAS
    assert [len(problem_areas[area].goals) for area in AREAS] == [3, 4, 4, 4]
    assert not any(problem_areas[area].protocols for area in AREAS)
    grief = problem_areas["grief"]
    assert grief.goals[0].statement == "facilitate mourning (catharsis)"
    assert [cited.key for cited in grief.goals[0].citations] == ["F04b"]
    assert [cited.key for cited in grief.citations] == ["F02", "F04b", "ART"]
    assert "role insecurity" in problem_areas["interpersonal-deficits"].also


# Section 2d of the fact sheet: the area that it is a form of, and where it is used.
@pytest.mark.parametrize(
    ("code", "form_of", "used", "defined", "keys"),
    [
        ("lost-healthy-self", "grief", "ipsrt", True, "F40c F59b"),
        ("complicated-pregnancy", "role-transition", "ipt-p", True, "F44a F25d"),
        (
            "therapeutic-role-transition",
            "role-transition",
            "ipt-dys ipt-sad ipt-ptsd",
            True,
            "F45 F39c F07d",
        ),
        ("role-insecurity", "interpersonal-deficits", "ipt-sad", True, "F39c"),
        ("single-parent-family", None, "ipt-a", False, "U04"),
        ("self-image", None, "ipt-bpd", False, "U15"),
    ],
)
def test_areas_of_single_protocols(
    code: str, form_of: str | None, used: str, defined: bool, keys: str
) -> None:
    area = problem_areas[code]
    assert area.form_of == form_of
    assert " ".join(area.protocols) == used
    assert (area.definition is not None) is defined
    assert [cited.key for cited in area.citations] == keys.split()


def test_what_is_listed_for_an_area_serves_its_forms() -> None:
    for code, area in problem_areas.items():
        listed = strategies_for(code)
        own = {name for name, known in strategies.items() if code in known.areas}
        assert own <= set(listed)
        inherited = set(strategies_for(area.form_of or code))
        assert set(area.without) <= inherited
        assert set(listed) == own | (inherited - set(area.without))
    assert not strategies_for("self-image")
    assert "reconstruct-relationship" not in strategies_for("lost-healthy-self")
    assert "find-new-direction" in strategies_for("lost-healthy-self")
    reading = strategies_for("role-insecurity")["use-therapy-relationship"]
    assert [cited.key for cited in reading.citations] == ["F63"]


def test_nothing_is_listed_for_an_area_that_there_is_not() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        strategies_for("role-insecurities")
    assert caught.value.nearest == "role-insecurity"


def test_every_task_of_the_fact_sheet_and_more() -> None:
    sheet = (
        "diagnosis psychoeducation sick-role medication-need interpersonal-inventory "
        "timeline suitability focus-selection formulation patient-agreement contract "
        "alliance hope safety-plan parents-informed closeness-circle opening-question "
        "symptom-review work-on-focus affect communication-analysis options-roleplay "
        "midpoint-review announce-end feelings-about-end review-gains residual-goals "
        "warning-signs contingency-plan maintenance-decision nonresponse-plan "
        "parents-closing new-contract"
    )
    assert set(sheet.split()) <= set(tasks)
    assert [code for code, task in tasks.items() if not task.citations] == [
        "treatment-review"
    ]


# Sections 4a to 4c of the fact sheet; everything else is IPT's own.
SHARED = """
    problem-solving homework assertiveness active-listening alternative-perspectives
    communication-skills-training direct-eating-work
"""
OTHER = """
    cognitive-restructuring behavioral-activation transference-interpretation
    childhood-interpretation dream-interpretation exposure trauma-retelling
"""


def test_whose_a_technique_is() -> None:
    found: dict[Modality, list[str]] = {modality: [] for modality in Modality}
    for code, known in techniques.items():
        found[known.modality].append(code)
    assert found[Modality.SHARED] == SHARED.split()
    assert found[Modality.OTHER] == OTHER.split()
    assert len(found[Modality.IPT]) == 18


def test_the_techniques_that_the_article_names_are_in_its_words() -> None:
    named = {code: known.article for code, known in techniques.items() if known.article}
    assert len(named) == 11
    for code, known in techniques.items():
        assert (code in named) is ("ART" in [c.key for c in known.citations]), code


def test_tasks_have_a_phase_unless_they_belong_to_none() -> None:
    assert [code for code, task in tasks.items() if task.phase is None] == [
        "engagement",
        "consent",
        "group-orientation",
        "parental-support",
        "new-contract",
    ]
    assert tasks["announce-end"].phase is Phase.TERMINATION
    assert [cited.key for cited in tasks["psychoeducation"].citations] == [
        "F02",
        "F11",
        "F62",
    ]


def test_all_disagreements_are_there() -> None:
    assert list(disagreements) == [
        *(f"8.{number}" for number in range(1, 27)),
        *(f"L{number}" for number in range(1, 11)),
    ]


def test_bibliography_is_complete() -> None:
    texts = {key[:3] for key in bibliography}
    # The fact sheet's numbering leaves out F15 and U18.
    seen = {f"F{number:02}" for number in range(1, 67) if number != 15}
    remembered = {f"U{number:02}" for number in range(1, 32) if number != 18}
    added = {f"A{number:02}" for number in range(1, 8)}
    assert texts == {"ART"} | seen | remembered | added


def test_status_follows_the_marks_of_the_fact_sheet() -> None:
    secondary = (
        "F18 F20b F25g F31b F39b F40b F40d F52 F60a F60f F60g F60i F60j F60l F60o "
        "F61g F61j F64 F64b F64c F65 F66"
    )
    found = {
        status: [key for key, text in bibliography.items() if text.status is status]
        for status in SourceStatus
    }
    assert found[SourceStatus.SECONDARY] == secondary.split()
    assert {key[0] for key in found[SourceStatus.UNVERIFIED]} == {"U", "A"}
    assert {key[0] for key in found[SourceStatus.SEEN] if key != "ART"} == {"F"}


@pytest.mark.parametrize(
    ("keys", "about"),
    [
        ("ART F01", "article"),
        (
            "F02 F04 F04a F04b F04c F04d F04e F04f F06 F08 F08c F11 F12a F62 F62b F63",
            "ipt",
        ),
        ("F03", "ipt-uk16"),
        ("F12", "ipt-b"),
        ("F21 F22 F24 F25a F25c F26 F27 F66b U04", "ipt-a"),
        ("F07 F07b F07e F38", "ipt-ptsd"),
        ("F25b F51 F52 F60a A01 A07", ""),
        ("F34a F34b", "nepal-ipt-g"),
        ("F53", "ipt-va"),
        ("F53a", "ipt-va ipt"),
    ],
)
def test_what_a_text_is_about(keys: str, about: str) -> None:
    for key in keys.split():
        assert " ".join(bibliography[key].about) == about, key


def test_a_place_shares_what_it_does_not_say() -> None:
    whole, place = bibliography["F04"], bibliography["F04b"]
    assert whole.place is None
    assert place.citation == whole.citation
    assert place.place == "ch. 5, abstract: grief"
    assert bibliography["F04f"].citation != whole.citation
    assert "F60" not in bibliography


@pytest.mark.parametrize(
    ("key", "protocol", "basis"),
    [
        ("F04b", "ipt", Basis.PUBLISHED),
        ("F04b", "ipt-a", Basis.TRANSFERRED),
        ("F66", "ipt", Basis.SECONDARY),
        ("U20", "ipt", Basis.UNVERIFIED),
        ("ART", "article", Basis.PUBLISHED),
        ("ART", "ipt", Basis.TRANSFERRED),
        ("F33", "uganda-ipt-g", Basis.PUBLISHED),
    ],
)
def test_cite(key: str, protocol: str, basis: Basis) -> None:
    cited = cite(key, protocol)
    assert (cited.key, cited.basis) == (key, basis)


def test_a_citation_reads_as_text_with_its_place() -> None:
    text = str(cite("F05", "ipt"))
    assert text.startswith("Weissman MM")
    assert text.endswith("Basic Books, ch. 7, p. 117 [F05]")


def test_cite_refuses_a_source_that_it_does_not_know() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        cite("f04b", "ipt")
    assert (caught.value.what, caught.value.nearest) == ("source", "F04b")


def test_for_a_protocol_of_one_s_own_every_source_is_transferred() -> None:
    assert cite("F04b", "ipt-of-our-clinic").basis is Basis.TRANSFERRED


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from texts_of(each)
    elif isinstance(value, Mapping):
        for each in cast("Mapping[str, object]", value).values():
            yield from texts_of(each)
    elif attrs.has(kind := value.__class__):
        for field in attrs.fields(kind):
            yield from texts_of(getattr(value, field.name))


@pytest.mark.parametrize("name", tables)
def test_every_source_in_brackets_is_in_the_bibliography(name: str) -> None:
    table = tables[name]
    keys = re.findall(r"\[([A-Z]\w\w[a-z]?)\]", " ".join(texts_of(table)))
    own = set(bibliography) | {key[:3] for key in bibliography}
    assert set(keys) <= own


def test_every_code_and_source_that_is_used_exists() -> None:
    # Loading refuses what does not exist; here only that something is used at all.
    for protocol in protocols.values():
        areas, used = protocol.areas, protocol.measures
        assert set((areas and areas.value) or ()) <= set(problem_areas)
        assert {due.task for due in protocol.tasks} <= set(tasks)
        assert set((used and used.value) or ()) <= set(measures)
    for strategy in strategies.values():
        assert set(strategy.areas) <= set(problem_areas)


# Protocols have a folder; definitions stand with their instruments.
NO_FILE = {"protocols", "definitions"}


def test_every_file_is_one_of_the_tables() -> None:
    files = {str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.is_file()}
    assert files == {
        "general.toml",
        *(f"{name}.toml" for name in tables if name not in NO_FILE),
        *(f"protocols/{code}.toml" for code in protocols),
    }
