"""Cases of the rules of family 4."""

from __future__ import annotations

import ipt_core as ipt
from tests.plans import active
from tests.rulebook.building import (
    BROKEN,
    DONE,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    Case,
    goal,
    with_goal,
)

CASES = [
    Case(
        "IPT401",
        ON_TRACK,
        "its focus is there",
        lambda: with_goal("facilitate-mourning"),
    ),
    Case("IPT401", OWED, "its focus may be added", lambda: active(goals=[goal()])),
    Case("IPT401", BROKEN, "never", lambda: active(status=DONE, goals=[goal()])),
    Case(
        "IPT401",
        NOT_APPLICABLE,
        "relief of symptoms needs no focus",
        lambda: active(goals=[goal(focus=None, kind="symptom")]),
    ),
    Case("IPT401", NOT_CHECKED, "not recorded", active),
    Case(
        "IPT401",
        NOT_CHECKED,
        "neither focus nor kind is recorded",
        lambda: active(goals=[goal(focus=None, kind=None)]),
    ),
    Case(
        "IPT402",
        NOT_APPLICABLE,
        "relief of symptoms needs no strategy",
        lambda: active(goals=[goal(focus=None, kind="symptom", strategies=())]),
    ),
    Case("IPT402", ON_TRACK, "one", lambda: with_goal("facilitate-mourning")),
    Case("IPT402", BROKEN, "none", with_goal),
    Case("IPT402", NOT_CHECKED, "not recorded", lambda: active(goals=[goal()])),
    Case("IPT402", NOT_CHECKED, "no goals recorded", active),
    Case("IPT402", NOT_APPLICABLE, "no goals", lambda: active(goals=[])),
    Case(
        "IPT402",
        NOT_APPLICABLE,
        "dropped",
        lambda: with_goal(status=ipt.GoalStatus.DROPPED),
    ),
    Case("IPT403", ON_TRACK, "listed", lambda: with_goal("facilitate-mourning")),
    Case("IPT403", BROKEN, "listed for disputes", lambda: with_goal("stage-dispute")),
    Case("IPT403", BROKEN, "listed for nothing", lambda: with_goal("be-kind")),
    Case(
        "IPT403",
        ON_TRACK,
        "one of two is enough",
        lambda: with_goal("facilitate-mourning", "stage-dispute"),
    ),
    Case(
        "IPT403",
        ON_TRACK,
        "listed for the area that this one is a form of",
        lambda: with_goal("use-therapy-relationship", area="role-insecurity"),
    ),
    Case(
        "IPT403",
        BROKEN,
        "not listed for what this one is a form of",
        lambda: with_goal("stage-dispute", area="role-insecurity"),
    ),
    Case(
        "IPT403",
        NOT_APPLICABLE,
        "an area for which nothing is listed",
        lambda: with_goal("stage-dispute", area="self-image"),
    ),
    Case("IPT403", NOT_APPLICABLE, "unknown area", lambda: with_goal("x", area="y")),
    Case("IPT403", NOT_CHECKED, "no goals recorded", lambda: active(foci=[])),
    Case("IPT403", NOT_CHECKED, "no foci recorded", lambda: active(goals=[])),
    Case("IPT404", ON_TRACK, "listed", lambda: with_goal("facilitate-mourning")),
    Case("IPT404", ON_TRACK, "listed for nothing", lambda: with_goal("be-kind")),
    Case(
        "IPT404",
        ON_TRACK,
        "improving communication is never wrong",
        lambda: with_goal("improve-communication"),
    ),
    Case(
        "IPT404",
        BROKEN,
        "one of two is for disputes only",
        lambda: with_goal("facilitate-mourning", "stage-dispute"),
    ),
    Case(
        "IPT404",
        ON_TRACK,
        "listed for the area that this one is a form of",
        lambda: with_goal("use-therapy-relationship", area="role-insecurity"),
    ),
    Case(
        "IPT404",
        BROKEN,
        "listed for other areas than what this one is a form of",
        lambda: with_goal("stage-dispute", area="role-insecurity"),
    ),
    Case(
        "IPT404",
        NOT_APPLICABLE,
        "an area for which nothing is listed",
        lambda: with_goal("stage-dispute", area="self-image"),
    ),
    Case("IPT404", NOT_APPLICABLE, "unknown area", lambda: with_goal("x", area="y")),
    Case("IPT404", NOT_CHECKED, "no goals recorded", lambda: active(foci=[])),
    Case("IPT404", NOT_CHECKED, "no foci recorded", lambda: active(goals=[])),
]
