"""IPT314: the patient agrees to a focus that is chosen later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._timing import first_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Change the focus in the last session, and ask nobody."""
    foci = list(plan.foci or ())
    numbers = [session.number or 1 for session in plan.sessions or ()]
    if not foci or not numbers:
        raise ValueError("there is no focus to change, or no session to do it in")
    last = max(numbers)
    later = attrs.evolve(foci[0], id="f9", rank=1, chosen_in=last, agreements=())
    left = (attrs.evolve(focus, until=last - 1) for focus in foci)
    return attrs.evolve(plan, foci=(*left, later))


@rule(
    "IPT314",
    "changed-focus-agreed",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R47",),
    sources=("F05",),
    message="No agreement to the focus that was chosen in session {chosen_in}.",
    hint="Talk about the new focus, and record whether the patient agrees, and when.",
    companions=("IPT406", "IPT407", "IPT408", "IPT312"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The patient agrees to a focus that is chosen later.

    What it checks:
        Each focus that was chosen in the middle phase or later has an agreement of its
        own that a person attested.

    Why it matters:
        A new focus changes what was agreed, and changes are agreed anew [F05, by
        extension from the contract].

    When departing is right:
        Never for long; the agreement may be recorded in a later session.

    Known limits:
        Without the session of choice it is not checked, once the middle phase began. A
        focus that was chosen in the initial phase is IPT305's business.
    """
    if course.plan.foci is None:
        yield so_far(None, missing=[("foci",)])
    middle = first_after(course)
    for index, focus in course.foci:
        number = focus.chosen_in
        if middle is None or (number is not None and number < middle.number):
            continue
        path = ("foci", index, "agreements")
        given = any(map(course.sees, focus.agreements or ()))
        silent = focus.agreements is None or not course.covers("agreements")
        if number is None:
            path, silent = ("foci", index, "chosen_in"), True
        yield so_far(
            True if given else None if silent else False,
            by=number,
            fact=True,
            at=[path],
            missing=[path],
            chosen_in=number,
        )
