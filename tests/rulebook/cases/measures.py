"""Cases of the rules of family 7."""

from __future__ import annotations

from tests.plans import active, session
from tests.rulebook.building import (
    BROKEN,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    Case,
    assessed,
    score,
    scored,
)

TWO = session(2, scores=())

CASES = [
    Case(
        "IPT701",
        KEPT,
        "in the assessment",
        lambda: assessed(scores=[score("phq-9", 9)]),
    ),
    Case(
        "IPT701",
        KEPT,
        "in the first session",
        lambda: active(sessions=[session(1, scores=[score("phq-9", 9)]), session(2)]),
    ),
    Case(
        "IPT701",
        BROKEN,
        "only in the second session",
        lambda: assessed(
            session(1, scores=()), session(2, scores=[score("phq-9", 9)]), scores=()
        ),
    ),
    Case("IPT701", OWED, "not yet", lambda: assessed(session(1, scores=()), scores=())),
    Case(
        "IPT701", NOT_CHECKED, "not recorded", lambda: assessed(session(1, scores=()))
    ),
    Case("IPT701", NOT_CHECKED, "no assessment recorded", active),
    Case(
        "IPT701",
        BROKEN,
        "the alliance only",
        lambda: assessed(session(1, scores=[score("wai-sr", 40)]), TWO, scores=()),
    ),
    Case(
        "IPT701",
        NOT_CHECKED,
        "a scale of which nobody knows what it measures",
        lambda: assessed(session(1, scores=[score("x", 40)]), TWO, scores=()),
    ),
    Case(
        "IPT701",
        KEPT,
        "such a scale beside one of outcome",
        lambda: assessed(TWO, scores=[score("x", 40), score("bdi-ii", 20)]),
    ),
    Case("IPT702", ON_TRACK, "27", lambda: scored(score("phq-9", 27))),
    Case("IPT702", BROKEN, "28", lambda: scored(score("phq-9", 28))),
    Case("IPT702", BROKEN, "below the least", lambda: scored(score("phq-9", -1))),
    Case("IPT702", NOT_APPLICABLE, "an unknown scale", lambda: scored(score("x", 99))),
    Case("IPT702", NOT_APPLICABLE, "no total", lambda: scored(score("phq-9"))),
]
