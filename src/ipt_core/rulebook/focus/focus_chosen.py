"""IPT301: a focus is chosen by the end of the initial phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import each_session
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Choose no focus at all."""
    goals = tuple(attrs.evolve(g, focus=None, kind="symptom") for g in plan.goals or ())
    bare = each_session(plan, lambda session: attrs.evolve(session, foci=()))
    return attrs.evolve(bare, foci=(), goals=goals)


@rule(
    "IPT301",
    "focus-chosen",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R33",),
    sources=("F02", "F03", "F62", "ART"),
    message="No problem area had been chosen as the focus when the middle phase began.",
    hint=(
        "Choose a problem area as the focus, from the inventory and from what changed "
        "near the onset."
    ),
    companions=(
        "IPT305",
        "IPT512",
    ),
    where=("focus_chosen",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """A focus is chosen by the end of the initial phase.

    What it checks:
        Before the first session of the middle phase the plan has a focus.

    Why it matters:
        The middle phase is work on the focus; without one there is nothing that its
        strategies could belong to.

    When departing is right:
        Forms without a single focus (skills training in groups) are protocols of
        their own, to which this rule does not apply.

    Known limits:
        A focus without a recorded session of choice counts as chosen in time.
    """
    if course.plan.foci is None or (not course.covers("foci") and not course.foci):
        yield eventually(None, missing=[("foci",)])
        return
    middle = next(
        (h.number for h in course.held if h.session.phase not in {None, Phase.INITIAL}),
        None,
    )
    now = max((here.number for here in course.held), default=0)
    chosen = [
        focus
        for _, focus in course.foci
        if focus.chosen_in is None or focus.chosen_in < (middle or now + 1)
    ]
    yield eventually(
        bool(chosen),
        closed=course.passed(Phase.INITIAL),
        fact=True,
        by=course.last(Phase.INITIAL),
        at=[("foci",)],
    )
