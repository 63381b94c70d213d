"""IPT807: violence is asked about in private before others are brought in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import falls_under, roles
from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attendee
from ipt_core.rulebook._change import each_session
from ipt_core.rulebook._sought import sought
from ipt_core.rulebook._timing import attested_before, first_after
from ipt_core.rulebook._violence import joins, screens
from ipt_core.rulebook.focus._area import DISPUTE
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Held, Need
    from ipt_core.model import Attestation, Focus, Session, TreatmentPlan

_TOPIC = "violence"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Bring the partner into the first session, and never ask about violence."""
    silent = each_session(plan, _without)
    foci = tuple(
        attrs.evolve(focus, dispute=attrs.evolve(focus.dispute, others=("partner",)))
        if focus.dispute
        else focus
        for focus in plan.foci or ()
    )
    first, *rest = list(silent.sessions or ())
    joined = attrs.evolve(
        first, attendees=(*(first.attendees or ()), Attendee(role="partner"))
    )
    bare = plan.assessment and attrs.evolve(
        plan.assessment,
        enquiries=tuple(
            e for e in plan.assessment.enquiries or () if e.topic != _TOPIC
        ),
    )
    return attrs.evolve(silent, foci=foci, sessions=(joined, *rest), assessment=bare)


def _without(session: Session) -> Session:
    kept = tuple(e for e in session.enquiries or () if e.topic != _TOPIC)
    return attrs.evolve(session, enquiries=kept)


@rule(
    "IPT807",
    "violence-screen",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("N1",),
    sources=("A03",),
    safety=True,
    message="No private enquiry about violence is recorded before {what}.",
    hint=(
        "Ask the patient about violence with nobody else there. If nobody has asked "
        "since, ask now and record it with its own date."
    ),
    companions=("IPT414",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Violence is asked about in private before others are brought in.

    What it checks:
        An enquiry about violence, made with nobody else there, is recorded before the
        first session that somebody of the patient's own life attends, and, with a
        dispute with a partner or a parent as the focus, before the middle phase; where
        such a focus is chosen later, by the session in which it is.

    Why it matters:
        Where there is violence, a joint session or the advice to negotiate can put
        somebody in danger; and nobody tells it in front of the other.

    When departing is right:
        Never. Where another service asked, record that it did.

    Known limits:
        It sees that somebody asked, never what the danger is. Who attends is often not
        recorded: then joint sessions are not seen. In a group the others are taken to
        be its members, but for partners, parents and carers. Where neither a joint
        session nor with whom there is a dispute is recorded, the rule is not checked.
    """
    said = [screen.attested for screen in screens(course)]
    joint = next((h for h in course.held if joins(course, h.session)), None)
    if joint is not None:
        asked = any(_by_then(fact, joint) for fact in said)
        yield _need(course, joint, asked, "the first joint session", joint.number)
    middle = first_after(course)
    unknown = list(_unknown(course))
    if unknown and joint is None:
        asked = any(attested_before(fact, middle) for fact in said)
        yield eventually(True if asked else None, fact=True, missing=unknown)
    for _, focus in course.foci:
        if not _is_close(focus):
            continue
        if middle and (focus.chosen_in or 0) >= middle.number:
            asked = any((fact.session or 0) <= (focus.chosen_in or 0) for fact in said)
            yield _need(course, middle, asked, "such a dispute", focus.chosen_in)
        else:
            asked = any(attested_before(fact, middle) for fact in said)
            by = course.last(Phase.INITIAL)
            yield _need(course, middle, asked, "the middle phase of such a dispute", by)


def _need(
    course: Course, here: Held | None, asked: bool, what: str, by: int | None
) -> Need:
    assessment = course.plan.assessment
    missing: list[Path] = []
    if assessment is None or assessment.enquiries is None:
        missing.append(("assessment", "enquiries"))
    missing += [
        ("sessions", index, "enquiries")
        for index, session in course.seen
        if session.enquiries is None and (here is None or index <= here.position)
    ]
    if not course.covers("enquiries"):
        missing.append(("records", "enquiries"))
    return eventually(
        True if asked else None if missing else False,
        closed=here is not None and here.delivered,
        by=by,
        fact=True,
        at=[here.path() if here else ("assessment", "enquiries")],
        missing=missing,
        what=what,
    )


def _by_then(fact: Attestation, joint: Held) -> bool:
    """In the same session will do: it can be asked before the other one comes in."""
    same = fact.session == joint.number
    return same or attested_before(fact, joint)


def _unknown(course: Course) -> Iterator[Path]:
    """Go through the places that would say with whom there is a dispute."""
    if course.plan.foci is None:
        yield ("foci",)
    for index, focus in course.foci:
        others = focus.dispute.others if focus.dispute else None
        if focus.area == DISPUTE and others is None:
            yield ("foci", index, "dispute", "others")


def _is_close(focus: Focus) -> bool:
    others = focus.dispute.others if focus.dispute else None
    close = sought("IPT807", roles)
    return any(falls_under(role, close, table=roles) for role in others or ())
