"""IPT305: the patient agrees to the focus before the middle phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.engine import Course, eventually, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import change_focus
from ipt_core.rulebook._timing import attested_before, first_after
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Never ask whether the patient agrees."""
    return change_focus(plan, 0, agreements=())


@rule(
    "IPT305",
    "agreement-before-middle",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R46",),
    sources=("F62", "F07b"),
    message="The middle phase began without the patient's agreement to the focus.",
    hint=(
        "Ask whether the patient agrees to formulation and focus, and record it with "
        "its own date."
    ),
    where=("focus_chosen",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The patient agrees to the focus before the middle phase.

    What it checks:
        Each focus that was chosen in the initial phase has an agreement that a person
        attested before the first delivered session of the middle phase.

    Why it matters:
        The focus is a shared decision. Work on a focus that the patient does not share
        is work against the alliance.

    When departing is right:
        When the patient needs more time: stay in the initial phase and say so.

    Known limits:
        An agreement without a recorded session or day counts as given in time. A focus
        that is chosen later is IPT314's business.
    """
    if course.plan.foci is None:
        yield eventually(None, missing=[("foci",)])
        return
    middle = first_after(course)
    for index, focus in course.foci:
        if middle and focus.chosen_in is not None and focus.chosen_in >= middle.number:
            continue
        path = ("foci", index, "agreements")
        given = [
            a
            for a in focus.agreements or ()
            if course.sees(a) and attested_before(a, middle)
        ]
        silent = focus.agreements is None or not course.covers("agreements")
        holds = True if given else None if silent else False
        by = course.last(Phase.INITIAL)
        if middle:
            yield eventually(
                holds, closed=True, by=by, fact=True, at=[path], missing=[path]
            )
        else:
            yield so_far(holds, by=by, fact=True, at=[path], missing=[path])
