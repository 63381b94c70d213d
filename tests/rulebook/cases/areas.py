"""Cases of the rules of family 3 about what single problem areas need."""

from __future__ import annotations

from typing import Any

import attrs

import ipt_core as ipt
from ipt_core.vocabulary import Presence
from tests.plans import active, attested, phased, session
from tests.rulebook.building import (
    BROKEN,
    DONE,
    GRIEF,
    KEPT,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
)

FULL = ipt.Dispute(
    others=["partner"],
    stage=ipt.DisputeStage.IMPASSE,
    own_expectations="help",
    other_expectations="peace",
)
CHANGE = ipt.Transition(old_role="at school", new_role="at work")
NOTHING_SURE = ipt.Records(foci=SOME)


def on(area: str, protocol: str = "ipt", **fields: Any) -> ipt.TreatmentPlan:
    """A course with one focus."""
    own = ("status", "records", "sessions", "contracts")
    plan = {name: fields.pop(name) for name in own if name in fields}
    return active(protocol, foci=[ipt.Focus(id="f1", area=area, **fields)], **plan)


def lost(**attestation: Any) -> list[ipt.Loss]:
    return [ipt.Loss(who="stillborn-child", attested=attested(**attestation))]


def rated(
    *ratings: tuple[str, bool], others: tuple[str, ...] = (), **focus: Any
) -> ipt.TreatmentPlan:
    """A focus on interpersonal deficits, and areas that were judged in session 2."""
    areas = [
        ipt.AreaRating(
            area=area,
            presence=Presence.PRESENT,
            primary=primary,
            attested=attested(session=2),
        )
        for area, primary in ratings
    ]
    foci = [
        ipt.Focus(id="f1", area="interpersonal-deficits", **focus),
        *(ipt.Focus(id=f"o{n}", area=area) for n, area in enumerate(others)),
    ]
    return active(
        foci=foci, assessment=ipt.Assessment(areas=areas), sessions=phased("iii")
    )


def reviewed(*tasks: str, chosen_in: int | None = None, **fields: Any) -> Any:
    """Four sessions on interpersonal deficits, the tasks in the third."""
    return looked_back(3, *tasks, of=4, chosen_in=chosen_in, **fields)


def looked_back(when: int, *tasks: str, of: int, **fields: Any) -> Any:
    """Sessions on interpersonal deficits as agreed, the tasks in one of them."""
    held = [session(n, tasks=tasks if n == when else ()) for n in range(1, of + 1)]
    given: dict[str, Any] = {"sessions": held, "contracts": [agreed(of)]}
    return on("interpersonal-deficits", **given | fields)


def agreed(sessions: int, since: int | None = None) -> ipt.Contract:
    return ipt.Contract(sessions=sessions, from_session=since)


def afterwards(of: int, **fields: Any) -> Any:
    """Two sessions, then a contact with a review."""
    last = session(1, kind=ipt.SessionKind.CONTACT, tasks=["treatment-review"])
    held = [session(1, tasks=()), session(2, tasks=()), last]
    return reviewed(sessions=held, contracts=[agreed(of)], **fields)


def contacted(tasks: tuple[str, ...] | None, chosen_in: int | None = None) -> Any:
    """Three sessions on interpersonal deficits, and a contact after the second."""
    contact = session(1, kind=ipt.SessionKind.CONTACT, tasks=tasks)
    first, second, third = (session(n, tasks=()) for n in (1, 2, 3))
    return reviewed(sessions=[first, second, contact, third], chosen_in=chosen_in)


def formulated(letters: str, *told: int, **focus: Any) -> ipt.TreatmentPlan:
    """Sessions of which some have the task."""
    held = [
        attrs.evolve(s, tasks=("formulation",) if s.number in told else ())
        for s in phased(letters)
    ]
    return active(foci=[attrs.evolve(GRIEF, **focus)], sessions=held)


def chosen(session: int | None, *agreements: ipt.Attestation) -> ipt.TreatmentPlan:
    late = attrs.evolve(GRIEF, chosen_in=session, agreements=agreements)
    return active(foci=[late], sessions=phased("iimm"))


CASES = [
    Case(
        "IPT306",
        BROKEN,
        "deficits in brief IPT",
        lambda: on("interpersonal-deficits", "ipt-b"),
    ),
    Case("IPT306", ON_TRACK, "grief in brief IPT", lambda: on("grief", "ipt-b")),
    Case("IPT306", NOT_CHECKED, "not recorded", lambda: active("ipt-b")),
    Case("IPT306", NOT_APPLICABLE, "none yet", lambda: active("ipt-b", foci=[])),
    Case("IPT306", NOT_APPLICABLE, "none in IPT", lambda: on("grief")),
    Case("IPT307", ON_TRACK, "a stillbirth", lambda: on("grief", losses=lost())),
    Case("IPT307", OWED, "nobody yet", lambda: on("grief", losses=())),
    Case(
        "IPT307",
        OWED,
        "a model made it up",
        lambda: on("grief", losses=lost(origin=ipt.Origin.MODEL)),
    ),
    Case("IPT307", BROKEN, "nobody", lambda: on("grief", losses=(), status=DONE)),
    Case("IPT307", NOT_CHECKED, "not recorded", lambda: on("grief")),
    Case(
        "IPT307",
        NOT_CHECKED,
        "not all is recorded",
        lambda: on("grief", losses=(), records=NOTHING_SURE),
    ),
    Case("IPT307", NOT_CHECKED, "no foci recorded", active),
    Case("IPT307", NOT_APPLICABLE, "no grief", lambda: on("role-transition")),
    Case(
        "IPT307",
        NOT_APPLICABLE,
        "grief and loss are one area",
        lambda: on("grief", "ipt-stuart", losses=(), status=DONE),
    ),
    Case("IPT308", ON_TRACK, "all told", lambda: on("role-dispute", dispute=FULL)),
    Case(
        "IPT308",
        OWED,
        "the other side is not known yet",
        lambda: on("role-dispute", dispute=attrs.evolve(FULL, other_expectations=None)),
    ),
    Case(
        "IPT308",
        BROKEN,
        "with nobody",
        lambda: on("role-dispute", dispute=attrs.evolve(FULL, others=()), status=DONE),
    ),
    Case("IPT308", NOT_CHECKED, "not recorded", lambda: on("role-dispute")),
    Case(
        "IPT308",
        NOT_CHECKED,
        "not all is recorded",
        lambda: on(
            "role-dispute", dispute=ipt.Dispute(others=["mother"]), records=NOTHING_SURE
        ),
    ),
    Case("IPT308", NOT_CHECKED, "no foci recorded", active),
    Case("IPT308", NOT_APPLICABLE, "no dispute", lambda: on("grief")),
    Case("IPT309", ON_TRACK, "impasse", lambda: on("role-dispute", dispute=FULL)),
    Case(
        "IPT309",
        OWED,
        "not clear yet",
        lambda: on("role-dispute", dispute=attrs.evolve(FULL, stage=None)),
    ),
    Case(
        "IPT309",
        BROKEN,
        "never",
        lambda: on("role-dispute", dispute=attrs.evolve(FULL, stage=None), status=DONE),
    ),
    Case("IPT309", NOT_CHECKED, "not recorded", lambda: on("role-dispute")),
    Case("IPT309", NOT_CHECKED, "no foci recorded", active),
    Case("IPT310", ON_TRACK, "both", lambda: on("role-transition", transition=CHANGE)),
    Case(
        "IPT310",
        BROKEN,
        "the new one only",
        lambda: on(
            "role-transition",
            transition=attrs.evolve(CHANGE, old_role=None),
            status=DONE,
        ),
    ),
    Case("IPT310", NOT_CHECKED, "not recorded", lambda: on("role-transition")),
    Case("IPT310", NOT_CHECKED, "no foci recorded", active),
    Case("IPT311", ON_TRACK, "nothing else", rated),
    Case(
        "IPT311",
        ON_TRACK,
        "another one is present and not primary",
        lambda: rated(("grief", False), chosen_in=3),
    ),
    Case(
        "IPT311",
        BROKEN,
        "grief was the primary one",
        lambda: rated(("grief", True), chosen_in=3),
    ),
    Case(
        "IPT311",
        OWED,
        "grief was the primary one; when the focus was chosen is not told",
        lambda: rated(("grief", True)),
    ),
    Case(
        "IPT311",
        ON_TRACK,
        "it was judged anew",
        lambda: rated(("grief", True), ("grief", False), chosen_in=3),
    ),
    Case(
        "IPT311",
        ON_TRACK,
        "judged only afterwards",
        lambda: rated(("grief", True), chosen_in=1),
    ),
    Case(
        "IPT311",
        ON_TRACK,
        "grief is a focus too",
        lambda: rated(("grief", True), others=("grief",), chosen_in=3),
    ),
    Case(
        "IPT311",
        BROKEN,
        "an area of a service's own was the primary one",
        lambda: rated(("own-area", True), chosen_in=3),
    ),
    Case(
        "IPT311", NOT_CHECKED, "nothing assessed", lambda: on("interpersonal-deficits")
    ),
    Case(
        "IPT311",
        NOT_CHECKED,
        "areas are not recorded",
        lambda: attrs.evolve(rated(), assessment=ipt.Assessment()),
    ),
    Case("IPT311", NOT_CHECKED, "no foci recorded", active),
    Case(
        "IPT311",
        NOT_APPLICABLE,
        "in counselling it is not the last choice",
        lambda: on("interpersonal-deficits", "ipc"),
    ),
    Case("IPT312", ON_TRACK, "half-way", lambda: reviewed("midpoint-review")),
    Case(
        "IPT312",
        ON_TRACK,
        "with the supervisor",
        lambda: reviewed("treatment-review", chosen_in=3),
    ),
    Case(
        "IPT312",
        OWED,
        "before the focus was chosen",
        lambda: reviewed("midpoint-review", chosen_in=4),
    ),
    Case("IPT312", BROKEN, "never", lambda: reviewed(status=DONE)),
    Case(
        "IPT312",
        OWED,
        "in the second session of eight, in which the focus was chosen",
        lambda: looked_back(2, "midpoint-review", of=8, chosen_in=2),
    ),
    Case(
        "IPT312",
        ON_TRACK,
        "one session before half of them are over",
        lambda: looked_back(3, "midpoint-review", of=8),
    ),
    Case(
        "IPT312",
        KEPT,
        "in the last session",
        lambda: looked_back(8, "midpoint-review", of=8, status=DONE),
    ),
    Case(
        "IPT312",
        ON_TRACK,
        "half-way, and many more sessions are agreed on after it",
        lambda: reviewed("midpoint-review", contracts=[agreed(4), agreed(16, 4)]),
    ),
    Case(
        "IPT312",
        ON_TRACK,
        "in a contact, while more sessions are to come",
        lambda: afterwards(3),
    ),
    Case(
        "IPT312",
        BROKEN,
        "in a contact after the end",
        lambda: afterwards(2, status=DONE),
    ),
    Case(
        "IPT312",
        NOT_CHECKED,
        "reviewed, and nobody knows when half of the course is over",
        lambda: reviewed("midpoint-review", contracts=()),
    ),
    Case(
        "IPT312",
        OWED,
        "not reviewed, and nobody knows when half of the course is over",
        lambda: reviewed(contracts=()),
    ),
    Case(
        "IPT312",
        KEPT,
        "reviewed, and no contract was made for what is over",
        lambda: reviewed("midpoint-review", contracts=(), status=DONE),
    ),
    Case(
        "IPT312",
        ON_TRACK,
        "in a meeting half-way through a group",
        lambda: reviewed(
            sessions=[
                session(1, tasks=()),
                session(1, kind=ipt.SessionKind.MID_GROUP, tasks=()),
            ]
        ),
    ),
    Case(
        "IPT312",
        ON_TRACK,
        "in a contact after the session of the choice",
        lambda: contacted(tasks=("treatment-review",), chosen_in=2),
    ),
    Case(
        "IPT312",
        OWED,
        "in a contact before the focus was chosen",
        lambda: contacted(tasks=("treatment-review",), chosen_in=3),
    ),
    Case(
        "IPT312",
        OWED,
        "a contact about something else",
        lambda: contacted(tasks=()),
    ),
    Case(
        "IPT312",
        NOT_CHECKED,
        "what a contact was about is not recorded",
        lambda: contacted(tasks=None),
    ),
    Case(
        "IPT312",
        NOT_CHECKED,
        "tasks are not recorded",
        lambda: reviewed(sessions=[session(1), session(2)]),
    ),
    Case("IPT312", NOT_CHECKED, "no foci recorded", active),
    Case(
        "IPT312", NOT_CHECKED, "no sessions recorded", lambda: reviewed(sessions=None)
    ),
    Case("IPT312", NOT_APPLICABLE, "no deficits", lambda: on("grief")),
    Case("IPT312", NOT_APPLICABLE, "no sessions", lambda: reviewed(sessions=[])),
    Case("IPT313", KEPT, "told in session 2", lambda: formulated("iim", 2)),
    Case("IPT313", KEPT, "written down", lambda: formulated("iim", formulation="so")),
    Case("IPT313", OWED, "not yet", lambda: formulated("ii")),
    Case("IPT313", BROKEN, "never", lambda: formulated("iim")),
    Case("IPT313", BROKEN, "only later", lambda: formulated("iim", 3)),
    Case(
        "IPT313",
        BROKEN,
        "only for a focus that was chosen later",
        lambda: formulated("iim", formulation="so", chosen_in=3),
    ),
    Case("IPT313", NOT_CHECKED, "not recorded", active),
    Case(
        "IPT313",
        NOT_CHECKED,
        "foci are not recorded",
        lambda: active(sessions=phased("iim")),
    ),
    Case(
        "IPT313",
        NOT_APPLICABLE,
        "the article names none",
        lambda: active("article", foci=[GRIEF], sessions=phased("iim")),
    ),
    Case("IPT314", ON_TRACK, "agreed", lambda: chosen(3, attested(session=3))),
    Case("IPT314", OWED, "not yet", lambda: chosen(3)),
    Case("IPT314", BROKEN, "never", lambda: attrs.evolve(chosen(3), status=DONE)),
    Case(
        "IPT314",
        NOT_CHECKED,
        "agreements are not recorded",
        lambda: active(foci=[attrs.evolve(GRIEF, chosen_in=3)], sessions=phased("iim")),
    ),
    Case("IPT314", NOT_CHECKED, "no foci recorded", active),
    Case("IPT314", NOT_APPLICABLE, "chosen in time", lambda: chosen(2)),
    Case("IPT314", NOT_CHECKED, "when is not told", lambda: chosen(None)),
    Case(
        "IPT314",
        ON_TRACK,
        "when is not told, and it was agreed",
        lambda: chosen(None, attested()),
    ),
    Case(
        "IPT314",
        NOT_APPLICABLE,
        "no middle phase yet",
        lambda: attrs.evolve(chosen(2), sessions=phased("ii")),
    ),
    Case("IPT315", ON_TRACK, "it is", lambda: on("grief", "ipt-b", manageable=True)),
    Case("IPT315", BROKEN, "too much", lambda: on("grief", "ipt-b", manageable=False)),
    Case("IPT315", NOT_CHECKED, "not judged", lambda: on("grief", "ipt-b")),
    Case("IPT315", NOT_CHECKED, "no foci recorded", lambda: active("ipt-b")),
    Case("IPT315", NOT_APPLICABLE, "in IPT", lambda: on("grief", manageable=False)),
]
