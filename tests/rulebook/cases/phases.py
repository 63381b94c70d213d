"""Cases of the rules of family 2."""

from __future__ import annotations

import ipt_core as ipt
from tests.plans import active, phased, session
from tests.rulebook.building import (
    BROKEN,
    DONE,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    Case,
    contract,
)

CASES = [
    Case("IPT201", ON_TRACK, "3 initial", lambda: active(sessions=phased("iiim"))),
    Case("IPT201", BROKEN, "4 initial", lambda: active(sessions=phased("iiiim"))),
    Case(
        "IPT201",
        NOT_CHECKED,
        "an unknown phase",
        lambda: active(sessions=phased("i-m")),
    ),
    Case("IPT201", NOT_APPLICABLE, "not in IPT-A", lambda: active("ipt-a")),
    Case(
        "IPT202", KEPT, "all there", lambda: active(status=DONE, sessions=phased("imt"))
    ),
    Case(
        "IPT202", BROKEN, "no end", lambda: active(status=DONE, sessions=phased("imm"))
    ),
    Case("IPT202", OWED, "not there yet", lambda: active(sessions=phased("im"))),
    Case(
        "IPT202", NOT_CHECKED, "unknown phases", lambda: active(sessions=phased("i-"))
    ),
    *(
        Case(
            code,
            NOT_APPLICABLE,
            "maintenance sessions only",
            lambda: active(sessions=[session(1, kind=ipt.SessionKind.MAINTENANCE)]),
        )
        for code in ("IPT202", "IPT203")
    ),
    Case("IPT203", ON_TRACK, "in order", lambda: active(sessions=phased("imt"))),
    Case(
        "IPT203",
        ON_TRACK,
        "begun anew with a new contract",
        lambda: active(
            sessions=phased("imi"),
            contracts=[contract(sessions=12), contract(sessions=16, from_session=3)],
        ),
    ),
    Case(
        "IPT201",
        ON_TRACK,
        "a second assessment under a new contract",
        lambda: active(
            sessions=phased("iiimi"),
            contracts=[contract(sessions=12), contract(sessions=16, from_session=5)],
        ),
    ),
    Case("IPT203", BROKEN, "back again", lambda: active(sessions=phased("imi"))),
    Case(
        "IPT203", BROKEN, "back, some unknown", lambda: active(sessions=phased("m-i"))
    ),
    Case("IPT203", NOT_CHECKED, "some unknown", lambda: active(sessions=phased("i-m"))),
    Case(
        "IPT204",
        ON_TRACK,
        "termination from 9",
        lambda: active(
            "ipt-a", sessions=phased("iiiimmmmtttt"), contracts=[contract(sessions=12)]
        ),
    ),
    Case(
        "IPT204",
        ON_TRACK,
        "termination from 10",
        lambda: active(
            "ipt-a", sessions=phased("iiiimmmmmttt"), contracts=[contract(sessions=12)]
        ),
    ),
    Case(
        "IPT204",
        BROKEN,
        "termination from 11",
        lambda: active(
            "ipt-a", sessions=phased("iiiimmmmmmtt"), contracts=[contract(sessions=12)]
        ),
    ),
    Case(
        "IPT204",
        NOT_APPLICABLE,
        "renegotiated",
        lambda: active(
            "ipt-a",
            sessions=phased("iiiiii"),
            contracts=[contract(sessions=12), contract(sessions=16)],
        ),
    ),
    Case(
        "IPT204", NOT_CHECKED, "no total", lambda: active("ipt-a", sessions=phased("i"))
    ),
    Case(
        "IPT204",
        BROKEN,
        "broken before it was renegotiated",
        lambda: active(
            "ipt-a",
            sessions=phased("iiiiiimm"),
            contracts=[contract(sessions=12), contract(sessions=16, from_session=7)],
        ),
    ),
    Case(
        "IPT204",
        NOT_CHECKED,
        "unknown phases",
        lambda: active(
            "ipt-a", sessions=phased("--"), contracts=[contract(sessions=12)]
        ),
    ),
]
