"""Cases of the rules of family 5 about who joins and about what comes afterwards."""

from __future__ import annotations

from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import START, active, attested, changed, phased, session
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
    after_maintenance,
)

PRESENT, ABSENT = ipt.Presence.PRESENT, ipt.Presence.ABSENT
RESPONSE = "phq-9-response-50"


def there(*roles: str) -> list[ipt.Attendee]:
    return [ipt.Attendee(role=role) for role in ("patient", *roles)]


def cared(*sessions: ipt.Session, **fields: Any) -> ipt.TreatmentPlan:
    return active("ipt-ci", sessions=sessions, **fields)


def judged(
    what: str,
    presence: ipt.Presence,
    definition: str | None = RESPONSE,
    **fields: Any,
) -> ipt.TreatmentPlan:
    """A course of three sessions and what was judged of it."""
    one = ipt.Judgement(
        what=what, presence=presence, definition=definition, attested=attested()
    )
    given: dict[str, Any] = {"sessions": phased("imt"), "status": DONE}
    return active(judgements=[one], **(given | fields))


def scored(
    first: float | None, last: float, *, code: str = "phq-9"
) -> ipt.TreatmentPlan:
    """A course with a score in the first and in the last of three sessions."""
    begun, middle, ended = phased("imt")
    scores = [
        ipt.Score(instrument=code, total=total, attested=attested())
        for total in (first, last)
    ]
    sessions = (
        changed_session(begun, scores[0]),
        middle,
        changed_session(ended, scores[1]),
    )
    return active(status=DONE, sessions=sessions)


def changed_session(one: ipt.Session, score: ipt.Score) -> ipt.Session:
    return session(one.number or 0, phase=one.phase, tasks=(), scores=[score])


def young(
    *roles: str, before: Any = (), reasons: Any = None, **fields: Any
) -> ipt.TreatmentPlan:
    """An adolescent's course of three sessions, and who else was in each."""
    why: dict[int, str] = reasons or {}
    held = [
        session(
            one.number or 0,
            phase=one.phase,
            tasks=(),
            attendees=there(*others),
            reason=why.get(one.number or 0),
        )
        for one, role in zip(phased("imt"), roles, strict=True)
        for others in ([role] if role else [],)
    ]
    given: dict[str, Any] = {"foci": (), "status": DONE}
    return active("ipt-a", sessions=[*before, *held], **(given | fields))


def against(who: str) -> ipt.Focus:
    return ipt.Focus(id="f1", area="role-dispute", dispute=ipt.Dispute(others=[who]))


def mood(total: int, **attestation: Any) -> ipt.Score:
    return ipt.Score(
        instrument="mood-1-10", total=total, attested=attested(**attestation)
    )


def rated(*totals: tuple[int, ...] | None, **fields: Any) -> ipt.TreatmentPlan:
    """An adolescent's course whose sessions have these ratings of mood."""
    held = [
        session(number, scores=None if each is None else [mood(n) for n in each])
        for number, each in enumerate(totals, 1)
    ]
    return active("ipt-a", sessions=held, status=DONE, **fields)


def paired(*roles: str, **fields: Any) -> ipt.TreatmentPlan:
    """A couple's course, and who else was in each session."""
    held = [
        session(number, tasks=(), attendees=there(*([role] if role else [])))
        for number, role in enumerate(roles, 1)
    ]
    return active("pa-ipt", sessions=held, **fields)


def alone_once(**fields: Any) -> ipt.TreatmentPlan:
    """A couple's course, once without the partner."""
    first, _ = list(paired("wife", "").sessions or [])
    return active("pa-ipt", sessions=[first, session(2, tasks=(), **fields)])


def seen_apart(after: int, **fields: Any) -> ipt.TreatmentPlan:
    """An adolescent's course, and a contact after one of its sessions."""
    plan = young("", "", "father")
    held = list(plan.sessions or ())
    held.insert(after, session(1, kind=ipt.SessionKind.CONTACT, **fields))
    return changed(plan, sessions=held)


def twice(*judgements: ipt.Judgement, last: float = 8, **fields: Any) -> Any:
    """A course whose total of 16 came to another one, and what was judged of it."""
    return changed(scored(16, last), judgements=judgements, **fields)


def said(presence: ipt.Presence, what: str = "response", **by: Any) -> ipt.Judgement:
    return ipt.Judgement(
        what=what, presence=presence, definition=RESPONSE, attested=attested(**by)
    )


def stopped(reason: str, **fields: Any) -> ipt.TreatmentPlan:
    """A course that was broken off, in which no response was found."""
    given: dict[str, Any] = {
        "status": ipt.PlanStatus.DISCONTINUED,
        "end": ipt.End(reason=reason),
        "sessions": phased("im", scores=()),
    }
    return judged("response", ABSENT, **(given | fields))


def maintained(*agreed: ipt.Attestation, **fields: Any) -> ipt.TreatmentPlan:
    """A course of IPSRT that did not help by its end, and when more was decided."""
    decided = ipt.Maintenance(decision="maintenance", agreements=agreed)
    plan = after_maintenance((), scores=[ipt_score(15)], on=START)
    before = ipt.Assessment(scores=[ipt_score(16, session=0)])
    given: dict[str, Any] = {"status": DONE, "maintenance": decided}
    return changed(plan, assessment=before, **(given | fields))


def ipt_score(total: float, **by: Any) -> ipt.Score:
    return ipt.Score(instrument="phq-9", total=total, attested=attested(**by))


REFERRED = ipt.Maintenance(decision="refer")
VIOLENCE = ipt.Assessment(
    enquiries=[
        ipt.RiskEnquiry(
            topic="violence", thoughts=PRESENT, private=True, attested=attested()
        )
    ]
)


def asked_alone(number: int) -> ipt.Assessment:
    """That violence was asked about in private in some session, and not found."""
    asked = ipt.RiskEnquiry(
        topic="violence",
        thoughts=ABSENT,
        private=True,
        attested=attested(session=number),
    )
    return ipt.Assessment(enquiries=[asked])


def untold(scores: Any, **fields: Any) -> ipt.TreatmentPlan:
    """A course that has ended, without any judgement or baseline score."""
    return active(
        status=DONE,
        assessment=ipt.Assessment(scores=()),
        judgements=(),
        sessions=phased("imt", scores=scores),
        **fields,
    )


def to_give(*instruments: str) -> ipt.TreatmentPlan:
    """A draft for an adolescent."""
    planned = ipt.Session(number=1, measures=instruments, scores=())
    return ipt.TreatmentPlan(protocol="ipt-a", sessions=[planned])


PARTLY = ipt.Records(attendance=SOME)

CASES = [
    Case(
        "IPT514", KEPT, "once", lambda: cared(session(1, attendees=there("caregiver")))
    ),
    Case(
        "IPT514",
        KEPT,
        "a daughter is the caregiver",
        lambda: cared(session(1, attendees=there("daughter"))),
    ),
    Case(
        "IPT514",
        KEPT,
        "a meeting apart",
        lambda: cared(
            session(1, attendees=there()),
            session(1, kind=ipt.SessionKind.CONTACT, tasks=["caregiver-meeting"]),
        ),
    ),
    Case("IPT514", OWED, "not yet", lambda: cared(session(1, attendees=there()))),
    Case(
        "IPT514",
        BROKEN,
        "never",
        lambda: cared(session(1, attendees=there("therapist")), status=DONE),
    ),
    Case(
        "IPT514",
        NOT_APPLICABLE,
        "violence was found",
        lambda: cared(session(1, attendees=there()), assessment=VIOLENCE),
    ),
    Case("IPT514", NOT_CHECKED, "not recorded", lambda: cared(session(1))),
    Case("IPT516", KEPT, "better", lambda: judged("improvement", PRESENT)),
    Case("IPT516", BROKEN, "not better", lambda: judged("improvement", ABSENT)),
    Case(
        "IPT516",
        OWED,
        "not better, and it goes on",
        lambda: judged("response", ABSENT, status=ipt.PlanStatus.ACTIVE),
    ),
    Case(
        "IPT516",
        NOT_APPLICABLE,
        "not better, and it was broken off",
        lambda: judged("response", ABSENT, status=ipt.PlanStatus.DISCONTINUED),
    ),
    Case(
        "IPT516",
        KEPT,
        "not better, with a plan",
        lambda: judged(
            "improvement", ABSENT, sessions=[session(1, tasks=["nonresponse-plan"])]
        ),
    ),
    Case(
        "IPT516",
        KEPT,
        "not better, and referred",
        lambda: judged(
            "improvement", ABSENT, maintenance=ipt.Maintenance(decision="refer")
        ),
    ),
    Case(
        "IPT516",
        NOT_CHECKED,
        "not better, and what was done is not recorded",
        lambda: judged("improvement", ABSENT, sessions=[session(1)]),
    ),
    Case(
        "IPT516",
        NOT_CHECKED,
        "by no definition",
        lambda: judged("improvement", ABSENT, None),
    ),
    Case("IPT516", NOT_APPLICABLE, "going on", lambda: active(sessions=phased("imt"))),
    Case("IPT516", KEPT, "half of what it was", lambda: scored(16, 8)),
    Case("IPT516", BROKEN, "hardly less", lambda: scored(16, 14)),
    Case(
        "IPT516",
        NOT_CHECKED,
        "hardly less, and judgements are never captured",
        lambda: attrs.evolve(
            scored(16, 14), records=ipt.Records(judgements=ipt.Coverage.NONE)
        ),
    ),
    Case(
        "IPT516",
        KEPT,
        "no response half-way, and half of what it was at the end",
        lambda: twice(said(ABSENT, session=2)),
    ),
    Case(
        "IPT516",
        BROKEN,
        "no response at the end, though half of what it was",
        lambda: twice(said(ABSENT, session=3)),
    ),
    Case(
        "IPT516",
        KEPT,
        "the latest stands first",
        lambda: twice(said(PRESENT, session=3), said(ABSENT, session=2), last=14),
    ),
    Case(
        "IPT516",
        KEPT,
        "of two at the end the kinder one",
        lambda: twice(
            said(PRESENT, session=3), said(ABSENT, "remission", session=3), last=14
        ),
    ),
    Case(
        "IPT516",
        KEPT,
        "not assessed at the end",
        lambda: twice(said(ipt.Presence.NOT_ASSESSED, session=3)),
    ),
    Case(
        "IPT516",
        NOT_CHECKED,
        "no response half-way, and nothing can be compared at the end",
        lambda: changed(scored(None, 8), judgements=[said(ABSENT, session=2)]),
    ),
    Case(
        "IPT516",
        NOT_APPLICABLE,
        "the same, and it goes on",
        lambda: changed(
            scored(None, 8),
            judgements=[said(ABSENT, session=2)],
            status=ipt.PlanStatus.ACTIVE,
        ),
    ),
    Case(
        "IPT516",
        NOT_CHECKED,
        "low from the start to the end",
        lambda: changed(scored(6, 6), judgements=()),
    ),
    Case("IPT516", BROKEN, "low at the start only", lambda: scored(6, 12)),
    Case("IPT516", KEPT, "lower still", lambda: scored(7, 3)),
    Case("IPT516", BROKEN, "it ended as no help", lambda: stopped("no-benefit")),
    Case("IPT516", NOT_APPLICABLE, "he stayed away", lambda: stopped("lost-contact")),
    Case(
        "IPT516",
        NOT_APPLICABLE,
        "it ended as no help, and went over to others",
        lambda: stopped("no-benefit", status=ipt.PlanStatus.TRANSFERRED),
    ),
    Case(
        "IPT516",
        KEPT,
        "it ended as no help, with a referral",
        lambda: stopped("no-benefit", maintenance=REFERRED),
    ),
    Case(
        "IPT516",
        BROKEN,
        "maintenance is part of it, and was decided on long before",
        lambda: maintained(attested(session=2)),
    ),
    Case(
        "IPT516",
        KEPT,
        "maintenance is part of it, and more was decided on at its end",
        lambda: maintained(attested(on=START)),
    ),
    Case(
        "IPT516",
        OWED,
        "its end goes on",
        lambda: maintained(attested(session=2), status=ipt.PlanStatus.MAINTENANCE),
    ),
    Case(
        "IPT516",
        NOT_APPLICABLE,
        "maintenance goes on",
        lambda: after_maintenance(status=ipt.PlanStatus.MAINTENANCE),
    ),
    Case(
        "IPT516",
        OWED,
        "no response, and maintenance goes on",
        lambda: changed(
            after_maintenance(),
            judgements=[said(ABSENT)],
            maintenance=ipt.Maintenance(
                decision="maintenance", agreements=[attested(session=2)]
            ),
        ),
    ),
    Case("IPT516", NOT_CHECKED, "no definition", lambda: scored(16, 14, code="gad-7")),
    Case("IPT516", NOT_CHECKED, "no baseline", lambda: scored(None, 14)),
    Case("IPT516", NOT_CHECKED, "out of range", lambda: scored(16, 99)),
    Case("IPT517", NOT_APPLICABLE, "unlikely", lambda: judged("relapse-risk", ABSENT)),
    Case(
        "IPT517",
        BROKEN,
        "likely, where no decision is asked for in any course",
        lambda: changed(judged("relapse-risk", PRESENT), protocol="article"),
    ),
    Case(
        "IPT517",
        NOT_APPLICABLE,
        "likely, where IPT504 asks for a decision",
        lambda: judged("relapse-risk", PRESENT),
    ),
    Case(
        "IPT517",
        KEPT,
        "likely, and decided",
        lambda: judged(
            "relapse-risk", PRESENT, maintenance=ipt.Maintenance(decision="none")
        ),
    ),
    Case(
        "IPT517",
        KEPT,
        "likely, and talked over",
        lambda: judged(
            "relapse-risk",
            PRESENT,
            sessions=[session(1, tasks=["maintenance-decision"])],
        ),
    ),
    Case(
        "IPT517",
        NOT_CHECKED,
        "likely, and not recorded",
        lambda: judged("relapse-risk", PRESENT, sessions=[session(1)]),
    ),
    Case("IPT509", KEPT, "at start and end", lambda: young("mother", "", "father")),
    Case(
        "IPT509",
        KEPT,
        "in a meeting before the first session",
        lambda: young(
            "",
            "",
            "carer",
            before=[
                session(1, kind=ipt.SessionKind.ENGAGEMENT, attendees=there("guardian"))
            ],
        ),
    ),
    Case(
        "IPT509",
        KEPT,
        "the mother was seen by herself",
        lambda: seen_apart(1, tasks=["parents-informed"]),
    ),
    Case(
        "IPT509",
        BROKEN,
        "she was seen later",
        lambda: seen_apart(2, tasks=["parents-informed"]),
    ),
    Case(
        "IPT509",
        BROKEN,
        "she was rung up",
        lambda: seen_apart(1, tasks=(), attendees=there("mother")),
    ),
    Case("IPT509", BROKEN, "not at the end", lambda: young("mother", "", "sister")),
    Case(
        "IPT509",
        BROKEN,
        "the focus is a dispute with a parent, who was not there for it",
        lambda: young("mother", "", "mother", foci=[against("mother")]),
    ),
    Case(
        "IPT509",
        KEPT,
        "and who was",
        lambda: young("mother", "mother", "mother", foci=[against("mother")]),
    ),
    Case(
        "IPT509",
        KEPT,
        "a dispute with a friend",
        lambda: young("mother", "", "mother", foci=[against("friend")]),
    ),
    Case(
        "IPT509",
        NOT_CHECKED,
        "with whom the dispute is is not recorded",
        lambda: young(
            "mother", "", "mother", foci=[ipt.Focus(id="f1", area="role-dispute")]
        ),
    ),
    Case(
        "IPT509",
        NOT_CHECKED,
        "who was there is not recorded",
        lambda: young("mother", "", "mother", foci=[against("mother")], records=PARTLY),
    ),
    Case(
        "IPT509",
        NOT_CHECKED,
        "neither attendees nor tasks are recorded",
        lambda: active(
            "ipt-a",
            foci=(),
            sessions=[session(1)],
        ),
    ),
    Case(
        "IPT509",
        OWED,
        "not yet at the end",
        lambda: active(
            "ipt-a",
            foci=(),
            sessions=[
                session(
                    1, phase=ipt.Phase.INITIAL, tasks=["parents-informed"], attendees=()
                )
            ],
        ),
    ),
    Case(
        "IPT509",
        NOT_APPLICABLE,
        "violence was found",
        lambda: young(
            "",
            "",
            "",
            assessment=VIOLENCE,
        ),
    ),
    Case("IPT510", KEPT, "each session", lambda: rated((7,), (6,))),
    Case(
        "IPT510",
        KEPT,
        "one is kept apart and says where it was given",
        lambda: rated(
            (7,),
            (),
            assessment=ipt.Assessment(scores=[mood(6, session=2)]),
        ),
    ),
    Case("IPT510", KEPT, "to be given", lambda: to_give("mood-1-10")),
    Case("IPT510", BROKEN, "not to be given", to_give),
    Case("IPT510", BROKEN, "one left out", lambda: rated((7,), ())),
    Case("IPT510", NOT_CHECKED, "not recorded", lambda: rated((7,), None)),
    Case(
        "IPT510",
        NOT_CHECKED,
        "in part",
        lambda: rated((7,), (), records=ipt.Records(scores=SOME)),
    ),
    Case("IPT510", NOT_CHECKED, "no sessions recorded", lambda: active("ipt-a")),
    Case("IPT510", NOT_APPLICABLE, "none held", lambda: active("ipt-a", sessions=())),
    Case(
        "IPT509",
        NOT_CHECKED,
        "tasks are not recorded",
        lambda: active(
            "ipt-a",
            status=DONE,
            foci=(),
            sessions=tuple(
                attrs.evolve(one, tasks=None) for one in phased("imt", attendees=())
            ),
        ),
    ),
    Case("IPT515", ON_TRACK, "there each time", lambda: paired("husband", "spouse")),
    Case("IPT515", OWED, "not each time", lambda: paired("husband", "")),
    Case("IPT515", BROKEN, "not each time", lambda: paired("wife", "", status=DONE)),
    Case(
        "IPT515",
        ON_TRACK,
        "the partner was ill",
        lambda: alone_once(attendees=there(), reason="illness"),
    ),
    Case(
        "IPT515",
        OWED,
        "alone, and who was there is not recorded",
        lambda: alone_once(setting=ipt.Setting.INDIVIDUAL),
    ),
    Case("IPT515", NOT_CHECKED, "in part", lambda: paired("wife", "", records=PARTLY)),
    Case("IPT515", NOT_CHECKED, "no sessions recorded", lambda: active("pa-ipt")),
    Case("IPT515", NOT_APPLICABLE, "none held", lambda: active("pa-ipt", sessions=())),
    Case(
        "IPT515",
        NOT_APPLICABLE,
        "violence was found",
        lambda: paired("", assessment=VIOLENCE),
    ),
    Case(
        "IPT515",
        ON_TRACK,
        "alone once, to ask about violence",
        lambda: paired("wife", "", assessment=asked_alone(2)),
    ),
    Case(
        "IPT515",
        OWED,
        "alone once, and asked about violence in another session",
        lambda: paired("wife", "", assessment=asked_alone(1)),
    ),
    Case(
        "IPT516",
        NOT_APPLICABLE,
        "all is recorded, and nothing tells",
        lambda: untold(scores=()),
    ),
    Case(
        "IPT516",
        NOT_CHECKED,
        "scores at the end are not recorded",
        lambda: untold(scores=None),
    ),
    Case(
        "IPT516",
        NOT_CHECKED,
        "a source that records some scores",
        lambda: untold(scores=(), records=ipt.Records(scores=SOME)),
    ),
    Case(
        "IPT516",
        NOT_APPLICABLE,
        "nothing is recorded, and it was broken off",
        lambda: active(status=ipt.PlanStatus.DISCONTINUED, sessions=phased("im")),
    ),
    Case(
        "IPT517",
        NOT_CHECKED,
        "judgements are not recorded",
        lambda: active(status=DONE, sessions=phased("imt")),
    ),
    Case(
        "IPT517",
        NOT_CHECKED,
        "a source that records some judgements",
        lambda: judged("remission", PRESENT, records=ipt.Records(judgements=SOME)),
    ),
    Case("IPT517", NOT_APPLICABLE, "going on", lambda: active(sessions=phased("imt"))),
    Case(
        "IPT517",
        NOT_APPLICABLE,
        "judgements are not recorded, and it was broken off",
        lambda: active(status=ipt.PlanStatus.DISCONTINUED, sessions=phased("im")),
    ),
    Case(
        "IPT509",
        KEPT,
        "nobody could come at the end",
        lambda: young("mother", "", "", reasons={3: "no-parent-joins"}),
    ),
    Case(
        "IPT509",
        BROKEN,
        "nobody could come in another phase",
        lambda: young("mother", "", "", reasons={2: "no-parent-joins"}),
    ),
    Case(
        "IPT509",
        BROKEN,
        "a session that was late",
        lambda: young("mother", "", "", reasons={3: "transport"}),
    ),
    Case(
        "IPT509",
        KEPT,
        "the parents did not come to theirs, and the course began without",
        lambda: young(
            "",
            "",
            "father",
            before=[
                ipt.Session(
                    status=ipt.SessionStatus.CANCELLED,
                    phase=ipt.Phase.INITIAL,
                    reason="no-parent-joins",
                )
            ],
        ),
    ),
]
