"""Law 5: a drafted plan keeps its protocol; what is left is for people to attest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

import ipt_core as ipt
from ipt_core.evidence import Severity
from ipt_core.exceptions import DraftError
from ipt_core.testing import drafts
from ipt_core.vocabulary import Horizon

if TYPE_CHECKING:
    from ipt_core.model import TreatmentPlan

OWED = {
    # agreement to the focus, a measure and a question about risk at baseline
    "ipt": {"IPT305", "IPT701", "IPT801"},
    "ipt-a": {"IPT305", "IPT701", "IPT801"},
    "article": {"IPT305", "IPT701", "IPT801"},
}
EXPLAINED = {
    "IPT102": "another number of sessions was asked for than is usual",
    "IPT103": "the article's numbers of sessions and months do not fit together",
}


class TestDrafts:
    """Checked with `horizon="planned"`, a drafted plan has nothing broken.

    What is owed is exactly the listed attested facts; areas that the protocol does
    not use are refused.
    """

    @settings(max_examples=150, deadline=None)
    @given(drafts())
    def test_has_nothing_broken(self, plan: TreatmentPlan) -> None:
        report = ipt.check(plan, horizon=Horizon.PLANNED)
        assert not report.failed
        for finding in report.findings:
            assert finding.severity is Severity.INFO
            assert finding.code in EXPLAINED

    @settings(max_examples=150, deadline=None)
    @given(drafts())
    def test_owes_what_only_a_person_can_attest(self, plan: TreatmentPlan) -> None:
        owed = ipt.check(plan, horizon=Horizon.PLANNED).owed
        assert {fact.code for fact in owed} == OWED[plan.protocol]
        assert all(fact.fact for fact in owed)

    def test_every_protocol_is_listed(self) -> None:
        assert set(OWED) == set(ipt.protocols)

    @pytest.mark.parametrize("protocol", list(ipt.protocols))
    def test_refuses_areas_that_are_not_used(self, protocol: str) -> None:
        with pytest.raises(DraftError, match="grief"):
            ipt.draft(protocol, areas=["lost-healthy-self"])
