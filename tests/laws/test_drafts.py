"""Law 5: a drafted plan keeps its protocol; what is left is for people to attest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

import ipt_core as ipt
from ipt_core.evidence import Severity
from ipt_core.exceptions import DraftError
from ipt_core.testing import drafts, sample
from ipt_core.vocabulary import Horizon, Outcome
from tests.laws.courses import deep

if TYPE_CHECKING:
    from ipt_core.model import TreatmentPlan

# Code of the rule -> the fact that only a person can attest.
ATTESTED = {
    "IPT210": "that the patient agreed to the maintenance",
    "IPT305": "that the patient agreed to the focus",
    "IPT307": "who died",
    "IPT308": "with whom there is a dispute, and what each expects",
    "IPT309": "the stage of the dispute",
    "IPT310": "the old and the new role",
    "IPT415": "how one will know that a goal is reached",
    "IPT416": "that the patient agreed to the goals",
    "IPT507": "that the patient agreed to the contract",
    "IPT519": "that the alliance was noted in the middle of the course",
    "IPT701": "a score at baseline",
    "IPT705": "a score at the end",
    "IPT801": "that somebody asked about risk at baseline",
    "IPT807": "that somebody asked in private about violence",
    "IPT810": "a diagnosis, or what the protocol's own screening found",
}
EXPLAINED = {
    "IPT102": "another number of sessions was asked for than is usual",
}
# What each protocol leaves open, so that a draft of it has to be told.
OPEN = {
    "article": ("sessions", "cadence_days", "phases"),
    "fb-ipt": ("phases",),
    "ipc-3": ("cadence_days",),
    "ipc-c": ("sessions", "cadence_days", "phases"),
    "ipc-inpt": ("cadence_days", "phases"),
    "ipsrt": ("sessions",),
    "ipt-bn10": ("cadence_days", "phases"),
    "ipt-bnm": ("cadence_days", "phases"),
    "ipt-bpd": ("phases",),
    "ipt-ci": ("sessions", "cadence_days", "phases"),
    "ipt-cm": ("phases",),
    "ipt-ed": ("sessions",),
    "ipt-inpatient": ("sessions", "cadence_days", "phases"),
    "ipt-ll": ("phases",),
    "ipt-m": ("sessions", "cadence_days"),
    "ipt-moms": ("cadence_days", "phases"),
    "ipt-ng222": ("sessions", "cadence_days", "phases"),
    "ipt-stuart": ("sessions",),
    "ipt-tele": ("cadence_days", "phases"),
    "pa-ipt": ("phases",),
    "strongminds": ("phases",),
    "uganda-ipt-g": ("phases",),
}
OUT_OF_REACH = {Outcome.NOT_CHECKED, Outcome.NOT_APPLICABLE}


class TestDrafts:
    """Checked with `horizon="planned"`, a drafted plan has nothing broken.

    What is owed is exactly the listed attested facts; areas and settings that the
    protocol does not have, or advises against, are refused.
    """

    @settings(max_examples=deep(1000), deadline=None)
    @given(drafts())
    def test_has_nothing_broken_and_owes_what_only_a_person_can_attest(
        self, plan: TreatmentPlan
    ) -> None:
        report = ipt.check(plan, horizon=Horizon.PLANNED)
        assert not report.failed
        for finding in report.findings:
            assert finding.severity is Severity.INFO
            assert finding.code in EXPLAINED
        owed = {fact.code for fact in report.owed}
        assert owed <= set(ATTESTED)
        for code in ATTESTED.keys() - owed:
            assert report.outcome(code).outcome in OUT_OF_REACH
        assert all(fact.fact for fact in report.owed)

    @pytest.mark.parametrize("protocol", list(ipt.protocols))
    def test_asks_for_what_the_protocol_leaves_open(self, protocol: str) -> None:
        assert left_open(protocol) == OPEN.get(protocol, ())

    @pytest.mark.parametrize("protocol", list(ipt.protocols))
    def test_drafts_with_each_area_that_fits_and_refuses_the_others(
        self, protocol: str
    ) -> None:
        form = ipt.protocols[protocol]
        against = form.areas_discouraged
        used = (form.areas.value if form.areas else ()) or ()
        avoided = (against.value if against else ()) or ()
        for area in ipt.problem_areas:
            refused = area in avoided or (area not in used and bool(used))
            if refused or form.areas is None:
                with pytest.raises(DraftError, match="areas"):
                    ipt.draft(protocol, areas=[area])
            else:
                report = ipt.check(sample(protocol, area=area))
                assert report.outcome("IPT306").outcome is not Outcome.BROKEN

    @pytest.mark.parametrize("protocol", list(ipt.protocols))
    def test_refuses_settings_that_the_protocol_does_not_have(
        self, protocol: str
    ) -> None:
        settings = ipt.protocols[protocol].settings
        used = (settings.value if settings else None) or tuple(ipt.Setting)
        for setting in set(ipt.Setting) - set(used):
            with pytest.raises(DraftError, match="setting"):
                ipt.draft(protocol, setting=setting)


def left_open(protocol: str) -> tuple[str, ...]:
    """The arguments that a draft of a protocol asks for, as its error says."""
    try:
        ipt.draft(protocol)
    except DraftError as error:
        told = [name for name in error.missing if f"{name} (the proto" in str(error)]
        return tuple(told)
    return ()
