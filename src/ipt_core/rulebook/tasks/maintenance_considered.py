"""IPT517: where a relapse is likely, maintenance is considered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, eventually, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Judgement
from ipt_core.rulebook._change import without_task
from ipt_core.rulebook._due import due_for
from ipt_core.rulebook.tasks._judged import unjudged
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_TASK = "maintenance-decision"
_WHAT = "relapse-risk"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Find a relapse likely, and decide nothing.

    Raises:
        ValueError: if the protocol asks for the decision in any course.
    """
    if _asked_of_all(plan):
        raise ValueError("a missing decision is the business of IPT504 there")
    said = Attestation(origin=Origin.CLINICIAN, by="therapist")
    judged = Judgement(what=_WHAT, presence=Presence.PRESENT, attested=said)
    bare = without_task(plan, _TASK)
    return attrs.evolve(
        bare, judgements=(*(plan.judgements or ()), judged), maintenance=None
    )


@rule(
    "IPT517",
    "maintenance-considered",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R76",),
    sources=("F07h", "F09b"),
    message=(
        "A relapse was judged likely, and no decision about maintenance is recorded."
    ),
    hint=(
        "Talk over what comes next: maintenance, another treatment or an end; record "
        "what was decided."
    ),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Where a relapse is likely, maintenance is considered.

    What it checks:
        Where somebody judged that there is a high risk of relapse, a decision about
        the time afterwards is recorded: in the plan, or as a task of a held session.
        Where the protocol asks for that decision in any course, a missing one is left
        to IPT504.

    Why it matters:
        Maintenance is offered to people who got better and are likely to fall ill
        again [F07h, F09b].

    When departing is right:
        Any decision will do, also that there is none to be had: record it.

    Known limits:
        It rests on the judgement that is recorded; no source held gives a definition.
        A course that has ended and does not record judgements is not checked.
    """
    likely = [
        path
        for path, each in course.judgements(_WHAT)
        if each.presence is Presence.PRESENT
    ]
    if not likely:
        missing = unjudged(course)
        if missing:
            yield so_far(None, missing=missing)
        return
    done = course.task(_TASK)
    holds = True if course.plan.maintenance is not None else done.holds
    if holds is not False or not _asked_of_all(course.plan):
        yield eventually(holds, by=course.total, at=likely, missing=done.missing)


def _asked_of_all(plan: TreatmentPlan) -> bool:
    """Whether each course of its form owes a decision, which another rule judges."""
    form = protocols.get(plan.protocol)
    due = due_for("IPT504", form.tasks if form else ())
    return any(each.task == _TASK for each in due)
