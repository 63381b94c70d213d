"""Law 3: what is kept or broken stays so, whatever sessions follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.model import Record, Session, TreatmentPlan
from ipt_core.testing import cut
from ipt_core.vocabulary import Outcome, Phase, PlanStatus, SessionStatus
from tests.laws.courses import anything, deep, fields_of, listed, mixed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn

LARGEST = 2**53
FINAL = {Outcome.KEPT, Outcome.BROKEN}
LAST_YEAR = 9999
NUMBERS = {"session", "number", "from_session", "chosen_in", "set_in", "until"}
TASKS = ("psychoeducation", "sick-role", "announce-end", "review-gains", "affect")


@st.composite
def going_on(draw: DrawFn) -> TreatmentPlan:
    """A course that is going on, with planned sessions or without any."""
    plan = attrs.evolve(draw(mixed()), status=PlanStatus.ACTIVE, end=None)
    last = ipt.check(plan).session
    plan = cut(
        plan, min(draw(st.integers(0, 8)), last) if draw(st.booleans()) else last
    )
    sessions = plan.sessions or ()
    if draw(st.booleans()):
        sessions = tuple(s for s in sessions if s.status is SessionStatus.DELIVERED)
    if draw(st.booleans()):
        plan = foretold(plan, ipt.check(plan).session + draw(st.integers(1, 3)))
    if draw(st.booleans()):
        plan = told_since(plan, draw(st.integers(0, 9)))
    return attrs.evolve(plan, sessions=sessions)


def foretold(plan: TreatmentPlan, number: int) -> TreatmentPlan:
    """The same course, with facts that say they are of a session yet to come."""
    said = ipt.Attestation(origin=ipt.Origin.CLINICIAN, session=number)
    terms = ipt.Contract(
        sessions=16, cadence_days=7, from_session=number, agreements=(said,)
    )
    return with_facts(
        attrs.evolve(plan, contracts=(*(plan.contracts or ()), terms)), said
    )


def told_since(plan: TreatmentPlan, days: int) -> TreatmentPlan:
    """The same course, with facts of so many days after all else; without a session."""
    last = max(dates_in(plan), default=dt.date(2026, 1, 5))
    day = last + dt.timedelta(days=days if last.year < LAST_YEAR else 0)
    return with_facts(plan, ipt.Attestation(origin=ipt.Origin.CLINICIAN, on=day))


def with_facts(plan: TreatmentPlan, said: ipt.Attestation) -> TreatmentPlan:
    """The same course, with one more fact of each kind that stands outside sessions."""
    found = plan.assessment or ipt.Assessment()
    made = ipt.Diagnosis(disorder="depression", attested=said)
    score = ipt.Score(instrument="phq-9", total=12, attested=said)
    asked = ipt.RiskEnquiry(
        topic="suicide", thoughts=ipt.Presence.ABSENT, attested=said
    )
    judged = ipt.Judgement(
        what="remission", presence=ipt.Presence.ABSENT, attested=said
    )
    return attrs.evolve(
        plan,
        assessment=attrs.evolve(
            found,
            diagnoses=(*(found.diagnoses or ()), made),
            scores=(*(found.scores or ()), score),
            enquiries=(*(found.enquiries or ()), asked),
        ),
        foci=tuple(
            attrs.evolve(focus, agreements=(*(focus.agreements or ()), said))
            for focus in plan.foci or ()
        ),
        judgements=(*(plan.judgements or ()), judged),
    )


@st.composite
def appended(draw: DrawFn, plan: TreatmentPlan) -> TreatmentPlan:
    """The same course after some more sessions, held after all that is recorded."""
    known = plan.sessions or ()
    number = max((session.number or 0 for session in known), default=0) + len(known)
    # Where sessions are not recorded, what is told of one means that it was held.
    told_of = max(numbers_in(plan), default=0) if ipt.Course(plan).partial else 0
    number = max(number, told_of)
    assume(number + 3 < LARGEST or not told_of)
    day = max(dates_in(plan), default=dt.date(2026, 1, 5))
    dated = day.year < LAST_YEAR
    more: list[Session] = []
    for _ in range(draw(st.integers(1, 3))):
        number += 1
        day += dt.timedelta(days=draw(st.integers(1, 40)) if dated else 0)
        told = attrs.evolve(
            draw(anything(Session)),
            status=SessionStatus.DELIVERED,
            number=draw(_numbers(number, open_too=not told_of)),
            on=draw(st.sampled_from([None, day])) if dated else None,
            attested=None,
        )
        if draw(st.booleans()):
            usual: dict[str, Any] = {
                "phase": draw(st.sampled_from(Phase)),
                "tasks": tuple(draw(st.lists(st.sampled_from(TASKS), unique=True))),
            }
            told = attrs.evolve(told, **usual)
        more.append(told)
    return attrs.evolve(plan, sessions=(*known, *more))


def _numbers(number: int, *, open_too: bool) -> st.SearchStrategy[int | None]:
    if number >= LARGEST:
        return st.none()
    return st.sampled_from([None, number] if open_too else [number])


def numbers_in(record: Record) -> Iterator[int]:
    """Every number of a session that is recorded, wherever it stands."""
    for field in fields_of(record):
        for member in listed(getattr(record, field.name)):
            if isinstance(member, Record):
                yield from numbers_in(member)
            elif field.name in NUMBERS and type(member) is int:
                yield member


def dates_in(value: Any) -> Iterator[dt.date]:
    """Every date that is recorded, wherever it stands."""
    if isinstance(value, dt.date):
        yield value
    elif isinstance(value, Record):
        for field in fields_of(value):
            for member in listed(getattr(value, field.name)):
                yield from dates_in(member)


class TestAppending:
    """On an active course, appending delivered sessions changes no kept or broken."""

    @settings(max_examples=deep(150), deadline=None)
    @given(st.data())
    def test_kept_and_broken_stay(self, data: st.DataObject) -> None:
        plan = data.draw(going_on())
        longer = data.draw(appended(plan))
        before, after = ipt.check(plan), ipt.check(longer)
        changed = {
            (old.code, str(old.outcome), str(new.outcome))
            for old, new in zip(before.outcomes, after.outcomes, strict=True)
            if old.outcome in FINAL and old.outcome is not new.outcome
        }
        assert not changed
