"""IPT108: sessions are as long as the protocol has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Range, Severity
from ipt_core.rulebook._change import known
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Agree on sessions that are a quarter of an hour too long."""
    most = int(known(protocols[plan.protocol].minutes).max)
    first, *rest = list(plan.contracts or ())
    long = attrs.evolve(first, minutes=most + 15)
    return attrs.evolve(plan, contracts=(long, *rest))


@rule(
    "IPT108",
    "session-minutes",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R07",),
    sources=("F02", "F05", "F36c"),
    message="Sessions of {lengths} minutes; the protocol has {minutes} minutes.",
    hint="Meet for {minutes} minutes, or leave it: the length lies with both of you.",
    tolerances=("early_minutes",),
    fault=fault,
)
def check(
    course: Course, minutes: Range, early_minutes: Range | None = None
) -> Iterator[Need]:
    """Sessions are as long as the protocol has them.

    What it checks:
        The length that a contract fixes, and the length of each held acute session,
        is one that the protocol has. The parts of a session that was held on two
        occasions count together. One finding for the whole course.

    Why it matters:
        The length belongs to the frame, and to the dose that was studied.

    When departing is right:
        A longer first session is normal, and is not judged. Where the protocol has
        another length for the first sessions, those of the initial phase may have
        either. Services have slots of their own: nothing has to change for that.

    Known limits:
        Sessions of another setting than the plan's, such as joint ones, are not
        judged, nor are meetings before, between and after the acute sessions: they
        take their own time. Where only the length of the first sessions was found, as
        for inpatients, none is judged.
    """
    agreed = [
        (("contracts", index, "minutes"), contract.minutes)
        for index, contract in course.contracts
    ]
    held = [
        (here.path("minutes"), _length(here, minutes, early_minutes))
        for here in course.held
        if here.session.setting in {None, course.plan.setting}
    ]
    lengths = [*agreed, *held]
    silent: list[Path] = [path for path, length in lengths if length is None]
    silent += [("contracts",)] if course.plan.contracts is None else []
    outside = [(path, n) for path, n in lengths if n is not None and n not in minutes]
    heard = any(length is not None for _, length in lengths)
    if heard or silent:
        yield always(
            False if outside else True if heard else None,
            at=[path for path, _ in outside],
            missing=() if heard else silent,
            lengths=tuple(sorted({length for _, length in outside})),
            minutes=minutes,
        )


def _length(here: Held, usual: Range, early: Range | None) -> float | None:
    """Minutes of a session; a longer first one, and an early one, count as usual."""
    minutes: float | None = here.session.minutes
    if minutes is None and here.session.parts:
        parts = [part.minutes for part in here.session.parts]
        minutes = None if None in parts else sum(filter(None, parts))
    if minutes is None:
        return None
    if early and minutes in early and here.session.phase is Phase.INITIAL:
        return usual.max
    return minutes if here.number > 1 else min(minutes, usual.max)
