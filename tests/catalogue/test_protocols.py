"""Every value of the three protocols as the fact sheet has it."""

from __future__ import annotations

from typing import Any

import pytest

from ipt_core.catalogue import protocols
from ipt_core.catalogue.parts import PhaseRanges
from ipt_core.evidence import Basis, Range, Severity, Sourced
from ipt_core.vocabulary import Phase, Setting

P, D, T = Basis.PUBLISHED, Basis.DERIVED, Basis.TRANSFERRED
U, C = Basis.UNVERIFIED, Basis.CONVENTION
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

Known = list[tuple[object, Basis, Severity, str]]
Expected = Known | str

FOUR = ("grief", "role-dispute", "role-transition", "interpersonal-deficits")
ABSENT, UNKNOWN = "absent", "not found"


def between(low: float, high: float) -> Range:
    return Range(min=low, max=high)


def split(*ends: int) -> PhaseRanges:
    first, second, total = ends
    return PhaseRanges(
        total=total,
        initial=between(1, first),
        middle=between(first + 1, second),
        termination=between(second + 1, total),
    )


ARTICLE: dict[str, Expected] = {
    "settings": [
        ((Setting.INDIVIDUAL, Setting.GROUP, Setting.COUPLE), P, ERROR, "ART")
    ],
    "population": [(("general", "adolescents", "older-adults"), P, ERROR, "ART")],
    "disorders": [
        (("depression", "anxiety-disorders", "eating-disorders"), P, ERROR, "ART")
    ],
    "age": UNKNOWN,
    "sessions": [(between(12, 20), P, ERROR, "ART F01")],
    "typical_sessions": UNKNOWN,
    "weeks": [(between(17.4, 21.7), D, ERROR, "ART")],
    "duration_tolerance_weeks": [(2, C, INFO, "")],
    "cadence": UNKNOWN,
    "cadence_days": UNKNOWN,
    "review_gap_days": [(28, C, INFO, "")],
    "minutes": UNKNOWN,
    "initial_max": UNKNOWN,
    "termination_sessions": UNKNOWN,
    "phase_ranges": UNKNOWN,
    "max_foci": UNKNOWN,
    "foci_limit": [(2, T, WARNING, "F53a F42a")],
    "areas": [(FOUR, P, ERROR, "ART")],
    "announce_min": UNKNOWN,
    "announce_advised": UNKNOWN,
    "measures": UNKNOWN,
    "measure_every": UNKNOWN,
    "measures_each_session": ABSENT,
}

IPT: dict[str, Expected] = {
    "settings": [((Setting.INDIVIDUAL,), U, WARNING, "U20")],
    "population": [(("adults",), U, WARNING, "U20")],
    "disorders": [(("major-depressive-disorder",), P, ERROR, "F06")],
    "age": UNKNOWN,
    "sessions": [(between(12, 16), P, ERROR, "F02")],
    "typical_sessions": [(16, P, ERROR, "F12a")],
    "weeks": [(between(12, 16), P, ERROR, "F05 F06")],
    "duration_tolerance_weeks": [(2, C, INFO, "")],
    "cadence": [("weekly", P, ERROR, "F02 F05 F06")],
    "cadence_days": [(between(5, 9), C, INFO, "")],
    "review_gap_days": [(28, C, INFO, "")],
    "minutes": [(between(45, 50), P, ERROR, "F02 F05")],
    "initial_max": [(3, P, ERROR, "F62 F11")],
    "termination_sessions": [(between(2, 4), P, ERROR, "F05")],
    "phase_ranges": ABSENT,
    "max_foci": [(2, P, ERROR, "F53a F42a")],
    "foci_limit": [(2, P, ERROR, "F53a F42a")],
    "areas": [(FOUR, P, ERROR, "F02")],
    "announce_min": [(2, P, ERROR, "F05")],
    "announce_advised": [(3, T, WARNING, "F25b F25c")],
    "measures": [(("phq-9", "gad-7"), T, WARNING, "F56b")],
    "measure_every": [(4, T, WARNING, "F56b")],
    "measures_each_session": ABSENT,
}

IPT_A: dict[str, Expected] = {
    "settings": [((Setting.INDIVIDUAL,), U, WARNING, "U04")],
    "population": [(("adolescents",), P, ERROR, "F21 F22")],
    "disorders": [
        (
            (
                "major-depressive-disorder",
                "dysthymia",
                "adjustment-disorder-with-depressed-mood",
                "depression-not-otherwise-specified",
            ),
            P,
            ERROR,
            "F21 F22",
        )
    ],
    "age": [(between(12, 18), P, ERROR, "F21")],
    "sessions": [(between(12, 16), P, ERROR, "F21")],
    "typical_sessions": [(12, P, ERROR, "F27")],
    "weeks": [(between(12, 16), D, ERROR, "F21 F22")],
    "duration_tolerance_weeks": [(2, C, INFO, "")],
    "cadence": [("weekly", P, ERROR, "F22")],
    "cadence_days": [(between(5, 9), C, INFO, "")],
    "review_gap_days": [(28, C, INFO, "")],
    "minutes": [(between(35, 50), U, WARNING, "U04")],
    "initial_max": ABSENT,
    "termination_sessions": ABSENT,
    "phase_ranges": [
        (split(4, 8, 12), P, ERROR, "F27"),
        (split(4, 9, 12), P, ERROR, "F25c F27"),
    ],
    "max_foci": [(1, U, WARNING, "U04")],
    "foci_limit": [(2, T, WARNING, "F53a F42a")],
    "areas": [(FOUR, P, ERROR, "F22 F24 F26")],
    "announce_min": [(2, T, WARNING, "F05")],
    "announce_advised": [(3, P, ERROR, "F25c")],
    "measures": [(("phq-a",), T, WARNING, "F34b")],
    "measure_every": [(4, T, WARNING, "F56b")],
    "measures_each_session": [(("mood-1-10",), P, ERROR, "F25a")],
}

EXPECTED = {"article": ARTICLE, "ipt": IPT, "ipt-a": IPT_A}


def found(value: Sourced[Any] | None) -> Expected:
    if value is None:
        return ABSENT
    if not value.known:
        return UNKNOWN
    return [
        (each.value, each.basis, each.cap, " ".join(c.key for c in each.citations))
        for each in value.readings
    ]


@pytest.mark.parametrize(
    ("code", "field"),
    [(code, field) for code, fields in EXPECTED.items() for field in fields],
)
def test_value_is_the_fact_sheets(code: str, field: str) -> None:
    assert found(getattr(protocols[code], field)) == EXPECTED[code][field]


def test_the_first_protocols_are_there() -> None:
    assert set(EXPECTED) <= set(protocols)


def test_a_derived_value_names_its_inputs() -> None:
    assert protocols["article"].weeks is not None
    assert protocols["article"].weeks.readings[0].inputs == ("ART",)
    assert protocols["ipt-a"].weeks is not None
    assert protocols["ipt-a"].weeks.readings[0].inputs == ("sessions", "cadence")


def test_how_the_source_puts_it_stays_with_the_value() -> None:
    weeks = protocols["article"].weeks
    assert weeks is not None
    assert weeks.readings[0].note == "four to five months"


# Task: phase, severity, the rule that judges it, basis, sources.
FIRST, MIDDLE, LAST = Phase.INITIAL, Phase.MIDDLE, Phase.TERMINATION
TASKS: dict[str, dict[str, tuple[Phase, Severity, str | None, Basis, str]]] = {
    "article": {
        "suitability": (FIRST, WARNING, "IPT518", P, "ART"),
        "assessment": (FIRST, WARNING, "IPT518", P, "ART"),
        "alliance": (FIRST, INFO, "IPT519", P, "ART"),
        "focus-selection": (FIRST, ERROR, "IPT301", P, "ART"),
        "goal-setting": (FIRST, ERROR, None, P, "ART"),
        "treatment-plan": (FIRST, WARNING, "IPT518", P, "ART"),
        "work-on-focus": (MIDDLE, WARNING, "IPT512", P, "ART"),
        "enhance-communication": (MIDDLE, INFO, None, P, "ART"),
        "conflict-resolution": (MIDDLE, INFO, None, P, "ART"),
        "review-gains": (LAST, ERROR, "IPT504", P, "ART"),
        "reinforce-skills": (LAST, WARNING, "IPT505", P, "ART"),
        "prepare-for-future": (LAST, WARNING, "IPT505", P, "ART"),
    },
    "ipt": {
        "alliance": (FIRST, INFO, "IPT519", T, "F07f"),
        "diagnosis": (FIRST, ERROR, "IPT810", P, "F62 F11"),
        "suitability": (FIRST, WARNING, "IPT518", T, "F09"),
        "psychoeducation": (FIRST, ERROR, "IPT501", P, "F02 F11 F62"),
        "sick-role": (FIRST, ERROR, "IPT501", P, "F62"),
        "hope": (FIRST, INFO, None, T, "F07a"),
        "medication-need": (FIRST, INFO, None, P, "F62"),
        "interpersonal-inventory": (FIRST, ERROR, "IPT501", P, "F02 F62"),
        "timeline": (FIRST, INFO, None, T, "F03"),
        "focus-selection": (FIRST, ERROR, "IPT301", P, "F02"),
        "formulation": (FIRST, ERROR, "IPT313", P, "F04a F62"),
        "patient-agreement": (FIRST, ERROR, "IPT305", P, "F62"),
        "contract": (FIRST, ERROR, "IPT507", P, "F05"),
        "opening-question": (MIDDLE, WARNING, "IPT511", P, "F62b"),
        "symptom-review": (MIDDLE, WARNING, "IPT511", P, "F11"),
        "work-on-focus": (MIDDLE, WARNING, "IPT512", P, "F04a"),
        "affect": (MIDDLE, WARNING, None, P, "F04e"),
        "communication-analysis": (MIDDLE, WARNING, None, P, "F08c F62b"),
        "options-roleplay": (MIDDLE, WARNING, None, P, "F08c"),
        "announce-end": (LAST, ERROR, "IPT502", P, "F05"),
        "feelings-about-end": (LAST, WARNING, "IPT505", P, "F05 F04f"),
        "review-gains": (LAST, ERROR, "IPT504", P, "F04f"),
        "residual-goals": (LAST, INFO, None, T, "F25f F36d"),
        "warning-signs": (LAST, WARNING, "IPT505", T, "F30 F25f F36d"),
        "contingency-plan": (LAST, WARNING, "IPT505", T, "F25b F36d"),
        "maintenance-decision": (LAST, ERROR, "IPT504", P, "F04a"),
    },
    "ipt-a": {
        "alliance": (FIRST, INFO, "IPT519", T, "F07f"),
        "parents-informed": (FIRST, WARNING, "IPT509", P, "F22 F24"),
        "diagnosis": (FIRST, ERROR, "IPT810", T, "F62 F11"),
        "suitability": (FIRST, WARNING, "IPT518", T, "F09"),
        "psychoeducation": (FIRST, ERROR, "IPT501", T, "F02 F11 F62"),
        "sick-role": (FIRST, ERROR, "IPT501", P, "F22"),
        "hope": (FIRST, INFO, None, T, "F07a"),
        "medication-need": (FIRST, INFO, None, T, "F62"),
        "closeness-circle": (FIRST, INFO, None, P, "F22 F24"),
        "interpersonal-inventory": (FIRST, ERROR, "IPT501", T, "F02 F62"),
        "timeline": (FIRST, INFO, None, T, "F03"),
        "focus-selection": (FIRST, ERROR, "IPT301", T, "F02"),
        "formulation": (FIRST, ERROR, "IPT313", T, "F04a F62"),
        "patient-agreement": (FIRST, ERROR, "IPT305", T, "F62"),
        "contract": (FIRST, ERROR, "IPT507", T, "F05"),
        "opening-question": (MIDDLE, WARNING, "IPT511", T, "F62b"),
        "symptom-review": (MIDDLE, WARNING, "IPT511", P, "F25a"),
        "work-on-focus": (MIDDLE, WARNING, "IPT512", T, "F04a"),
        "affect": (MIDDLE, WARNING, None, T, "F04e"),
        "communication-analysis": (MIDDLE, WARNING, None, P, "F26"),
        "options-roleplay": (MIDDLE, WARNING, None, P, "F26"),
        "announce-end": (LAST, ERROR, "IPT502", P, "F25c F05"),
        "feelings-about-end": (LAST, WARNING, "IPT505", T, "F05 F04f"),
        "review-gains": (LAST, ERROR, "IPT504", P, "F25c F04f"),
        "residual-goals": (LAST, INFO, None, T, "F25f F36d"),
        "warning-signs": (LAST, WARNING, "IPT505", T, "F30 F25f F36d"),
        "contingency-plan": (LAST, WARNING, "IPT505", T, "F25b F36d"),
        "maintenance-decision": (LAST, ERROR, "IPT504", T, "F04a"),
        "parents-closing": (LAST, WARNING, "IPT509", P, "F24 F25c"),
    },
}


@pytest.mark.parametrize("code", TASKS)
def test_tasks_are_the_fact_sheets_and_in_the_order_of_the_phases(code: str) -> None:
    due = protocols[code].tasks
    assert {
        each.task: (
            each.phase,
            each.severity,
            each.judged_by,
            each.evidence.basis,
            " ".join(cited.key for cited in each.evidence.citations),
        )
        for each in due
    } == TASKS[code]
    assert [each.task for each in due] == list(TASKS[code])
    phases = [each.phase for each in due]
    assert phases == sorted(phases, key=list(Phase).index)
    assert all(each.evidence.value for each in due)


# Form and task: phase, whether in every session, basis, source.
OWN_TASKS = {
    ("ipsrt", "announce-end"): (LAST, False, T, "F05"),
    ("ipsrt", "medication-adherence"): (FIRST, False, P, "F40c"),
    ("ipsrt", "rhythm-monitoring"): (MIDDLE, True, P, "F40c"),
    ("ipt-sad", "illness-externalised"): (FIRST, False, P, "F39c"),
    ("ipt-g", "group-summary"): (MIDDLE, True, P, "F36b"),
    ("pa-ipt", "timeline"): (FIRST, False, T, "F25d"),
}


@pytest.mark.parametrize(("code", "task"), OWN_TASKS)
def test_special_forms_ask_for_their_own_tasks(code: str, task: str) -> None:
    (due,) = [each for each in protocols[code].tasks if each.task == task]
    (cited,) = due.evidence.citations
    found = (due.phase, due.every, due.evidence.basis, cited.key)
    assert found == OWN_TASKS[code, task]


@pytest.mark.parametrize(
    ("code", "field", "expected"),
    [
        ("ipt-inpatient", "initial_max", [(6, P, ERROR, "F47"), (8, P, ERROR, "F47")]),
        ("ipt-sad", "termination_sessions", [(between(2, 4), T, WARNING, "F05")]),
        ("ipt-bed", "cadence_days", UNKNOWN),
        ("ipsrt", "termination_after_maintenance", [(True, P, ERROR, "F40a F40b")]),
        ("ipsrt", "announce_min", ABSENT),
        ("ipt-dys", "termination_after_maintenance", ABSENT),
        ("strongminds", "sessions", [(between(6, 12), P, ERROR, "F35")]),
        ("ipc", "minutes", [(between(15, 30), C, INFO, "")]),
        ("ipc", "early_minutes", [(between(15, 60), C, INFO, "")]),
    ],
)
def test_single_values_of_special_forms(
    code: str, field: str, expected: Expected
) -> None:
    assert found(getattr(protocols[code], field)) == expected


@pytest.mark.parametrize("code", ["ipt", "ipt-a"])
def test_the_initial_tasks_that_one_rule_judges(code: str) -> None:
    assert [
        each.task for each in protocols[code].tasks if each.judged_by == "IPT501"
    ] == ["psychoeducation", "sick-role", "interpersonal-inventory"]


def test_what_the_article_asks_less_for_and_points_to() -> None:
    article = protocols["article"]
    assert article.severities == {"IPT103": INFO, "IPT409": INFO}
    assert list(article.alternatives) == ["ipt"]
    assert article.alternatives["ipt"].startswith("12 to 16 weekly sessions")
    assert not protocols["ipt"].severities
    assert not protocols["ipt"].alternatives


def test_a_protocol_is_read_once() -> None:
    assert protocols["ipt"] is protocols["ipt"]


def test_ranges_of_a_phase() -> None:
    ranges = split(4, 8, 12)
    assert [str(ranges.of(phase)) for phase in Phase] == ["1 to 4", "5 to 8", "9 to 12"]
