"""What each rule says of the plans in `cases`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans import outcome
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
