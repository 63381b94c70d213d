"""What all models have in common."""

from __future__ import annotations

import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given

from ipt_core import model
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import (
    Attestation,
    Contract,
    Dispute,
    Extension,
    Focus,
    Goal,
    ItemScore,
    Session,
    TreatmentPlan,
)
from ipt_core.vocabulary import DisputeStage, Origin
from scripts.generate_schema import docs_under
from tests.strategies import plans, unhurried

KINDS = [
    kind for kind in vars(model).values() if isinstance(kind, type) and attrs.has(kind)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_model_is_exported_slotted_and_explained(kind: type[Any]) -> None:
    assert kind.__name__ in model.__all__
    assert list(docs_under(kind)) == [field.name for field in attrs.fields(kind)]
    assert all(field.kw_only for field in attrs.fields(kind))
    assert "__dict__" not in dir(kind)


def test_nothing_can_be_assigned() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Goal(id="g1").id = "g2"  # type: ignore[misc]


@unhurried
@given(plans())
def test_plans_can_be_hashed_and_pickled(plan: TreatmentPlan) -> None:
    again = pickle.loads(pickle.dumps(plan))
    assert again == plan
    assert hash(again) == hash(plan)


def test_a_repr_shows_what_is_there_and_not_what_was_written() -> None:
    focus = Focus(
        id="f1",
        area="role-dispute",
        rank=1,
        losses=(),
        dispute=Dispute(others=("partner",), stage=DisputeStage.IMPASSE),
        formulation="Jim is never at home",
        agreements=(Attestation(origin=Origin.PATIENT, on=dt.date(2026, 1, 5)),),
    )
    assert repr(focus) == (
        "Focus(id=f1, area=…, rank=1, dispute=<Dispute>, formulation=…, agreements=<1>)"
    )
    assert repr(focus.dispute) == "Dispute(others=<1>, stage=impasse)"
    assert repr(ItemScore(item=1, value=2.5)) == "ItemScore(item=1, value=2.5)"
    assert repr(Contract(missed_counts=False)) == "Contract(missed_counts=False)"
    assert repr(Goal(id="Jane's first")) == "Goal(id=…, status=open)"


def test_lists_of_every_kind_become_tuples() -> None:
    session = Session(goals=["g1"], tasks={"a": 1}.keys(), foci=iter(["f1"]))
    assert session.goals == ("g1",)
    assert session.tasks == ("a",)
    assert session.foci == ("f1",)
    assert Session(goals=()).goals == ()
    assert Session().goals is None


@pytest.mark.parametrize("value", ["g1", b"g2", 5])
def test_what_is_one_value_is_no_list(value: Any) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Session(goals=value)
    assert str(caught.value) == "expected a list, found one value that is none"


@pytest.mark.parametrize(
    ("confirmed_by", "origin", "counts"),
    [
        (None, Origin.CLINICIAN, True),
        (None, Origin.PATIENT, True),
        (None, Origin.IMPORT, True),
        (None, Origin.MODEL, False),
        (None, Origin.TEMPLATE, False),
        ("therapist", Origin.MODEL, True),
        ("therapist", Origin.TEMPLATE, True),
    ],
)
def test_what_a_program_said_counts_once_a_person_confirmed_it(
    confirmed_by: str | None, origin: Origin, counts: bool
) -> None:
    assert Attestation(origin=origin, confirmed_by=confirmed_by).counts is counts


@pytest.mark.parametrize(
    ("kind", "values", "where"),
    [
        (Goal, {"id": ""}, "Goal.id"),
        (Goal, {"id": "g1", "set_in": -1}, "Goal.set_in"),
        (Goal, {"id": "g1", "status": "open"}, "Goal.status"),
        (Session, {"number": 0}, "Session.number"),
        (Session, {"day": -40000}, "Session.day"),
        (Session, {"on": "2026-01-05"}, "Session.on"),
        (Session, {"tasks": ["a", ""]}, "Session.tasks"),
        (Session, {"attendees": [None]}, "Session.attendees"),
        (TreatmentPlan, {"protocol": None}, "TreatmentPlan.protocol"),
        (TreatmentPlan, {"protocol": "ipt", "foci": ["f1"]}, "TreatmentPlan.foci"),
    ],
)
def test_what_means_nothing_is_refused_with_the_field(
    kind: type[Any], values: dict[str, Any], where: str
) -> None:
    with pytest.raises(InvalidValueError) as caught:
        kind(**values)
    assert caught.value.where == where


def test_an_extension_holds_json_in_one_writing() -> None:
    extension = Extension(name="x", value=' {"b": 1, "a": [] } ')
    assert extension.value == '{"a":[],"b":1}'
    with pytest.raises(InvalidValueError, match="expected JSON, found text that is"):
        Extension(name="x", value="Jane")
