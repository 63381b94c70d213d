"""Courses for the laws: conformant ones, broken ones, and mixtures with anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from ipt_core.model import TreatmentPlan
from ipt_core.testing import conformant, drafts, faulty
from ipt_core.vocabulary import PlanStatus
from tests.strategies import plans

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

T = TypeVar("T", bound=attrs.AttrsInstance)

PARTS = ("assessment", "foci", "goals", "contracts", "sessions")


def blend(draw: DrawFn, kept: T, other: T, most: int = 3) -> T:
    """Take a few fields from another record of the same kind."""
    names = [field.name for field in attrs.fields(type(kept))]
    taken = draw(st.lists(st.sampled_from(names), max_size=most, unique=True))
    changes: dict[str, Any] = {name: getattr(other, name) for name in taken}
    return attrs.evolve(kept, **changes)


@st.composite
def mixed(draw: DrawFn) -> TreatmentPlan:
    """A conformant or broken course, with some of its parts replaced by anything."""
    course = draw(
        conformant() | faulty().map(lambda broken: broken[0]) | drafts() | plans()
    )
    other = draw(plans())
    changes: dict[str, Any] = {}
    for name in PARTS:
        own: tuple[Any, ...] = _listed(getattr(course, name))
        strange: tuple[Any, ...] = _listed(getattr(other, name))
        if own and strange:
            place = draw(st.integers(0, len(own) - 1))
            one = blend(draw, own[place], strange[0])
            more = strange[1:] if draw(st.booleans()) else ()
            members = (*own[:place], one, *own[place + 1 :], *more)
            changes[name] = members[0] if name == "assessment" else members
    course = attrs.evolve(course, **changes)
    return blend(draw, course, other, 2) if draw(st.booleans()) else course


def _listed(part: Any) -> tuple[Any, ...]:
    return part if isinstance(part, tuple) else () if part is None else (part,)


def active(plan: TreatmentPlan) -> TreatmentPlan:
    """The same course, still going on."""
    return attrs.evolve(plan, status=PlanStatus.ACTIVE, end=None)
