"""What rules share."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import ipt_core as ipt
from ipt_core.engine.checking import judge
from ipt_core.rulebook._change import known
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook.goals import exposure_used, interpretation_used
from ipt_core.rulebook.goals._listed import best
from ipt_core.rulebook.goals._techniques import AGAINST
from ipt_core.rulebook.tasks._notice import announce_late
from ipt_core.vocabulary import Outcome
from tests.plans import active, attested, outcome, session


def test_a_value_that_is_not_there_cannot_be_broken() -> None:
    assert known(ipt.protocols["ipt"].initial_max) == 3
    for value in (None, ipt.protocols["article"].initial_max):
        with pytest.raises(ValueError, match="does not have this value"):
            known(value)


def test_what_a_rule_looks_for_stands_in_the_catalogue() -> None:
    entries = [each for table in ipt.tables.values() for each in table.values()]
    named = {c for each in entries for c in getattr(each, "sought_by", ())}
    assert named <= {rule.code for rule in ipt.rules}
    assert sought("IPT411", ipt.techniques) == ("exposure", "trauma-retelling")
    assert set(sought("IPT807", ipt.roles)) == {
        "parent",
        "carer",
        "partner",
        "ex-partner",
    }


def test_a_technique_that_another_therapy_is_told_by_belongs_to_one() -> None:
    found = {code: ipt.techniques[code].therapy for code in ipt.techniques}
    mixed = sought("IPT409", ipt.techniques)
    assert {code for code, therapy in found.items() if therapy} == set(mixed)


@pytest.mark.parametrize(
    ("module", "field", "technique"),
    [
        (exposure_used, "exposure", "exposure"),
        (interpretation_used, "interpretation", "dream-interpretation"),
    ],
)
@pytest.mark.parametrize("stance", ipt.Stance)
def test_only_a_form_that_is_against_it_has_anything_to_break(
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    field: str,
    technique: str,
    stance: ipt.Stance,
) -> None:
    """No protocol of the catalogue allows them; one of a service may."""
    said = ipt.Reading(value=stance, basis=ipt.Basis.PUBLISHED, cap=ipt.Severity.ERROR)
    changes: dict[str, Any] = {field: ipt.Sourced(readings=(said,))}
    form = attrs.evolve(ipt.protocols["ipt-ptsd"], **changes)
    monkeypatch.setattr(module, "protocols", {"ipt-ptsd": form})
    plan = active("ipt-ptsd", sessions=[session(1, techniques=[technique])])
    rules = ipt.RuleSet(rules=[module.check])
    (found,) = judge(plan, rules, form).outcomes
    if stance in AGAINST:
        assert found.outcome is Outcome.BROKEN
        assert module.fault(plan) != plan
    else:
        assert found.outcome is Outcome.NOT_APPLICABLE
        with pytest.raises(ValueError, match="nothing against it"):
            module.fault(plan)


def test_the_end_of_a_course_that_is_too_short_cannot_be_announced_late() -> None:
    with pytest.raises(ValueError, match="too short"):
        announce_late(active(sessions=[session(1)]), 2)


def test_the_best_reading_is_that_for_the_protocol() -> None:
    """Weighing old and new role is read in a secondary source; the rest is ours."""
    areas = ipt.strategies["re-establish-interests"].areas
    found = best(areas.values(), "ipt")
    assert found is not None
    assert found.basis is ipt.Basis.PUBLISHED
    transferred = best(areas.values(), "ipt-a")
    assert transferred is not None
    assert transferred.basis is ipt.Basis.TRANSFERRED
    assert best([], "ipt") is None
    ours = [
        reading
        for strategy in ipt.strategies.values()
        for reading in strategy.areas.values()
        if reading.basis is ipt.Basis.CONVENTION
    ]
    assert best(ours, "ipt") == ours[0]


def test_codes_attested_later_are_out_of_sight() -> None:
    later = attested(session=2)
    plan = active(
        sessions=[session(1), session(2)],
        assessment=ipt.Assessment(
            diagnoses=[ipt.Diagnosis(disorder="dysthimia", attested=later)],
            exclusions=[
                ipt.Exclusion(
                    condition="pychosis",
                    presence=ipt.Presence.ABSENT,
                    attested=later,
                )
            ],
        ),
    )
    assert outcome(plan, "IPT013", as_of=1).outcome is Outcome.NOT_APPLICABLE
    found = outcome(plan, "IPT013", as_of=2).findings
    assert [finding.params["nearest"] for finding in found] == [
        "dysthymia",
        "psychosis",
    ]


def test_a_derived_split_is_at_most_a_warning() -> None:
    for form in ipt.protocols.values():
        for reading in getattr(form.phase_ranges, "readings", ()):
            if reading.basis is ipt.Basis.DERIVED:
                least = form.severities.get("IPT204", ipt.Severity.ERROR)
                assert {least, reading.cap} != {ipt.Severity.ERROR}, form.code


def test_a_focus_that_is_the_last_choice_draws_one_finding() -> None:
    """However many areas come before it: all of them are places of the finding."""
    areas = [
        ipt.AreaRating(
            area=area,
            presence=ipt.Presence.PRESENT,
            primary=True,
            attested=attested(session=1),
        )
        for area in ("grief", "role-transition")
    ]
    foci = [
        ipt.Focus(id=f"f{n}", area="interpersonal-deficits", chosen_in=2)
        for n in range(3)
    ]
    plan = active(
        foci=foci,
        assessment=ipt.Assessment(areas=areas),
        sessions=[session(1), session(2)],
    )
    found = outcome(plan, "IPT311").findings
    assert [each.params["areas"] for each in found] == [
        ("grief", "role-transition")
    ] * 3
    assert found[0].places[1:] == (
        ("assessment", "areas", 0),
        ("assessment", "areas", 1),
    )
