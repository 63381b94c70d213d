"""The engine: runs bound rules over a course and folds needs into outcomes."""

from __future__ import annotations

__all__ = ["course_of", "judge"]

import datetime as dt
from typing import TYPE_CHECKING, Any

from ipt_core._checks import kind_of, one_of
from ipt_core._limits import BEYOND
from ipt_core._words import in_words
from ipt_core.catalogue import protocols
from ipt_core.engine.course import Course
from ipt_core.engine.finding import Finding, Owed, RuleOutcome, Stamp
from ipt_core.engine.needs import Mode
from ipt_core.engine.report import Report, mark_of
from ipt_core.evidence import Basis, Severity, cap_of, weakest
from ipt_core.exceptions import InvalidValueError
from ipt_core.model._fields import is_slug
from ipt_core.vocabulary import Horizon, Outcome, PlanStatus

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.catalogue import Protocol
    from ipt_core.engine.needs import Need
    from ipt_core.engine.ruleset import Bound, RuleSet, Variant
    from ipt_core.model import TreatmentPlan

_FOLD = (
    Outcome.BROKEN,
    Outcome.NOT_CHECKED,
    Outcome.OWED,
    Outcome.ON_TRACK,
    Outcome.KEPT,
    Outcome.NOT_APPLICABLE,
)
_RANK = {outcome: rank for rank, outcome in enumerate(_FOLD)}
_OWN_REPORT = "a report of this plan"
_TOLD = {Outcome.BROKEN, Outcome.OWED, Outcome.NOT_CHECKED}
_KINDEST = (
    Outcome.KEPT,
    Outcome.ON_TRACK,
    Outcome.NOT_APPLICABLE,
    Outcome.OWED,
    Outcome.NOT_CHECKED,
    Outcome.BROKEN,
    Outcome.FAILED,
)


def judge(
    plan: TreatmentPlan,
    rules: RuleSet,
    protocol: Protocol | None,
    *,
    as_of: int | dt.date | None = None,
    horizon: Horizon = Horizon.DELIVERED,
    others: tuple[TreatmentPlan, ...] = (),
) -> Report:
    """Judge a plan by the rules; `ipt_core.check` binds the defaults.

    Raises:
        InvalidValueError: if `as_of` or `horizon` is none.
    """
    _refuse_other_than(as_of, horizon)
    void = plan.status is PlanStatus.ENTERED_IN_ERROR
    course = Course(plan, as_of, horizon, others, rules.names)
    outcomes = tuple(
        _outcome(bound, course, void=void) for bound in rules.bind(protocol)
    )
    return Report(
        stamp=Stamp(
            protocol=protocol.code if protocol else None,
            edition=protocol.edition if protocol else None,
            rules=len(outcomes),
            changes=rules.changes,
        ),
        status=course.status,
        session=course.cut,
        agreed=course.agreed,
        as_of=as_of,
        horizon=horizon,
        outcomes=outcomes,
        mark=mark_of(plan),
    )


def course_of(plan: TreatmentPlan, report: Report) -> Course:
    """Index a plan up to the point of its report.

    Raises:
        InvalidValueError: if the report cannot be of this plan.
    """
    if report.status is None:
        raise InvalidValueError(_OWN_REPORT, "one that had no plan to check", "report")
    course = Course(plan, report.as_of, report.horizon)
    protocol = protocols.get(plan.protocol)
    own = (protocol and protocol.code, course.status, course.cut, course.agreed)
    told = (report.stamp.protocol, report.status, report.session, report.agreed)
    if own != told or not report.is_of(plan):
        found = "one of another plan, or of this one before a change"
        raise InvalidValueError(_OWN_REPORT, found, "report")
    return course


def _refuse_other_than(as_of: object, horizon: object) -> None:
    number = type(as_of) is int and 0 <= as_of < BEYOND
    if not (as_of is None or number or type(as_of) is dt.date):
        raise InvalidValueError("a session's number or a date", kind_of(as_of), "as_of")
    one_of(Horizon)(horizon)


def _outcome(bound: Bound, course: Course, *, void: bool) -> RuleOutcome:
    if void:
        return bound.plain(Outcome.NOT_APPLICABLE, "entered-in-error")
    if bound.absent:
        return bound.plain(Outcome.NOT_APPLICABLE, "protocol-has-none")
    if bound.unknown:
        return bound.told(Outcome.NOT_CHECKED, unknown=bound.unknown)
    first, *others = bound.variants
    kindest = _judge(bound, first, course)
    for variant in others:
        kindest = min(kindest, _judge(bound, variant, course), key=_kindness)
    return kindest


def _kindness(outcome: RuleOutcome) -> tuple[int, int]:
    return _KINDEST.index(outcome.outcome), len(outcome.findings)


def _judge(bound: Bound, variant: Variant, course: Course) -> RuleOutcome:
    try:
        worst: Outcome | None = None
        told: list[tuple[Outcome, Need]] = []
        for need in bound.rule.check(course, **variant.arguments):
            outcome = _need_outcome(need, course)
            if worst is None or _RANK[outcome] < _RANK[worst]:
                worst = outcome
            if outcome in _TOLD:
                told.append((outcome, need))
        if told:
            return _told(bound, variant, course, told)
        if worst is None:
            return bound.plain(Outcome.NOT_APPLICABLE, "nothing-to-judge")
        reason = "not-reached" if worst is Outcome.NOT_APPLICABLE else None
        return bound.plain(worst, reason)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the others still run
        name = type(error).__name__
        return bound.plain(Outcome.FAILED, name if name.isidentifier() else "Exception")


def _told(
    bound: Bound,
    variant: Variant,
    course: Course,
    told: list[tuple[Outcome, Need]],
) -> RuleOutcome:
    worst = min((outcome for outcome, _ in told), key=_RANK.__getitem__)
    missing = [
        path
        for outcome, need in told
        if outcome is Outcome.NOT_CHECKED
        for path in need.missing
    ]
    return bound.told(
        worst,
        missing=tuple(dict.fromkeys(missing)),
        findings=_sorted(
            _finding(bound, variant, need, course)
            for outcome, need in told
            if outcome is Outcome.BROKEN
        ),
        owed=_sorted(
            _owed(bound, variant, need, course)
            for outcome, need in told
            if outcome is Outcome.OWED
        ),
    )


def _need_outcome(need: Need, course: Course) -> Outcome:
    if need.holds is None:
        return Outcome.NOT_CHECKED
    if need.holds:
        final = course.ended or need.mode is Mode.EVENTUALLY
        return Outcome.KEPT if final else Outcome.ON_TRACK
    if need.mode is Mode.ALWAYS or need.closed:
        return Outcome.BROKEN
    if course.early:
        return Outcome.NOT_APPLICABLE
    going_on = need.maintained and course.status is PlanStatus.MAINTENANCE
    if going_on or not course.ended or (need.fact and not course.over):
        return Outcome.OWED
    return Outcome.BROKEN


def _sorted(found: Any) -> tuple[Any, ...]:
    return tuple(sorted(found, key=lambda f: [str(step).zfill(9) for step in f.path]))


def _said(bound: Bound, variant: Variant, need: Need, course: Course) -> dict[str, Any]:
    rule = bound.rule
    readings = (*variant.readings, *((need.evidence,) if need.evidence else ()))
    own = [c for reading in readings for c in reading.citations]
    path = need.at[0] if need.at else ()
    params = need.params | ({"by": need.by} if need.by else {})
    return {
        "code": rule.code,
        "name": rule.name,
        "subject": _subject(path, course),
        "path": path,
        "places": need.at,
        "params": params,
        "citations": tuple(dict.fromkeys(own)) or bound.citations,
        "notes": tuple(r.note for r in readings if r.note),
        "basis": min(readings, key=lambda r: r.cap.rank).basis
        if readings
        else bound.basis,
        "link": rule.link,
    }


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    """What a template may name: the params, and `by` in any case."""
    return {"by": "the end", **said["params"]}


def _finding(bound: Bound, variant: Variant, need: Need, course: Course) -> Finding:
    said = _said(bound, variant, need, course)
    severity, capped_by = _severity(bound, variant, need, said["basis"])
    return Finding(
        **said,
        severity=severity,
        capped_by=capped_by,
        message=in_words(bound.rule.message, _fields(said)),
        hint=in_words(bound.rule.hint, _fields(said)),
        waived="ignored" if bound.silenced else _waived(bound, need, course),
    )


def _severity(
    bound: Bound, variant: Variant, need: Need, basis: Basis
) -> tuple[Severity, Basis | None]:
    if bound.override:
        return bound.override, None
    own = bound.rule.severity if bound.rule.safety else bound.severity
    wanted = weakest(filter(None, (own, need.severity)))
    if bound.rule.safety:
        return wanted, None
    caps = [reading.cap for reading in variant.readings]
    if need.evidence:
        caps.append(need.evidence.cap)
    cap = weakest(caps or [cap_of(bound.basis)])
    return (cap, basis) if cap.rank < wanted.rank else (wanted, None)


def _owed(bound: Bound, variant: Variant, need: Need, course: Course) -> Owed:
    said = _said(bound, variant, need, course)
    return Owed(
        **said,
        message=in_words(bound.rule.hint, _fields(said)),
        by=need.by,
        overdue=need.by is not None and need.by <= course.cut,
        fact=need.fact,
    )


def _subject(path: Path, course: Course) -> str | None:
    match path:
        case ("sessions", int(index), *_) if course.plan.sessions:
            return course.name_of(index)
        case ("goals" | "foci" as kind, int(index), *_):
            known = getattr(course.plan, kind)[index].id
            word = {"goals": "goal", "foci": "focus"}[kind]
            return f"{word} {known if is_slug(known) else index + 1}"
        case _:
            return None


def _waived(bound: Bound, need: Need, course: Course) -> str | None:
    rule = bound.rule
    named = (rule.code, rule.name, *rule.aliases)
    waivers = [each for name in named for each in course.waivers.get(name, ())]
    if not waivers:
        return None
    subjects = {_id_at(path, course.plan) for path in need.at}
    for index, waiver in waivers:
        if waiver.until and course.day and waiver.until < course.day:
            continue
        if waiver.subject is None or subjects == {waiver.subject}:
            return f"waivers[{index}]"
    return None


def _id_at(path: Path, plan: TreatmentPlan) -> str | None:
    match path:
        case ("sessions" | "goals" | "foci" as kind, int(index), *_):
            known: str | None = getattr(plan, kind)[index].id
            return known
        case _:
            return None
