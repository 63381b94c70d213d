"""Cases of the rules of family 5 about each session of the middle phase."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import START, active, attested, phased
from tests.rulebook.building import (
    BROKEN,
    GRIEF,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    SOME,
    Case,
)

OPENED = ("opening-question", "symptom-review")
ASKED = OPENED[:1]


def middle(*sessions: dict[str, Any], **fields: Any) -> ipt.TreatmentPlan:
    """A running course with an initial session and these middle ones."""
    first, *others = phased("i" + "m" * len(sessions))
    given = [attrs.evolve(s, **f) for s, f in zip(others, sessions, strict=True)]
    course: dict[str, Any] = {"sessions": (first, *given), "foci": [GRIEF]}
    return active(**course | fields)


def scored(**attestation: Any) -> dict[str, Any]:
    score = ipt.Score(instrument="phq-9", total=9, attested=attested(**attestation))
    return {"tasks": ASKED, "scores": (score,), "on": START}


SILENT: dict[str, Any] = {"tasks": None}
TASKS = ipt.Records(tasks=SOME)

CRISIS: dict[str, Any] = {
    "tasks": (),
    "foci": (),
    "techniques": (),
    "reason": "crisis",
}
ILL = CRISIS | {"reason": "illness"}
GOOD: dict[str, Any] = {
    "tasks": OPENED,
    "foci": ["f1"],
    "techniques": ["role-play"],
}

CASES = [
    *(
        Case(code, outcome, why, partial(middle, GOOD, other))
        for code in ("IPT511", "IPT512", "IPT513")
        for outcome, why, other in (
            (ON_TRACK, "the other session was for a crisis", CRISIS),
            (BROKEN, "the other session lacks it", ILL),
        )
    ),
    Case("IPT511", ON_TRACK, "each opens so", lambda: middle(*[{"tasks": OPENED}] * 2)),
    Case("IPT511", ON_TRACK, "a score of the session", lambda: middle(scored())),
    Case("IPT511", ON_TRACK, "of its day", lambda: middle(scored(on=START))),
    Case(
        "IPT511",
        BROKEN,
        "the score is of a later day",
        lambda: middle(scored(on=START + dt.timedelta(days=1))),
    ),
    Case("IPT511", BROKEN, "of another session", lambda: middle(scored(session=3))),
    Case(
        "IPT511",
        ON_TRACK,
        "mood was rated",
        lambda: middle({"tasks": (*ASKED, "mood-rating")}),
    ),
    Case("IPT511", BROKEN, "one does not", lambda: middle({"tasks": OPENED}, {})),
    Case("IPT511", BROKEN, "one does not, one is silent", lambda: middle({}, SILENT)),
    Case("IPT511", NOT_CHECKED, "not recorded", lambda: middle(SILENT)),
    Case("IPT511", NOT_CHECKED, "in part", lambda: middle({}, records=TASKS)),
    Case("IPT511", NOT_CHECKED, "phase not recorded", lambda: middle({"phase": None})),
    Case(
        "IPT511",
        ON_TRACK,
        "phase not recorded, and it opens so",
        lambda: middle({"phase": None, "tasks": OPENED}),
    ),
    Case("IPT511", NOT_CHECKED, "no sessions recorded", active),
    Case("IPT511", NOT_APPLICABLE, "none held yet", middle),
    Case(
        "IPT511",
        NOT_APPLICABLE,
        "the article does not say how a session opens",
        lambda: attrs.evolve(middle({}), protocol="article"),
    ),
    Case("IPT512", ON_TRACK, "it names it", lambda: middle({"foci": ("f1",)})),
    Case(
        "IPT512", ON_TRACK, "by its task", lambda: middle({"tasks": ("work-on-focus",)})
    ),
    Case(
        "IPT512",
        NOT_CHECKED,
        "by its task, and the plan names no focus",
        lambda: middle({"tasks": ("work-on-focus",)}, foci=None),
    ),
    Case("IPT512", BROKEN, "on nothing", lambda: middle({"foci": ()})),
    Case("IPT512", NOT_CHECKED, "foci not recorded", lambda: middle({})),
    Case(
        "IPT512",
        NOT_CHECKED,
        "tasks in part",
        lambda: middle({"foci": ()}, records=TASKS),
    ),
    Case(
        "IPT513",
        ON_TRACK,
        "a technique",
        lambda: middle({"techniques": ("role-play",)}),
    ),
    Case(
        "IPT513",
        ON_TRACK,
        "by its task",
        lambda: middle({"tasks": ("options-roleplay",)}),
    ),
    Case("IPT513", ON_TRACK, "work on grief", lambda: middle({"foci": ("f1",)})),
    Case(
        "IPT513",
        BROKEN,
        "talk only",
        lambda: middle({"techniques": ("clarification",), "foci": ()}),
    ),
    Case("IPT513", NOT_CHECKED, "techniques not recorded", lambda: middle({})),
    Case(
        "IPT513",
        NOT_CHECKED,
        "tasks in part",
        lambda: middle({"techniques": ()}, records=TASKS),
    ),
]
