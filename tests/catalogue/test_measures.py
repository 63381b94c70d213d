"""Instruments: ranges, bands, cut-offs and definitions, as the fact sheet has them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ipt_core.catalogue import (
    DefinitionKind,
    Direction,
    MeasureKind,
    definitions,
    disorders,
    measures,
    populations,
)
from ipt_core.evidence import Basis, Range, Severity


def between(low: float, high: float) -> Range:
    return Range(min=low, max=high)


# Total, number of items, one item, suicide item ("none": it has no such item).
@pytest.mark.parametrize(
    ("code", "total", "items", "item", "suicide"),
    [
        ("phq-9", between(0, 27), 9, between(0, 3), 9),
        ("phq-a", between(0, 27), None, None, 9),
        ("gad-7", between(0, 21), 7, None, "none"),
        ("ham-d17", between(0, 52), 17, between(0, 4), 3),
        ("bdi-ii", between(0, 63), None, None, 9),
        ("ces-d", between(0, 60), 20, None, "none"),
        ("epds", between(0, 30), 10, None, 10),
        ("cdrs-r", between(17, 113), None, None, 13),
        ("mood-1-10", between(1, 10), 1, between(1, 10), "none"),
        ("bdi", between(0, 63), None, None, None),
        ("caps-iv", between(0, 136), None, None, "none"),
        ("ede", between(0, 6), None, None, "none"),
        ("srm-17", between(0, 7), 17, None, "none"),
        ("hscl-local", None, None, None, None),
        ("siq", None, None, None, None),
        ("mfq", None, None, None, None),
        ("gaf", None, None, None, "none"),
        ("wai-sr", None, None, None, "none"),
        ("pcl-5", between(0, 80), None, None, "none"),
        ("lsas", between(0, 144), None, None, "none"),
        ("ede-q", between(0, 6), None, None, "none"),
        ("iip-32", None, 32, between(0, 4), "none"),
        ("srm-5", between(0, 7), 5, None, "none"),
    ],
)
def test_a_measure_is_the_fact_sheets(
    code: str,
    total: Range | None,
    items: int | None,
    item: Range | None,
    suicide: int | str | None,
) -> None:
    measure = measures[code]
    assert measure.total.value == total
    assert measure.items.value == items
    assert measure.item.value == item
    if suicide == "none":
        assert measure.suicide_item is None
    else:
        assert measure.suicide_item is not None
        assert measure.suicide_item.value == suicide


@pytest.mark.parametrize(
    ("code", "basis", "cap"),
    [
        ("phq-9", Basis.SECONDARY, Severity.WARNING),
        ("phq-a", Basis.DERIVED, Severity.WARNING),
        ("epds", Basis.SECONDARY, Severity.WARNING),
        ("bdi-ii", Basis.UNVERIFIED, Severity.WARNING),
        ("ham-d17", Basis.UNVERIFIED, Severity.WARNING),
        ("cdrs-r", Basis.UNVERIFIED, Severity.WARNING),
    ],
)
def test_how_the_number_of_the_suicide_item_is_known(
    code: str, basis: Basis, cap: Severity
) -> None:
    item = measures[code].suicide_item
    assert item is not None
    assert (item.basis, item.readings[0].cap) == (basis, cap)


def test_the_total_of_the_ham_d_is_disputed() -> None:
    total = measures["ham-d17"].total
    assert total.disputed
    assert [reading.value.max for reading in total.readings] == [52, 50]


# Sections 6a and 6b of the fact sheet; everything else is a measure of outcome.
KINDS = {
    MeasureKind.FUNCTIONING: "iip-32 sas-sr ppaq gaf whoqol-bref",
    MeasureKind.RHYTHM: "srm-5 srm-17",
    MeasureKind.ALLIANCE: "wai-sr",
    MeasureKind.ADHERENCE: "csprs csprs-hiv csprs-anorexia ipt-qas",
    MeasureKind.COMPETENCE: (
        "va-competency ucl-competences ipt-institute-certification"
    ),
    MeasureKind.FORMULATION: "ipars ipars-bipolar",
}


def test_what_an_instrument_is_for() -> None:
    for kind, codes in KINDS.items():
        assert [c for c, m in measures.items() if m.kind is kind] == codes.split()


@pytest.mark.parametrize(
    ("code", "raters", "basis"),
    [
        ("ham-d17", ["clinician"], Basis.PUBLISHED),
        ("cdrs-r", ["clinician"], Basis.UNVERIFIED),
        ("csprs", ["observer"], Basis.PUBLISHED),
        ("ipt-qas", ["therapist", "supervisor", "observer"], Basis.PUBLISHED),
        ("phq-9", ["patient"], Basis.CONVENTION),
        ("gaf", None, None),
    ],
)
def test_who_gives_the_score(
    code: str, raters: list[str] | None, basis: Basis | None
) -> None:
    found = measures[code].raters
    assert found.basis is basis
    assert (list(found.value) if found.value else None) == raters


# R87 of the fact sheet.
@pytest.mark.parametrize(
    ("code", "people", "illnesses"),
    [
        ("epds", "perinatal pregnant-women postpartum-women", None),
        ("phq-a", "adolescents", None),
        ("cdrs-r", "preadolescents adolescents", None),
        ("caps-iv", None, "ptsd"),
        ("pcl-5", None, "ptsd"),
        ("lsas", None, "social-anxiety-disorder"),
        ("ede", None, "eating-disorders"),
        ("ede-q", None, "eating-disorders"),
        ("phq-9", None, None),
    ],
)
def test_whom_it_is_made_for(
    code: str, people: str | None, illnesses: str | None
) -> None:
    measure = measures[code]
    found = measure.populations and measure.populations.value
    assert found == (people and tuple(people.split()))
    found = measure.disorders and measure.disorders.value
    assert found == (illnesses and tuple(illnesses.split()))


def test_it_is_made_for_known_people_and_disorders() -> None:
    for measure in measures.values():
        for codes, known in (
            (measure.populations, populations),
            (measure.disorders, disorders),
        ):
            assert set((codes and codes.value) or ()) <= set(known), measure.code


# Name of each band and where it begins; nameless where the sheet gives numbers only.
@pytest.mark.parametrize(
    ("code", "bands", "first", "last", "key"),
    [
        (
            "phq-9",
            "minimal 0 mild 5 moderate 10 moderately-severe 15 severe 20",
            0,
            27,
            "F60a",
        ),
        ("gad-7", "None 0 None 5 None 10 None 15", 0, 21, "U23"),
        ("bdi-ii", "minimal 0 mild 14 moderate 20 severe 29", 0, 63, "F60i"),
        ("bdi", "None 0 None 10 None 19 None 30", 0, 63, "F60j"),
        ("epds", "possible 10 probable 13", 10, 30, "F60f"),
    ],
)
def test_bands_are_the_fact_sheets(
    code: str, bands: str, first: int, last: int, key: str
) -> None:
    found = measures[code].bands
    assert " ".join(f"{b.name} {b.range.min:g}" for b in found) == bands
    assert (found[0].range.min, found[-1].range.max) == (first, last)
    # Between the first and the last one no whole total lies in none, or in two.
    assert all(a.range.max + 1 == b.range.min for a, b in pairwise(found))
    assert {cited.key for b in found for cited in b.evidence.citations} >= {key}


@pytest.mark.parametrize(
    ("code", "cutoffs"),
    [
        (
            "phq-9",
            """case at least 10 [F60a], caseness (NHS) at least 10 [U22],
            more-severe (NICE NG222) at least 16 [F55]""",
        ),
        ("phq-a", "trial-entry (Nepal) at least 10 [F34b]"),
        (
            "ham-d17",
            """moderate (Zimmerman 2013) at least 17 [F60d],
            severe (Zimmerman 2013) at least 24 [F60d]""",
        ),
        ("ces-d", "case at least 16 [F60k], fewer-false-positives at least 27 [F60k]"),
        (
            "epds",
            """alert (a large study) above 11 [F60m],
            trial-entry (perinatal IPT) above 12 [F14]""",
        ),
        ("cdrs-r", "case at least 40 [U24]"),
        ("caps-iv", "trial-entry (IPT for PTSD) above 50 [F38]"),
        ("pcl-5", "case at least 31 to 33 [U25]"),
        ("gaf", ""),
    ],
)
def test_cutoffs_are_the_fact_sheets(code: str, cutoffs: str) -> None:
    found = [
        cut.name
        + (f" ({cut.by})" if cut.by else "")
        + f" {cut.limit}"
        + (f" to {cut.up_to:g}" if cut.up_to else "")
        + f" [{cut.evidence.citations[0].key}]"
        for cut in measures[code].cutoffs
    ]
    assert ", ".join(found) == " ".join(cutoffs.split())


# Those of which the sheet tells it: by bands, cut-offs, remission, or in words.
BETTER = {
    Direction.LOWER_IS_BETTER: (
        "phq-9 phq-a ham-d17 bdi-ii bdi ces-d epds cdrs-r mood-1-10 caps-iv pcl-5"
    ),
    Direction.HIGHER_IS_MORE_REGULAR: "srm-5",
}


def test_which_way_is_better_is_said_as_far_as_the_fact_sheet_tells_it() -> None:
    found = {code: m.direction.value for code, m in measures.items() if m.direction}
    told = {code: way for way, codes in BETTER.items() for code in codes.split()}
    assert found == told


def test_a_named_definition_agrees_with_which_way_is_better() -> None:
    lower = BETTER[Direction.LOWER_IS_BETTER].split()
    assert {known.measure for known in definitions.values()} <= set(lower)


def test_only_some_totals_are_means() -> None:
    found = {code for code, measure in measures.items() if measure.mean}
    assert found == {"ede", "ede-q", "srm-5", "srm-17"}


# Kind, what has to hold, and the source, of every named definition of section 6a.
DEFINED = {
    "phq-9-response-50": "response: drop at least 50 [F60b]",
    "phq-9-remission-below-5": "remission: score below 5 [F60b]",
    "phq-9-significant-9": (
        "clinically-significant: score at most 9, drop at least 50 [F60c]"
    ),
    "phq-9-reliable-change-6": "reliable-change: change at least 6 [U22]",
    "ham-d17-response-50": "response: drop at least 50 [F60e]",
    "ham-d17-remission-7": "remission: score at most 7 [F60e]",
    "ham-d17-recovery-6": "recovery: score at most 6 [F44b]",
    "ham-d17-response-9": "response: score at most 9 [F44c]",
    "ham-d17-remission-7-three-weeks": "remission: score at most 7, 3 in a row [F42c]",
    "bdi-recovery-9": "recovery: score at most 9 [F44b]",
    "cdrs-r-remission-28": "remission: score at most 28 [U24]",
    "caps-iv-response-30": "response: drop above 30 [F38]",
}


def test_definitions_are_the_fact_sheets() -> None:
    found = {}
    for code, known in definitions.items():
        tests = {
            "score": known.score,
            "drop": known.drop_percent,
            "change": known.change,
        }
        said = [f"{name} {limit}" for name, limit in tests.items() if limit]
        if known.consecutive > 1:
            said.append(f"{known.consecutive} in a row")
        (cited,) = known.evidence.citations
        found[code] = f"{known.kind}: {', '.join(said)} [{cited.key}]"
    assert found == DEFINED


def test_a_definition_belongs_to_its_instrument() -> None:
    for code, known in definitions.items():
        assert known in measures[known.measure].definitions
        assert code.startswith(known.measure)
        assert (known.kind is DefinitionKind.RELIABLE_CHANGE) is bool(known.change)


def test_what_is_only_remembered_is_unverified() -> None:
    evidence = definitions["phq-9-reliable-change-6"].evidence
    assert (evidence.basis, evidence.cap) == (Basis.UNVERIFIED, Severity.WARNING)
