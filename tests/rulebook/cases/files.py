"""Cases of the rules of family 0."""

from __future__ import annotations

import ipt_core as ipt
from tests.plans import active, session
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
        BROKEN,
        "an unknown task",
        lambda: active(sessions=[session(1, tasks=["sick-roll", "sick-roll"])]),
    ),
]
