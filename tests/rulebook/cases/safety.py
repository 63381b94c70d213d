"""Cases of the rules of family 8."""

from __future__ import annotations

import datetime as dt

import ipt_core as ipt
from tests.plans import START, active, attested, changed, session
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
            enquiries=[asked(on=START)],
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
        lambda: assessed(scores=[score("phq-9", **item(9, 1))], enquiries=[asked()]),
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
]
