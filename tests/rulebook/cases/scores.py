"""Cases of the rules of family 7 on repeated measures, and on what scores mean."""

from __future__ import annotations

import datetime as dt
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

REVIEW = "treatment-review"
ACTIVE = ipt.PlanStatus.ACTIVE
CONTACT = ipt.SessionKind.CONTACT


def scale(total: float | None = 10, code: str = "phq-9", **by: Any) -> ipt.Score:
    return ipt.Score(instrument=code, total=total, attested=attested(**by))


def scored(
    pattern: str, code: str = "phq-9", protocol: str = "ipt", **fields: Any
) -> ipt.TreatmentPlan:
    """Weekly sessions: `x` scored, `-` not, `?` not recorded."""
    found = {"x": (scale(code=code),), "-": (), "?": None}
    sessions = [
        session(n, on=START + dt.timedelta(weeks=n), scores=found[letter])
        for n, letter in enumerate(pattern, 1)
    ]
    return active(protocol, sessions=sessions, **fields)


def backdated(last: float, halfway: float = 14) -> ipt.TreatmentPlan:
    """A total in the third session of four, said to be of before the first one."""
    plan = totals(16, halfway, None, None)
    sessions = list(plan.sessions or ())
    sessions[2] = attrs.evolve(sessions[2], scores=(scale(last, session=0),))
    return attrs.evolve(plan, sessions=tuple(sessions))


def totals(
    *found: float | None,
    review: int | None = None,
    code: str = "phq-9",
    task: str = REVIEW,
    **fields: Any,
) -> ipt.TreatmentPlan:
    """A total in each session, and a review in one of them."""
    sessions = [
        session(
            n,
            scores=() if total is None else [scale(total, code)],
            tasks=[task] if n == review else (),
        )
        for n, total in enumerate(found, 1)
    ]
    contract = ipt.Contract(sessions=len(found))
    return active(sessions=sessions, contracts=[contract], **fields)


def beside(*kinds: ipt.SessionKind, tasks: Any = (REVIEW,)) -> ipt.TreatmentPlan:
    """Much worse in the second of two sessions, and sessions of other kinds around."""
    first, second = list(totals(10, 16).sessions or [])
    held = ipt.SessionStatus.DELIVERED
    others = [ipt.Session(kind=kind, status=held, tasks=tasks) for kind in kinds]
    return active(sessions=[first, *others[1:], second, *others[:1]])


def kept_up(*found: float, review: int | None = None, **fields: Any) -> Any:
    """A course of maintenance sessions only, with a total in each."""
    sessions = [
        session(
            n,
            kind=ipt.SessionKind.MAINTENANCE,
            scores=[scale(total)],
            tasks=[REVIEW] if n == review else (),
        )
        for n, total in enumerate(found, 1)
    ]
    return active("ipt-m", sessions=sessions, **fields)


def followed_up(total: float) -> ipt.TreatmentPlan:
    """Two acute sessions with one total, and a maintenance session with another."""
    first, second = list(totals(10, 10, review=2).sessions or [])
    last = session(1, kind=ipt.SessionKind.MAINTENANCE, scores=[scale(total)], tasks=())
    return active(sessions=[first, second, last])


def extended(session_number: int) -> ipt.TreatmentPlan:
    """Half of four sessions without a gain; in one of them sixteen are agreed on."""
    longer = ipt.Contract(sessions=16, from_session=session_number)
    plan = totals(16, 16, 16, 16)
    return changed(plan, contracts=(*(plan.contracts or ()), longer))


def scored_apart(first: float, later: float) -> ipt.TreatmentPlan:
    """Two totals that are kept apart, in sessions of which nothing else is known."""
    scores = [scale(first, session=0), scale(later, session=2)]
    sessions = [session(1), session(2)]
    return active(assessment=ipt.Assessment(scores=scores), sessions=sessions)


def guessed(total: float = 10, code: str = "phq-9") -> ipt.Score:
    """A score that a model read somewhere, and nobody confirmed."""
    model = ipt.Attestation(origin=ipt.Origin.MODEL, by="model")
    return ipt.Score(instrument=code, total=total, attested=model)


def scores_of(
    scores: Any, protocol: str = "ipt", before: float = 10
) -> ipt.TreatmentPlan:
    """One score before the first session, and these in it."""
    first = ipt.Assessment(scores=[scale(before, session=0)])
    return active(protocol, assessment=first, sessions=[session(1, scores=scores)])


def apart(*numbers: int, sessions: int) -> ipt.TreatmentPlan:
    """Scores that are kept apart, each with the number of its session."""
    scores = [scale(session=number) for number in numbers]
    held = [session(number, scores=()) for number in range(1, sessions + 1)]
    return active(assessment=ipt.Assessment(scores=scores), sessions=held)


def missed_between(scores: Any = ()) -> ipt.TreatmentPlan:
    """Five sessions, the first scored, and one between that the patient missed."""
    held = [session(n, scores=[scale()] if n == 1 else ()) for n in range(1, 6)]
    gone = ipt.Session(status=ipt.SessionStatus.MISSED, scores=scores)
    return active(sessions=[*held[:3], gone, *held[3:]])


def followed(scores: Any = ()) -> ipt.TreatmentPlan:
    """An end without a score, and a booster session after it."""
    held = ipt.SessionStatus.DELIVERED
    booster = ipt.Session(kind=ipt.SessionKind.BOOSTER, status=held, scores=scores)
    return changed(ended(), sessions=[*ended().sessions, booster])


def ended(scores: Any = (), *, phase: ipt.Phase | None = ipt.Phase.TERMINATION) -> Any:
    one = attrs.evolve(phased("t")[0], scores=scores, phase=phase)
    return active(sessions=[one], status=DONE)


def gained(
    presence: ipt.Presence, definition: str | None = "phq-9-response-50"
) -> ipt.TreatmentPlan:
    judged = ipt.Judgement(
        what="early-gain", presence=presence, definition=definition, attested=attested()
    )
    return changed(totals(None, None), judgements=(judged,))


def rated(*instruments: str, **fields: Any) -> ipt.TreatmentPlan:
    ratings = [ipt.Rating(instrument=code, attested=attested()) for code in instruments]
    sessions = [session(1, ratings=ratings)]
    given: dict[str, Any] = {"sessions": sessions, "ratings": (), "status": DONE}
    return active(fidelity_claimed=True, **(given | fields))


CASES = [
    Case("IPT703", ON_TRACK, "each", lambda: scored("xx", "srm-5", "ipsrt")),
    Case("IPT703", BROKEN, "not each", lambda: scored("x-", "srm-5", "ipsrt")),
    Case("IPT703", BROKEN, "another", lambda: scored("xx", "phq-9", "ipsrt")),
    Case("IPT703", NOT_CHECKED, "not recorded", lambda: scored("x?", "srm-5", "ipsrt")),
    Case(
        "IPT703",
        NOT_CHECKED,
        "a source that records some",
        lambda: scored("x-", "srm-5", "ipsrt", records=ipt.Records(scores=SOME)),
    ),
    Case("IPT703", NOT_APPLICABLE, "not begun", lambda: scored("", protocol="ipsrt")),
    Case(
        "IPT703",
        NOT_CHECKED,
        "guessed by a model",
        lambda: scores_of([guessed(code="srm-5")], "ipsrt"),
    ),
    Case("IPT703", NOT_CHECKED, "no sessions recorded", lambda: active("ipsrt")),
    Case("IPT704", ON_TRACK, "every fourth", lambda: scored("x---x---x")),
    Case("IPT704", BROKEN, "the fifth without", lambda: scored("x----")),
    Case("IPT704", NOT_CHECKED, "not recorded", lambda: scored("x???-")),
    Case(
        "IPT704",
        ON_TRACK,
        "the fourth at home, as it was missed",
        lambda: missed_between([scale()]),
    ),
    Case("IPT704", BROKEN, "and not at home either", missed_between),
    Case(
        "IPT704",
        ON_TRACK,
        "kept apart, with their sessions",
        lambda: apart(0, 3, 6, 9, sessions=9),
    ),
    Case("IPT704", NOT_CHECKED, "guessed by a model", lambda: scores_of([guessed()])),
    Case("IPT704", NOT_APPLICABLE, "not begun", lambda: scored("")),
    Case("IPT704", ON_TRACK, "one", lambda: scored("-")),
    Case(
        "IPT710",
        ON_TRACK,
        "every four weeks",
        lambda: scored("x---x", protocol="ipt-pp"),
    ),
    Case("IPT710", BROKEN, "five weeks", lambda: scored("x----", protocol="ipt-pp")),
    Case(
        "IPT710",
        ON_TRACK,
        "by days and by weeks",
        lambda: active(
            "ipt-pp",
            sessions=[session(1, day=0, scores=[scale()])],
        ),
    ),
    Case(
        "IPT710",
        BROKEN,
        "by weeks",
        lambda: active(
            "ipt-pp",
            sessions=[
                session(1, week=0, scores=[scale()]),
                session(2, week=5, scores=()),
            ],
        ),
    ),
    Case(
        "IPT710",
        NOT_CHECKED,
        "no days",
        lambda: active("ipt-pp", sessions=[session(1, scores=[scale()])]),
    ),
    Case("IPT705", KEPT, "scored at the end", lambda: ended([scale()])),
    Case("IPT705", BROKEN, "not scored", ended),
    Case("IPT705", NOT_CHECKED, "not recorded", lambda: ended(None)),
    Case("IPT705", NOT_CHECKED, "no phase", lambda: ended((), phase=None)),
    Case("IPT705", NOT_CHECKED, "guessed by a model", lambda: ended([guessed()])),
    Case("IPT705", KEPT, "scored after it, at a booster", lambda: followed([scale()])),
    Case("IPT705", BROKEN, "nor at a booster", followed),
    Case("IPT705", BROKEN, "the alliance", lambda: ended([scale(code="wai-sr")])),
    Case("IPT705", NOT_CHECKED, "a scale unknown", lambda: ended([scale(code="x")])),
    Case(
        "IPT705",
        NOT_CHECKED,
        "an unknown one, at a booster",
        lambda: followed([scale(code="x")]),
    ),
    Case(
        "IPT705", BROKEN, "the alliance there", lambda: followed([scale(code="wai-sr")])
    ),
    Case("IPT705", OWED, "going on", lambda: changed(ended(), status=ACTIVE)),
    Case("IPT705", NOT_APPLICABLE, "no end yet", after_maintenance),
    Case("IPT705", OWED, "its end", lambda: after_maintenance((), scores=())),
    Case(
        "IPT705",
        OWED,
        "its end, in maintenance that goes on",
        lambda: after_maintenance((), scores=(), status=ipt.PlanStatus.MAINTENANCE),
    ),
    Case("IPT705", NOT_CHECKED, "not recorded", lambda: after_maintenance(())),
    Case(
        "IPT705",
        KEPT,
        "scored in maintenance, at its end",
        lambda: after_maintenance((), scores=[scale()]),
    ),
    Case(
        "IPT705",
        NOT_APPLICABLE,
        "a scale is left to choice",
        lambda: changed(ended(), protocol="ipc-3"),
    ),
    Case("IPT701", NOT_APPLICABLE, "left to choice", lambda: active("ipc-3")),
    Case("IPT706", ON_TRACK, "a scale of depression", lambda: scored("x")),
    Case(
        "IPT706",
        BROKEN,
        "one for births",
        lambda: scored("x", "epds", population=["students"]),
    ),
    Case(
        "IPT706",
        NOT_CHECKED,
        "one for births, and for whom it is is not recorded",
        lambda: scored("x", "epds"),
    ),
    Case(
        "IPT706",
        ON_TRACK,
        "one for births, around a birth",
        lambda: scored("x", "epds", population=["perinatal"]),
    ),
    Case("IPT706", BROKEN, "one for PTSD", lambda: scored("x", "pcl-5")),
    Case(
        "IPT706",
        ON_TRACK,
        "one for PTSD, besides",
        lambda: scored("x", "pcl-5", disorders=["ptsd"]),
    ),
    Case("IPT706", ON_TRACK, "an unknown one", lambda: scored("x", "own-scale")),
    Case("IPT706", NOT_APPLICABLE, "no score", lambda: scored("-")),
    Case("IPT707", NOT_APPLICABLE, "not worse", lambda: totals(10, 15)),
    Case("IPT707", OWED, "worse", lambda: totals(10, 16)),
    Case(
        "IPT707",
        NOT_APPLICABLE,
        "worse, as a model guessed",
        lambda: scores_of([guessed(20)], before=10),
    ),
    Case("IPT707", BROKEN, "worse to the end", lambda: totals(10, 16, status=DONE)),
    Case("IPT707", ON_TRACK, "worse, reviewed", lambda: totals(10, 16, 9, review=3)),
    Case(
        "IPT707",
        KEPT,
        "worse, reviewed, to the end",
        lambda: totals(10, 16, 9, review=3, status=DONE),
    ),
    Case(
        "IPT707",
        OWED,
        "worse, reviewed, worse than ever",
        lambda: totals(10, 16, 14, 17, review=2),
    ),
    Case(
        "IPT707",
        ON_TRACK,
        "worse, worse still, and reviewed only then",
        lambda: totals(10, 16, 20, review=3),
    ),
    Case(
        "IPT707",
        ON_TRACK,
        "as bad again after the review, but not worse",
        lambda: totals(10, 16, 12, 16, review=2),
    ),
    Case(
        "IPT707",
        OWED,
        "worse, and only foci and time left were looked at",
        lambda: totals(10, 16, review=2, task="midpoint-review"),
    ),
    Case(
        "IPT707",
        NOT_APPLICABLE,
        "a little worse three times",
        lambda: totals(12, 13, 15, 17),
    ),
    Case("IPT707", OWED, "worse in maintenance", lambda: kept_up(3, 17)),
    Case("IPT707", BROKEN, "to its end", lambda: kept_up(3, 17, status=DONE)),
    Case("IPT707", NOT_APPLICABLE, "not worse there", lambda: kept_up(10, 12)),
    Case("IPT707", ON_TRACK, "reviewed there", lambda: kept_up(3, 17, 3, review=3)),
    Case("IPT707", OWED, "reviewed there before", lambda: kept_up(3, 3, 17, review=2)),
    Case(
        "IPT707",
        OWED,
        "worse in maintenance after an acute course",
        lambda: followed_up(17),
    ),
    Case(
        "IPT707",
        NOT_CHECKED,
        "no session is recorded",
        lambda: active(
            assessment=ipt.Assessment(
                scores=[scale(10, session=1), scale(16, session=2)]
            )
        ),
    ),
    Case(
        "IPT707",
        ON_TRACK,
        "worse in a session that is not listed, and reviewed after it",
        lambda: active(
            assessment=ipt.Assessment(
                scores=[scale(10, session=0), scale(16, session=2)]
            ),
            sessions=[session(1, tasks=[REVIEW]), session(3, tasks=[REVIEW])],
        ),
    ),
    Case(
        "IPT707",
        OWED,
        "worse in a session that is not listed, and reviewed before it",
        lambda: active(
            assessment=ipt.Assessment(
                scores=[scale(10, session=0), scale(16, session=2)]
            ),
            sessions=[session(1, tasks=[REVIEW]), session(3, tasks=())],
        ),
    ),
    Case(
        "IPT707",
        NOT_CHECKED,
        "worse in a later session, and not all are recorded",
        lambda: active(
            assessment=ipt.Assessment(
                scores=[scale(10, session=0), scale(16, session=3)]
            ),
            sessions=[session(1, tasks=())],
            records=ipt.Records(sessions=SOME),
        ),
    ),
    Case("IPT707", OWED, "reviewed before", lambda: totals(10, 10, 16, review=2)),
    Case("IPT707", ON_TRACK, "reviewed in a contact", lambda: beside(CONTACT)),
    Case(
        "IPT707",
        ON_TRACK,
        "reviewed half-way",
        lambda: beside(ipt.SessionKind.MID_GROUP),
    ),
    Case(
        "IPT707", OWED, "a contact before", lambda: beside(CONTACT, CONTACT, tasks=())
    ),
    Case("IPT707", NOT_CHECKED, "not told", lambda: beside(CONTACT, tasks=None)),
    Case(
        "IPT707",
        NOT_CHECKED,
        "a source that records some tasks",
        lambda: totals(10, 16, records=ipt.Records(tasks=SOME)),
    ),
    Case(
        "IPT707",
        NOT_APPLICABLE,
        "screened, then taken in",
        lambda: changed(
            totals(16, None),
            assessment=ipt.Assessment(scores=[scale(20), scale(14)]),
        ),
    ),
    Case("IPT707", NOT_APPLICABLE, "no definition", lambda: totals(1, 9, code="gad-7")),
    Case("IPT707", NOT_APPLICABLE, "out of range", lambda: totals(10, 99)),
    Case("IPT707", NOT_APPLICABLE, "no baseline", lambda: totals(None, 10, 16)),
    Case(
        "IPT707",
        NOT_CHECKED,
        "worse, and tasks are not recorded",
        lambda: scored_apart(10, 16),
    ),
    Case("IPT708", NOT_APPLICABLE, "not half-way", lambda: totals(16)),
    Case("IPT708", NOT_CHECKED, "half-way, no score", lambda: totals(16, None)),
    Case("IPT708", KEPT, "half as much", lambda: totals(16, 8)),
    Case("IPT708", OWED, "hardly less", lambda: totals(16, 14)),
    Case(
        "IPT708", BROKEN, "hardly less to the end", lambda: totals(16, 14, status=DONE)
    ),
    Case(
        "IPT708",
        NOT_CHECKED,
        "hardly less, and judgements are never captured",
        lambda: totals(
            16, 14, status=DONE, records=ipt.Records(judgements=ipt.Coverage.NONE)
        ),
    ),
    Case("IPT708", KEPT, "reviewed", lambda: totals(16, 14, None, review=2)),
    Case(
        "IPT708",
        KEPT,
        "reviewed just before",
        lambda: totals(16, 16, 14, 14, 14, 14, review=2),
    ),
    Case(
        "IPT708",
        OWED,
        "reviewed long before",
        lambda: totals(16, 16, 14, 14, 14, 14, 14, 14, review=2),
    ),
    Case(
        "IPT708",
        OWED,
        "only foci and time left were looked at",
        lambda: totals(16, 14, review=2, task="midpoint-review"),
    ),
    Case(
        "IPT708",
        OWED,
        "far less on a scale of which only response and remission are defined",
        lambda: totals(26, 15, code="ham-d17"),
    ),
    Case("IPT708", OWED, "reviewed at the start", lambda: totals(16, 14, review=1)),
    Case("IPT708", NOT_CHECKED, "low all the time", lambda: totals(7, 7)),
    Case("IPT708", KEPT, "lower still", lambda: totals(7, 3)),
    Case("IPT708", OWED, "low no more", lambda: totals(7, 12)),
    Case("IPT708", OWED, "extended after it", lambda: extended(3)),
    Case("IPT708", NOT_APPLICABLE, "extended before", lambda: extended(2)),
    Case("IPT708", NOT_CHECKED, "no second score", lambda: totals(16, None, None)),
    Case("IPT708", NOT_CHECKED, "no definition", lambda: totals(9, 9, code="gad-7")),
    Case("IPT708", NOT_CHECKED, "out of range", lambda: totals(16, 99)),
    Case("IPT708", NOT_CHECKED, "no contract", active),
    Case(
        "IPT708",
        NOT_APPLICABLE,
        "maintenance only",
        lambda: active(sessions=[session(1, kind=ipt.SessionKind.MAINTENANCE)]),
    ),
    Case("IPT708", OWED, "a later total said to be of before", lambda: backdated(8)),
    Case(
        "IPT708",
        KEPT,
        "a later total said to be worse before",
        lambda: backdated(16, 8),
    ),
    Case("IPT708", KEPT, "judged to be there", lambda: gained(ipt.Presence.PRESENT)),
    Case("IPT708", OWED, "judged to be missing", lambda: gained(ipt.Presence.ABSENT)),
    Case(
        "IPT708",
        NOT_CHECKED,
        "by no definition",
        lambda: gained(ipt.Presence.ABSENT, None),
    ),
    Case("IPT709", KEPT, "rated", lambda: rated("csprs")),
    Case("IPT709", BROKEN, "the alliance only", lambda: rated("wai-sr", "own-scale")),
    Case("IPT709", OWED, "not yet", lambda: rated(status=ACTIVE)),
    Case("IPT709", NOT_APPLICABLE, "not claimed", active),
    Case("IPT709", NOT_CHECKED, "not recorded", lambda: rated(ratings=None)),
    Case(
        "IPT709", NOT_CHECKED, "nor of a session", lambda: rated(sessions=[session(1)])
    ),
    Case(
        "IPT709",
        NOT_CHECKED,
        "a source that records some",
        lambda: rated(records=ipt.Records(ratings=SOME)),
    ),
]
