"""Law 4: rules of family 2, and steps that can make or mar what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.model import Maintenance
from ipt_core.vocabulary import Phase, SessionKind, SessionStatus
from tests.laws.prefixes._group import Group
from tests.laws.tiny import (
    ENDING_LATE,
    START,
    Step,
    begin,
    contract,
    held,
    now,
    said,
    then,
)

if TYPE_CHECKING:
    from ipt_core.model import TreatmentPlan

PHASES = {str(phase): held(phase) for phase in Phase}
PLANNED = SessionStatus.PLANNED
RENEGOTIATED = {f"contract {n}": contract(n) for n in (3, 4)}


def plan_phases(plan: TreatmentPlan) -> TreatmentPlan | None:
    """Say of every planned session which phase it belongs to."""
    sessions = plan.sessions or ()
    if all(s.phase or s.status is not PLANNED for s in sessions):
        return None
    return attrs.evolve(
        plan,
        sessions=tuple(
            attrs.evolve(s, phase=s.phase or Phase.MIDDLE) if s.status is PLANNED else s
            for s in sessions
        ),
    )


def agree_on_what_is_listed(plan: TreatmentPlan) -> TreatmentPlan | None:
    return contract(now(plan))(plan)


def decide(decision: str, cadence: int = 28) -> Step:
    """Decide once what comes afterwards, before the patient was asked."""

    def take(plan: TreatmentPlan) -> TreatmentPlan | None:
        if plan.maintenance:
            return None
        wanted = Maintenance(
            decision=decision, cadence_days=cadence, months=12, agreements=()
        )
        return attrs.evolve(plan, maintenance=wanted)

    return take


def agree_to_go_on(plan: TreatmentPlan) -> TreatmentPlan | None:
    if plan.maintenance is None or plan.maintenance.agreements:
        return None
    agreed = attrs.evolve(plan.maintenance, agreements=(said(plan),))
    return attrs.evolve(plan, maintenance=agreed)


RECORDED: dict[str, Step] = {
    "held": held(),
    "held, phase unknown": held(None),
    "planned": held(status=PLANNED),
    "planned, phase open": held(None, status=PLANNED),
    "phases planned": plan_phases,
    "booster": held(None, kind=SessionKind.BOOSTER),
    "booster with a phase": held(Phase.MIDDLE, kind=SessionKind.BOOSTER),
}

MAINTAINED: dict[str, Step] = {
    f"{phase} in maintenance: {', '.join(tasks)}": held(
        phase, kind=SessionKind.MAINTENANCE, tasks=tasks
    )
    for phase in (None, Phase.TERMINATION)
    for tasks in ((), ("review-gains",), ("warning-signs",))
}
MAINTAINED["middle in maintenance"] = held(Phase.MIDDLE, kind=SessionKind.MAINTENANCE)

GROUPS: dict[str, Group] = {
    "ending after maintenance": Group(
        rules=("IPT202", "IPT203", "IPT205", "IPT504", "IPT505"),
        protocol=ENDING_LATE,
        steps=PHASES | MAINTAINED,
        depth=4,
        ahead=2,
        prefixes=111,
        courses=11111,
    ),
    "phases": Group(
        rules=("IPT201", "IPT202", "IPT203", "IPT207", "IPT208"),
        steps=PHASES,
        depth=7,
        ahead=3,
        prefixes=121,
        courses=3280,
    ),
    "phase ranges": Group(
        rules=("IPT204",),
        steps=PHASES
        | {
            f"{phase}, {name}": then(step, agreed)
            for phase, step in PHASES.items()
            for name, agreed in RENEGOTIATED.items()
        },
        depth=4,
        ahead=2,
        starts=(START, begin(contract(3))),
        prefixes=182,
        courses=14762,
    ),
    "longest phase": Group(
        rules=("IPT209",),
        steps=PHASES,
        depth=7,
        ahead=4,
        prefixes=40,
        courses=3280,
    ),
    "phases recorded": Group(
        rules=("IPT205",),
        steps=RECORDED,
        depth=4,
        ahead=1,
        prefixes=277,
        courses=1767,
    ),
    "sessions listed": Group(
        rules=("IPT206",),
        steps={
            "held": held(),
            "planned": held(status=PLANNED),
            "held, agreed": then(held(), agree_on_what_is_listed),
        },
        depth=6,
        ahead=1,
        starts=(START, begin(contract(3))),
        prefixes=728,
        courses=2186,
    ),
    "sessions added": Group(
        rules=("IPT212",),
        steps={"": held()}
        | {f"contract {n}": then(held(), contract(n)) for n in (2, 3, 4)},
        depth=5,
        ahead=1,
        starts=(START, begin(contract(2))),
        prefixes=682,
        courses=2730,
    ),
    "maintenance": Group(
        rules=("IPT210", "IPT211"),
        steps={
            "": held(),
            "maintenance session": held(None, kind=SessionKind.MAINTENANCE),
            "an end": then(held(), decide("none")),
            "not agreed": then(held(), decide("maintenance")),
            "every 14 days": then(held(), decide("maintenance", 14)),
            "agreed": then(held(), agree_to_go_on),
        },
        depth=5,
        ahead=2,
        prefixes=87,
        courses=783,
    ),
}
