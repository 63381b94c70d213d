"""IPT106: no two sessions have the same number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import acute, change_session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give the last session but one the number of the last."""
    return change_session(plan, -2, number=len(acute(plan)))


@rule(
    "IPT106",
    "number-twice",
    severity=Severity.ERROR,
    since="0.1",
    structural=True,
    message="Sessions of one kind share a number: {numbers}.",
    hint="Number the sessions of each kind from 1; missed ones have no number.",
    companions=("IPT204", "IPT704", "IPT804"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """No two sessions have the same number.

    What it checks:
        Recorded numbers differ among the delivered sessions of one kind.

    Why it matters:
        A number is the dose: "session 5" has to mean one session.

    When departing is right:
        Never. One session held in two parts is one entry with `parts`.

    Known limits:
        Sessions without a recorded number are passed over.
    """
    sessions = {here.position: here.session for here in course.held} | dict(course.seen)
    numbered = [(i, (s.kind, s.number)) for i, s in sessions.items() if s.number]
    if numbered:
        counts = Counter(key for _, key in numbered)
        twice = sorted((i, key) for i, key in numbered if counts[key] > 1)
        yield always(
            not twice,
            at=[("sessions", index, "number") for index, _ in twice],
            numbers=tuple(sorted({number for _, (_, number) in twice if number})),
        )
