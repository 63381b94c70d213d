"""Cases of the rules of family 8 that are about indication."""

from __future__ import annotations

from typing import Any

import ipt_core as ipt
from tests.plans import START, active, attested, changed, phased, session
from tests.rulebook.building import (
    BROKEN,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
    assessed,
)

PRESENT, ABSENT = ipt.Presence.PRESENT, ipt.Presence.ABSENT


def diagnosis(
    disorder: str = "major-depressive-disorder", criteria: str = "dsm-5", **fields: Any
) -> ipt.Diagnosis:
    return ipt.Diagnosis(
        disorder=disorder, criteria=criteria, attested=attested(**fields)
    )


def diagnosed(*made: ipt.Diagnosis, sessions: str = "im") -> ipt.TreatmentPlan:
    return assessed(*phased(sessions), diagnoses=made)


def looked_for(
    protocol: str, *diagnoses: str, **conditions: ipt.Presence
) -> ipt.TreatmentPlan:
    """What was looked for, by code with underscores."""
    assessment = ipt.Assessment(
        diagnoses=[diagnosis(code) for code in diagnoses],
        exclusions=[
            ipt.Exclusion(
                condition=code.replace("_", "-"), presence=there, attested=attested()
            )
            for code, there in conditions.items()
        ],
    )
    return active(protocol, assessment=assessment)


NONE = {
    "bipolar_disorder": ABSENT,
    "substance_misuse": ABSENT,
    "intellectual_disability": ABSENT,
}


def scored(total: float | None, instrument: str = "phq-9") -> ipt.TreatmentPlan:
    one = ipt.Score(instrument=instrument, total=total, attested=attested())
    return changed(assessed(scores=[one]), protocol="ipc-c")


def treated(*treatments: str, sessions: str = "im", **fields: Any) -> ipt.TreatmentPlan:
    return active(
        "ipsrt",
        treatments=[ipt.Treatment(kind=kind) for kind in treatments],
        sessions=phased(sessions),
        **fields,
    )


def remitted(
    *sessions: ipt.Session, presence: ipt.Presence = PRESENT, **fields: Any
) -> ipt.TreatmentPlan:
    judged = ipt.Judgement(
        what="remission", presence=presence, attested=attested(**fields)
    )
    return active("ipt-m", judgements=[judged], sessions=sessions)


def maintained(**fields: Any) -> ipt.Session:
    return session(1, kind=ipt.SessionKind.MAINTENANCE, **fields)


CASES = [
    # ---- IPT810 ----
    Case(
        "IPT810", KEPT, "made before the first session", lambda: diagnosed(diagnosis())
    ),
    Case(
        "IPT810",
        KEPT,
        "the task of making one was done",
        lambda: assessed(
            session(1, phase=ipt.Phase.INITIAL, tasks=["diagnosis"]), diagnoses=()
        ),
    ),
    Case("IPT810", BROKEN, "none in the middle phase", diagnosed),
    Case("IPT810", OWED, "none yet", lambda: diagnosed(sessions="i")),
    Case(
        "IPT810",
        BROKEN,
        "made in the middle phase",
        lambda: diagnosed(diagnosis(session=2)),
    ),
    Case(
        "IPT810",
        BROKEN,
        "a screening, where criteria are asked for",
        lambda: diagnosed(diagnosis(criteria="screening")),
    ),
    Case(
        "IPT810",
        KEPT,
        "a screening, where that will do",
        lambda: changed(diagnosed(diagnosis(criteria="screening")), protocol="ipc"),
    ),
    Case("IPT810", NOT_CHECKED, "not recorded", active),
    # ---- IPT811 ----
    Case("IPT811", KEPT, "15 years", lambda: active("ipt-a", age=15)),
    Case("IPT811", BROKEN, "11 years", lambda: active("ipt-a", age=11)),
    Case("IPT811", NOT_CHECKED, "not recorded", lambda: active("ipt-a")),
    # ---- IPT812 ----
    Case(
        "IPT812",
        KEPT,
        "the disorder itself",
        lambda: active(disorders=["major-depressive-disorder"]),
    ),
    Case(
        "IPT812",
        KEPT,
        "a group that it belongs to",
        lambda: active(disorders=["depression"]),
    ),
    Case(
        "IPT812",
        KEPT,
        "one of the protocol's groups",
        lambda: active("article", disorders=["panic-disorder"]),
    ),
    Case(
        "IPT812",
        KEPT,
        "one of two, as a diagnosis",
        lambda: changed(
            diagnosed(diagnosis()), disorders=("bulimia-nervosa", "something-else")
        ),
    ),
    Case(
        "IPT812",
        BROKEN,
        "another disorder",
        lambda: changed(diagnosed(), disorders=("bulimia-nervosa",)),
    ),
    Case("IPT812", OWED, "not yet begun", lambda: active(disorders=["ptsd"])),
    Case("IPT812", NOT_CHECKED, "only unknown ones", lambda: active(disorders=["x"])),
    Case(
        "IPT812",
        NOT_CHECKED,
        "another and an unknown one",
        lambda: active(disorders=["x", "ptsd"]),
    ),
    Case("IPT812", NOT_CHECKED, "not recorded", active),
    # ---- IPT813, IPT814 ----
    Case("IPT813", ON_TRACK, "looked for", lambda: looked_for("ipt-a", **NONE)),
    Case(
        "IPT813",
        BROKEN,
        "bipolar disorder",
        lambda: looked_for("ipt-a", **(NONE | {"bipolar_disorder": PRESENT})),
    ),
    Case(
        "IPT813",
        BROKEN,
        "bipolar disorder as a diagnosis",
        lambda: looked_for("ipt-a", "bipolar-disorder", **NONE),
    ),
    Case(
        "IPT813",
        BROKEN,
        "an alcohol use disorder is substance misuse",
        lambda: looked_for("ipt-a", "alcohol-use-disorder", **NONE),
    ),
    Case(
        "IPT813",
        NOT_CHECKED,
        "not looked for",
        lambda: looked_for(
            "ipt-a", **(NONE | {"substance_misuse": ipt.Presence.NOT_ASSESSED})
        ),
    ),
    Case("IPT813", NOT_CHECKED, "not recorded", lambda: active("ipt-a")),
    Case("IPT813", NOT_APPLICABLE, "psychosis is urgent", lambda: active("ipt")),
    Case("IPT814", ON_TRACK, "looked for", lambda: looked_for("ipt-a", **NONE)),
    Case(
        "IPT814",
        BROKEN,
        "intellectual disability",
        lambda: looked_for("ipt-a", **(NONE | {"intellectual_disability": PRESENT})),
    ),
    Case(
        "IPT814",
        BROKEN,
        "a substance use disorder as a diagnosis",
        lambda: looked_for("ipt", "substance-use-disorder", **NONE),
    ),
    Case("IPT814", NOT_CHECKED, "not recorded", lambda: active("ipt-a")),
    # ---- IPT816 ----
    Case("IPT816", KEPT, "inside", lambda: scored(10)),
    Case("IPT816", BROKEN, "above", lambda: scored(15)),
    Case("IPT816", NOT_CHECKED, "another instrument", lambda: scored(10, "gad-7")),
    Case("IPT816", NOT_CHECKED, "no total", lambda: scored(None)),
    # ---- IPT815 ----
    Case("IPT815", KEPT, "recorded", lambda: treated("medication")),
    Case("IPT815", BROKEN, "none in the middle phase", lambda: treated("cbt")),
    Case("IPT815", OWED, "none yet", lambda: treated(sessions="i")),
    Case("IPT815", NOT_CHECKED, "not recorded", lambda: active("ipsrt")),
    Case(
        "IPT815",
        NOT_CHECKED,
        "a source that records some",
        lambda: treated(records=ipt.Records(treatments=SOME)),
    ),
    Case(
        "IPT815",
        NOT_APPLICABLE,
        "usual is not expected",
        lambda: active("ipt-inpatient", treatments=()),
    ),
    # ---- IPT817 ----
    Case("IPT817", KEPT, "not begun", remitted),
    Case("IPT817", KEPT, "before it", lambda: remitted(maintained(), session=0)),
    Case(
        "IPT817",
        KEPT,
        "on the day of the first session",
        lambda: remitted(maintained(on=START), on=START),
    ),
    Case("IPT817", KEPT, "without a date", lambda: remitted(maintained(on=START))),
    Case("IPT817", BROKEN, "later", lambda: remitted(maintained(), session=1)),
    Case(
        "IPT817",
        BROKEN,
        "judged not to be there",
        lambda: remitted(maintained(), presence=ABSENT, session=0),
    ),
    Case("IPT817", OWED, "not yet", lambda: active("ipt-m", judgements=())),
    Case("IPT817", NOT_CHECKED, "not recorded", lambda: active("ipt-m")),
    Case(
        "IPT817",
        NOT_CHECKED,
        "a source that records some",
        lambda: active("ipt-m", judgements=(), records=ipt.Records(judgements=SOME)),
    ),
]
