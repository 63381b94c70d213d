"""Cases of the rules of family 1."""

from __future__ import annotations

import ipt_core as ipt
from tests.plans import START, active, attested, phased, session
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
    contract,
    parts,
    weekly,
)


def of_two(
    pattern: str, protocol: str = "pa-ipt", setting: ipt.Setting = ipt.Setting.COUPLE
) -> ipt.TreatmentPlan:
    """Sessions together (`-`), alone (`a`), in a group (`g`).

    `q` is alone, and violence is asked about; `v` is alone, and it is found.
    """
    settings = {"-": None, "g": ipt.Setting.GROUP}
    found = {"q": ipt.Presence.ABSENT, "v": ipt.Presence.PRESENT}
    sessions = [
        session(
            number,
            setting=settings.get(letter, ipt.Setting.INDIVIDUAL),
            enquiries=[
                ipt.RiskEnquiry(
                    topic="violence", thoughts=each, private=True, attested=attested()
                )
                for each in [found.get(letter)]
                if each
            ],
        )
        for number, letter in enumerate(pattern, 1)
    ]
    return active(protocol, setting=setting, sessions=sessions)


def partial(made: int) -> ipt.TreatmentPlan:
    """A contract of one session, where some sessions are recorded, and none is yet."""
    return active(
        contracts=[contract(sessions=16, cadence_days=7, from_session=made)],
        sessions=[],
        records=ipt.Records(sessions=SOME),
    )


CASES = [
    Case(
        "IPT101",
        ON_TRACK,
        "12 agreed",
        lambda: active(contracts=[contract(sessions=12)]),
    ),
    Case(
        "IPT101",
        BROKEN,
        "11 agreed",
        lambda: active(contracts=[contract(sessions=11)]),
    ),
    Case(
        "IPT101",
        BROKEN,
        "17 agreed",
        lambda: active(contracts=[contract(sessions=17)]),
    ),
    Case(
        "IPT101",
        BROKEN,
        "16 agreed, 17 held",
        lambda: active(contracts=[contract(sessions=16)], sessions=phased("i" * 17)),
    ),
    Case("IPT101", NOT_CHECKED, "nothing recorded", active),
    Case("IPT101", NOT_CHECKED, "nothing listed", lambda: active(sessions=[])),
    Case("IPT101", OWED, "5 held so far", lambda: active(sessions=phased("iiimm"))),
    Case("IPT101", ON_TRACK, "12 held", lambda: active(sessions=phased("i" * 12))),
    Case(
        "IPT101",
        KEPT,
        "over after 14, though how many were agreed is not recorded",
        lambda: active(status=DONE, sessions=phased("i" * 14)),
    ),
    Case(
        "IPT101",
        NOT_CHECKED,
        "over after 8, and how many were agreed is not recorded",
        lambda: active(status=DONE, sessions=phased("i" * 8)),
    ),
    Case(
        "IPT101",
        KEPT,
        "an earlier end was agreed later",
        lambda: active(
            status=ipt.PlanStatus.COMPLETED_EARLY,
            sessions=phased("i" * 8),
            contracts=[contract(sessions=16), contract(sessions=8, from_session=7)],
        ),
    ),
    Case(
        "IPT102",
        KEPT,
        "16 agreed",
        lambda: active(contracts=[contract(sessions=16)]),
    ),
    Case(
        "IPT102",
        BROKEN,
        "14 agreed",
        lambda: active(contracts=[contract(sessions=14)]),
    ),
    Case(
        "IPT102",
        NOT_CHECKED,
        "no number",
        lambda: active(contracts=[contract(minutes=50)]),
    ),
    Case(
        "IPT103",
        ON_TRACK,
        "16 weekly sessions by contract",
        lambda: active(contracts=[contract(sessions=16, cadence_days=7)]),
    ),
    Case(
        "IPT103",
        BROKEN,
        "12 sessions every 14 days by contract",
        lambda: active(contracts=[contract(sessions=12, cadence_days=14)]),
    ),
    Case("IPT103", NOT_CHECKED, "neither dates nor contract", active),
    Case(
        "IPT103",
        KEPT,
        "12 weekly dates",
        lambda: active(status=DONE, sessions=weekly(12)),
    ),
    Case(
        "IPT103",
        BROKEN,
        "8 weekly dates",
        lambda: active(status=DONE, sessions=weekly(8)),
    ),
    Case(
        "IPT103",
        BROKEN,
        "weeks of a calendar without dates",
        lambda: active(
            status=DONE, sessions=[session(n, week=2 * n) for n in range(1, 14)]
        ),
    ),
    Case(
        "IPT103",
        KEPT,
        "days without dates",
        lambda: active(
            status=DONE, sessions=[session(n, day=7 * n) for n in range(1, 14)]
        ),
    ),
    Case(
        "IPT103",
        NOT_APPLICABLE,
        "stopped early: the dates are not judged",
        lambda: active(status=ipt.PlanStatus.DISCONTINUED, sessions=weekly(4)),
    ),
    Case(
        "IPT103",
        NOT_APPLICABLE,
        "fewer held than agreed: the dates are not judged",
        lambda: active(
            status=DONE, sessions=weekly(8), contracts=[contract(sessions=16)]
        ),
    ),
    Case("IPT104", ON_TRACK, "weekly", lambda: active(sessions=weekly(5))),
    Case("IPT104", BROKEN, "10 days once", lambda: active(sessions=weekly(5, gap=3))),
    Case("IPT104", ON_TRACK, "9 days once", lambda: active(sessions=weekly(5, gap=2))),
    Case(
        "IPT104",
        ON_TRACK,
        "a gap with a reason",
        lambda: active(sessions=weekly(5, gap=7, reason="holiday")),
    ),
    Case(
        "IPT104",
        ON_TRACK,
        "a missed session in the gap",
        lambda: active(
            sessions=(
                *weekly(2),
                ipt.Session(status=ipt.SessionStatus.MISSED),
                *weekly(5, gap=7)[2:],
            )
        ),
    ),
    Case(
        "IPT104",
        ON_TRACK,
        "a contract for every 14 days",
        lambda: active(
            sessions=weekly(3, gap=7), contracts=[contract(cadence_days=14)]
        ),
    ),
    Case(
        "IPT104",
        BROKEN,
        "a weekly contract",
        lambda: active(sessions=weekly(3, gap=7), contracts=[contract(cadence_days=7)]),
    ),
    Case(
        "IPT104",
        ON_TRACK,
        "the last sessions are spaced",
        lambda: active(sessions=weekly(5, gap=7, phase=ipt.Phase.TERMINATION)),
    ),
    Case("IPT104", NOT_CHECKED, "no dates", lambda: active(sessions=phased("ii"))),
    Case(
        "IPT105", ON_TRACK, "28 days once", lambda: active(sessions=weekly(5, gap=21))
    ),
    Case("IPT105", BROKEN, "29 days once", lambda: active(sessions=weekly(5, gap=22))),
    Case("IPT105", NOT_CHECKED, "no dates", lambda: active(sessions=phased("ii"))),
    Case("IPT106", ON_TRACK, "numbers differ", lambda: active(sessions=phased("ii"))),
    Case(
        "IPT106", BROKEN, "2 twice", lambda: active(sessions=[session(2), session(2)])
    ),
    Case("IPT106", NOT_APPLICABLE, "no sessions", active),
    Case(
        "IPT106",
        BROKEN,
        "a booster's number twice",
        lambda: active(sessions=[session(1, kind=ipt.SessionKind.BOOSTER)] * 2),
    ),
    Case("IPT107", NOT_CHECKED, "no contract is recorded", active),
    Case("IPT107", OWED, "none yet", lambda: active(contracts=[], sessions=[])),
    Case(
        "IPT107",
        BROKEN,
        "none, and the middle phase has begun",
        lambda: active(contracts=[], sessions=phased("iim")),
    ),
    Case(
        "IPT107",
        BROKEN,
        "made in the middle phase",
        lambda: active(
            contracts=[contract(sessions=16, cadence_days=7, from_session=3)],
            sessions=phased("iim"),
        ),
    ),
    Case(
        "IPT107",
        KEPT,
        "number and end",
        lambda: active(
            contracts=[contract(sessions=16, end_date=START, from_session=2)],
            sessions=phased("iim"),
        ),
    ),
    Case(
        "IPT107",
        KEPT,
        "the end was fixed later, but in time",
        lambda: active(
            contracts=[contract(sessions=16), contract(cadence_days=7, from_session=2)],
            sessions=phased("iim"),
        ),
    ),
    Case(
        "IPT107",
        NOT_CHECKED,
        "an end without a number",
        lambda: active(contracts=[contract(cadence_days=7)]),
    ),
    Case(
        "IPT107",
        NOT_CHECKED,
        "a number without an end",
        lambda: active(contracts=[contract(sessions=16)]),
    ),
    Case(
        "IPT107",
        NOT_CHECKED,
        "whether the initial phase still went on is not recorded",
        lambda: active(
            contracts=[contract(sessions=16, cadence_days=7, from_session=2)],
            sessions=phased("--"),
        ),
    ),
    Case(
        "IPT107",
        NOT_CHECKED,
        "what was held before is not recorded",
        lambda: active(
            contracts=[contract(sessions=16, cadence_days=7, from_session=2)]
        ),
    ),
    Case(
        "IPT107",
        KEPT,
        "a session under a low number is recorded afterwards",
        lambda: active(
            contracts=[contract(sessions=16, cadence_days=7, from_session=2)],
            sessions=[*phased("iim"), session(1)],
        ),
    ),
    Case(
        "IPT107",
        OWED,
        "made in a session that is not held yet",
        lambda: active(
            contracts=[contract(sessions=16, cadence_days=7, from_session=5)],
            sessions=phased("i"),
        ),
    ),
    Case(
        "IPT107",
        OWED,
        "made in the first session, and only meetings before it were held",
        lambda: active(
            contracts=[contract(sessions=16, cadence_days=7, from_session=1)],
            sessions=[session(1, kind=ipt.SessionKind.PRE_GROUP)],
        ),
    ),
    Case(
        "IPT107",
        NOT_CHECKED,
        "the limit is fixed in a session whose phase is not recorded",
        lambda: active(
            contracts=[
                contract(),
                contract(sessions=16, cadence_days=7, from_session=2),
            ],
            sessions=[session(1), session(2)],
        ),
    ),
    Case("IPT107", KEPT, "made before the first session", lambda: partial(0)),
    Case("IPT107", NOT_CHECKED, "made in one that is left out", lambda: partial(1)),
    Case("IPT108", NOT_CHECKED, "no length is recorded", active),
    Case(
        "IPT108",
        ON_TRACK,
        "50 agreed",
        lambda: active(contracts=[contract(minutes=50)]),
    ),
    Case(
        "IPT108", BROKEN, "90 agreed", lambda: active(contracts=[contract(minutes=90)])
    ),
    Case(
        "IPT108",
        NOT_APPLICABLE,
        "neither contract nor session",
        lambda: active(contracts=[], sessions=[]),
    ),
    Case(
        "IPT108",
        ON_TRACK,
        "a longer first session",
        lambda: active(sessions=[session(1, minutes=90), session(2, minutes=50)]),
    ),
    Case(
        "IPT108",
        ON_TRACK,
        "two longer sessions of the initial phase of IPC",
        lambda: active("ipc", sessions=phased("ii", minutes=60)),
    ),
    Case(
        "IPT108",
        BROKEN,
        "a longer session after it",
        lambda: active("ipc", sessions=phased("imm", minutes=60)),
    ),
    Case(
        "IPT108",
        BROKEN,
        "too long for the initial phase too",
        lambda: active("ipc", sessions=phased("ii", minutes=90)),
    ),
    Case(
        "IPT108",
        BROKEN,
        "a shorter first session",
        lambda: active(sessions=[session(1, minutes=20)]),
    ),
    Case(
        "IPT108",
        ON_TRACK,
        "two parts of a session make one",
        lambda: active(sessions=[session(1, parts=parts(25, 25))]),
    ),
    Case(
        "IPT108",
        NOT_CHECKED,
        "one part's length is not recorded",
        lambda: active(contracts=[], sessions=[session(1, parts=parts(25, None))]),
    ),
    Case(
        "IPT108",
        ON_TRACK,
        "a long joint session",
        lambda: active(
            setting=ipt.Setting.INDIVIDUAL,
            sessions=[
                session(1, minutes=50),
                session(2, minutes=90, setting=ipt.Setting.COUPLE),
            ],
        ),
    ),
    Case("IPT109", NOT_CHECKED, "no setting is recorded", active),
    Case(
        "IPT109",
        ON_TRACK,
        "individual",
        lambda: active(setting=ipt.Setting.INDIVIDUAL),
    ),
    Case("IPT109", BROKEN, "a group", lambda: active(setting=ipt.Setting.GROUP)),
    Case(
        "IPT109",
        BROKEN,
        "one session in a group",
        lambda: active(
            setting=ipt.Setting.INDIVIDUAL,
            sessions=[session(1, setting=ipt.Setting.GROUP)],
        ),
    ),
    Case(
        "IPT109",
        ON_TRACK,
        "one session in a group for a reason, and a joint one",
        lambda: active(
            setting=ipt.Setting.INDIVIDUAL,
            sessions=[
                session(1, setting=ipt.Setting.GROUP, reason="crisis"),
                session(2, setting=ipt.Setting.COUPLE),
            ],
        ),
    ),
    Case(
        "IPT109",
        ON_TRACK,
        "a couple, alone from the session on in which violence was found",
        lambda: of_two("-va"),
    ),
    Case(
        "IPT109",
        ON_TRACK,
        "a couple, and one alone to ask about violence",
        lambda: of_two("-q-"),
    ),
    Case(
        "IPT109",
        ON_TRACK,
        "a couple, and one alone, which IPT515 judges",
        lambda: of_two("a-"),
    ),
    Case(
        "IPT109",
        BROKEN,
        "two, and one alone before violence was found",
        lambda: of_two("av", "fb-ipt", ipt.Setting.DYAD),
    ),
    Case(
        "IPT109",
        BROKEN,
        "two, and one alone after violence was asked about",
        lambda: of_two("qa", "fb-ipt", ipt.Setting.DYAD),
    ),
    Case(
        "IPT109",
        BROKEN,
        "a couple, and a group after violence was found",
        lambda: of_two("vg"),
    ),
    Case(
        "IPT109",
        BROKEN,
        "a member of a group, seen alone",
        lambda: of_two("va", "ipt-g", ipt.Setting.GROUP),
    ),
    Case(
        "IPT109",
        ON_TRACK,
        "with telephone",
        lambda: active(
            setting=ipt.Setting.INDIVIDUAL,
            sessions=[session(1, channel=ipt.Channel.PHONE)],
        ),
    ),
]
