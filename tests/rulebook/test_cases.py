"""What each rule says of the plans in `cases`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ipt_core as ipt
from tests.plans import active, outcome
from tests.rulebook.cases import CASES
from tests.rulebook.cases.tasks_late import judged, scored

if TYPE_CHECKING:
    from tests.rulebook.building import Case


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=f"{c.code}-{n}") for n, c in enumerate(CASES)]
)
def test_case(case: Case) -> None:
    said = outcome(case.plan(), case.code, others=case.others())

    assert said.outcome is case.outcome, (case.why, said)
    assert bool(said.findings) == (said.outcome.value == "broken")
    assert bool(said.owed) == (said.outcome.value == "owed")
    assert bool(said.missing or said.unknown) == (said.outcome.value == "not-checked")


@pytest.mark.parametrize(
    ("area", "near"),
    [("role_dispute", "role-dispute"), ("Greif", "grief"), ("zebra", "none")],
)
def test_an_unknown_area_is_told_the_nearest_of_the_protocol(
    area: str, near: str
) -> None:
    plan = active(foci=[ipt.Focus(id="f1", area=area)])
    (finding,) = outcome(plan, "IPT304").findings
    assert f"(the nearest in spelling: {near})" in finding.hint
    assert area not in str(finding)


@pytest.mark.parametrize(
    ("plan", "severity", "basis"),
    [
        (scored(16, 14), ipt.Severity.WARNING, ipt.Basis.UNVERIFIED),
        (judged("response", ipt.Presence.ABSENT), ipt.Severity.ERROR, None),
    ],
)
def test_no_gain_is_no_worse_than_the_weakest_definition_that_it_rests_on(
    plan: ipt.TreatmentPlan, severity: ipt.Severity, basis: ipt.Basis | None
) -> None:
    (finding,) = outcome(plan, "IPT516").findings
    assert finding.severity is severity
    assert finding.capped_by is basis
