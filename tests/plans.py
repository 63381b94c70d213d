"""Plans that the tests of rules and engine start from."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import attrs

import ipt_core as ipt
from ipt_core.testing import deliver

START = dt.date(2026, 1, 5)


def split(initial: int, middle: int, termination: int) -> dict[str, int]:
    """Lengths of the phases."""
    return {"initial": initial, "middle": middle, "termination": termination}


# What each protocol leaves open, so that a draft of it has to be told. The numbers are
# invented.
BY_CALLER: dict[str, dict[str, Any]] = {
    "article": {"sessions": 20, "cadence_days": 7, "phases": split(4, 12, 4)},
    "fb-ipt": {"phases": split(4, 7, 3)},
    "ipc-3": {"cadence_days": 7},
    "ipc-c": {"sessions": 6, "cadence_days": 7, "phases": split(1, 4, 1)},
    "ipc-inpt": {"cadence_days": 7, "phases": split(2, 6, 2)},
    "ipt-bpd": {"phases": split(4, 24, 6)},
    "ipt-ci": {"sessions": 16, "cadence_days": 14, "phases": split(3, 10, 3)},
    "ipt-ll": {"phases": split(3, 10, 3)},
    "ipt-m": {"sessions": 24, "cadence_days": 30},
    "ipt-moms": {"cadence_days": 7, "phases": split(2, 5, 2)},
    "ipt-ng222": {"sessions": 12, "cadence_days": 7, "phases": split(3, 6, 3)},
    "ipt-stuart": {"sessions": 12},
    "ipt-tele": {"cadence_days": 7, "phases": split(2, 5, 2)},
}


@cache
def drafted(protocol: str, area: str = "role-transition") -> ipt.TreatmentPlan:
    """A draft that its protocol's rules have nothing to say against."""
    arguments = BY_CALLER.get(protocol, {})
    return ipt.draft(protocol, areas=[area], start=START, **arguments)


@cache
def conformant(protocol: str, area: str = "role-transition") -> ipt.TreatmentPlan:
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
