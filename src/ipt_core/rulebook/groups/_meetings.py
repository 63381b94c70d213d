"""Meetings around a group, for the rules that ask for them."""

from __future__ import annotations

__all__ = ["due_meetings", "without"]

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.catalogue import Dose
    from ipt_core.model import TreatmentPlan
    from ipt_core.vocabulary import SessionKind


def due_meetings(doses: Iterable[Dose], kind: SessionKind) -> list[Dose]:
    """List the meetings of a kind that the protocol does not leave to choice."""
    return [dose for dose in doses if dose.kind is kind and dose.sessions.min > 0]


def without(plan: TreatmentPlan, kind: SessionKind) -> TreatmentPlan:
    """Hold no meeting of a kind.

    Raises:
        ValueError: if there is none.
    """
    kept = tuple(s for s in plan.sessions or () if s.kind is not kind)
    if len(kept) == len(plan.sessions or ()):
        raise ValueError("there is no such meeting")
    return attrs.evolve(plan, sessions=kept)
