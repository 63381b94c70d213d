"""Cases of the rules of family 9."""

from __future__ import annotations

from typing import Any

import ipt_core as ipt
from tests.plans import active
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
)

STATUS: dict[str, dict[str, Any]] = {
    "x": {"status": ipt.SessionStatus.MISSED},
    "c": {
        "status": ipt.SessionStatus.CANCELLED,
        "cancelled_by": ipt.Party.PATIENT,
        "reason": "illness",
    },
    "h": {
        "status": ipt.SessionStatus.CANCELLED,
        "cancelled_by": ipt.Party.PATIENT,
        "reason": "holiday",
    },
    "s": {
        "status": ipt.SessionStatus.CANCELLED,
        "cancelled_by": ipt.Party.SERVICE,
    },
    "?": {"status": ipt.SessionStatus.CANCELLED},
}


def attended(letters: str, **fields: Any) -> ipt.TreatmentPlan:
    """Sessions that were held (m), missed (x) or called off (c, h, s, ?)."""
    held: dict[str, Any] = {"status": ipt.SessionStatus.DELIVERED}
    sessions = [ipt.Session(**STATUS.get(letter, held)) for letter in letters]
    return active(sessions=sessions, **fields)


def stopped(
    status: ipt.PlanStatus = ipt.PlanStatus.DISCONTINUED, **end: Any
) -> ipt.TreatmentPlan:
    """A course that ended early."""
    return active(status=status, end=ipt.End(**end))


CASES = [
    Case("IPT901", NOT_CHECKED, "no session is recorded", active),
    Case("IPT901", NOT_APPLICABLE, "there is none", lambda: attended("")),
    Case("IPT901", ON_TRACK, "two in a row", lambda: attended("mmmmmmmxx")),
    Case("IPT901", BROKEN, "three in a row", lambda: attended("m" * 20 + "xcx")),
    Case(
        "IPT901",
        ON_TRACK,
        "three in a row, one of them the service's",
        lambda: attended("m" * 20 + "xsx"),
    ),
    Case(
        "IPT901",
        ON_TRACK,
        "holidays, and sessions called off by nobody knows whom",
        lambda: attended("mhhh???"),
    ),
    Case("IPT901", OWED, "one of two so far", lambda: attended("mx")),
    Case("IPT901", BROKEN, "one of two", lambda: attended("mx", status=DONE)),
    Case("IPT901", KEPT, "one of four", lambda: attended("mxmm", status=DONE)),
    Case(
        "IPT901",
        NOT_CHECKED,
        "absences are not recorded",
        lambda: attended("mm", records=ipt.Records(attendance=SOME)),
    ),
    Case(
        "IPT901",
        BROKEN,
        "three in a row, and not all absences are recorded",
        lambda: attended("mxxx", records=ipt.Records(attendance=SOME)),
    ),
    Case("IPT902", NOT_APPLICABLE, "it goes on", active),
    Case("IPT902", NOT_APPLICABLE, "it is over", lambda: active(status=DONE)),
    Case(
        "IPT902",
        NOT_CHECKED,
        "no reason is recorded",
        lambda: active(status=ipt.PlanStatus.DISCONTINUED),
    ),
    Case(
        "IPT902",
        KEPT,
        "a contact was offered",
        lambda: stopped(
            reason="moved-away", by=ipt.Party.PATIENT, contact_offered=True
        ),
    ),
    Case(
        "IPT902",
        BROKEN,
        "no contact was offered",
        lambda: stopped(
            reason="moved-away", by=ipt.Party.PATIENT, contact_offered=False
        ),
    ),
    Case(
        "IPT902",
        NOT_CHECKED,
        "whether a contact was offered is not recorded",
        lambda: stopped(reason="moved-away", by=ipt.Party.PATIENT),
    ),
    Case(
        "IPT902",
        NOT_CHECKED,
        "who stopped it is not recorded",
        lambda: stopped(reason="moved-away"),
    ),
    Case("IPT902", KEPT, "the patient died", lambda: stopped(reason="death")),
    Case(
        "IPT902",
        KEPT,
        "both agreed on an earlier end",
        lambda: stopped(
            ipt.PlanStatus.COMPLETED_EARLY, reason="goals-met", by=ipt.Party.AGREED
        ),
    ),
    Case(
        "IPT902",
        KEPT,
        "it went on elsewhere",
        lambda: stopped(
            ipt.PlanStatus.TRANSFERRED, reason="moved-away", by=ipt.Party.PATIENT
        ),
    ),
]
