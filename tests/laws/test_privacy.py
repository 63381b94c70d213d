"""Law 8: what was written in a plan stays in the plan. Files: `test_round_trip`."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ipt_core as ipt
from ipt_core.exceptions import IptError
from ipt_core.model import Extension, Record, TreatmentPlan
from ipt_core.model._fields import FREE, REFERENCE
from ipt_core.testing import conformant, cut, deliver, drafts, faulty
from ipt_core.vocabulary import Horizon
from tests.laws.courses import deep, fields_of, listed
from tests.strategies import plans

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from hypothesis.strategies import DrawFn

WORD = "uokka"
CANARY = f"Q{WORD} Ω"
CODE = f"q{WORD}-walk"


def is_quiet(text: str) -> bool:
    return WORD not in text.lower()


def poisoned(record: Any, random: Random) -> Any:
    """The same record, with a canary in each text and id and in some of the codes."""
    changes: dict[str, Any] = {}
    for field in fields_of(record):
        value: Any = getattr(record, field.name)
        new = tuple(_poison(one, field.metadata, random) for one in listed(value))
        if new and value.__class__ is not tuple:
            changes[field.name] = new[0]
        elif new:
            changes[field.name] = new
    return attrs.evolve(record, **changes)


def _poison(value: Any, metadata: Any, random: Random) -> Any:
    if isinstance(value, Record) and not isinstance(value, Extension):
        return poisoned(value, random)
    if type(value) is not str:
        return value
    if metadata == FREE:
        return CANARY
    if metadata == REFERENCE:
        return f"{CANARY} {value}"  # so that references still fit
    return CODE if random.random() < 0.2 else value


@st.composite
def telling(draw: DrawFn) -> TreatmentPlan:
    """A plan that holds canaries, and is right or wrong otherwise."""
    random = draw(st.randoms(use_true_random=False))
    known = conformant() | drafts() | faulty().map(lambda broken: broken[0])
    plan = poisoned(draw(known), random) if draw(st.booleans()) else draw(plans(CANARY))
    protocol = draw(st.sampled_from((CODE, *ipt.protocols)))
    return attrs.evolve(plan, protocol=protocol)


def said_of(report: ipt.Report) -> str:
    """Everything that a report says, in every way in which it can."""
    try:
        report.raise_for_errors()
        error = ""
    except IptError as raised:
        error = "".join(traceback.format_exception(raised))
    every = (*report.findings, *report.owed, *report.outcomes, report.stamp, report)
    shown = [str(thing) + repr(thing) for thing in every]
    data = str([attrs.asdict(outcome) for outcome in report.outcomes])
    pages = [report.to_text(), report.to_html(), report.to_json()]
    return "".join([error, data, *shown, *pages, *map(repr, report.blocks())])


HALF = {"initial": 3, "middle": 9, "termination": 4}
ERRORS: dict[str, Callable[[], object]] = {
    "protocol": lambda: ipt.protocols[CODE],
    "area": lambda: ipt.problem_areas[CODE],
    "rule": lambda: ipt.rules[CODE],
    "selected": lambda: ipt.rules.select(CODE),
    "ignored": lambda: ipt.rules.ignore(CODE),
    "severity": lambda: ipt.rules.with_severity("IPT203", CODE),
    "outcome": lambda: ipt.check(ipt.draft("ipt")).outcome(CODE),
    "draft": lambda: ipt.draft(CODE),
    "draft: areas": lambda: ipt.draft("ipt", areas=[CODE]),
    "draft: areas as text": lambda: ipt.draft("ipt", areas=CODE),
    "draft: area twice": lambda: ipt.draft("ipt", areas=["grief", CODE, CODE]),
    "draft: setting": lambda: ipt.draft("ipt", setting=CODE),
    "draft: phases": lambda: ipt.draft("ipt", phases=HALF | {CODE: 1}),
    "draft: sessions": lambda: ipt.draft("ipt", sessions=_any(CODE)),
    "draft: cadence": lambda: ipt.draft("ipt", cadence_days=_any(CODE)),
    "draft: minutes": lambda: ipt.draft("ipt", minutes=_any(CODE)),
    "draft: start": lambda: ipt.draft("ipt", start=_any(CODE)),
    "draft: patient": lambda: ipt.draft("ipt", patient=_any([CODE])),
    "model": lambda: TreatmentPlan(protocol="ipt", age=_any(CODE)),
}


def _any(value: Any) -> Any:
    return value


def test_an_area_of_ones_own_is_not_named() -> None:
    said = ipt.Attestation(origin=ipt.Origin.CLINICIAN, session=1)
    own = ipt.AreaRating(
        area=CODE, presence=ipt.Presence.PRESENT, primary=True, attested=said
    )
    plan = TreatmentPlan(
        protocol="ipt",
        status=ipt.PlanStatus.ACTIVE,
        assessment=ipt.Assessment(areas=[own]),
        foci=[ipt.Focus(id="f1", area="interpersonal-deficits", chosen_in=2)],
        sessions=[
            ipt.Session(number=number, status=ipt.SessionStatus.DELIVERED)
            for number in (1, 2)
        ],
    )
    report = ipt.check(plan)
    assert report.outcome("IPT311").outcome is ipt.Outcome.BROKEN
    assert is_quiet(said_of(report))


class TestPrivacy:
    """No free text, unknown key or unknown code of the plan occurs in what is said.

    In any finding, exception, repr or log: canaries stand in every field. Known codes
    and slug-shaped ids may occur; of an unknown code or key only the place and the
    nearest known one.
    """

    @settings(max_examples=deep(120), deadline=None)
    @given(telling(), st.sampled_from(Horizon), st.none() | st.integers(0, 16))
    def test_no_report_tells(
        self, plan: TreatmentPlan, horizon: Horizon, as_of: int | None
    ) -> None:
        assert is_quiet(said_of(ipt.check(plan, horizon=horizon, as_of=as_of)))

    @settings(max_examples=deep(60), deadline=None)
    @given(telling(), st.integers(0, 16))
    def test_no_plan_that_was_made_of_it_tells(
        self, plan: TreatmentPlan, after: int
    ) -> None:
        assert is_quiet(repr(cut(plan, after)))
        assert is_quiet(repr(deliver(plan)))

    @settings(max_examples=deep(60), deadline=None)
    @given(telling(), st.data())
    def test_no_data_that_cannot_be_read_tells(
        self, plan: TreatmentPlan, data: st.DataObject
    ) -> None:
        given = ipt.to_data(plan)
        key = data.draw(st.sampled_from(sorted(given)))
        wrong: list[dict[str, Any]] = [
            {**given, CODE: 1},
            {**given, key: {CODE: CANARY}},
            {**given, key: CANARY},
        ]
        for strange in wrong:
            assert is_quiet(said_of(ipt.check_data(strange)))

    @pytest.mark.parametrize("name", ERRORS)
    def test_no_error_tells(self, name: str) -> None:
        with pytest.raises(IptError) as raised:
            ERRORS[name]()
        error = raised.value
        assert is_quiet("".join(traceback.format_exception_only(error)) + repr(error))
        assert is_quiet(str(error.__cause__) + str(error.__context__))
