"""IPT414: a joint session in an individual form has a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attendee
from ipt_core.rulebook._change import acute, change_session, known
from ipt_core.rulebook._violence import joins
from ipt_core.vocabulary import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_PART_OF_IT = {Stance.EXPECTED, Stance.USUAL}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Bring the partner into the second acute session, without a word."""
    if known(protocols[plan.protocol].joint_sessions) in _PART_OF_IT:
        raise ValueError("joint sessions are part of the protocol")
    place = min(1, len(acute(plan)) - 1)
    here = acute(plan)[place:][:1]
    known_there = here[0].attendees if here else ()
    joined = (*(known_there or ()), Attendee(role="partner"))
    return change_session(plan, place, attendees=joined)


@rule(
    "IPT414",
    "joint-session-reason",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R60",),
    sources=("F44c", "F24"),
    message=(
        "Somebody of the patient's own life was in a session of an individual form, "
        "without a recorded reason; session {numbers}."
    ),
    hint="Record why they were there, as the reason of the session.",
    companions=("IPT807",),
    fault=fault,
)
def check(course: Course, joint_sessions: Stance) -> Iterator[Need]:
    """A joint session in an individual form has a reason.

    What it checks:
        Where joint sessions are not part of the protocol, each held session that
        somebody of the patient's own life attends records a reason. One finding for
        the whole course.

    Why it matters:
        Whoever reads the record later can tell a planned step from a drift into
        another form.

    When departing is right:
        Joint sessions are often useful; the reason is all that is asked for.

    Known limits:
        Nothing of this is published: it is a convention of this library. Who attends
        is often not recorded: then joint sessions are not seen. In a group the others
        are taken to be its members, but for partners, parents and carers.
    """
    if joint_sessions in _PART_OF_IT:
        return
    joint = [here for here in course.held if joins(course, here.session)]
    bare = [here for here in joint if not here.session.reason]
    if joint:
        yield always(
            not bare,
            at=[here.path() for here in bare],
            numbers=tuple(here.number for here in bare),
        )
