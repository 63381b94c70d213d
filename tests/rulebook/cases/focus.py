"""Cases of the rules of family 3."""

from __future__ import annotations

import datetime as dt

import attrs

import ipt_core as ipt
from tests.plans import active, phased
from tests.rulebook.building import (
    BROKEN,
    DISPUTE,
    GRIEF,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
    agreed,
)

CASES = [
    Case(
        "IPT301", KEPT, "chosen", lambda: active(foci=[GRIEF], sessions=phased("iii"))
    ),
    Case("IPT301", OWED, "not yet", lambda: active(foci=[], sessions=phased("iii"))),
    Case("IPT301", BROKEN, "never", lambda: active(foci=[], sessions=phased("iiim"))),
    Case(
        "IPT301",
        BROKEN,
        "only when the middle phase had begun",
        lambda: active(
            foci=[attrs.evolve(GRIEF, chosen_in=4)], sessions=phased("iiim")
        ),
    ),
    Case(
        "IPT301", NOT_CHECKED, "not recorded", lambda: active(sessions=phased("iiim"))
    ),
    Case(
        "IPT301",
        NOT_CHECKED,
        "none recorded by a source that records some",
        lambda: active(
            foci=[], sessions=phased("iiim"), records=ipt.Records(foci=SOME)
        ),
    ),
    Case("IPT302", ON_TRACK, "one", lambda: active("ipt-a", foci=[GRIEF])),
    Case(
        "IPT302", BROKEN, "two in IPT-A", lambda: active("ipt-a", foci=[GRIEF, DISPUTE])
    ),
    Case(
        "IPT302", ON_TRACK, "two in IPT", lambda: active("ipt", foci=[GRIEF, DISPUTE])
    ),
    Case(
        "IPT302",
        ON_TRACK,
        "one after the other",
        lambda: active(
            "ipt-a",
            foci=[attrs.evolve(GRIEF, until=5), attrs.evolve(DISPUTE, chosen_in=5)],
        ),
    ),
    Case("IPT302", NOT_CHECKED, "not recorded", active),
    Case("IPT303", ON_TRACK, "two", lambda: active(foci=[GRIEF, DISPUTE])),
    Case(
        "IPT303",
        BROKEN,
        "three",
        lambda: active(foci=[GRIEF, DISPUTE, attrs.evolve(GRIEF, id="f3")]),
    ),
    Case("IPT303", NOT_CHECKED, "not recorded", active),
    Case("IPT304", ON_TRACK, "one of the four", lambda: active(foci=[GRIEF])),
    Case(
        "IPT304",
        BROKEN,
        "an area of IPSRT",
        lambda: active(foci=[GRIEF, ipt.Focus(id="f2", area="lost-healthy-self")]),
    ),
    Case(
        "IPT304",
        BROKEN,
        "a misspelt area",
        lambda: active(foci=[ipt.Focus(id="f1", area="role_dispute")]),
    ),
    Case("IPT304", NOT_CHECKED, "not recorded", active),
    Case("IPT304", NOT_APPLICABLE, "none yet", lambda: active(foci=[])),
    Case("IPT305", ON_TRACK, "agreed early", lambda: agreed("ii")),
    Case("IPT305", KEPT, "agreed in time", lambda: agreed("iim", session=2)),
    Case("IPT305", BROKEN, "agreed too late", lambda: agreed("iim", session=3)),
    Case(
        "IPT305",
        KEPT,
        "agreed the day before",
        lambda: agreed("iim", on=dt.date(2026, 1, 25)),
    ),
    Case(
        "IPT305",
        BROKEN,
        "agreed on the day",
        lambda: agreed("iim", on=dt.date(2026, 1, 26)),
    ),
    Case(
        "IPT305",
        BROKEN,
        "a model said so",
        lambda: agreed("iim", origin=ipt.Origin.MODEL),
    ),
    Case(
        "IPT305",
        KEPT,
        "a model said so and a person confirmed it",
        lambda: agreed("iim", origin=ipt.Origin.MODEL, confirmed_by="therapist"),
    ),
    Case(
        "IPT305",
        OWED,
        "not yet",
        lambda: active(foci=[attrs.evolve(GRIEF, agreements=())], sessions=phased("i")),
    ),
    Case("IPT305", NOT_CHECKED, "not recorded", lambda: active(foci=[GRIEF])),
    Case("IPT305", NOT_CHECKED, "no foci recorded", active),
    Case(
        "IPT305",
        NOT_APPLICABLE,
        "a focus chosen in the middle phase is not judged here",
        lambda: active(
            foci=[attrs.evolve(GRIEF, chosen_in=3, agreements=())],
            sessions=phased("iim"),
        ),
    ),
]
