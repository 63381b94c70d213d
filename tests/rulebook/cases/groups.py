"""Cases of the rules of family 6, and of the group sessions of inpatients."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ipt_core as ipt
from tests.plans import START, active, attested, changed, session
from tests.rulebook.building import (
    BROKEN,
    DONE,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
)

PRE, MID = ipt.SessionKind.PRE_GROUP, ipt.SessionKind.MID_GROUP
ERROR = ipt.PlanStatus.ENTERED_IN_ERROR
POST, GROUP = ipt.SessionKind.POST_GROUP, ipt.SessionKind.GROUP


def grouped(protocol: str = "ipt-g", **fields: Any) -> ipt.TreatmentPlan:
    """A member's plan with these facts about the group."""
    return active(
        protocol, setting=ipt.Setting.GROUP, group=ipt.Group(**fields), sessions=()
    )


def met(kind: ipt.SessionKind, **fields: Any) -> ipt.Session:
    return ipt.Session(kind=kind, status=ipt.SessionStatus.DELIVERED, **fields)


def course(*sessions: ipt.Session, **fields: Any) -> ipt.TreatmentPlan:
    return active("ipt-g", sessions=sessions, **fields)


def ward(count: int, **fields: Any) -> ipt.TreatmentPlan:
    return active("ipt-inpatient", sessions=[met(GROUP)] * count, **fields)


def ended(days: int | None, **fields: Any) -> ipt.TreatmentPlan:
    """A group that has ended, and a meeting so many days later."""
    day = None if days is None else START + dt.timedelta(days=days)
    return course(session(1, on=START), met(POST, on=day), status=DONE, **fields)


def of(*disorders: str, **fields: Any) -> ipt.TreatmentPlan:
    """A member with these diagnoses, attested as the fields say."""
    said = attested(**fields)
    made = [ipt.Diagnosis(disorder=code, attested=said) for code in disorders]
    return active(
        "uganda-ipt-g",
        setting=ipt.Setting.GROUP,
        assessment=ipt.Assessment(diagnoses=made),
    )


def she(gender: str | None) -> ipt.TreatmentPlan:
    """A member of this gender."""
    return active("uganda-ipt-g", setting=ipt.Setting.GROUP, gender=gender)


CASES = [
    Case("IPT601", KEPT, "seven", lambda: grouped(size=7)),
    Case("IPT601", BROKEN, "ten", lambda: grouped(size=10)),
    Case(
        "IPT601",
        KEPT,
        "three, by one of two sources",
        lambda: grouped("ipt-ast", size=3),
    ),
    Case("IPT601", NOT_CHECKED, "not recorded", grouped),
    Case(
        "IPT601",
        NOT_CHECKED,
        "nothing of the group is recorded",
        lambda: active("ipt-g", setting=ipt.Setting.GROUP),
    ),
    Case("IPT601", NOT_APPLICABLE, "no group", lambda: active("ipt-g")),
    Case("IPT602", KEPT, "met", lambda: course(met(PRE), session(1))),
    Case("IPT602", OWED, "not yet", course),
    Case("IPT602", BROKEN, "met afterwards", lambda: course(session(1), met(PRE))),
    Case("IPT602", NOT_CHECKED, "not recorded", lambda: active("ipt-g")),
    Case(
        "IPT603",
        KEPT,
        "met between 10 and 11",
        lambda: course(session(10), met(MID), session(11)),
    ),
    Case("IPT603", OWED, "session 10", lambda: course(session(10))),
    Case("IPT603", OWED, "too early", lambda: course(met(MID), session(1))),
    Case("IPT603", OWED, "before 10", lambda: course(session(1), met(MID))),
    Case(
        "IPT603",
        BROKEN,
        "in the beginning only",
        lambda: course(session(1), met(MID), session(10), session(11)),
    ),
    Case(
        "IPT603",
        KEPT,
        "10 is recorded again",
        lambda: course(session(10), met(MID), session(10), session(11), session(3)),
    ),
    Case(
        "IPT603",
        KEPT,
        "10 was left out",
        lambda: course(session(9), met(MID), session(11)),
    ),
    Case("IPT603", BROKEN, "met before any", lambda: course(met(MID), session(11))),
    Case(
        "IPT603",
        BROKEN,
        "met after 11",
        lambda: course(session(10), session(11), met(MID)),
    ),
    Case(
        "IPT603",
        NOT_CHECKED,
        "a source that records some",
        lambda: course(session(11), records=ipt.Records(sessions=SOME)),
    ),
    Case("IPT604", KEPT, "met within a week", lambda: ended(7)),
    Case("IPT604", KEPT, "met, without a date", lambda: ended(None)),
    Case("IPT604", BROKEN, "met late", lambda: ended(8)),
    Case("IPT604", OWED, "not yet", lambda: course(session(1))),
    Case("IPT604", NOT_CHECKED, "not recorded", lambda: active("ipt-g", status=DONE)),
    Case("IPT605", KEPT, "two", lambda: grouped(leaders=2)),
    Case("IPT605", BROKEN, "three", lambda: grouped(leaders=3)),
    Case("IPT605", NOT_CHECKED, "not recorded", grouped),
    Case("IPT605", NOT_APPLICABLE, "no group", lambda: active("ipt-g")),
    Case(
        "IPT605",
        NOT_CHECKED,
        "nothing of the group is recorded",
        lambda: active("ipt-g", setting=ipt.Setting.GROUP),
    ),
    Case("IPT606", KEPT, "from the start", lambda: grouped(closed=True, joined_in=1)),
    Case("IPT606", BROKEN, "late", lambda: grouped(closed=True, joined_in=4)),
    Case("IPT606", NOT_CHECKED, "not recorded", lambda: grouped(closed=True)),
    Case("IPT606", NOT_APPLICABLE, "open", lambda: grouped(closed=False, joined_in=4)),
    Case("IPT606", NOT_APPLICABLE, "no group", active),
    Case("IPT110", ON_TRACK, "eight", lambda: ward(8)),
    Case("IPT110", KEPT, "eight, and it is over", lambda: ward(8, status=DONE)),
    Case("IPT110", OWED, "not yet", lambda: ward(2)),
    Case("IPT110", BROKEN, "too few", lambda: ward(2, status=DONE)),
    Case("IPT110", BROKEN, "too many", lambda: ward(13)),
    Case(
        "IPT110",
        NOT_CHECKED,
        "not recorded",
        lambda: changed(ward(2), records=ipt.Records(sessions=SOME)),
    ),
    Case("IPT607", KEPT, "the same", lambda: of("ptsd"), lambda: [of("ptsd")]),
    Case(
        "IPT607",
        KEPT,
        "one of the other's group of disorders",
        lambda: of("panic-disorder", "ptsd"),
        lambda: [of("anxiety-disorders"), of("panic-disorder")],
    ),
    Case(
        "IPT607",
        BROKEN,
        "another, and it is over",
        lambda: changed(of("ptsd"), status=DONE),
        lambda: [of("ptsd"), of("bulimia-nervosa")],
    ),
    Case("IPT607", OWED, "another", lambda: of("ptsd"), lambda: [of("depression")]),
    Case("IPT607", NOT_CHECKED, "not recorded", of, lambda: [of("depression")]),
    Case("IPT607", NOT_CHECKED, "of another", lambda: of("ptsd"), lambda: [of()]),
    Case(
        "IPT607",
        NOT_CHECKED,
        "of another not confirmed",
        lambda: of("ptsd"),
        lambda: [of("depression", origin=ipt.Origin.MODEL)],
    ),
    Case(
        "IPT607",
        NOT_APPLICABLE,
        "the other was entered in error",
        lambda: of("ptsd"),
        lambda: [changed(of("depression"), status=ERROR)],
    ),
    Case("IPT607", NOT_APPLICABLE, "nobody else is known", lambda: of("ptsd")),
    Case(
        "IPT607",
        NOT_APPLICABLE,
        "no group",
        lambda: changed(of("ptsd"), setting=None),
        lambda: [of("ptsd")],
    ),
    Case("IPT608", KEPT, "the same", lambda: she("female"), lambda: [she("female")]),
    Case("IPT608", BROKEN, "another", lambda: she("male"), lambda: [she("female")]),
    Case(
        "IPT608", NOT_CHECKED, "not recorded", lambda: she(None), lambda: [she("male")]
    ),
    Case(
        "IPT608",
        KEPT,
        "another, entered in error",
        lambda: she("female"),
        lambda: [she("female"), changed(she("male"), status=ERROR)],
    ),
    Case("IPT608", NOT_APPLICABLE, "nobody else is known", lambda: she("female")),
]
