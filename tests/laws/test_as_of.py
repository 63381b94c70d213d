"""Law 9: looking back at a course says what was said of it then."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.testing import conformant, cut, faulty
from ipt_core.vocabulary import Horizon, SessionStatus
from tests.laws.courses import deep, mixed
from tests.plans import active, attested, phased

if TYPE_CHECKING:
    from ipt_core.model import Session, TreatmentPlan
    from ipt_core.vocabulary import Outcome

DELIVERED = Horizon.DELIVERED


def outcomes(report: ipt.Report) -> dict[str, Outcome]:
    return {outcome.code: outcome.outcome for outcome in report.outcomes}


def as_it_was(plan: TreatmentPlan, after: int) -> dict[str, Outcome]:
    return outcomes(ipt.check(cut(plan, after), horizon=DELIVERED))


def looking_back(plan: TreatmentPlan, after: int) -> dict[str, Outcome]:
    return outcomes(ipt.check(plan, as_of=after, horizon=DELIVERED))


def recorded_in_order(plan: TreatmentPlan) -> bool:
    """Whether what stands in a session was attested in it; gone sessions have no id.

    A score that was entered later is no score of the session that it stands in; and
    whether a session that was missed in the end had been planned is not recorded.
    """
    return all(map(_in_order, plan.sessions or ()))


def _in_order(session: Session) -> bool:
    said = [fact.attested for fact in session.scores or ()]
    said += [fact.attested for fact in session.enquiries or ()]
    gone = session.status in {SessionStatus.MISSED, SessionStatus.CANCELLED}
    return not (gone and session.id) and all(
        word.session in {None, session.number}
        and word.on in {None, session.on}
        and word.confirmed_on in {None, session.on}
        for word in said
    )


class TestLookingBack:
    """Checking after each appended session equals checking the whole.

    The check as of a session says what the check of the plan as it was then says, for
    every session, and after the last one what the check of the whole says.
    """

    @settings(max_examples=deep(40), deadline=None)
    @given(conformant() | faulty().map(lambda broken: broken[0]))
    def test_as_of_every_session(self, plan: TreatmentPlan) -> None:
        for after in range(len(plan.sessions or ()) + 2):
            assert looking_back(plan, after) == as_it_was(plan, after)

    @settings(max_examples=deep(120), deadline=None)
    @given(mixed().filter(recorded_in_order), st.integers(0, 18))
    def test_of_any_plan(self, plan: TreatmentPlan, after: int) -> None:
        assert looking_back(plan, after) == as_it_was(plan, after)

    @settings(max_examples=deep(40), deadline=None)
    @given(conformant() | faulty().map(lambda broken: broken[0]))
    def test_session_by_session(self, plan: TreatmentPlan) -> None:
        """A course grows as it is recorded: each report looks back the same later."""
        total = len(plan.sessions or ())
        grown = [cut(plan, number) for number in range(total + 1)]
        for number, (course, longer) in enumerate(pairwise(grown)):
            then = outcomes(ipt.check(course, horizon=DELIVERED))
            assert looking_back(longer, number) == then
        whole = outcomes(ipt.check(plan, horizon=DELIVERED))
        assert outcomes(ipt.check(grown[-1], horizon=DELIVERED)) == whole


def test_what_is_attested_in_a_session_yet_to_come_is_out_of_sight() -> None:
    """By default the check is as of the last delivered session, also for facts."""
    said = attested(session=5)
    made = ipt.Diagnosis(disorder="depression", attested=said)
    terms = ipt.Contract(
        sessions=16, cadence_days=7, from_session=5, agreements=(said,)
    )
    plan = active(
        assessment=ipt.Assessment(diagnoses=(made,)),
        contracts=(terms,),
        sessions=phased("i"),
    )
    longer = active(
        assessment=plan.assessment, contracts=plan.contracts, sessions=phased("im")
    )

    now, back = outcomes(ipt.check(plan)), looking_back(longer, 1)
    for code in ("IPT107", "IPT507", "IPT810", "IPT812"):
        assert now[code] is back[code]
        assert now[code] is not ipt.Outcome.KEPT
