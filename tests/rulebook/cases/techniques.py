"""Cases of the rules of family 4 that are about techniques."""

from __future__ import annotations

from typing import Any

import ipt_core as ipt
from tests.plans import active, changed, phased, session
from tests.rulebook.building import (
    BROKEN,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    SOME,
    Case,
)

EATING = "direct-eating-work"


def used(
    *techniques: str, protocol: str = "ipt", phase: ipt.Phase | None = None, **f: Any
) -> ipt.TreatmentPlan:
    """A session in which some techniques were used, and one without any."""
    here = session(1, phase=phase, techniques=techniques)
    return active(protocol, sessions=[here, session(2, techniques=())], **f)


def beside(*treatments: str) -> ipt.TreatmentPlan:
    plan = used("cognitive-restructuring")
    return changed(
        plan, treatments=tuple(ipt.Treatment(kind=kind) for kind in treatments)
    )


def joint(protocol: str = "ipt", **fields: Any) -> ipt.TreatmentPlan:
    partner = [ipt.Attendee(role="partner"), ipt.Attendee(role="nurse", staff=True)]
    return active(protocol, sessions=[session(1, attendees=partner, **fields)])


CASES = [
    Case("IPT409", ON_TRACK, "techniques of IPT", lambda: used("role-play")),
    Case("IPT409", BROKEN, "of another", lambda: used("cognitive-restructuring")),
    Case("IPT409", ON_TRACK, "the other is given too", lambda: beside("cbt")),
    Case("IPT409", BROKEN, "a third is given", lambda: beside("medication")),
    Case(
        "IPT409",
        NOT_APPLICABLE,
        "something else is given too",
        lambda: beside("other-psychotherapy"),
    ),
    Case(
        "IPT409",
        NOT_APPLICABLE,
        "both are given too",
        lambda: beside("cbt", "behavioural-activation"),
    ),
    Case(
        "IPT409",
        NOT_CHECKED,
        "not recorded",
        lambda: active(sessions=phased("im")),
    ),
    Case(
        "IPT409",
        NOT_CHECKED,
        "a source that records some",
        lambda: used("role-play", records=ipt.Records(techniques=SOME)),
    ),
    Case("IPT410", ON_TRACK, "agreed action", lambda: used("agreed-action")),
    Case("IPT410", BROKEN, "homework", lambda: used("homework")),
    Case(
        "IPT410",
        NOT_APPLICABLE,
        "a form that has it",
        lambda: used("homework", protocol="ipt-a"),
    ),
    Case("IPT410", NOT_CHECKED, "not recorded", lambda: active(sessions=phased("i"))),
    Case("IPT413", ON_TRACK, "none", lambda: used("therapeutic-relationship")),
    Case("IPT413", BROKEN, "of a dream", lambda: used("dream-interpretation")),
    Case("IPT413", NOT_CHECKED, "not recorded", lambda: active(sessions=phased("i"))),
    Case("IPT414", ON_TRACK, "a reason", lambda: joint(reason="dispute")),
    Case("IPT414", BROKEN, "no reason", joint),
    Case(
        "IPT414", NOT_APPLICABLE, "nobody joins", lambda: active(sessions=phased("i"))
    ),
    Case("IPT414", NOT_APPLICABLE, "part of the form", lambda: joint("ipt-a")),
    Case(
        "IPT414",
        NOT_APPLICABLE,
        "in a group the others are its members",
        lambda: active(
            "ipt-g", sessions=[session(1, attendees=[ipt.Attendee(role="classmate")])]
        ),
    ),
    Case(
        "IPT412",
        ON_TRACK,
        "in the initial phase",
        lambda: used(EATING, protocol="ipt-bn", phase=ipt.Phase.INITIAL),
    ),
    Case(
        "IPT412",
        BROKEN,
        "in the middle phase",
        lambda: used(EATING, protocol="ipt-bn", phase=ipt.Phase.MIDDLE),
    ),
    Case(
        "IPT412",
        NOT_APPLICABLE,
        "a form that has it",
        lambda: used(EATING, protocol="ipt-bnm", phase=ipt.Phase.MIDDLE),
    ),
    Case(
        "IPT412",
        NOT_CHECKED,
        "not recorded",
        lambda: active("ipt-bn", sessions=phased("m")),
    ),
    Case("IPT411", ON_TRACK, "none", lambda: used("role-play", protocol="ipt-ptsd")),
    Case("IPT411", BROKEN, "exposure", lambda: used("exposure", protocol="ipt-ptsd")),
    Case(
        "IPT411",
        NOT_CHECKED,
        "not recorded",
        lambda: active("ipt-ptsd", sessions=phased("i")),
    ),
]
