"""What each rule says of the plans in `cases`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import ipt_core as ipt
from tests.plans import active, outcome
from tests.rulebook.cases import CASES

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
