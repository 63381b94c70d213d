"""Cases of the rules of family 2."""

from __future__ import annotations

from typing import Any

import attrs

import ipt_core as ipt
from tests.plans import active, attested, changed, phased, session
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
    contract,
)

PLANNED = ipt.Session(status=ipt.SessionStatus.PLANNED)
MISSED = ipt.Session(status=ipt.SessionStatus.MISSED)
CALLED_OFF = ipt.Session(
    status=ipt.SessionStatus.CANCELLED, cancelled_by=ipt.Party.PATIENT
)


AFTERWARDS = session(1, kind=ipt.SessionKind.MAINTENANCE)


def kept_on(
    agreements: list[ipt.Attestation] | None = None,
    *,
    cadence_days: int | None = 28,
    months: int | None = 12,
    **fields: Any,
) -> ipt.TreatmentPlan:
    """Maintenance was decided on."""
    wanted = ipt.Maintenance(
        decision="maintenance",
        cadence_days=cadence_days,
        months=months,
        agreements=agreements,
    )
    return active(maintenance=wanted, **fields)


def ahead(
    agreed: int | None,
    *absent: ipt.Session,
    status: ipt.PlanStatus = ipt.PlanStatus.ACTIVE,
    **terms: Any,
) -> ipt.TreatmentPlan:
    """Two sessions held, some missed or called off, and one to come."""
    return active(
        status=status,
        sessions=[*phased("ii"), *absent, PLANNED],
        contracts=[contract(sessions=agreed, **terms)],
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
    Case("IPT202", OWED, "an end after maintenance", after_maintenance),
    Case(
        "IPT202",
        KEPT,
        "maintenance goes on",
        lambda: after_maintenance(status=ipt.PlanStatus.MAINTENANCE),
    ),
    Case(
        "IPT202",
        KEPT,
        "an end is not drafted",
        lambda: after_maintenance(status=ipt.PlanStatus.DRAFT),
    ),
    Case("IPT202", BROKEN, "over without one", lambda: after_maintenance(status=DONE)),
    Case("IPT202", KEPT, "it has begun", lambda: after_maintenance(())),
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
    Case("IPT205", NOT_APPLICABLE, "nothing is listed", active),
    Case("IPT205", ON_TRACK, "each has one", lambda: active(sessions=phased("iim"))),
    Case("IPT205", NOT_CHECKED, "not recorded", lambda: active(sessions=phased("i-"))),
    Case(
        "IPT205",
        OWED,
        "planned without a phase",
        lambda: active(sessions=[*phased("i"), PLANNED]),
    ),
    Case(
        "IPT205",
        ON_TRACK,
        "planned with a phase",
        lambda: active(sessions=phased("im", status=PLANNED.status)),
    ),
    Case(
        "IPT205",
        BROKEN,
        "over, and still planned without a phase",
        lambda: active(status=DONE, sessions=[*phased("i"), PLANNED]),
    ),
    Case(
        "IPT205",
        BROKEN,
        "a booster with a phase",
        lambda: active(sessions=phased("m", kind=ipt.SessionKind.BOOSTER)),
    ),
    Case("IPT205", ON_TRACK, "an end in maintenance", lambda: after_maintenance(())),
    Case(
        "IPT205",
        BROKEN,
        "an end in maintenance, in another form",
        lambda: changed(after_maintenance(()), protocol="ipt"),
    ),
    Case(
        "IPT205",
        BROKEN,
        "work on the focus in maintenance",
        lambda: active("ipsrt", sessions=phased("m", kind=ipt.SessionKind.MAINTENANCE)),
    ),
    Case(
        "IPT205",
        NOT_APPLICABLE,
        "a cancelled session",
        lambda: active(sessions=phased("-", status=ipt.SessionStatus.CANCELLED)),
    ),
    Case("IPT206", NOT_APPLICABLE, "nothing is listed", active),
    Case(
        "IPT206",
        NOT_APPLICABLE,
        "none ahead",
        lambda: active(sessions=phased("ii"), contracts=[contract(sessions=16)]),
    ),
    Case(
        "IPT206",
        KEPT,
        "as many held as were agreed",
        lambda: active(
            status=DONE, sessions=phased("i" * 12), contracts=[contract(sessions=12)]
        ),
    ),
    Case("IPT206", ON_TRACK, "2 held and 1 ahead, 3 agreed", lambda: ahead(3)),
    Case("IPT206", OWED, "2 held and 1 ahead, 12 agreed", lambda: ahead(12)),
    Case("IPT206", OWED, "2 held and 1 ahead, 2 agreed", lambda: ahead(2)),
    Case(
        "IPT206",
        BROKEN,
        "over, and one is still ahead",
        lambda: ahead(12, status=DONE),
    ),
    Case(
        "IPT206",
        ON_TRACK,
        "two absences may have used up sessions",
        lambda: ahead(5, MISSED, CALLED_OFF),
    ),
    Case(
        "IPT206",
        OWED,
        "absences use up none",
        lambda: ahead(5, MISSED, CALLED_OFF, missed_counts=False),
    ),
    Case(
        "IPT206",
        OWED,
        "the service's absences use up none",
        lambda: ahead(
            4,
            attrs.evolve(CALLED_OFF, cancelled_by=ipt.Party.SERVICE),
        ),
    ),
    Case("IPT206", NOT_CHECKED, "no number agreed", lambda: ahead(None)),
    Case(
        "IPT206",
        NOT_CHECKED,
        "some sessions are not recorded",
        lambda: attrs.evolve(ahead(3), records=ipt.Records(sessions=SOME)),
    ),
    Case(
        "IPT206",
        NOT_APPLICABLE,
        "nothing was agreed",
        lambda: attrs.evolve(ahead(3), contracts=()),
    ),
    Case("IPT207", ON_TRACK, "4 initial", lambda: active(sessions=phased("iiii"))),
    Case("IPT207", BROKEN, "5 initial", lambda: active(sessions=phased("iiiii"))),
    Case(
        "IPT207", NOT_CHECKED, "unknown phases", lambda: active(sessions=phased("--"))
    ),
    Case("IPT208", ON_TRACK, "not begun", lambda: active(sessions=phased("iim"))),
    Case("IPT208", OWED, "1 so far", lambda: active(sessions=phased("imt"))),
    Case("IPT208", ON_TRACK, "2 held", lambda: active(sessions=phased("imtt"))),
    Case("IPT208", BROKEN, "5 held", lambda: active(sessions=phased("imttttt"))),
    Case(
        "IPT208", BROKEN, "1 held", lambda: active(status=DONE, sessions=phased("imt"))
    ),
    Case(
        "IPT208",
        NOT_CHECKED,
        "1 held, a phase unknown",
        lambda: active(status=DONE, sessions=phased("i-t")),
    ),
    Case(
        "IPT208",
        KEPT,
        "longer by a new contract",
        lambda: active(
            status=DONE,
            sessions=phased("imtttttt"),
            contracts=[contract(sessions=6), contract(sessions=8, from_session=6)],
        ),
    ),
    Case("IPT209", ON_TRACK, "2 of 4", lambda: active(sessions=phased("immt"))),
    Case("IPT209", OWED, "not yet", lambda: active(sessions=phased("iim"))),
    Case(
        "IPT209",
        ON_TRACK,
        "planned",
        lambda: active(
            sessions=[*phased("iim"), attrs.evolve(PLANNED, phase=ipt.Phase.MIDDLE)]
        ),
    ),
    Case(
        "IPT209",
        BROKEN,
        "a long ending",
        lambda: active(status=DONE, sessions=phased("imtt")),
    ),
    Case("IPT209", NOT_CHECKED, "unknown phases", lambda: active(sessions=phased("-"))),
    Case("IPT209", NOT_APPLICABLE, "equal phases", lambda: active("ipt-a")),
    Case("IPT210", NOT_APPLICABLE, "nothing was decided", active),
    Case(
        "IPT210",
        NOT_APPLICABLE,
        "an end was decided on",
        lambda: active(maintenance=ipt.Maintenance(decision="none")),
    ),
    Case("IPT210", KEPT, "agreed", lambda: kept_on(agreements=[attested()])),
    Case("IPT210", OWED, "not agreed yet", lambda: kept_on(agreements=[])),
    Case(
        "IPT210",
        BROKEN,
        "over, and not agreed",
        lambda: kept_on(agreements=[], status=ipt.PlanStatus.MAINTENANCE),
    ),
    Case("IPT210", NOT_CHECKED, "agreements are not recorded", kept_on),
    Case(
        "IPT210",
        NOT_CHECKED,
        "the source does not capture all agreements",
        lambda: kept_on(agreements=[], records=ipt.Records(agreements=SOME)),
    ),
    Case(
        "IPT210",
        NOT_CHECKED,
        "no length",
        lambda: kept_on(agreements=[attested()], months=None),
    ),
    Case(
        "IPT210",
        NOT_CHECKED,
        "maintenance sessions, and no decision is recorded",
        lambda: active(sessions=[AFTERWARDS]),
    ),
    Case(
        "IPT210",
        BROKEN,
        "maintenance sessions although an end was decided on",
        lambda: active(
            sessions=[AFTERWARDS], maintenance=ipt.Maintenance(decision="none")
        ),
    ),
    Case(
        "IPT210",
        OWED,
        "they are only planned",
        lambda: active(
            sessions=[attrs.evolve(AFTERWARDS, status=PLANNED.status)],
            maintenance=ipt.Maintenance(decision="none"),
        ),
    ),
    Case(
        "IPT210",
        NOT_APPLICABLE,
        "continuation is part of the treatment",
        lambda: attrs.evolve(kept_on(agreements=[]), protocol="ipt-dys"),
    ),
    Case("IPT211", NOT_APPLICABLE, "nothing was decided", active),
    Case(
        "IPT211",
        NOT_APPLICABLE,
        "an end was decided on",
        lambda: active(maintenance=ipt.Maintenance(decision="none")),
    ),
    Case("IPT211", KEPT, "monthly for a year", kept_on),
    Case("IPT211", KEPT, "every two weeks", lambda: kept_on(cadence_days=14)),
    Case("IPT211", BROKEN, "every 60 days", lambda: kept_on(cadence_days=60)),
    Case("IPT211", BROKEN, "for four years", lambda: kept_on(months=48)),
    Case(
        "IPT211",
        BROKEN,
        "for four years, who knows how often",
        lambda: kept_on(cadence_days=None, months=48),
    ),
    Case("IPT211", NOT_CHECKED, "no length", lambda: kept_on(months=None)),
    Case(
        "IPT211",
        NOT_CHECKED,
        "maintenance sessions, and no decision is recorded",
        lambda: active(sessions=[AFTERWARDS]),
    ),
    Case("IPT212", NOT_CHECKED, "nothing is recorded", active),
    Case(
        "IPT212",
        NOT_CHECKED,
        "no number was agreed",
        lambda: active(sessions=phased("ii"), contracts=[contract(cadence_days=7)]),
    ),
    Case(
        "IPT212",
        NOT_APPLICABLE,
        "nothing was agreed",
        lambda: active(sessions=phased("ii"), contracts=[]),
    ),
    Case(
        "IPT212",
        ON_TRACK,
        "as many as were agreed",
        lambda: active(sessions=phased("ii"), contracts=[contract(sessions=2)]),
    ),
    Case(
        "IPT212",
        BROKEN,
        "one more than was agreed",
        lambda: active(sessions=phased("iii"), contracts=[contract(sessions=2)]),
    ),
    Case(
        "IPT212",
        ON_TRACK,
        "more were agreed on in the session itself",
        lambda: active(
            sessions=phased("iii"),
            contracts=[contract(sessions=2), contract(sessions=4, from_session=3)],
        ),
    ),
    Case(
        "IPT212",
        BROKEN,
        "more were agreed on afterwards",
        lambda: active(
            sessions=phased("iiii"),
            contracts=[contract(sessions=2), contract(sessions=4, from_session=4)],
        ),
    ),
    Case(
        "IPT212",
        NOT_CHECKED,
        "some sessions are not recorded",
        lambda: active(
            contracts=[contract(sessions=2)], records=ipt.Records(sessions=SOME)
        ),
    ),
]
