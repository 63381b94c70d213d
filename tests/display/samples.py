"""Plans whose pictures were looked at and are compared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs

import ipt_core as ipt
from ipt_core.display import cohort_picture
from ipt_core.model import Attestation, Labels, Score, Session, TreatmentPlan
from ipt_core.testing import cut, deliver
from ipt_core.vocabulary import Origin, Party, Phase, SessionKind, SessionStatus

PLANS = Path(__file__).parents[2] / "examples" / "plans"
REFERENCE = Path(__file__).parent / "reference"
SAID = Attestation(origin=Origin.CLINICIAN)

# Few rules, so that a picture changes only where what it shows was changed.
RULES = ipt.rules.select("IPT101", "IPT203", "IPT402", "IPT407", "IPT5", "IPT702")


def plan_of(name: str) -> TreatmentPlan:
    return ipt.load(PLANS / f"{name}.json")


def mixture() -> TreatmentPlan:
    """A running course with all that a picture shows."""
    whole = deliver(ipt.draft("ipt-a", areas=["grief"], start=dt.date(2026, 1, 5)))
    plan = cut(whole, 6)
    sessions = list(plan.sessions or ())
    fourth = attrs.evolve(
        sessions[3], scores=(Score(instrument="phq-a", total=31, attested=SAID),)
    )
    sessions[3:7] = [
        Session(status=SessionStatus.MISSED, on=sessions[2].on),
        fourth,
        sessions[4],
        Session(
            status=SessionStatus.CANCELLED,
            on=sessions[4].on,
            cancelled_by=Party.PATIENT,
        ),
        Session(
            kind=SessionKind.CONTACT,
            status=SessionStatus.DELIVERED,
            on=sessions[4].on,
        ),
        sessions[5],
        attrs.evolve(sessions[6], phase=Phase.INITIAL),
    ]
    return attrs.evolve(plan, sessions=sessions[:10])


SMALL: dict[str, TreatmentPlan] = {
    "empty": TreatmentPlan(protocol="ipt"),
    "faults": plan_of("draft-with-faults"),
    "mixture": mixture(),
    "group": plan_of("group-20"),
}


COMPARED = ("empty", "mixture", "cohort")
"""The names of those that are compared."""


def cohort() -> list[tuple[TreatmentPlan, ipt.Report]]:
    """Courses at two sites, some of them with faults."""
    plans = [
        attrs.evolve(SMALL[name], labels=Labels(site=site))
        for name, site in (
            ("group", "hull"),
            ("faults", "hull"),
            ("mixture", "york"),
            ("faults", "york"),
            ("faults", "york"),
        )
    ]
    return [(plan, ipt.check(plan, rules=RULES)) for plan in plans]


def drawn(name: str) -> dict[str, str]:
    """The pictures of a plan, by the name of the file they are compared with."""
    picture = (
        cohort_picture(cohort())
        if name == "cohort"
        else ipt.picture(SMALL[name], rules=RULES)
    )
    return {f"{name}-wide.svg": picture.svg, f"{name}-narrow.svg": picture.narrow}
