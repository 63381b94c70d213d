"""A plan from a protocol: what the literature asks, laid out over sessions and days.

A draft holds what can be planned and nothing that only a person can attest: no
agreement, no diagnosis, no score. Where the protocol leaves a value open, the caller
gives it; nothing is made up.
"""

from __future__ import annotations

__all__ = ["draft"]

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar, cast

import attrs

from ipt_core._limits import MOST
from ipt_core.catalogue import cadences, protocols
from ipt_core.drafting._content import (
    areas_to_choose,
    foci,
    goals,
    measured,
    sessions_of,
    value_of,
    with_maintenance,
    with_meetings,
)
from ipt_core.evidence import Range
from ipt_core.exceptions import DraftError, UnknownCodeError
from ipt_core.model import Assessment, Contract, TreatmentPlan
from ipt_core.vocabulary import Phase, PlanStatus, Setting

if TYPE_CHECKING:
    from ipt_core.catalogue.parts import PhaseRanges
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.evidence import Sourced

    Phases = Mapping[Phase, int]

T = TypeVar("T")

_ROUND = 5
_SILENT = "the protocol does not say"


def draft(
    protocol: str,
    *,
    areas: Iterable[str] = (),
    start: dt.date | None = None,
    sessions: int | None = None,
    cadence_days: int | None = None,
    phases: Mapping[Phase, int] | Mapping[str, int] | None = None,
    minutes: int | None = None,
    setting: Setting | str | None = None,
    id: str | None = None,  # noqa: A002 - the name that the field has
    patient: str | None = None,
) -> TreatmentPlan:
    """Draft a plan that keeps a protocol, as far as a plan can.

    What the protocol fixes need not be given; what it leaves open has to be. Numbers
    that the protocol advises against are taken all the same: a check says what is
    wrong with them. A setting or a problem area that it does not have, or advises
    against, is not.

    Args:
        protocol: code of the protocol, such as `ipt-a`.
        areas: codes of the problem areas to focus on, the primary one first.
        start: day of the first session; without it the sessions have no dates.
        sessions: number of acute sessions; else what `phases` add up to, else the
            protocol's typical number or the only one that it has.
        cadence_days: days from one session to the next; else the protocol's cadence.
        phases: number of sessions of each phase, such as `{"initial": 3, ...}`; else
            the protocol's. Where the termination phase comes after maintenance, the
            acute part that is drafted has none.
        minutes: length of a session; else the middle of the protocol's range, rounded
            down to five minutes.
        setting: who is treated together; else the protocol's, if it has one only.
        id: id of the plan.
        patient: opaque reference to the patient.

    Raises:
        UnknownCodeError: if there is no such protocol.
        DraftError: if an argument makes no sense, or if the protocol leaves a value
            open that was not given; `missing` names all such arguments at once.
    """
    if not isinstance(cast("object", protocol), str):
        raise UnknownCodeError("protocol")
    form = protocols[protocol]
    focused = _areas(form, areas)
    together = _setting(form, setting)
    known = _phases_in(form)
    lengths = _phases_given(phases, known)
    if form.sessions is None and lengths:
        raise DraftError("this protocol has no acute treatment, so it has no phases")
    _refuse_number("sessions", sessions, len(known))
    _refuse_number("cadence_days", cadence_days, 1)
    _refuse_number("minutes", minutes, 1)
    total = sessions or sum(lengths.values()) or _usual_number(form)
    days = cadence_days or _usual_days(form)
    lengths = lengths or _phases_of(form, total)
    phased = bool(lengths) or form.sessions is None
    if total is None or days is None or not phased:
        raise _missing(form, sessions=total, cadence_days=days, phases=phased)
    if lengths and sum(lengths.values()) != total:
        raise DraftError("the sessions of the phases do not add up to the sessions")
    dates = _dates(start, total, days)
    chosen = foci(focused)
    wanted = goals(form, chosen)
    plan = TreatmentPlan(
        id=id,
        patient=patient,
        protocol=form.code,
        status=PlanStatus.DRAFT,
        setting=together,
        assessment=_nothing_attested(),
        foci=chosen,
        goals=wanted,
    )
    if not lengths:
        return with_maintenance(plan, form, dates, days)
    return attrs.evolve(
        plan,
        contracts=(
            Contract(
                sessions=total,
                minutes=minutes or _minutes(form),
                cadence_days=days,
                end_date=dates[-1],
                agreements=(),
            ),
        ),
        sessions=with_meetings(
            form.doses,
            measured(form, sessions_of(form, lengths, dates, chosen, wanted), days),
        ),
    )


def _usual_days(form: Protocol) -> int | None:
    word = value_of(form.cadence)
    if word is None or word not in cadences:
        return None
    return int(cadences[word].days.min)


def _usual_number(form: Protocol) -> int | None:
    asked = value_of(form.sessions)
    only = int(asked.min) if asked and asked.min == asked.max else None
    return value_of(form.typical_sessions) or only


def _areas(form: Protocol, areas: Iterable[str]) -> tuple[str, ...]:
    known = areas_to_choose(form)
    listed = isinstance(cast("object", areas), Iterable)
    given = tuple(areas) if listed and not isinstance(areas, str) else (None,)
    if not all(area in known for area in given):
        words = f"areas takes a list of these: {', '.join(known)}"
        raise DraftError(words if known else "this protocol uses no problem areas")
    chosen = cast("tuple[str, ...]", given)
    if len(set(chosen)) < len(chosen):
        raise DraftError("areas names the same problem area twice")
    return chosen


def _refuse_number(name: str, number: object, least: int) -> None:
    if number is not None and not _is_whole(number, least):
        words = f"{name} has to be a whole number, at least {least} and at most {MOST}"
        raise DraftError(words)


def _is_whole(number: object, least: int) -> bool:
    if not isinstance(number, int) or type(number) is bool:
        return False
    return least <= number <= MOST


def _phases_in(form: Protocol) -> tuple[Phase, ...]:
    """The phases of the acute part."""
    ends = value_of(form.termination_after_maintenance) is not True
    return tuple(p for p in Phase if ends or p is not Phase.TERMINATION)


def _phases_given(
    phases: Mapping[Phase, int] | Mapping[str, int] | None, known: tuple[Phase, ...]
) -> Phases:
    if phases is None:
        return {}
    given = cast("Mapping[str, int]", phases)
    named = isinstance(cast("object", phases), Mapping) and set(given) == set(known)
    if not named or not all(_is_whole(n, 1) for n in given.values()):
        names = ", ".join(known)
        raise DraftError(f"phases has to give {names} at least one session each")
    if sum(given.values()) > MOST:
        raise DraftError(f"phases has to give at most {MOST} sessions in all")
    return {phase: given[phase] for phase in known}


def _phases_of(form: Protocol, total: int | None) -> Phases:
    """Split the sessions as the protocol does; nothing where it does not say how."""
    for ranges in _splits(form):
        if ranges.total == total:
            spans = {phase: ranges.of(phase) for phase in Phase}
            return {phase: int(s.max - s.min) + 1 for phase, s in spans.items()}
    initial, last = value_of(form.initial_max), _termination(form)
    if not total or not initial or not last:
        return {}
    advised = value_of(form.announce_advised) or last.min
    termination = int(min(max(advised, last.min), last.max))
    middle = value_of(form.middle_sessions)
    if middle is None:
        found = {Phase.INITIAL: initial, Phase.TERMINATION: termination}
        return _with_middle(found, total, Range(min=1, max=total))
    nothing: dict[Phase, int] = {}
    # As long at both ends as leaves the middle what it asks for.
    shorter = (
        _with_middle({Phase.INITIAL: i, Phase.TERMINATION: t}, total, middle)
        for t in range(termination, int(last.min) - 1, -1)
        for i in range(initial, (value_of(form.initial_min) or 1) - 1, -1)
    )
    return next((phases for phases in shorter if phases), nothing)


def _termination(form: Protocol) -> Range | None:
    """Sessions of the termination phase in the acute part: none if it is not there."""
    there = Phase.TERMINATION in _phases_in(form)
    return value_of(form.termination_sessions) if there else Range(min=0, max=0)


def _with_middle(ends: Phases, total: int, asked: Range) -> Phases:
    middle = total - sum(ends.values())
    lengths = {p: ends.get(p, middle) for p in Phase} if middle in asked else {}
    return {phase: length for phase, length in lengths.items() if length}


def _splits(form: Protocol) -> list[PhaseRanges]:
    fixed = form.phase_ranges
    return [reading.value for reading in fixed.readings] if fixed else []


def _missing(form: Protocol, **values: object) -> DraftError:
    """Name every argument that the protocol leaves open, with what it says of it."""
    said = {
        "sessions": _said(form.sessions),
        "cadence_days": _said(form.cadence),
        "phases": _said_of_phases(form),
    }
    names = [name for name, value in values.items() if not value]
    if "sessions" in names and said["phases"] != _SILENT:
        names.remove("phases")  # they follow from the number of sessions
    listed = "; ".join(f"{name} ({said[name]})" for name in names)
    return DraftError(f"{form.code} leaves open, so give: {listed}", names)


def _said(sourced: Sourced[Range] | Sourced[str] | None) -> str:
    value = value_of(sourced)
    return _SILENT if value is None else f"the protocol has {value}"


def _said_of_phases(form: Protocol) -> str:
    totals = {ranges.total for ranges in _splits(form)}
    if totals:
        numbers = " and ".join(map(str, sorted(totals)))
        return f"the protocol says it for {numbers} sessions only"
    if value_of(form.initial_max) and _termination(form):
        return "its phases do not fit that number"
    return _SILENT


def _dates(start: dt.date | None, total: int, days: int) -> list[dt.date | None]:
    if start is None:
        return [None] * total
    if type(start) is not dt.date:
        raise DraftError("start has to be a date")
    try:
        return [start + dt.timedelta(days=days * index) for index in range(total)]
    except OverflowError:
        raise DraftError("the last session would lie after the year 9999") from None


def _setting(form: Protocol, setting: Setting | str | None) -> Setting | None:
    known = value_of(form.settings) or ()
    if setting is not None:
        allowed = known or tuple(Setting)
        if setting not in allowed:
            raise DraftError(f"setting has to be one of these: {', '.join(allowed)}")
        return Setting(setting)
    return known[0] if len(known) == 1 else None


def _minutes(form: Protocol) -> int | None:
    span = value_of(form.minutes)
    if span is None:
        return None
    return max(int((span.min + span.max) / 2) // _ROUND * _ROUND, int(span.min))


def _nothing_attested() -> Assessment:
    return Assessment(
        suitability=(),
        diagnoses=(),
        exclusions=(),
        areas=(),
        scores=(),
        enquiries=(),
        inventory=(),
        timeline=(),
    )
