"""Courses for the laws: conformant ones, broken ones, and mixtures with anything."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
from hypothesis import strategies as st

from ipt_core.testing import conformant, drafts, faulty
from tests import strategies
from tests.strategies import plans

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from ipt_core.model import TreatmentPlan

T = TypeVar("T", bound=attrs.AttrsInstance)


def deep(examples: int) -> int:
    """How many examples: so many, or as many times more as `LAWS_DEPTH` says."""
    return examples * int(os.environ.get("LAWS_DEPTH", "1"))


PARTS = ("assessment", "foci", "goals", "contracts", "sessions")


def anything(kind: type[T]) -> st.SearchStrategy[T]:
    """Make any record of a kind."""
    return strategies._records(kind, None)  # pyright: ignore[reportPrivateUsage]


def blend(draw: DrawFn, kept: Any, other: Any, most: int = 3) -> Any:
    """Take a few fields from another record of the same kind."""
    names = [field.name for field in fields_of(kept)]
    taken = draw(st.lists(st.sampled_from(names), max_size=most, unique=True))
    changes: dict[str, Any] = {name: getattr(other, name) for name in taken}
    return attrs.evolve(kept, **changes)


def fields_of(record: Any) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a record of any kind."""
    kind: type[attrs.AttrsInstance] = record.__class__
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return fields


@st.composite
def mixed(draw: DrawFn) -> TreatmentPlan:
    """A conformant or broken course, with some of its parts replaced by anything."""
    course = draw(
        conformant() | faulty().map(lambda broken: broken[0]) | drafts() | plans()
    )
    other = draw(plans())
    changes: dict[str, Any] = {}
    for name in PARTS:
        own: tuple[Any, ...] = listed(getattr(course, name))
        strange: tuple[Any, ...] = listed(getattr(other, name))
        if own and strange:
            place = draw(st.integers(0, len(own) - 1))
            one = blend(draw, own[place], strange[0])
            more = strange[1:] if draw(st.booleans()) else ()
            members = (*own[:place], one, *own[place + 1 :], *more)
            changes[name] = members[0] if name == "assessment" else members
    course = attrs.evolve(course, **changes)
    blended: TreatmentPlan = blend(draw, course, other, draw(st.sampled_from([0, 2])))
    return blended


def listed(part: Any) -> tuple[Any, ...]:
    """What a field holds: the members of a tuple, one value, or nothing."""
    if part is None:
        return ()
    members: tuple[Any, ...] = part if part.__class__ is tuple else (part,)
    return members
