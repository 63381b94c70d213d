"""Plans that the tests of rules and engine start from."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import attrs

import ipt_core as ipt
from ipt_core.testing import deliver, sample

START = dt.date(2026, 1, 5)


@cache
def drafted(protocol: str, area: str | None = None) -> ipt.TreatmentPlan:
    """A draft that its protocol's rules have nothing to say against."""
    return sample(protocol, area=area, start=START)


@cache
def conformant(protocol: str, area: str | None = None) -> ipt.TreatmentPlan:
    """A draft, delivered and attested in full."""
    return deliver(drafted(protocol, area))


def session(number: int, **fields: Any) -> ipt.Session:
    """A delivered session."""
    defaults: dict[str, Any] = {"number": number, "status": ipt.SessionStatus.DELIVERED}
    return ipt.Session(**(defaults | fields))


def phased(phases: str, **fields: Any) -> tuple[ipt.Session, ...]:
    """Delivered sessions of the phases that letters name: `iimmt`, `-` for unknown."""
    words = {"i": ipt.Phase.INITIAL, "m": ipt.Phase.MIDDLE, "t": ipt.Phase.TERMINATION}
    return tuple(
        session(number, phase=words.get(letter), tasks=(), **fields)
        for number, letter in enumerate(phases, 1)
    )


def active(protocol: str = "ipt", **fields: Any) -> ipt.TreatmentPlan:
    """A running plan with only the given fields."""
    defaults: dict[str, Any] = {"protocol": protocol, "status": ipt.PlanStatus.ACTIVE}
    return ipt.TreatmentPlan(**(defaults | fields))


def attested(**fields: Any) -> ipt.Attestation:
    """An attestation by a clinician."""
    defaults: dict[str, Any] = {"origin": ipt.Origin.CLINICIAN}
    return ipt.Attestation(**(defaults | fields))


def changed(plan: ipt.TreatmentPlan, **fields: Any) -> ipt.TreatmentPlan:
    """A plan with other fields."""
    return attrs.evolve(plan, **fields)


def outcome(plan: ipt.TreatmentPlan, code: str, **how: Any) -> ipt.RuleOutcome:
    """The outcome of one rule."""
    return ipt.check(plan, **how).outcome(code)
