"""Redaction: what becomes of each kind of text."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from ipt_core import model
from ipt_core.formats import redact
from ipt_core.formats._redaction import LETTERS
from ipt_core.model import (
    Assessment,
    Extension,
    Focus,
    Goal,
    Group,
    Labels,
    Relationship,
    Session,
    TreatmentPlan,
    Waiver,
)
from ipt_core.model._fields import REFERENCE
from ipt_core.vocabulary import PlanStatus


def test_ids_become_counters_and_references_fit_as_they_did() -> None:
    plan = redact(
        TreatmentPlan(
            id="2026/17",
            patient="Jane",
            protocol="ipt",
            status=PlanStatus.ACTIVE,
            group=Group(id="Tuesdays"),
            assessment=Assessment(inventory=(Relationship(id="Jim", role="partner"),)),
            goals=(
                Goal(id="talk", focus="work", statement="talk to Jim"),
                Goal(id="rest", focus="no such"),
                Goal(id="talk", focus="sleep"),
            ),
            foci=(
                Focus(id="work", area="role-dispute"),
                Focus(id="sleep", area="grief"),
            ),
            sessions=(
                Session(id="one", number=1, foci=("work", "lost"), goals=()),
                Session(goals=("rest", "rest", "gone")),
            ),
            waivers=(
                Waiver(rule="IPT203", subject="rest", reason="clinical"),
                Waiver(rule="phase-order", subject="nothing", reason="clinical"),
            ),
            extensions=(Extension(name="note", value='"Jane"'),),
        )
    )
    assert plan == TreatmentPlan(
        id="plan1",
        patient="patient1",
        protocol="ipt",
        status=PlanStatus.ACTIVE,
        group=Group(id="group1"),
        assessment=Assessment(inventory=(Relationship(id="r1", role="partner"),)),
        foci=(Focus(id="f1", area="role-dispute"), Focus(id="f2", area="grief")),
        goals=(
            Goal(id="g1", focus="f1", statement="[redacted]"),
            Goal(id="g2", focus="f3"),
            Goal(id="g1", focus="f2"),
        ),
        sessions=(
            Session(id="s1", number=1, foci=("f1", "f4"), goals=()),
            Session(goals=("g2", "g2", "g3")),
        ),
        waivers=(
            Waiver(rule="IPT203", subject="g2", reason="clinical"),
            Waiver(rule="phase-order", subject="x1", reason="clinical"),
        ),
    )


@pytest.mark.parametrize("code", ["cbt", "ipt-a", "phq-9", "9", "IPT203", "a" * 40])
def test_what_looks_like_a_code_stays(code: str) -> None:
    plan = TreatmentPlan(protocol=code)
    assert redact(plan) == plan


@pytest.mark.parametrize(
    "code", ["Jane", "IPT", "role dispute", "a_b", "a--b", "-a", "ä", "a\n", "a" * 41]
)
def test_what_does_not_look_like_a_code_goes(code: str) -> None:
    labels = Labels(site=code, arm="x y", therapist=code)
    plan = redact(TreatmentPlan(protocol="ipt", labels=labels))
    assert plan.labels == Labels(
        site="redacted-1", arm="redacted-2", therapist="redacted-1"
    )


def test_every_field_that_holds_a_reference_has_its_letters() -> None:
    found: set[tuple[Any, str]] = {
        (kind, field.name)
        for kind in vars(model).values()
        if isinstance(kind, type) and attrs.has(kind)
        for field in attrs.fields(kind)
        if field.metadata == REFERENCE
    }
    assert found == set(LETTERS)
