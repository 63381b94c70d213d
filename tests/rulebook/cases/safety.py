"""Cases of the rules of family 8."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import START, active, attested, changed, phased, session
from tests.rulebook.building import (
    BROKEN,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
    asked,
    assessed,
    item,
    on,
    score,
    scored,
)

PRESENT, ABSENT = ipt.Presence.PRESENT, ipt.Presence.ABSENT
REVIEW = "urgent-review"


def exclusion(
    condition: str,
    presence: ipt.Presence = PRESENT,
    origin: ipt.Origin = ipt.Origin.CLINICIAN,
    responses: Any = None,
) -> ipt.Exclusion:
    return ipt.Exclusion(
        condition=condition,
        presence=presence,
        responses=responses,
        attested=ipt.Attestation(origin=origin),
    )


def excluded(condition: str, **fields: Any) -> ipt.TreatmentPlan:
    return assessed(exclusions=[exclusion(condition, **fields)])


def risk(
    topic: str = "suicide", session: int | None = None, **fields: Any
) -> ipt.RiskEnquiry:
    return ipt.RiskEnquiry(topic=topic, attested=attested(session=session), **fields)


def diagnosis(disorder: str) -> ipt.Diagnosis:
    """A diagnosis that a clinician made."""
    return ipt.Diagnosis(disorder=disorder, attested=attested())


def found_before(*enquiries: ipt.RiskEnquiry) -> ipt.TreatmentPlan:
    """Two sessions, and what was asked before them."""
    sessions = (session(1, tasks=()), session(2, tasks=()))
    return assessed(*sessions, enquiries=enquiries)


def joint(number: int) -> ipt.Session:
    here = [ipt.Attendee(role="patient"), ipt.Attendee(role="partner")]
    return session(number, attendees=here, enquiries=())


def screen(*, private: bool = True, session: int | None = None) -> ipt.RiskEnquiry:
    return risk("violence", session, private=private, thoughts=ABSENT)


def disputed(other: str, *sessions: ipt.Session) -> ipt.TreatmentPlan:
    focus = ipt.Focus(id="f1", area="role-dispute", dispute=ipt.Dispute(others=[other]))
    return changed(assessed(*sessions, enquiries=()), foci=(focus,))


def violent(session: int | None = 1, **fields: Any) -> ipt.RiskEnquiry:
    given: dict[str, Any] = {"thoughts": PRESENT, "responses": (), "private": True}
    return risk("violence", session, **(given | fields))


def brought_in(*found: ipt.RiskEnquiry, **fields: Any) -> ipt.TreatmentPlan:
    """Three sessions, the partner in the last, and what was found before that."""
    alone = session(1, tasks=(), enquiries=()), session(2, tasks=(), enquiries=())
    third = attrs.evolve(joint(3), tasks=())
    return changed(assessed(*alone, third, enquiries=found), **fields)


def in_group(other: str, **fields: Any) -> ipt.TreatmentPlan:
    """Violence was found, nothing was done, and somebody joins."""
    there = [ipt.Attendee(role="patient"), ipt.Attendee(role=other)]
    plan = brought_in(violent())
    held = [
        *(plan.sessions or ())[:2],
        session(3, attendees=there, tasks=(), enquiries=()),
    ]
    return changed(plan, sessions=held, **fields)


def condition(day: dt.date, responses: Any = ()) -> ipt.Assessment:
    """That violence was found on some day, and nothing asked."""
    found = ipt.Exclusion(
        condition="partner-violence",
        presence=PRESENT,
        responses=responses,
        attested=attested(on=day),
    )
    return ipt.Assessment(enquiries=(), exclusions=[found])


def on_days(*sessions: ipt.Session) -> tuple[ipt.Session, ...]:
    return tuple(
        attrs.evolve(one, on=START + dt.timedelta(weeks=week), tasks=())
        for week, one in enumerate(sessions)
    )


CASES = [
    Case("IPT801", KEPT, "in the assessment", lambda: assessed(enquiries=[asked()])),
    Case(
        "IPT801",
        KEPT,
        "about self-harm in the first session",
        lambda: active(sessions=[session(1, enquiries=[asked("self-harm")])]),
    ),
    Case(
        "IPT801",
        BROKEN,
        "about something else",
        lambda: assessed(
            session(1, enquiries=()), session(2), enquiries=[asked("violence")]
        ),
    ),
    Case("IPT801", OWED, "not yet", lambda: assessed(enquiries=())),
    Case(
        "IPT801",
        BROKEN,
        "an enquiry that records only that nothing was assessed is none",
        lambda: assessed(
            session(1, enquiries=()),
            session(2),
            enquiries=[
                ipt.RiskEnquiry(
                    topic="suicide",
                    thoughts=ipt.Presence.NOT_ASSESSED,
                    attested=attested(),
                )
            ],
        ),
    ),
    Case(
        "IPT801",
        BROKEN,
        "kept in the assessment, but made in session 4",
        lambda: assessed(
            session(1, enquiries=()), session(2), enquiries=[asked(session=4)]
        ),
    ),
    Case(
        "IPT801",
        BROKEN,
        "kept in the assessment, but made on the day of the second session",
        lambda: assessed(
            session(1, enquiries=()), session(2, on=START), enquiries=[asked(on=START)]
        ),
    ),
    Case("IPT801", NOT_CHECKED, "not recorded", assessed),
    Case(
        "IPT801",
        NOT_CHECKED,
        "a source that records some",
        lambda: changed(assessed(enquiries=()), records=ipt.Records(enquiries=SOME)),
    ),
    Case(
        "IPT802",
        ON_TRACK,
        "asked in the session",
        lambda: scored(score("phq-9", **item(9, 1)), [risk(thoughts=ABSENT)]),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "asked, but what was found is not recorded",
        lambda: scored(score("phq-9", **item(9, 1)), [asked()]),
    ),
    Case(
        "IPT802",
        BROKEN,
        "asked about something else",
        lambda: scored(score("phq-9", **item(9, 1)), [asked("violence")]),
    ),
    Case(
        "IPT802",
        BROKEN,
        "not asked",
        lambda: scored(score("epds", **item(10, 1)), ()),
    ),
    Case("IPT802", ON_TRACK, "zero", lambda: scored(score("phq-9", **item(9, 0)))),
    Case("IPT802", NOT_CHECKED, "only a total", lambda: scored(score("phq-9", 9))),
    Case(
        "IPT802",
        NOT_CHECKED,
        "another item",
        lambda: scored(score("phq-9", **item(1, 1))),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "whether it was asked is not recorded",
        lambda: scored(score("phq-9", **item(9, 1))),
    ),
    Case(
        "IPT802",
        BROKEN,
        "filled in for a session that was missed, and nobody asked",
        lambda: active(
            sessions=[
                ipt.Session(
                    status=ipt.SessionStatus.MISSED,
                    scores=[score("phq-9", **item(9, 3))],
                    enquiries=[],
                )
            ]
        ),
    ),
    Case(
        "IPT802",
        ON_TRACK,
        "asked by telephone the same day, kept in the assessment",
        lambda: assessed(
            session(1, scores=[on(START, **item(9, 1))], enquiries=()),
            enquiries=[attrs.evolve(asked(on=START), thoughts=ABSENT)],
        ),
    ),
    Case(
        "IPT802",
        BROKEN,
        "asked in the same entry, but four days later",
        lambda: active(
            sessions=[
                session(
                    1,
                    scores=[on(START, **item(9, 1))],
                    enquiries=[asked(on=START + dt.timedelta(days=4))],
                )
            ]
        ),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "the lowest positive answer is not known",
        lambda: scored(score("cdrs-r", **item(13, 1))),
    ),
    Case("IPT802", NOT_APPLICABLE, "no such item", lambda: scored(score("gad-7", 9))),
    Case(
        "IPT802",
        ON_TRACK,
        "asked on the day of the assessment",
        lambda: assessed(
            scores=[score("phq-9", **item(9, 1))], enquiries=[risk(thoughts=ABSENT)]
        ),
    ),
    Case(
        "IPT802",
        BROKEN,
        "asked on another day",
        lambda: assessed(
            scores=[
                ipt.Score(instrument="phq-9", attested=attested(on=START), **item(9, 1))
            ],
            enquiries=[asked(on=START + dt.timedelta(days=1))],
        ),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "an assessment without a record of enquiries",
        lambda: assessed(scores=[score("phq-9", **item(9, 1))]),
    ),
    # ---- IPT803 ----
    Case("IPT803", NOT_APPLICABLE, "nothing is recorded", assessed),
    Case(
        "IPT803",
        ON_TRACK,
        "psychosis, reviewed",
        lambda: excluded("psychosis", responses=["urgent-review"]),
    ),
    Case("IPT803", BROKEN, "psychosis", lambda: excluded("psychosis", responses=[])),
    Case(
        "IPT803",
        NOT_CHECKED,
        "psychosis that stands among the diagnoses only",
        lambda: assessed(diagnoses=[diagnosis("psychosis")]),
    ),
    Case(
        "IPT803",
        BROKEN,
        "psychosis as a diagnosis and as a condition",
        lambda: changed(
            excluded("psychosis", responses=[]),
            assessment=ipt.Assessment(
                diagnoses=[diagnosis("psychosis")],
                exclusions=[exclusion("psychosis", responses=[])],
            ),
        ),
    ),
    Case(
        "IPT803",
        NOT_APPLICABLE,
        "another diagnosis",
        lambda: assessed(diagnoses=[diagnosis("major-depressive-disorder")]),
    ),
    Case(
        "IPT803",
        ON_TRACK,
        "a plan, and an admission",
        lambda: assessed(
            enquiries=[risk(plan_or_intent=PRESENT, responses=["admission"])]
        ),
    ),
    Case(
        "IPT803",
        BROKEN,
        "psychosis of which a model knows, and nobody confirmed it",
        lambda: excluded("psychosis", responses=[], origin=ipt.Origin.MODEL),
    ),
    Case("IPT803", NOT_CHECKED, "what was done?", lambda: excluded("psychosis")),
    Case(
        "IPT803",
        NOT_APPLICABLE,
        "absent, and another condition",
        lambda: changed(
            excluded("psychosis", presence=ABSENT),
            assessment=ipt.Assessment(
                exclusions=[
                    exclusion("psychosis", presence=ABSENT),
                    exclusion("bipolar-disorder"),
                ]
            ),
        ),
    ),
    Case(
        "IPT803",
        BROKEN,
        "an intent, answered with a safety plan only",
        lambda: assessed(
            enquiries=[risk(plan_or_intent=PRESENT, responses=["safety-plan"])]
        ),
    ),
    Case(
        "IPT803",
        ON_TRACK,
        "an intent to harm others, reviewed",
        lambda: assessed(
            enquiries=[
                risk("harm-to-others", plan_or_intent=PRESENT, responses=[REVIEW]),
                risk("violence", plan_or_intent=PRESENT, responses=[]),
                risk(thoughts=PRESENT, responses=[]),
            ]
        ),
    ),
    # ---- IPT804 ----
    Case("IPT804", NOT_APPLICABLE, "one session", lambda: scored(score("phq-9", 9))),
    Case(
        "IPT804",
        ON_TRACK,
        "asked with the scale",
        lambda: active(
            sessions=[session(1), session(2, measures=["phq-9"], enquiries=[asked()])]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "not asked with the scale",
        lambda: active(
            sessions=[
                session(1),
                session(2, scores=[score("phq-9", 3)], enquiries=()),
                session(3, measures=["gad-7", "phq-9"], enquiries=[asked("violence")]),
            ]
        ),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "no measure of symptoms",
        lambda: active(sessions=[session(1), session(2, measures=["srm-5", "x"])]),
    ),
    Case(
        "IPT804",
        BROKEN,
        "not asked after the item on suicide was positive",
        lambda: active(
            sessions=[
                session(1, scores=[score("phq-9", **item(9, 1))]),
                session(2, enquiries=()),
            ]
        ),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "nothing positive, and an instrument that is not known",
        lambda: active(
            sessions=[
                session(1, scores=[score("phq-9", **item(9, 0)), score("x", 1)]),
                session(2, enquiries=()),
            ]
        ),
    ),
    Case(
        "IPT804",
        BROKEN,
        "not asked after thoughts were found",
        lambda: assessed(
            session(1, enquiries=[asked()]),
            session(2, enquiries=[risk(thoughts=PRESENT)]),
            session(3, enquiries=()),
        ),
    ),
    Case(
        "IPT804",
        ON_TRACK,
        "asked after thoughts were found, and once is enough",
        lambda: assessed(
            session(1, enquiries=()),
            session(2, enquiries=[asked()]),
            session(3, enquiries=()),
            enquiries=[risk(thoughts=PRESENT, session=0)],
        ),
    ),
    Case(
        "IPT804",
        NOT_APPLICABLE,
        "what is past only",
        lambda: assessed(
            session(1, enquiries=()),
            session(2, enquiries=()),
            enquiries=[risk(past=PRESENT)],
        ),
    ),
    Case(
        "IPT804",
        NOT_CHECKED,
        "not recorded",
        lambda: active(sessions=[session(1), session(2, measures=["phq-9"])]),
    ),
    Case(
        "IPT804",
        NOT_CHECKED,
        "a source that records some",
        lambda: active(
            sessions=[session(1), session(2, measures=["phq-9"], enquiries=())],
            records=ipt.Records(enquiries=SOME),
        ),
    ),
    # ---- IPT805 ----
    Case("IPT805", NOT_APPLICABLE, "nothing was found", found_before),
    Case(
        "IPT805",
        KEPT,
        "a plan as response",
        lambda: found_before(risk(thoughts=PRESENT, responses=["safety-plan"])),
    ),
    Case(
        "IPT805",
        KEPT,
        "a plan as a task of the first session",
        lambda: changed(
            found_before(risk(plan_or_intent=PRESENT, responses=[])),
            sessions=[session(1, tasks=["safety-plan"]), session(2, tasks=())],
        ),
    ),
    Case(
        "IPT805",
        KEPT,
        "a plan made in a call before the first session",
        lambda: changed(
            found_before(risk(thoughts=PRESENT, responses=[])),
            sessions=[
                ipt.Session(
                    kind=ipt.SessionKind.CONTACT,
                    status=ipt.SessionStatus.DELIVERED,
                    tasks=["safety-plan"],
                ),
                session(1, tasks=()),
                session(2, tasks=()),
            ],
        ),
    ),
    Case(
        "IPT805",
        BROKEN,
        "no plan",
        lambda: found_before(risk(thoughts=PRESENT, responses=["referral"])),
    ),
    Case(
        "IPT805",
        BROKEN,
        "no plan, and the course was given up",
        lambda: changed(
            found_before(risk(thoughts=PRESENT, responses=())),
            sessions=(),
            status=ipt.PlanStatus.DISCONTINUED,
        ),
    ),
    Case(
        "IPT805",
        OWED,
        "before the second session",
        lambda: changed(
            found_before(risk(thoughts=PRESENT, responses=())), sessions=[session(1)]
        ),
    ),
    Case(
        "IPT805",
        BROKEN,
        "self-harm two months ago",
        lambda: found_before(
            risk("self-harm", past=PRESENT, past_months=2, responses=())
        ),
    ),
    Case(
        "IPT805",
        NOT_APPLICABLE,
        "self-harm ten months ago",
        lambda: found_before(
            risk("self-harm", past=PRESENT, past_months=10, responses=())
        ),
    ),
    Case(
        "IPT805",
        NOT_CHECKED,
        "when was it?",
        lambda: found_before(risk(past=PRESENT, responses=())),
    ),
    Case(
        "IPT805",
        NOT_CHECKED,
        "what was done?",
        lambda: found_before(risk(thoughts=PRESENT)),
    ),
    # ---- IPT806 ----
    Case("IPT806", NOT_APPLICABLE, "nothing was found", found_before),
    Case(
        "IPT806",
        KEPT,
        "a plan",
        lambda: found_before(
            risk(past=PRESENT, past_months=10, responses=["safety-plan"])
        ),
    ),
    Case(
        "IPT806",
        OWED,
        "no plan so far",
        lambda: found_before(risk(past=PRESENT, past_months=10, responses=())),
    ),
    Case(
        "IPT806",
        NOT_APPLICABLE,
        "something now is for another rule",
        lambda: found_before(
            risk(thoughts=PRESENT, past=PRESENT, past_months=10, responses=())
        ),
    ),
    # ---- IPT807 ----
    Case(
        "IPT807",
        NOT_APPLICABLE,
        "nobody joins",
        lambda: changed(assessed(session(1)), foci=()),
    ),
    Case("IPT807", NOT_CHECKED, "no focus recorded", lambda: assessed(session(1))),
    Case(
        "IPT807",
        NOT_CHECKED,
        "a dispute with nobody knows whom",
        lambda: changed(
            assessed(session(1)), foci=(ipt.Focus(id="f1", area="role-dispute"),)
        ),
    ),
    Case(
        "IPT807",
        KEPT,
        "asked before the partner came",
        lambda: assessed(joint(2), enquiries=[screen(session=0)]),
    ),
    Case(
        "IPT807",
        KEPT,
        "asked in the same session",
        lambda: assessed(joint(2), enquiries=[screen(session=2)]),
    ),
    Case(
        "IPT807",
        BROKEN,
        "asked in front of the partner",
        lambda: assessed(joint(2), enquiries=[screen(private=False)]),
    ),
    Case(
        "IPT807",
        BROKEN,
        "a couple, and asked later",
        lambda: changed(
            assessed(
                session(1, enquiries=()),
                session(2, enquiries=()),
                enquiries=[screen(session=2)],
            ),
            setting=ipt.Setting.COUPLE,
        ),
    ),
    Case("IPT807", NOT_CHECKED, "not recorded", lambda: assessed(joint(2))),
    Case(
        "IPT807",
        NOT_CHECKED,
        "a session before it does not record it",
        lambda: assessed(session(1), joint(2), enquiries=()),
    ),
    Case(
        "IPT807",
        NOT_CHECKED,
        "a source that records some",
        lambda: changed(
            assessed(joint(2), enquiries=()), records=ipt.Records(enquiries=SOME)
        ),
    ),
    Case(
        "IPT807",
        OWED,
        "a dispute with the mother",
        lambda: disputed("mother", session(1, enquiries=())),
    ),
    Case(
        "IPT807",
        BROKEN,
        "a dispute with the mother, in the middle phase",
        lambda: disputed("mother", *phased("im", enquiries=())),
    ),
    Case(
        "IPT807",
        NOT_APPLICABLE,
        "a dispute with the employer",
        lambda: disputed("employer", *phased("im", enquiries=())),
    ),
    # ---- IPT808 ----
    Case("IPT808", NOT_APPLICABLE, "nothing recorded", lambda: assessed(joint(1))),
    Case(
        "IPT808",
        NOT_APPLICABLE,
        "asked, and nothing was found",
        lambda: brought_in(violent(thoughts=ABSENT)),
    ),
    Case(
        "IPT808",
        NOT_APPLICABLE,
        "found, and nobody joins",
        lambda: assessed(session(1), enquiries=[violent(session=0)]),
    ),
    Case(
        "IPT808",
        NOT_APPLICABLE,
        "found in the session that the partner was in",
        lambda: brought_in(violent(session=3)),
    ),
    Case("IPT808", BROKEN, "nothing done", lambda: brought_in(violent())),
    Case(
        "IPT808",
        BROKEN,
        "in the past, and nothing done",
        lambda: brought_in(violent(thoughts=None, past=PRESENT)),
    ),
    Case(
        "IPT808",
        BROKEN,
        "found twice, and answered in between only",
        lambda: brought_in(
            violent(session=0, responses=["referral"]), violent(session=2)
        ),
    ),
    Case(
        "IPT808",
        BROKEN,
        "answered after the partner was there",
        lambda: brought_in(violent(), violent(session=4, responses=["safety-plan"])),
    ),
    Case(
        "IPT808",
        BROKEN,
        "one answer is not recorded, another was none",
        lambda: brought_in(violent(session=2), violent(responses=None)),
    ),
    Case(
        "IPT808",
        ON_TRACK,
        "answered at once",
        lambda: brought_in(violent(responses=["referral"])),
    ),
    Case(
        "IPT808",
        ON_TRACK,
        "answered when asked again",
        lambda: brought_in(
            violent(), violent(session=3, thoughts=ABSENT, responses=["monitoring"])
        ),
    ),
    Case(
        "IPT808",
        ON_TRACK,
        "with a safety plan",
        lambda: changed(
            brought_in(violent()),
            sessions=[
                session(1, tasks=(), enquiries=()),
                session(2, tasks=["safety-plan"], enquiries=()),
                joint(3),
            ],
        ),
    ),
    Case(
        "IPT808",
        BROKEN,
        "with a safety plan as the response to suicide",
        lambda: brought_in(
            violent(), risk(session=2, thoughts=PRESENT, responses=["safety-plan"])
        ),
    ),
    Case(
        "IPT808",
        NOT_APPLICABLE,
        "in a group the others are its members",
        lambda: in_group("peer", setting=ipt.Setting.GROUP),
    ),
    Case(
        "IPT808",
        NOT_APPLICABLE,
        "in a group by its protocol",
        lambda: in_group("peer", protocol="ipt-g"),
    ),
    Case(
        "IPT808",
        BROKEN,
        "a peer with a single patient, by the plan",
        lambda: in_group("peer", setting=ipt.Setting.INDIVIDUAL),
    ),
    Case(
        "IPT808",
        BROKEN,
        "the husband in a group",
        lambda: in_group("husband", setting=ipt.Setting.GROUP),
    ),
    Case(
        "IPT808",
        NOT_CHECKED,
        "what was done is not recorded",
        lambda: brought_in(violent(responses=None)),
    ),
    Case(
        "IPT808",
        NOT_CHECKED,
        "what was done in between is not recorded",
        lambda: assessed(session(1), joint(2), enquiries=[violent()]),
    ),
    Case(
        "IPT808",
        NOT_CHECKED,
        "a source that records some",
        lambda: brought_in(violent(), records=ipt.Records(enquiries=SOME)),
    ),
    Case(
        "IPT808",
        BROKEN,
        "a condition of the day of the first session",
        lambda: active(
            assessment=condition(START),
            sessions=on_days(session(1, enquiries=()), joint(2)),
        ),
    ),
    Case(
        "IPT808",
        NOT_APPLICABLE,
        "a condition of the day on which the partner was there",
        lambda: active(
            assessment=condition(START + dt.timedelta(weeks=1)),
            sessions=on_days(session(1, enquiries=()), joint(2)),
        ),
    ),
    Case(
        "IPT808",
        ON_TRACK,
        "a condition that was answered",
        lambda: active(
            assessment=condition(START, ["referral"]),
            sessions=on_days(session(1, enquiries=()), joint(2)),
        ),
    ),
    Case(
        "IPT808",
        BROKEN,
        "told in a call between two sessions",
        lambda: assessed(
            session(1, tasks=(), enquiries=()),
            session(
                1,
                kind=ipt.SessionKind.CONTACT,
                enquiries=[violent(session=None)],
            ),
            attrs.evolve(joint(2), tasks=()),
            enquiries=(),
        ),
    ),
]
