# ruff: noqa: C901, SIM102 - in a straight line, as an app would have it
"""The rules by hand on decoded JSON: what an app does that trusts its own files.

Nothing is checked for its type and nothing is built. It tells the broken rules with
their first place as a JSON Pointer, for the whole plan as it stands, and nothing else:
not what is owed, on track or unknown, no sentence, no source.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.known import Span

    Data = dict[str, Any]
    Entries = list[tuple[int, Data]]
    Broken = Iterator[tuple[str, str]]

ORDER = {"initial": 0, "middle": 1, "termination": 2}
EARLY = ("completed-early", "discontinued", "transferred")


def broken(plan: Data) -> list[tuple[str, str]]:
    """List the broken rules with their places, sorted."""
    if plan.get("status") == "entered-in-error":
        return []
    course = Course(plan)
    numbers = form(plan["protocol"])
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
        initial = [h for h in course.of("initial") if h[1] < anew]
        for index, _, _ in initial[numbers.initial_max :][:1]:
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

    def __init__(self, plan: Data) -> None:
        self.plan = plan
        status = plan.get("status", "draft")
        draft = status == "draft"
        self.over = status in EARLY or status == "completed"
        self.late = status in {"completed", "draft"}  # open needs are broken
        self.late_facts = status == "completed"
        self.records: Data = plan.get("records") or {}
        self.partial = plan.get("sessions") is None or not self.covers("sessions")
        self.foci: list[Data] = plan.get("foci") or []
        self.goals: list[Data] = plan.get("goals") or []
        self.contracts: list[Data] = plan.get("contracts") or []
        later = self.contracts[1:]
        self.anew = {c["from_session"] for c in later if c.get("from_session")}
        self.assessment: Data | None = plan.get("assessment")
        self.held: list[tuple[int, int, Data]] = []
        self.upcoming: list[tuple[int, int, Data]] = []
        self.seen: Entries = []
        self.absent: list[int] = []
        number = 0
        for index, session in enumerate(plan.get("sessions") or ()):
            state = session.get("status", "planned")
            acute = session.get("kind", "acute") == "acute"
            if state in {"missed", "cancelled"}:
                if acute:
                    self.absent.append(index)
                continue
            attested = session.get("attested")
            delivered = state == "delivered" and (not attested or counts(attested))
            if delivered and not draft:
                self.seen.append((index, session))
            if acute:
                number = session.get("number") or number + 1
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
        self.scores = list(self.facts("scores"))
        self.enquiries = [
            (path, enquiry, index)
            for path, enquiry, index in self.facts("enquiries")
            if counts(enquiry["attested"]) and _was_made(enquiry)
        ]

    def covers(self, kind: str) -> bool:
        return self.records.get(kind) in {None, "all"}

    def agreed_at(self, number: int) -> int | None:
        return self.in_force("sessions", number)

    def cadence_at(self, number: int) -> int | None:
        return self.in_force("cadence_days", number)

    def in_force(self, field: str, number: int) -> int | None:
        """Find the last contract made by a session, or before any the first one."""
        first: tuple[int, int] | None = None
        for contract in reversed(self.contracts):
            value: int | None = contract.get(field)
            if value:
                since: int = contract.get("from_session") or 0
                if since <= number:
                    return value
                if first is None or since < first[0]:
                    first = since, value
        return first[1] if first else None

    def of(self, phase: str) -> list[tuple[int, int, Data]]:
        return [here for here in self.held if here[2].get("phase") == phase]

    def unphased(self) -> bool:
        return self.partial or any(not s.get("phase") for _, _, s in self.held)

    def facts(self, kind: str) -> Iterator[tuple[str, Data, int | None]]:
        before = (self.assessment or {}).get(kind) or ()
        for position, fact in enumerate(before):
            yield f"/assessment/{kind}/{position}", fact, None
        sessions: list[Data] = self.plan.get("sessions") or []
        for index, session in enumerate(sessions):
            for position, fact in enumerate(session.get(kind) or ()):
                yield f"/sessions/{index}/{kind}/{position}", fact, index

    def after_initial(self) -> tuple[int, int, Data] | None:
        for here in self.held:
            if here[2].get("phase") not in {None, "initial"}:
                return here
        return None

    def baseline_over(self, field: str) -> bool:
        """Tell whether the baseline is past and all of it is recorded."""
        if self.second is None and not self.late_facts:
            return False
        if not self.covers(field) or (self.assessment or {}).get(field) is None:
            return False
        return all(
            session.get(field) is not None
            for index, session in self.seen
            if self.second is None or index < self.second[0]
        )

    def at_baseline(self, index: int | None, attested: Data) -> bool:
        if self.second is None:
            return True
        position, number, second = self.second
        if not (index is None or index < position):
            return False
        session, on = attested.get("session"), attested.get("on")
        begun = second.get("on")
        return (session is None or session < number) and (
            not on or not begun or on < begun
        )


def counts(attested: Data) -> bool:
    by_person = attested.get("confirmed_by") is not None
    return by_person or attested["origin"] not in {"model", "template"}


def _was_made(enquiry: Data) -> bool:
    found = {enquiry.get(field) for field in ("thoughts", "plan_or_intent", "past")}
    return found - {None} != {"not-assessed"}


def _references(course: Course) -> Broken:
    known = {
        "foci": {focus["id"] for focus in course.foci},
        "goals": {goal["id"] for goal in course.goals},
    }
    for index, _, session in course.held if course.late else ():
        for field, ids in known.items():
            for position, named in enumerate(session.get(field) or ()):
                if named not in ids:
                    yield "IPT011", f"/sessions/{index}/{field}/{position}"
                    return


def _ids(course: Course) -> Broken:
    groups = (course.foci, course.goals, course.plan.get("sessions") or ())
    for what, members in zip(("foci", "goals", "sessions"), groups, strict=True):
        ids = [member.get("id") for member in members]
        if len(set(ids)) < len(ids):
            twice = (i for i, known in enumerate(ids) if known and ids.count(known) > 1)
            first = next(twice, None)
            if first is not None:
                yield "IPT012", f"/{what}/{first}/id"


def _codes(course: Course) -> Broken:
    unknown: dict[str, str] = {}
    for index, focus in enumerate(course.foci):
        if focus["area"] not in LISTED:
            unknown.setdefault(focus["area"], f"/foci/{index}/area")
    for index, goal in enumerate(course.goals):
        for position, code in enumerate(goal.get("strategies") or ()):
            if code not in STRATEGIES:
                unknown.setdefault(code, f"/goals/{index}/strategies/{position}")
    tables = (
        ("tasks", TASKS),
        ("strategies", STRATEGIES),
        ("techniques", TECHNIQUES),
        ("measures", TOTALS),
    )
    for index, _, session in course.held:
        for field, table in tables:
            for position, code in enumerate(session.get(field) or ()):
                if code not in table:
                    unknown.setdefault(code, f"/sessions/{index}/{field}/{position}")
    for path, score, _ in course.scores:
        if score["instrument"] not in TOTALS:
            unknown.setdefault(score["instrument"], f"{path}/instrument")
    for path in unknown.values():
        yield "IPT013", path


def _dose(course: Course, numbers: Form) -> Broken:
    contracts = [
        (f"/contracts/{index}/sessions", contract["sessions"])
        for index, contract in enumerate(course.contracts)
        if contract.get("sessions") is not None
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


def _days(sessions: list[tuple[int, int, Data]]) -> list[int] | None:
    dates: list[Any] = [session.get("on") for _, _, session in sessions]
    if None not in dates:
        return [dt.date.fromisoformat(on).toordinal() for on in dates]
    days: list[Any] = [session.get("day") for _, _, session in sessions]
    if None not in days:
        return days
    weeks: list[Any] = [session.get("week") for _, _, session in sessions]
    return None if None in weeks else [7 * week for week in weeks]


def _duration(course: Course, weeks: Span) -> Broken:
    least, most = weeks
    by_contract = False
    for index, contract in enumerate(course.contracts):
        count, cadence = contract.get("sessions") or 0, contract.get("cadence_days")
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
        stretched = course.absent or any(s.get("reason") for _, _, s in listed)
        if length < least or (length > most and not stretched):
            yield "IPT103", f"/sessions/{listed[-1][0]}"


def _gaps(course: Course, cadence: Span, review: int) -> Broken:
    if course.partial:
        return
    least, most = cadence
    found: dict[str, str] = {}
    dated = _days(course.held) if all(s.get("on") for _, _, s in course.held) else None
    for place, (before, here) in enumerate(pairwise(course.held)):
        start, (index, number, session) = before[0], here
        days = dated[place : place + 2] if dated else _days([before, here])
        gap = days[1] - days[0] if days else 0
        if gap <= min(most, review) or session.get("reason"):
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
        index: (session.get("kind", "acute"), session["number"])
        for index, session in sessions.items()
        if session.get("number")
    }
    if len(set(keys.values())) < len(keys):
        count = Counter(keys.values())
        index = min(index for index, key in keys.items() if count[key] > 1)
        yield "IPT106", f"/sessions/{index}/number"


def _phases(course: Course) -> Broken:
    there = {session.get("phase") for _, _, session in course.held}
    if course.late and not course.unphased():
        for phase in ORDER:
            if phase not in there:
                yield "IPT202", "/sessions"
    highest = 0
    for index, number, session in course.held:
        rank = ORDER.get(session.get("phase") or "", highest)
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
            phase = session.get("phase") if total == totals[0] else None
            if phase and not ranges[phase][0] <= number <= ranges[phase][1]:
                first = index if first is None else first
                break
        else:
            return
    if first is not None:
        yield "IPT204", f"/sessions/{first}/phase"


def _chosen(course: Course) -> Broken:
    if course.plan.get("foci") is None or not (course.foci or course.covers("foci")):
        return
    middle = course.after_initial()
    if not (middle and course.delivered) and not course.late_facts:
        return
    by = middle[1] if middle else max((n for _, n, _ in course.held), default=0) + 1
    for focus in course.foci:
        chosen = focus.get("chosen_in")
        if chosen is None or chosen < by:
            return
    yield "IPT301", "/foci"


def _foci(course: Course, numbers: Form) -> Broken:
    spans = [(focus.get("chosen_in") or 0, focus.get("until")) for focus in course.foci]
    standing = [
        (sum(b <= start and (e is None or start < e) for b, e in spans), index)
        for index, (start, _) in enumerate(spans)
    ]
    count, last = max(standing, default=(0, 0))
    for code, most in (("IPT302", numbers.max_foci), ("IPT303", numbers.foci_limit)):
        if most is not None and count > most:
            yield code, f"/foci/{last}"
    for index, focus in enumerate(course.foci):
        if numbers.areas and focus["area"] not in numbers.areas:
            yield "IPT304", f"/foci/{index}/area"


def _agreed(course: Course) -> Broken:
    middle = course.after_initial() if course.delivered else None
    covered = course.covers("agreements")
    if not middle and not course.late_facts:
        return
    for index, focus in enumerate(course.foci):
        chosen, agreements = focus.get("chosen_in"), focus.get("agreements")
        if middle and chosen is not None and chosen >= middle[1]:
            continue
        given = any(counts(a) and _in_time(a, middle) for a in agreements or ())
        if not given and agreements is not None and covered:
            yield "IPT305", f"/foci/{index}/agreements"


def _in_time(agreement: Data, middle: tuple[int, int, Data] | None) -> bool:
    if middle is None:
        return True
    session: int | None = agreement.get("session")
    if session is not None:
        return session < middle[1]
    on, begun = agreement.get("on"), middle[2].get("on")
    return not on or not begun or on < begun


def _orphans(course: Course) -> Broken:
    foci = {focus["id"] for focus in course.foci}
    for index, goal in enumerate(course.goals if course.late else ()):
        focus, kind = goal.get("focus"), goal.get("kind")
        if focus in foci or goal.get("status") == "dropped":
            continue
        if focus is not None or (kind is not None and kind not in BROAD):
            yield "IPT401", f"/goals/{index}/focus"


def _strategies(course: Course) -> Broken:
    areas = {focus["id"]: focus["area"] for focus in course.foci}
    for index, goal in enumerate(course.goals):
        strategies = goal.get("strategies")
        if strategies is None or goal.get("status") == "dropped":
            continue
        broad = goal.get("focus") is None and goal.get("kind") in BROAD
        if not strategies and not broad and course.covers("strategies"):
            yield "IPT402", f"/goals/{index}/strategies"
        area = areas.get(goal.get("focus"))
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
    initial: list[Data] = []
    ending: list[Data] = []
    for here in course.held:
        if here is middle:
            break
        initial.append(here[2])
    for _, _, session in course.held:
        if session.get("phase") in {"termination", None}:
            ending.append(session)
    if middle or course.late:
        done = _before_treatment(course)
        yield from _left_out("IPT501", numbers.initial_tasks, initial, done)
    if course.late:
        done = _decided(course)
        yield from _left_out("IPT504", numbers.core_ending, ending, done)
        yield from _left_out("IPT505", numbers.advised_ending, ending, done)


def _left_out(
    code: str, due: tuple[str, ...], sessions: list[Data], done: set[str]
) -> Broken:
    done = done.copy()
    for session in sessions:
        tasks = session.get("tasks")
        if tasks is None:
            return
        done.update(tasks)
    for task in due:
        if task not in done:
            yield code, "/sessions"


def _before_treatment(course: Course) -> set[str]:
    done: set[str] = set()
    for _, session in course.seen:
        if session.get("kind") in {"pre-group", "engagement"}:
            done.update(session.get("tasks") or ())
    if (course.assessment or {}).get("inventory"):
        done.add("interpersonal-inventory")
    return done


def _decided(course: Course) -> set[str]:
    decided = course.plan.get("maintenance")
    if decided is None:
        return set()
    if course.over or any(map(counts, decided.get("agreements") or ())):
        return {"maintenance-decision"}
    return set()


def _announced(course: Course, code: str, least: int) -> Broken:
    if not course.late or course.total is None:
        return
    if course.partial or not course.covers("tasks"):
        return
    first = None
    for index, number, session in course.held:
        tasks = session.get("tasks")
        if tasks is None:
            return
        if "announce-end" in tasks:
            if (course.agreed_at(number) or course.total) - number + 1 >= least:
                return
            first = first or f"/sessions/{index}/tasks"
    yield code, first or "/sessions"


def _measured(course: Course) -> Broken:
    if course.baseline_over("scores") and not any(
        counts(score["attested"]) and course.at_baseline(index, score["attested"])
        for _, score, index in course.scores
    ):
        yield "IPT701", "/assessment/scores"


def _risk_asked(course: Course) -> Broken:
    if course.baseline_over("enquiries") and not any(
        enquiry["topic"] in {"suicide", "self-harm"}
        and course.at_baseline(index, enquiry["attested"])
        for _, enquiry, index in course.enquiries
    ):
        yield "IPT801", "/assessment/enquiries"


def _totals(course: Course) -> Broken:
    for path, score, _ in course.scores:
        total, spans = score.get("total"), TOTALS.get(score["instrument"])
        if total is not None and spans:
            if not any(least <= total <= most for least, most in spans):
                yield "IPT702", f"{path}/total"


def _answers(course: Course) -> Broken:
    positive: list[tuple[str, Data, int | None]] = []
    for path, score, index in course.scores:
        number, least = SUICIDE_ITEM.get(score["instrument"], (None, None))
        items = score.get("items") or ()
        answer = next((i["value"] for i in items if i["item"] == number), None)
        if least is not None and answer is not None and answer >= least:
            positive.append((path, score, index))
    if not positive or not course.covers("enquiries"):
        return
    asked = [
        (enquiry["attested"].get("on"), where)
        for _, enquiry, where in course.enquiries
        if enquiry["topic"] in {"suicide", "self-harm"}
    ]
    found: dict[str, str] = {}
    for path, score, index in positive:
        holder = course.assessment if index is None else course.plan["sessions"][index]
        day = score["attested"].get("on")
        answered = any(
            (on is not None and on == day)
            or (where == index and (on is None or day is None))
            for on, where in asked
        )
        if not answered and (holder or {}).get("enquiries") is not None:
            found.setdefault(score["instrument"], path)
    for path in found.values():
        yield "IPT802", path
