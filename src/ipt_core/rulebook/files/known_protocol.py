"""IPT010: the plan names a protocol of the catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core._checks import nearest
from ipt_core.catalogue import protocols
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Name a protocol that does not exist."""
    return attrs.evolve(plan, protocol="ipt-of-nobody")


@rule(
    "IPT010",
    "known-protocol",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R01",),
    structural=True,
    message="The protocol is not in the catalogue; the nearest is {nearest}.",
    hint="Name one of the protocols of the catalogue: {known}.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The plan names a protocol of the catalogue.

    What it checks:
        `protocol` is the code of a protocol that this library knows.

    Why it matters:
        Numbers and tasks differ from protocol to protocol. Without one, every rule
        that rests on a protocol's values is left unchecked.

    When departing is right:
        Never: a local form of IPT is written down as a protocol of its own, or names
        the published one that it follows.

    Known limits:
        It cannot tell whether the plan really follows the protocol that it names.
    """
    known = course.plan.protocol in protocols
    yield eventually(
        known,
        closed=True,
        at=[("protocol",)],
        nearest="" if known else nearest(course.plan.protocol, protocols) or "none",
        known=tuple(protocols),
    )
