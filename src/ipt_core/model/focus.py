"""What the course is about: foci and goals."""

from __future__ import annotations

__all__ = ["Dispute", "Focus", "Goal", "Transition"]

from typing import TYPE_CHECKING

import attrs

from ipt_core.model._fields import (
    CODE,
    CODES,
    COUNT,
    FLAG,
    FREE,
    ID,
    POSITIVE,
    REFERENCE,
    TEXT,
    Record,
    as_tuple_or_none,
    maybe,
    texts_of,
    tuple_of,
    word,
)
from ipt_core.model.facts import Attestation, Loss, attestations_of, losses_of
from ipt_core.vocabulary import DisputeStage, GoalStatus

if TYPE_CHECKING:
    from collections.abc import Iterable


@attrs.frozen(kw_only=True, repr=False)
class Dispute(Record):
    """What a role dispute is about."""

    others: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Roles of the other parties: `partner`, `mother`, `employer`, ..."""
    stage: DisputeStage | None = attrs.field(
        default=None, validator=maybe(DisputeStage)
    )
    """How far the dispute has gone."""
    own_expectations: str | None = attrs.field(
        default=None, validator=TEXT, metadata=FREE
    )
    """What the patient expects."""
    other_expectations: str | None = attrs.field(
        default=None, validator=TEXT, metadata=FREE
    )
    """What the other party expects."""
    plan_of_action: str | None = attrs.field(
        default=None, validator=TEXT, metadata=FREE
    )
    """What is to be tried."""


@attrs.frozen(kw_only=True, repr=False)
class Transition(Record):
    """From which role to which."""

    old_role: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """The role that is being left."""
    new_role: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """The role that is being entered."""


@attrs.frozen(kw_only=True, repr=False)
class Focus(Record):
    """A problem area that the course works on."""

    id: str = attrs.field(validator=ID, metadata=REFERENCE)
    """Id within the plan, such as `f1`."""
    area: str = attrs.field(validator=ID)
    """Code of the problem area, such as `role-dispute`."""
    rank: int | None = attrs.field(default=None, validator=POSITIVE)
    """1 for the primary focus, 2 for a second one."""
    chosen_in: int | None = attrs.field(default=None, validator=COUNT)
    """Number of the acute session in which it was chosen; 0 is before the first."""
    until: int | None = attrs.field(default=None, validator=COUNT)
    """Number of the last acute session that worked on it; None while it stands."""
    losses: tuple[Loss, ...] | None = attrs.field(
        default=None, converter=losses_of, validator=tuple_of(Loss)
    )
    """For grief: who died, by role."""
    dispute: Dispute | None = attrs.field(default=None, validator=maybe(Dispute))
    """For a role dispute: with whom, about what, at which stage."""
    transition: Transition | None = attrs.field(
        default=None, validator=maybe(Transition)
    )
    """For a role transition: the old and the new role."""
    manageable: bool | None = attrs.field(default=None, validator=FLAG)
    """Whether it was judged to be manageable in the time there is."""
    formulation: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """How diagnosis and focus are linked, in words the patient was told."""
    agreements: tuple[Attestation, ...] | None = attrs.field(
        default=None, converter=attestations_of, validator=tuple_of(Attestation)
    )
    """That the patient agreed to both; `()` where they have not (yet)."""


def foci_of(value: Iterable[Focus] | None) -> tuple[Focus, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)


@attrs.frozen(kw_only=True, repr=False)
class Goal(Record):
    """Something that the patient wants to reach."""

    id: str = attrs.field(validator=ID, metadata=REFERENCE)
    """Id within the plan, such as `g1`."""
    focus: str | None = attrs.field(default=None, validator=TEXT, metadata=REFERENCE)
    """Id of the focus that it belongs to; None where it belongs to none."""
    kind: str | None = attrs.field(default=None, validator=CODE)
    """Code of the kind.

    Such as `symptom`, `functioning`, `interpersonal`, `communication`, `conflict`,
    `boundaries`, `support`.
    """
    statement: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """The goal in the patient's words."""
    strategies: tuple[str, ...] | None = attrs.field(
        default=None, converter=texts_of, validator=CODES
    )
    """Codes of the strategies by which it is to be reached."""
    criterion: str | None = attrs.field(default=None, validator=TEXT, metadata=FREE)
    """How one will know that it is reached."""
    set_in: int | None = attrs.field(default=None, validator=COUNT)
    """Number of the acute session in which it was set; 0 is before the first."""
    agreements: tuple[Attestation, ...] | None = attrs.field(
        default=None, converter=attestations_of, validator=tuple_of(Attestation)
    )
    """That the patient agreed to it; `()` where they have not (yet)."""
    status: GoalStatus = attrs.field(
        default=GoalStatus.OPEN, validator=word(GoalStatus)
    )
    """What became of it."""


def goals_of(value: Iterable[Goal] | None) -> tuple[Goal, ...] | None:
    """Take any iterable of them, or None for not recorded."""
    return as_tuple_or_none(value)
