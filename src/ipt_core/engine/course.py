"""A plan as rules see it: one index, built once, cut at the point of the check.

Rules ask a `Course`, never the plan's status and never the clock. What lies after
the point of the check is out of sight, apart from what is still planned.
"""

from __future__ import annotations

__all__ = ["Course", "Found", "Held"]

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from ipt_core._limits import BEYOND
from ipt_core.engine._codes import codes_of
from ipt_core.engine._sessions import sorted_sessions
from ipt_core.engine._sight import (
    ORDER,
    Found,
    Held,
    days_of,
    enquiries_of,
    in_force,
    last_of,
    lateness,
    over_time,
    ratings_of,
    scores_of,
)
from ipt_core.vocabulary import (
    Coverage,
    Horizon,
    Origin,
    Phase,
    PlanStatus,
    SessionKind,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ipt_core._problems import Path
    from ipt_core.engine._codes import Codes
    from ipt_core.engine._sight import Facts
    from ipt_core.model import (
        Attestation,
        Contract,
        Focus,
        Goal,
        Judgement,
        Rating,
        RiskEnquiry,
        Score,
        Session,
        TreatmentPlan,
        Waiver,
    )

T = TypeVar("T")

_EARLY = {PlanStatus.COMPLETED_EARLY, PlanStatus.DISCONTINUED, PlanStatus.TRANSFERRED}
_OVER = {*_EARLY, PlanStatus.COMPLETED, PlanStatus.MAINTENANCE}
_BEFORE = {SessionKind.PRE_GROUP, SessionKind.ENGAGEMENT}


class Course:
    """A plan up to one point, indexed."""

    held: list[Held]
    """Acute sessions that count as held, in order."""
    upcoming: list[Held]
    """Acute sessions that are yet to come, in order."""
    closing: list[Held]
    """Maintenance sessions of the termination phase that count as held."""
    meetings: list[tuple[int, Session]]
    """Sessions that count as held and are not acute, with their positions."""
    recorded: list[tuple[int, Session]]
    """Every session in sight, whatever became of it, with its position."""
    seen: list[tuple[int, Session]]
    """Every delivered session in sight, of any kind, with its position."""
    absent: list[int]
    """Positions of acute sessions in sight that were missed or cancelled."""
    waivers: dict[str, list[tuple[int, Waiver]]]
    """Waivers with their positions, by the rule that they name."""
    foci: list[tuple[int, Focus]]
    """Foci in sight, with their positions."""
    goals: list[tuple[int, Goal]]
    """Goals in sight, with their positions."""
    contracts: list[tuple[int, Contract]]
    """Contracts in sight, with their positions, the one in force last."""

    def __init__(
        self,
        plan: TreatmentPlan,
        as_of: int | dt.date | None = None,
        horizon: Horizon = Horizon.DELIVERED,
        others: tuple[TreatmentPlan, ...] = (),
        rule_names: frozenset[str] = frozenset(),
    ) -> None:
        """Index a plan as of a session's number or a day; None is the latest."""
        self.plan: TreatmentPlan = plan
        """The plan itself."""
        self.rule_names: frozenset[str] = rule_names
        """Codes and names of the rules of the rule set that it is checked against."""
        self.others: list[Course] = [
            Course(other, as_of, horizon)
            for other in others
            if other.status is not PlanStatus.ENTERED_IN_ERROR
        ]
        """Courses of the other members, up to the same point; empty without any."""
        self._codes: dict[tuple[str, Phase | None], Codes] = {}
        self._last: dict[Phase, int | None] = {}
        self._worked_out: dict[Callable[[Course], Any], Any] = {}
        planned = horizon is Horizon.PLANNED
        self._all = as_of is None
        later = self._index_sessions(as_of, planned)
        last = max((here.number for here in self.held if here.delivered), default=0)
        self.cut: int = min(as_of, last) if isinstance(as_of, int) else last
        """Number of the last delivered acute session in sight, 0 before the first."""
        last_day = max((s.on for _, s in self.seen if s.on), default=None)
        self.day: dt.date | None = as_of if isinstance(as_of, dt.date) else last_day
        """The day of the check: `as_of`, else that of the last session in sight."""
        status = plan.status
        if later or (plan.end and self._after(plan.end.on)):
            status = PlanStatus.ACTIVE
        self.status: PlanStatus = status
        """The plan's status as it stood then."""
        self.early: bool = status in _EARLY
        """Whether it ended before its end."""
        self.over: bool = status in _OVER
        """Whether the course has ended: nothing more can come."""
        self.ended: bool = self.over or planned
        """Whether it is judged as ended, which the planned horizon does too."""
        self.partial: bool = plan.sessions is None or not self.covers("sessions")
        """Whether more acute sessions may have been held than are recorded."""
        # Where sessions are not recorded, any fact may stand. Maintenance sessions need
        # no number.
        kept_up = sum(s.kind is SessionKind.MAINTENANCE for _, s in self.seen)
        known = [self.cut, kept_up, *(s.number or 0 for _, s in self.seen)]
        open_end = self._all and (planned or self.partial)
        self._sight = None if open_end else max(known) if self._all else self.cut
        self.numbers: dict[int, int] = {
            h.position: h.number for h in (*self.held, *self.upcoming)
        }
        """Number of each held or upcoming session, by its position."""
        self._index_choices()

    def _index_choices(self) -> None:
        plan = self.plan
        self.waivers = {}
        for index, waiver in enumerate(plan.waivers):
            self.waivers.setdefault(waiver.rule, []).append((index, waiver))
        self.foci = [
            (i, f) for i, f in enumerate(plan.foci or ()) if self._since(f.chosen_in)
        ]
        self.goals = [
            (i, g) for i, g in enumerate(plan.goals or ()) if self._since(g.set_in)
        ]
        self.contracts = [
            (index, contract)
            for index, contract in enumerate(plan.contracts or ())
            if self._since(contract.from_session)
        ]
        terms = [(c.from_session or 0, c) for _, c in self.contracts]
        self._agreed = over_time([(n, c.sessions) for n, c in terms])
        self._cadences = over_time([(n, c.cadence_days) for n, c in terms])

    def _index_sessions(self, as_of: int | dt.date | None, planned: bool) -> bool:
        """Sort the sessions; tell whether a delivered one is out of sight."""
        found, later = sorted_sessions(self.plan, lateness(as_of), planned=planned)
        self.held = found.held
        self.upcoming = found.upcoming
        self.closing = found.closing
        self.meetings = found.meetings
        self.recorded = found.recorded
        self.seen = found.seen
        self.absent = found.absent
        return later

    def name_of(self, position: int) -> str:
        """Name an entry of the sessions: by its number, else by its position."""
        session = (self.plan.sessions or ())[position]
        if position in self.numbers:
            return f"session {self.numbers[position]}"
        if session.number and session.kind is not SessionKind.ACUTE:
            return f"{session.kind} session {session.number}"
        return f"entry {position + 1} of the sessions"

    @property
    def before(self) -> list[tuple[int, Session]]:
        """Meetings before the treatment that count as held, with their positions."""
        return [(i, session) for i, session in self.meetings if session.kind in _BEFORE]

    def _since(self, session: int | None) -> bool:
        return self._sight is None or (session or 0) <= self._sight

    def _after(self, day: dt.date | None) -> bool:
        return not self._all and bool(day and self.day and day > self.day)

    def covers(self, kind: str) -> bool:
        """Tell whether the source captures all of a kind of fact, as far as it says."""
        stated = getattr(self.plan.records, kind, None)
        return stated is None or stated is Coverage.ALL

    def sees(self, fact: Attestation) -> bool:
        """Tell whether a person stands behind a fact and it is in sight."""
        needs_person = fact.origin in {Origin.MODEL, Origin.TEMPLATE}
        confirmed = fact.counts and not self._after(fact.confirmed_on)
        return self.dated(fact) and (confirmed or not needs_person)

    def dated(self, fact: Attestation) -> bool:
        """Tell whether a fact is in sight, whoever stands behind it."""
        return self._since(fact.session) and not self._after(fact.on)

    def started(self, phase: Phase) -> bool:
        """Tell whether a session of a phase, or of a later one, was held."""
        order = ORDER[phase]
        return any(
            ORDER[h.session.phase] >= order for h in self.held if h.session.phase
        )

    def passed(self, phase: Phase) -> bool:
        """Tell whether a session of a later phase was delivered.

        Unlike `started` this never takes a planned session for held: facts that only
        a person can attest are not late because of what is still a plan.
        """
        order = ORDER[phase]
        return any(
            ORDER[h.session.phase] > order
            for h in self.held
            if h.session.phase and h.delivered
        )

    def of(self, phase: Phase) -> list[Held]:
        """List the held sessions of a phase, those of maintenance at its end too."""
        sessions = (*self.held, *self.closing)
        return [here for here in sessions if here.session.phase is phase]

    def unphased(self) -> list[Path]:
        """List where phases are not recorded: of held sessions, or whole sessions."""
        missing = [h.path("phase") for h in self.held if h.session.phase is None]
        return [*missing, ("sessions",)] if self.partial else missing

    def last(self, phase: Phase) -> int | None:
        """Number of the last session of a phase, held or planned; None if not known.

        A session that goes back to the phase after a later one does not count. While
        nothing is planned and no later phase has begun, more sessions may come.
        """
        if phase not in self._last:
            settled = self.ended or bool(self.upcoming)
            sessions = (*self.held, *self.upcoming)
            self._last[phase] = last_of(sessions, phase, settled)
        return self._last[phase]

    @property
    def maintained(self) -> bool:
        """Whether it has maintenance sessions and no acute ones: it has no phases."""
        acute = self.held or self.upcoming or self.absent
        kinds = {session.kind for _, session in self.recorded}
        return not acute and SessionKind.MAINTENANCE in kinds

    def renegotiated(self) -> set[int]:
        """Numbers of the sessions in which a later contract was made."""
        return {c.from_session for _, c in self.contracts[1:] if c.from_session}

    def agreed_at(self, number: int) -> int | None:
        """Number of acute sessions in all by the contract in force in a session.

        Sessions before the first contract are under it too.
        """
        return in_force(self._agreed, number)

    def cadence_at(self, number: int) -> int | None:
        """Days between sessions by the contract in force in a session."""
        return in_force(self._cadences, number)

    @property
    def agreed(self) -> int | None:
        """Number of acute sessions: by the last contract, else once it is over."""
        contract = self.agreed_at(BEYOND)
        if contract is not None or self.partial or not self.ended:
            return contract
        return len(self.held) + len(self.upcoming) or None

    @property
    def total(self) -> int | None:
        """Number of acute sessions as far as it can be told: agreed, else listed."""
        if self.agreed is not None or self.partial or not self.upcoming:
            return self.agreed
        return len(self.held) + len(self.upcoming)

    def days(self, sessions: Iterable[Held]) -> list[int] | None:
        """Days of sessions on one axis: dates, else days, else weeks.

        None where a session lacks the axis that the others have.
        """
        return days_of([here.session for here in sessions])

    def task(self, code: str, phase: Phase | None = None) -> Found:
        """Find the held sessions that did a task, in one phase or in any.

        A session whose phase is not recorded counts for every phase. What the initial
        phase owes is looked for before the first session of a later phase, meetings
        before the treatment among them.
        """
        return self._found("tasks", code, phase)

    def technique(self, code: str, phase: Phase | None = None) -> Found:
        """Find the held sessions that used a technique, as `task` does."""
        return self._found("techniques", code, phase)

    def _found(self, kind: str, code: str, phase: Phase | None) -> Found:
        if (kind, phase) not in self._codes:
            self._codes[kind, phase] = codes_of(self, kind, phase)
        by_code, missing = self._codes[kind, phase]
        return Found(tuple(by_code.get(code, ())), missing)

    def once(self, work_out: Callable[[Course], T]) -> T:
        """Work something out of this course once, however many rules ask for it.

        Args:
            work_out: a function at the top of a module, or a class; it is the key too.
        """
        if work_out not in self._worked_out:
            self._worked_out[work_out] = work_out(self)
        found: T = self._worked_out[work_out]
        return found

    def scores(self) -> Facts[Score]:
        """List the scores in sight, with the position of the session if any.

        Missed and cancelled sessions may have scores too: a scale is filled in at home.
        """
        return self.once(scores_of)

    def enquiries(self) -> Facts[RiskEnquiry]:
        """List the enquiries about risk that were made, as `scores` does.

        One that records only that nothing was assessed is none.
        """
        return self.once(enquiries_of)

    def ratings(self) -> Facts[Rating]:
        """List the ratings that a person stands behind, as `scores` does."""
        return self.once(ratings_of)

    def judgements(self, what: str) -> list[tuple[Path, Judgement]]:
        """List what a person judged of one thing, such as `remission`, in order."""
        return [
            (("judgements", position), judgement)
            for position, judgement in enumerate(self.plan.judgements or ())
            if judgement.what == what and self.sees(judgement.attested)
        ]
