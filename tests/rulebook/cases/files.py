"""Cases of the rules of family 0."""

from __future__ import annotations

import ipt_core as ipt
from tests.plans import active, attested, session
from tests.rulebook.building import (
    BROKEN,
    DISPUTE,
    DONE,
    GRIEF,
    KEPT,
    NOT_APPLICABLE,
    ON_TRACK,
    OWED,
    Case,
    goal,
    score,
    scored,
    with_goal,
)

PLANNED = ipt.SessionStatus.PLANNED


def looked(condition: str) -> ipt.Exclusion:
    return ipt.Exclusion(
        condition=condition, presence=ipt.Presence.ABSENT, attested=attested()
    )


def rated(instrument: str) -> ipt.Rating:
    return ipt.Rating(instrument=instrument, attested=attested())


def judged(what: str, definition: str | None) -> ipt.Judgement:
    return ipt.Judgement(
        what=what,
        definition=definition,
        presence=ipt.Presence.PRESENT,
        attested=attested(),
    )


def waived(*rules: str) -> ipt.TreatmentPlan:
    return active(waivers=[ipt.Waiver(rule=rule, reason="in-letter") for rule in rules])


CASES = [
    Case("IPT010", KEPT, "a protocol of the catalogue", lambda: active("article")),
    Case("IPT010", BROKEN, "no protocol of the catalogue", lambda: active("cbt")),
    Case(
        "IPT011",
        NOT_APPLICABLE,
        "nothing is named",
        lambda: active(sessions=[session(1)]),
    ),
    Case(
        "IPT011",
        ON_TRACK,
        "the focus is there",
        lambda: active(foci=[GRIEF], sessions=[session(1, foci=["f1"])]),
    ),
    Case(
        "IPT011",
        OWED,
        "the focus may still be added",
        lambda: active(foci=[GRIEF], sessions=[session(1, foci=["f9"])]),
    ),
    Case(
        "IPT011",
        BROKEN,
        "the course is over and the goal was never there",
        lambda: active(status=DONE, sessions=[session(1, goals=["g9"])]),
    ),
    Case("IPT012", ON_TRACK, "ids differ", lambda: active(foci=[GRIEF, DISPUTE])),
    Case("IPT012", BROKEN, "two foci share an id", lambda: active(foci=[GRIEF, GRIEF])),
    Case(
        "IPT012",
        BROKEN,
        "two goals share an id",
        lambda: active(goals=[goal(), goal()]),
    ),
    Case(
        "IPT012",
        NOT_APPLICABLE,
        "there are no ids",
        lambda: active(sessions=[session(1)]),
    ),
    Case("IPT013", ON_TRACK, "all codes are known", lambda: active(foci=[GRIEF])),
    Case("IPT013", NOT_APPLICABLE, "no code is used", active),
    Case(
        "IPT013",
        BROKEN,
        "an unknown area",
        lambda: active(foci=[ipt.Focus(id="f1", area="x")]),
    ),
    Case("IPT013", BROKEN, "an unknown strategy", lambda: with_goal("be-kind")),
    Case("IPT013", BROKEN, "an unknown instrument", lambda: scored(score("bdi-9"))),
    Case(
        "IPT013",
        ON_TRACK,
        "every code of the catalogue",
        lambda: active(
            foci=[ipt.Focus(id=area, area=area) for area in ipt.problem_areas],
            goals=[goal(strategies=tuple(ipt.strategies))],
            sessions=[
                session(
                    1,
                    tasks=tuple(ipt.tasks),
                    techniques=tuple(ipt.techniques),
                    measures=tuple(ipt.measures),
                )
            ],
            ratings=[rated(code) for code in ipt.measures],
            judgements=[judged("response", code) for code in ipt.definitions],
        ),
    ),
    Case(
        "IPT013",
        BROKEN,
        "an unknown instrument of a rating",
        lambda: active(ratings=[rated("csprs-2")]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "an unknown definition",
        lambda: active(judgements=[judged("remission", "phq-9-remission")]),
    ),
    Case(
        "IPT013",
        NOT_APPLICABLE,
        "a judgement without a definition",
        lambda: active(judgements=[judged("remission", None)]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "an unknown task",
        lambda: active(sessions=[session(1, tasks=["sick-roll", "sick-roll"])]),
    ),
    Case(
        "IPT013",
        ON_TRACK,
        "words of one's own for people, disorders, goals, skills, reasons",
        lambda: active(
            population=["night-workers"],
            disorders=["bipolar-i-disorder", "panic-disorder"],
            goals=[goal(kind="work-life"), goal(id="g2", kind="support")],
            sessions=[
                session(
                    1,
                    topics=["saying-no"],
                    reason="strike",
                    attendees=[ipt.Attendee(role="godmother")],
                )
            ],
            assessment=ipt.Assessment(
                diagnoses=[ipt.Diagnosis(disorder="ptsd", attested=attested())],
                exclusions=[looked("epilepsy"), looked("psychosis")],
            ),
        ),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt population",
        lambda: active(population=["Adolescent"]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "another name for a disorder",
        lambda: active(disorders=["social-phobia"]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt kind of goal",
        lambda: active(goals=[goal(kind="wellbeing")]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt skill",
        lambda: active(sessions=[session(1, topics=["assertivness"])]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt reason of a session",
        lambda: active(sessions=[session(1, reason="ilness")]),
    ),
    Case(
        "IPT013",
        NOT_APPLICABLE,
        "a misspelt reason of a session yet to come",
        lambda: active(sessions=[session(1, status=PLANNED, reason="ilness")]),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt reason of the end",
        lambda: active(status=DONE, end=ipt.End(reason="goal_met")),
    ),
    Case(
        "IPT013",
        NOT_APPLICABLE,
        "a reason of the end of a course that goes on",
        lambda: active(end=ipt.End(reason="goal_met")),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt diagnosis",
        lambda: active(
            assessment=ipt.Assessment(
                diagnoses=[ipt.Diagnosis(disorder="dysthimia", attested=attested())]
            )
        ),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt role",
        lambda: active(
            sessions=[session(1, attendees=[ipt.Attendee(role="mothr")])],
        ),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt topic of an enquiry",
        lambda: active(
            sessions=[
                session(
                    1, enquiries=[ipt.RiskEnquiry(topic="suicid", attested=attested())]
                )
            ],
        ),
    ),
    Case(
        "IPT013",
        BROKEN,
        "a misspelt condition",
        lambda: active(assessment=ipt.Assessment(exclusions=[looked("pychosis")])),
    ),
    Case("IPT014", NOT_APPLICABLE, "nothing is waived", active),
    Case("IPT014", ON_TRACK, "a rule by its code", lambda: waived("IPT308")),
    Case("IPT014", ON_TRACK, "a rule by its name", lambda: waived("phase-order")),
    Case("IPT014", BROKEN, "a misspelt code", lambda: waived("IPT308", "IPT-308")),
    Case("IPT014", BROKEN, "a misspelt name", lambda: waived("phases-order")),
    Case("IPT014", BROKEN, "all rules of a family", lambda: waived("IPT5")),
]
