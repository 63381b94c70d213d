"""One draft of each protocol, with what the protocol leaves open filled in."""

from __future__ import annotations

__all__ = ["MONTH", "areas_of", "is_maintenance", "sample"]

import datetime as dt
from typing import TYPE_CHECKING, Any

from ipt_core._areas import TRANSITION
from ipt_core.catalogue import problem_areas, protocols
from ipt_core.drafting import draft
from ipt_core.exceptions import DraftError
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from ipt_core.catalogue import Protocol
    from ipt_core.model import TreatmentPlan

_WEEK = 7
MONTH = 28
"""Days from one session to the next of monthly maintenance."""
_SESSIONS = 16


def sample(
    protocol: str,
    *,
    area: str | None = None,
    start: dt.date | None = dt.date(2026, 1, 5),
) -> TreatmentPlan:
    """Draft a plan of any protocol; what that leaves open is invented.

    Args:
        protocol: code of the protocol.
        area: code of the problem area to focus on; else role transition, where the
            protocol uses it, or the first one that it uses.
        start: day of the first session; None for a plan without dates.

    Raises:
        UnknownCodeError: if there is no such protocol.
        DraftError: if the protocol does not use the area.
    """
    form = protocols[protocol]
    given: dict[str, Any] = {"areas": _areas(form, area), "start": start}
    try:
        return draft(protocol, **given)
    except DraftError as error:
        invented = _invented(form)
        given |= {name: invented[name] for name in error.missing}
    return draft(protocol, **given)


def is_maintenance(form: Protocol) -> bool:
    """Whether a protocol has maintenance sessions only."""
    return form.sessions is None and form.maintenance_months is not None


def areas_of(form: Protocol) -> tuple[str, ...]:
    """The areas that a protocol uses and does not advise against; none if it has none.

    Where they are not known, those that belong to no single form.
    """
    if form.areas is None:
        return ()
    used = form.areas.value
    against = form.areas_discouraged.value if form.areas_discouraged else None
    common = (code for code, area in problem_areas.items() if not area.protocols)
    return tuple(area for area in used or common if area not in (against or ()))


def _areas(form: Protocol, area: str | None) -> list[str]:
    used = areas_of(form)
    if area is not None:
        return [area]
    return [TRANSITION] if TRANSITION in used else list(used[:1])


def _invented(form: Protocol) -> dict[str, Any]:
    """The usual number of weekly sessions; a quarter of them at each end."""
    usual = form.typical_sessions.value if form.typical_sessions else None
    span = form.sessions.value if form.sessions else None
    # The most that the protocol has: in the article only about 18 to 22 weekly
    # sessions fill the months that it gives.
    total = int(usual or (span.max if span else _SESSIONS))
    outer = max(total // 4, 1)
    phases = {
        Phase.INITIAL: outer,
        Phase.MIDDLE: total - 2 * outer,
        Phase.TERMINATION: outer,
    }
    often = form.sessions_per_week.value if form.sessions_per_week else None
    days = round(_WEEK / ((often.min + often.max) / 2)) if often else _WEEK
    days = MONTH if is_maintenance(form) else days
    return {"sessions": total, "cadence_days": days, "phases": phases}
