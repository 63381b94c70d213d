"""Plans on both sides of each line that a rule could draw at a number."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import attrs

import ipt_core as ipt
from tests.plans import START, active, attested, conformant, phased, session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Plans = Iterator[ipt.TreatmentPlan]
    Family = Callable[[str, float], Plans]

DONE = ipt.PlanStatus.COMPLETED


def near(number: float, around: int = 2) -> range:
    """Whole numbers around one, from 1 on."""
    return range(max(int(number) - around, 1), int(number) + around + 1)


def agreed(code: str, number: float) -> Plans:
    for count in near(number):
        yield active(code, contracts=[ipt.Contract(sessions=count, cadence_days=7)])


def lasting(code: str, number: float) -> Plans:
    """Two sessions so many weeks apart, by contract."""
    weeks = ipt.protocols[code].weeks
    readings = weeks.readings if weeks else ()
    ends = {end for r in readings for end in (r.value.min, r.value.max)}
    for end in ends:
        for days in range(int(7 * (end - 4)), int(7 * (end + 4)), 3):
            if days > 0:
                terms = ipt.Contract(sessions=2, cadence_days=days)
                yield active(code, contracts=[terms])


def apart(code: str, number: float) -> Plans:
    for days in near(number):
        later = START + dt.timedelta(days=days)
        yield active(code, sessions=[session(1, on=START), session(2, on=later)])


def of_age(code: str, number: float) -> Plans:
    for age in near(number):
        yield active(code, age=age)


def of_minutes(code: str, number: float) -> Plans:
    for minutes in near(number, 3):
        yield active(code, contracts=[ipt.Contract(minutes=minutes)])
        for letters in ("ii", "im", "mm", "mt"):
            first, second = phased(letters, minutes=minutes)
            yield active(code, sessions=[first, second])


def begun(code: str, number: float) -> Plans:
    for count in near(number, 3):
        yield active(code, sessions=phased("i" * count + "m"))


def divided(code: str, number: float) -> Plans:
    """Whole courses of all splits near the number."""
    for count in near(number, 3):
        for letters in (
            "i" * count + "mmmmmm" + "ttt",
            "iii" + "m" * count + "tt",
            "ii" + "mmmmmm" + "t" * count,
        ):
            yield active(
                code,
                status=DONE,
                contracts=[ipt.Contract(sessions=len(letters))],
                sessions=phased(letters),
            )


def split(code: str, number: float) -> Plans:
    """Courses of each published length, with each border moved by one."""
    ranges = ipt.protocols[code].phase_ranges
    for reading in ranges.readings if ranges else ():
        fixed = reading.value
        for total in near(fixed.total, 1):
            for first in near(fixed.initial.max, 1):
                for second in near(fixed.middle.max, 1):
                    letters = "i" * first + "m" * (second - first)
                    letters += "t" * (total - second)
                    terms = [ipt.Contract(sessions=total)]
                    yield active(code, contracts=terms, sessions=phased(letters))


def with_foci(code: str, number: float) -> Plans:
    for count in near(number):
        foci = [ipt.Focus(id=f"f{n}", area="grief") for n in range(count)]
        yield active(code, foci=foci)


def agreed_only(code: str, number: float) -> Plans:
    """Courses so short that their contract may have announced the end."""
    for count in near(number):
        terms = ipt.Contract(sessions=count, agreements=[attested()])
        held = phased("m" * count)
        yield active(code, status=DONE, contracts=[terms], sessions=held)


def announced(code: str, number: float) -> Plans:
    for left in near(number):
        told = session(13 - left, phase=ipt.Phase.TERMINATION, tasks=["announce-end"])
        yield active(
            code,
            status=DONE,
            contracts=[ipt.Contract(sessions=12)],
            sessions=[*phased("m" * (12 - left)), told],
        )


def grouped(code: str, number: float) -> Plans:
    for count in near(number):
        group = ipt.Group(id="g", size=count, leaders=count, closed=True)
        yield active(code, setting=ipt.Setting.GROUP, group=group)


def entering(code: str, number: float) -> Plans:
    for window in ipt.protocols[code].entry:
        for total in near(number):
            score = ipt.Score(
                instrument=window.instrument, total=total, attested=attested(session=0)
            )
            yield active(code, assessment=ipt.Assessment(scores=[score]))


def measured(code: str, number: float) -> Plans:
    """Conformant courses that are measured every so many sessions."""
    whole = conformant(code)
    for every in near(number):
        sessions = [
            attrs.evolve(s, scores=[_score(n)] if n % every == 0 else ())
            for n, s in enumerate(whole.sessions or ())
        ]
        yield attrs.evolve(whole, sessions=sessions)


def _score(place: int) -> ipt.Score:
    said = attested(session=place + 1)
    return ipt.Score(instrument="phq-9", total=10, attested=said)


def without_gain(code: str, number: float) -> Plans:
    """Courses of twenty sessions, so many of them held, without an early gain."""
    judged = ipt.Judgement(
        what="early-gain",
        definition="phq-9-response-50",
        presence=ipt.Presence.ABSENT,
        attested=attested(session=1),
    )
    for count in range(1, 20):
        yield active(
            code,
            contracts=[ipt.Contract(sessions=20)],
            judgements=[judged],
            sessions=phased("m" * count),
        )


def met(code: str, number: float) -> Plans:
    """Conformant courses with so many meetings of each kind, here or there."""
    whole = conformant(code)
    acute = [s for s in whole.sessions or () if s.kind is ipt.SessionKind.ACUTE]
    for dose in ipt.protocols[code].doses:
        for count in range(int(number) + 3):
            meetings = [_meeting(dose, n) for n in range(1, count + 1)]
            for place in (0, count, len(acute)):
                sessions = [*acute[:place], *meetings, *acute[place:]]
                yield attrs.evolve(whole, sessions=sessions)
        for days in near(number):
            last = acute[-1].on or START
            late = _meeting(dose, 1, on=last + dt.timedelta(days=days))
            yield attrs.evolve(whole, sessions=[*acute, late])


def _meeting(dose: ipt.catalogue.Dose, number: int, **fields: Any) -> ipt.Session:
    return session(number, kind=dose.kind, setting=dose.setting, **fields)


def in_group(code: str, number: float) -> Plans:
    """Courses with so many group sessions beside the others."""
    for count in near(number):
        together = [
            session(n, kind=ipt.SessionKind.GROUP, setting=ipt.Setting.GROUP)
            for n in range(1, count + 1)
        ]
        yield active(code, status=DONE, sessions=together)


def maintained(code: str, number: float) -> Plans:
    for months in near(number):
        decided = ipt.Maintenance(
            decision="maintenance",
            months=months,
            cadence_days=30,
            agreements=[attested()],
        )
        yield active(code, status=DONE, maintenance=decided)


def missed(code: str, number: float) -> Plans:
    """Courses of which the patient missed some sessions, in a row or here and there."""
    gone = ipt.Session(status=ipt.SessionStatus.MISSED)
    for absent in range(1, 9):
        held = list(phased("m" * (20 - absent)))
        yield active(code, sessions=[*held[:5], *[gone] * absent, *held[5:]])
        spread = [each for one in held[:absent] for each in (one, gone)]
        yield active(code, sessions=[*spread, *held[absent:]])


def at_risk(code: str, number: float) -> Plans:
    """Courses begun so many months after thoughts of suicide, without a plan."""
    for months in near(number):
        asked = ipt.RiskEnquiry(
            topic="suicide",
            thoughts=ipt.Presence.ABSENT,
            past=ipt.Presence.PRESENT,
            past_months=months,
            responses=(),
            attested=attested(session=1),
        )
        first = session(1, tasks=(), enquiries=[asked])
        yield active(code, sessions=[first, session(2, tasks=(), enquiries=())])


FAMILIES: dict[str, Family] = {
    "absence_share": missed,
    "absences_in_row": missed,
    "age": of_age,
    "announce_advised": announced,
    "announce_min": announced,
    "cadence_days": apart,
    "contract_announces": agreed_only,
    "doses": met,
    "duration_tolerance_weeks": lasting,
    "early_minutes": of_minutes,
    "entry": entering,
    "foci_limit": with_foci,
    "group_sessions": in_group,
    "group_size": grouped,
    "initial_max": begun,
    "initial_min": begun,
    "leaders": grouped,
    "maintenance_months": maintained,
    "max_foci": with_foci,
    "measure_every": measured,
    "measure_every_weeks": measured,
    "middle_sessions": divided,
    "minutes": of_minutes,
    "phase_ranges": split,
    "progress_review_share": without_gain,
    "recent_risk_months": at_risk,
    "review_gap_days": apart,
    "sessions": agreed,
    "termination_sessions": divided,
    "typical_sessions": agreed,
    "weeks": lasting,
}


def _none(_: str, __: float) -> tuple[Any, ...]:
    return ()


def plans_for(code: str, field: str, number: float) -> list[Any]:
    """The plans that a number of a field may tell apart."""
    return [conformant(code), *FAMILIES.get(field, _none)(code, number)]
