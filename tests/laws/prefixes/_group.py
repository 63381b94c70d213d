"""What the groups of rules are made of."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import Protocol
from ipt_core.model import TreatmentPlan
from tests.laws.tiny import START, TINY, Step, held, then

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.vocabulary import Phase


@attrs.frozen(kw_only=True)
class Group:
    """Rules, and steps that can make or mar what they ask for."""

    rules: tuple[str, ...]
    steps: Mapping[str, Step]
    """One session each, with what is recorded in it."""
    depth: int
    """Length of the longest courses."""
    ahead: int
    """How many steps at least each prefix is looked ahead."""
    starts: tuple[TreatmentPlan, ...] = (START,)
    protocol: Protocol = TINY
    others: tuple[TreatmentPlan, ...] = ()
    """Plans of other members of the group."""
    prefixes: int
    """How many courses that are going on are compared."""
    courses: int
    """How many ended courses they are compared with."""


def subsets(codes: Iterable[str]) -> list[tuple[str, ...]]:
    known = list(codes)
    return [c for n in range(len(known) + 1) for c in combinations(known, n)]


def with_tasks(phases: Iterable[Phase | None], codes: Iterable[str]) -> dict[str, Step]:
    return {
        f"{phase or 'unknown'}: {', '.join(tasks)}": held(phase, tasks=tasks)
        for phase in phases
        for tasks in subsets(codes)
    }


def events(phase: Phase, **steps: Step) -> dict[str, Step]:
    return {f"{phase}: {name}": then(held(phase), step) for name, step in steps.items()}
