# ruff: noqa: C901, PLR0911, SIM102 - in a straight line, as an app would have it
"""The same rules over pydantic models of the same file, in one function beside them.

The models are made from the library's own classes, field by field, so that they cannot
fall behind the format: strict, frozen, no unknown fields, the same limits. pydantic
compiles them to the validators that models written out by hand would have. The rules
tell what `by_hand` tells, and are a function over the models, which is faster than a
`model_validator`.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast, get_args, get_origin

import attrs
from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model

from benchmarks.known import (
    BROAD,
    LISTED,
    STRATEGIES,
    SUICIDE_ITEM,
    TASKS,
    TECHNIQUES,
    TOTALS,
    Form,
    form,
)
from ipt_core import _checks, model
from ipt_core._checks import Valid, many, optional, taken_apart, whole
from ipt_core._json import JsonText
from ipt_core._structuring import without_none
from ipt_core.formats.plan_json import FORMAT
from ipt_core.vocabulary import (
    Coverage,
    GoalStatus,
    Origin,
    Phase,
    PlanStatus,
    Presence,
    SessionKind,
    SessionStatus,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.known import Span
    from ipt_core.model import Attestation, RiskEnquiry, Score, Session, TreatmentPlan

    Here = tuple[int, int, Session]
    Broken = Iterator[tuple[str, str]]

ORDER = {Phase.INITIAL: 0, Phase.MIDDLE: 1, Phase.TERMINATION: 2}
BEFORE = {SessionKind.PRE_GROUP, SessionKind.ENGAGEMENT}
EARLY = {PlanStatus.COMPLETED_EARLY, PlanStatus.DISCONTINUED, PlanStatus.TRANSFERRED}
_CONFIG = ConfigDict(strict=True, frozen=True, extra="forbid")
_MOST = 2**53 - 1


@cache
def _model(kind: type[Any], **more: Any) -> type[BaseModel]:
    fields: dict[str, Any] = dict(more)
    for field in attrs.fields(attrs.resolve_types(kind)):
        check = field.validator.check if isinstance(field.validator, Valid) else None
        default = ... if field.default is attrs.NOTHING else field.default
        bare = without_none(field.type)
        of_kind = _kind(bare, check)
        fields[field.name] = (
            of_kind if bare is field.type else of_kind | None,
            default,
        )
    return create_model(kind.__name__, __config__=_CONFIG, **fields)


def _kind(kind: Any, check: Any) -> Any:
    maker, inner = taken_apart(check)
    if maker is optional:
        return _kind(kind, inner)
    if get_origin(kind) is tuple:
        assert maker is many
        member: Any = _kind(get_args(kind)[0], inner)
        return tuple[member, ...]
    if attrs.has(kind):
        return _model(kind)
    if kind is JsonText:
        return JsonValue
    if maker is whole:
        return Annotated[int, Field(ge=inner, le=_MOST)]
    if check is _checks.number:
        return Annotated[float, Field(ge=-_MOST, le=_MOST, allow_inf_nan=False)]
    return Annotated[str, Field(min_length=1)] if kind is str else kind


PLAN = _model(model.TreatmentPlan, format=(Literal[FORMAT], ...))
"""The model of a file."""


def read(raw: bytes) -> TreatmentPlan:
    """Read a plan; to a type checker it is like the class it was made from."""
    return cast("TreatmentPlan", PLAN.model_validate_json(raw))


def broken(plan: TreatmentPlan) -> list[tuple[str, str]]:
    """List the broken rules with their places, sorted."""
    if plan.status is PlanStatus.ENTERED_IN_ERROR:
        return []
    course = Course(plan)
    numbers = form(plan.protocol)
    found = chain(
        _references(course),
        _ids(course),
        _codes(course),
        _number_twice(course),
        _orphans(course),
        _totals(course),
        _risk_asked(course),
        _answers(course),
        _by_protocol(course, numbers) if numbers else [("IPT010", "/protocol")],
    )
    return sorted(found)


def _by_protocol(course: Course, numbers: Form) -> Broken:
    yield from _dose(course, numbers)
    if numbers.weeks:
        yield from _duration(course, numbers.weeks)
    if numbers.cadence and numbers.review_gap:
        yield from _gaps(course, numbers.cadence, numbers.review_gap)
    if numbers.initial_max is not None:
        anew = min(course.anew, default=2**53)
        initial = [
            index
            for index, number, session in course.held
            if session.phase is Phase.INITIAL and number < anew
        ]
        for index in initial[numbers.initial_max :][:1]:
            yield "IPT201", f"/sessions/{index}/phase"
    yield from _phases(course)
    yield from _ranges(course, numbers)
    yield from _chosen(course)
    yield from _agreed(course)
    yield from _strategies(course)
    yield from _measured(course)
    yield from _foci(course, numbers)
    yield from _tasks(course, numbers)
    if numbers.announce_min is not None:
        yield from _announced(course, "IPT502", numbers.announce_min)
    if numbers.announce_advised is not None:
        yield from _announced(course, "IPT503", numbers.announce_advised)


class Course:
    """What several rules need, found once."""

    def __init__(self, plan: TreatmentPlan) -> None:
        self.plan = plan
        status = plan.status
        draft = status is PlanStatus.DRAFT
        self.over = status in EARLY or status is PlanStatus.COMPLETED
        self.late = draft or status is PlanStatus.COMPLETED  # open needs are broken
        self.late_facts = status is PlanStatus.COMPLETED
        self.partial = plan.sessions is None or not self.covers("sessions")
        self.foci = plan.foci or ()
        self.goals = plan.goals or ()
        self.contracts = plan.contracts or ()
        self.anew = {c.from_session for c in self.contracts[1:] if c.from_session}
        self.assessment = plan.assessment
        self.held: list[Here] = []
        self.upcoming: list[Here] = []
        self.seen: list[tuple[int, Session]] = []
        self.absent: list[int] = []
        number = 0
        for index, session in enumerate(plan.sessions or ()):
            state = session.status
            acute = session.kind is SessionKind.ACUTE
            if state is SessionStatus.MISSED or state is SessionStatus.CANCELLED:
                if acute:
                    self.absent.append(index)
                continue
            attested = session.attested
            delivered = state is SessionStatus.DELIVERED and (
                not attested or counts(attested)
            )
            if delivered and not draft:
                self.seen.append((index, session))
            if acute:
                number = session.number or number + 1
                group = self.held if delivered or draft else self.upcoming
                group.append((index, number, session))
        self.delivered = [] if draft else self.held
        self.second = next((here for here in self.delivered if here[1] > 1), None)
        self.listed = len(self.held) + len(self.upcoming)
        agreed = self.agreed_at(2**53)
        if agreed is None and not self.partial and (self.over or draft):
            agreed = self.listed or None
        self.agreed = agreed
        if agreed is None and not self.partial and self.upcoming:
            agreed = self.listed
        self.total = agreed
        before = self.assessment
        self.scores: list[tuple[str, Score, int | None]] = [
            (f"/assessment/scores/{n}", score, None)
            for n, score in enumerate(before.scores or () if before else ())
        ]
        self.enquiries: list[tuple[RiskEnquiry, int | None]] = [
            (enquiry, None)
            for enquiry in (before.enquiries or () if before else ())
            if counts(enquiry.attested) and _was_made(enquiry)
        ]
        for index, session in enumerate(plan.sessions or ()):
            for position, score in enumerate(session.scores or ()):
                path = f"/sessions/{index}/scores/{position}"
                self.scores.append((path, score, index))
            for enquiry in session.enquiries or ():
                if counts(enquiry.attested) and _was_made(enquiry):
                    self.enquiries.append((enquiry, index))

    def covers(self, kind: str) -> bool:
        stated = getattr(self.plan.records, kind, None)
        return stated is None or stated is Coverage.ALL

    def agreed_at(self, number: int) -> int | None:
        terms = [(c.from_session or 0, c.sessions) for c in self.contracts]
        return in_force(terms, number)

    def cadence_at(self, number: int) -> int | None:
        terms = [(c.from_session or 0, c.cadence_days) for c in self.contracts]
        return in_force(terms, number)

    def unphased(self) -> bool:
        return self.partial or any(not s.phase for _, _, s in self.held)

    def after_initial(self) -> Here | None:
        for here in self.held:
            phase = here[2].phase
            if phase is not None and phase is not Phase.INITIAL:
                return here
        return None

    def baseline_over(self, field: str) -> bool:
        """Tell whether the baseline is past and all of it is recorded."""
        if self.second is None and not self.late_facts:
            return False
        if not self.covers(field) or getattr(self.assessment, field, None) is None:
            return False
        return all(
            getattr(session, field) is not None
            for index, session in self.seen
            if self.second is None or index < self.second[0]
        )

    def at_baseline(self, index: int | None, attested: Attestation) -> bool:
        if self.second is None:
            return True
        position, number, second = self.second
        if not (index is None or index < position):
            return False
        session, on, begun = attested.session, attested.on, second.on
        return (session is None or session < number) and (
            not on or not begun or on < begun
        )


def in_force(terms: list[tuple[int, int | None]], number: int) -> int | None:
    """Find the last value agreed by a session, or before any the first one."""
    first: tuple[int, int] | None = None
    for since, value in reversed(terms):
        if value is not None:
            if since <= number:
                return value
            if first is None or since < first[0]:
                first = since, value
    return first[1] if first else None


def counts(attested: Attestation) -> bool:
    return attested.confirmed_by is not None or attested.origin not in {
        Origin.MODEL,
        Origin.TEMPLATE,
    }


def _was_made(enquiry: RiskEnquiry) -> bool:
    found = {enquiry.thoughts, enquiry.plan_or_intent, enquiry.past}
    return found - {None} != {Presence.NOT_ASSESSED}


def _references(course: Course) -> Broken:
    foci = {focus.id for focus in course.foci}
    goals = {goal.id for goal in course.goals}
    for index, _, session in course.held if course.late else ():
        for position, named in enumerate(session.foci or ()):
            if named not in foci:
                yield "IPT011", f"/sessions/{index}/foci/{position}"
                return
        for position, named in enumerate(session.goals or ()):
            if named not in goals:
                yield "IPT011", f"/sessions/{index}/goals/{position}"
                return


def _ids(course: Course) -> Broken:
    groups: dict[str, list[str | None]] = {
        "foci": [focus.id for focus in course.foci],
        "goals": [goal.id for goal in course.goals],
        "sessions": [session.id for session in course.plan.sessions or ()],
    }
    for what, ids in groups.items():
        if len(set(ids)) < len(ids):
            twice = (i for i, known in enumerate(ids) if known and ids.count(known) > 1)
            first = next(twice, None)
            if first is not None:
                yield "IPT012", f"/{what}/{first}/id"


def _codes(course: Course) -> Broken:
    unknown: dict[str, str] = {}
    for index, focus in enumerate(course.foci):
        if focus.area not in LISTED:
            unknown.setdefault(focus.area, f"/foci/{index}/area")
    for index, goal in enumerate(course.goals):
        for position, code in enumerate(goal.strategies or ()):
            if code not in STRATEGIES:
                unknown.setdefault(code, f"/goals/{index}/strategies/{position}")
    for index, _, session in course.held:
        for field, codes, table in (
            ("tasks", session.tasks, TASKS),
            ("strategies", session.strategies, STRATEGIES),
            ("techniques", session.techniques, TECHNIQUES),
            ("measures", session.measures, TOTALS),
        ):
            for position, code in enumerate(codes or ()):
                if code not in table:
                    unknown.setdefault(code, f"/sessions/{index}/{field}/{position}")
    for path, score, _ in course.scores:
        if score.instrument not in TOTALS:
            unknown.setdefault(score.instrument, f"{path}/instrument")
    for path in unknown.values():
        yield "IPT013", path


def _dose(course: Course, numbers: Form) -> Broken:
    contracts = [
        (f"/contracts/{index}/sessions", contract.sessions)
        for index, contract in enumerate(course.contracts)
        if contract.sessions is not None
    ]
    if numbers.sessions:
        least, most = numbers.sessions
        for position, (path, count) in enumerate(contracts):
            if count > most or (position == 0 and count < least):
                yield "IPT101", path
        if all(count <= most for _, count in contracts):
            for index, _, _ in course.held[int(most) :][:1]:
                yield "IPT101", f"/sessions/{index}"
        if not contracts and not course.partial and course.late and not course.over:
            if 0 < course.listed < least:
                yield "IPT101", "/sessions"
    if numbers.typical is not None:
        for path, count in contracts[:1]:
            if count != numbers.typical:
                yield "IPT102", path


def _days(sessions: Sequence[Here]) -> list[int] | None:
    dates = [session.on for _, _, session in sessions]
    if None not in dates:
        return [on.toordinal() for on in dates if on]
    days = [session.day for _, _, session in sessions]
    if None not in days:
        return [day for day in days if day is not None]
    weeks = [session.week for _, _, session in sessions]
    return None if None in weeks else [7 * week for week in weeks if week is not None]


def _duration(course: Course, weeks: Span) -> Broken:
    least, most = weeks
    by_contract = False
    for index, contract in enumerate(course.contracts):
        count, cadence = contract.sessions or 0, contract.cadence_days
        if count > 1 and cadence:
            by_contract = True
            if not least <= (count - 1) * cadence / 7 <= most:
                yield "IPT103", f"/contracts/{index}"
    if by_contract or course.partial or not course.late:
        return
    if course.over and course.listed < (course.agreed or 0):
        return
    listed = sorted((*course.held, *course.upcoming), key=lambda here: here[0])
    days = _days(listed)
    if days and days[-1] > days[0]:
        length = (days[-1] - days[0]) / 7
        stretched = course.absent or any(s.reason for _, _, s in listed)
        if length < least or (length > most and not stretched):
            yield "IPT103", f"/sessions/{listed[-1][0]}"


def _gaps(course: Course, cadence: Span, review: int) -> Broken:
    if course.partial:
        return
    least, most = cadence
    found: dict[str, str] = {}
    dated = _days(course.held) if all(s.on for _, _, s in course.held) else None
    for place, (before, here) in enumerate(pairwise(course.held)):
        start, (index, number, session) = before[0], here
        days = dated[place : place + 2] if dated else _days([before, here])
        gap = days[1] - days[0] if days else 0
        if gap <= min(most, review) or session.reason:
            continue
        agreed = course.cadence_at(number)
        if agreed is not None and not least <= agreed <= most:
            continue
        if not any(start < gone < index for gone in course.absent):
            code = "IPT105" if gap > review else "IPT104"
            found.setdefault(code, f"/sessions/{index}")
    yield from found.items()


def _number_twice(course: Course) -> Broken:
    sessions = {i: session for i, _, session in course.held} | dict(course.seen)
    keys = {
        index: (session.kind, session.number)
        for index, session in sessions.items()
        if session.number
    }
    if len(set(keys.values())) < len(keys):
        count = Counter(keys.values())
        index = min(index for index, key in keys.items() if count[key] > 1)
        yield "IPT106", f"/sessions/{index}/number"


def _phases(course: Course) -> Broken:
    there = {session.phase for _, _, session in course.held}
    if course.late and not course.unphased():
        for phase in ORDER:
            if phase not in there:
                yield "IPT202", "/sessions"
    highest = 0
    for index, number, session in course.held:
        rank = ORDER[session.phase] if session.phase else highest
        if rank < highest and number not in course.anew:
            yield "IPT203", f"/sessions/{index}/phase"
            return
        highest = rank


def _ranges(course: Course, numbers: Form) -> Broken:
    if not numbers.ranges:
        return
    totals = [course.agreed_at(number) or course.agreed for _, number, _ in course.held]
    if None in totals:
        return
    first: int | None = None
    for ranges in numbers.ranges:
        if totals[:1] != [ranges["total"]]:
            return
        for (index, number, session), total in zip(course.held, totals, strict=True):
            phase = session.phase if total == totals[0] else None
            if phase and not ranges[phase][0] <= number <= ranges[phase][1]:
                first = index if first is None else first
                break
        else:
            return
    if first is not None:
        yield "IPT204", f"/sessions/{first}/phase"


def _chosen(course: Course) -> Broken:
    if course.plan.foci is None or not (course.foci or course.covers("foci")):
        return
    middle = course.after_initial()
    if not (middle and course.delivered) and not course.late_facts:
        return
    by = middle[1] if middle else max((n for _, n, _ in course.held), default=0) + 1
    for focus in course.foci:
        chosen = focus.chosen_in
        if chosen is None or chosen < by:
            return
    yield "IPT301", "/foci"


def _foci(course: Course, numbers: Form) -> Broken:
    spans = [(focus.chosen_in or 0, focus.until) for focus in course.foci]
    standing = [
        (sum(b <= start and (e is None or start < e) for b, e in spans), index)
        for index, (start, _) in enumerate(spans)
    ]
    count, last = max(standing, default=(0, 0))
    for code, most in (("IPT302", numbers.max_foci), ("IPT303", numbers.foci_limit)):
        if most is not None and count > most:
            yield code, f"/foci/{last}"
    for index, focus in enumerate(course.foci):
        if numbers.areas and focus.area not in numbers.areas:
            yield "IPT304", f"/foci/{index}/area"


def _agreed(course: Course) -> Broken:
    middle = course.after_initial() if course.delivered else None
    covered = course.covers("agreements")
    if not middle and not course.late_facts:
        return
    for index, focus in enumerate(course.foci):
        chosen, agreements = focus.chosen_in, focus.agreements
        if middle and chosen is not None and chosen >= middle[1]:
            continue
        given = any(counts(a) and _in_time(a, middle) for a in agreements or ())
        if not given and agreements is not None and covered:
            yield "IPT305", f"/foci/{index}/agreements"


def _in_time(agreement: Attestation, middle: Here | None) -> bool:
    if middle is None:
        return True
    if agreement.session is not None:
        return agreement.session < middle[1]
    on, begun = agreement.on, middle[2].on
    return not on or not begun or on < begun


def _orphans(course: Course) -> Broken:
    foci = {focus.id for focus in course.foci}
    for index, goal in enumerate(course.goals if course.late else ()):
        focus, kind = goal.focus, goal.kind
        if focus in foci or goal.status is GoalStatus.DROPPED:
            continue
        if focus is not None or (kind is not None and kind not in BROAD):
            yield "IPT401", f"/goals/{index}/focus"


def _strategies(course: Course) -> Broken:
    areas = {focus.id: focus.area for focus in course.foci}
    for index, goal in enumerate(course.goals):
        strategies = goal.strategies
        if strategies is None or goal.status is GoalStatus.DROPPED:
            continue
        broad = goal.focus is None and goal.kind in BROAD
        if not strategies and not broad and course.covers("strategies"):
            yield "IPT402", f"/goals/{index}/strategies"
        area = areas.get(goal.focus or "")
        if not strategies or area not in LISTED or not LISTED[area]:
            continue
        listed = False
        for position, code in enumerate(strategies):
            meant = STRATEGIES.get(code)
            if code in LISTED[area]:
                listed = True
            elif meant:
                yield "IPT404", f"/goals/{index}/strategies/{position}"
        if not listed:
            yield "IPT403", f"/goals/{index}/strategies"


def _tasks(course: Course, numbers: Form) -> Broken:
    if course.partial or not course.covers("tasks"):
        return
    middle = course.after_initial()
    initial: list[Session] = []
    ending: list[Session] = []
    for here in course.held:
        if here is middle:
            break
        initial.append(here[2])
    for _, _, session in course.held:
        if session.phase is Phase.TERMINATION or session.phase is None:
            ending.append(session)
    if middle or course.late:
        done = _before_treatment(course)
        yield from _left_out("IPT501", numbers.initial_tasks, initial, done)
    if course.late:
        done = _decided(course)
        yield from _left_out("IPT504", numbers.core_ending, ending, done)
        yield from _left_out("IPT505", numbers.advised_ending, ending, done)


def _left_out(
    code: str, due: tuple[str, ...], sessions: list[Session], done: set[str]
) -> Broken:
    done = done.copy()
    for session in sessions:
        if session.tasks is None:
            return
        done.update(session.tasks)
    for task in due:
        if task not in done:
            yield code, "/sessions"


def _before_treatment(course: Course) -> set[str]:
    done: set[str] = set()
    for _, session in course.seen:
        if session.kind in BEFORE:
            done.update(session.tasks or ())
    if course.assessment and course.assessment.inventory:
        done.add("interpersonal-inventory")
    return done


def _decided(course: Course) -> set[str]:
    decided = course.plan.maintenance
    if decided is None:
        return set()
    if course.over or any(map(counts, decided.agreements or ())):
        return {"maintenance-decision"}
    return set()


def _announced(course: Course, code: str, least: int) -> Broken:
    if not course.late or course.total is None:
        return
    if course.partial or not course.covers("tasks"):
        return
    first = None
    for index, number, session in course.held:
        if session.tasks is None:
            return
        if "announce-end" in session.tasks:
            if (course.agreed_at(number) or course.total) - number + 1 >= least:
                return
            first = first or f"/sessions/{index}/tasks"
    yield code, first or "/sessions"


def _measured(course: Course) -> Broken:
    if course.baseline_over("scores") and not any(
        counts(score.attested) and course.at_baseline(index, score.attested)
        for _, score, index in course.scores
    ):
        yield "IPT701", "/assessment/scores"


def _risk_asked(course: Course) -> Broken:
    if course.baseline_over("enquiries") and not any(
        enquiry.topic in {"suicide", "self-harm"}
        and course.at_baseline(index, enquiry.attested)
        for enquiry, index in course.enquiries
    ):
        yield "IPT801", "/assessment/enquiries"


def _totals(course: Course) -> Broken:
    for path, score, _ in course.scores:
        total, spans = score.total, TOTALS.get(score.instrument)
        if total is not None and spans:
            if not any(least <= total <= most for least, most in spans):
                yield "IPT702", f"{path}/total"


def _answers(course: Course) -> Broken:
    positive: list[tuple[str, Score, int | None]] = []
    for path, score, index in course.scores:
        number, least = SUICIDE_ITEM.get(score.instrument, (None, None))
        answer = next((i.value for i in score.items or () if i.item == number), None)
        if least is not None and answer is not None and answer >= least:
            positive.append((path, score, index))
    if not positive or not course.covers("enquiries"):
        return
    sessions = course.plan.sessions or ()
    asked = [
        (enquiry.attested.on, where)
        for enquiry, where in course.enquiries
        if enquiry.topic in {"suicide", "self-harm"}
    ]
    found: dict[str, str] = {}
    for path, score, index in positive:
        holder = course.assessment if index is None else sessions[index]
        day = score.attested.on
        answered = any(
            (on is not None and on == day)
            or (where == index and (on is None or day is None))
            for on, where in asked
        )
        if not answered and holder is not None and holder.enquiries is not None:
            found.setdefault(score.instrument, path)
    for path in found.values():
        yield "IPT802", path
