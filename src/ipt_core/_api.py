"""The functions that most users need, with the default rules bound to them."""

from __future__ import annotations

__all__ = [
    "Problem",
    "check",
    "check_data",
    "check_group",
    "draft",
    "dump",
    "dumps",
    "from_data",
    "load",
    "loads",
    "picture",
    "redact",
    "rules",
    "schema",
    "to_data",
]

from collections.abc import Mapping
from os import PathLike
from typing import TYPE_CHECKING, cast

from ipt_core import rulebook
from ipt_core._checks import kind_of, listed, refuse_other_than
from ipt_core._problems import PROBLEMS, Problem
from ipt_core.catalogue import protocols
from ipt_core.drafting import draft
from ipt_core.engine import Finding, Report, RuleOutcome, RuleSet, Stamp
from ipt_core.engine.checking import judge
from ipt_core.evidence import Severity
from ipt_core.exceptions import InvalidValueError, LoadError
from ipt_core.formats import (
    dump,
    dumps,
    from_data,
    load,
    loads,
    redact,
    schema,
    to_data,
)
from ipt_core.model import TreatmentPlan
from ipt_core.vocabulary import Horizon, Outcome, PlanStatus

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from ipt_core.display import Picture

rules: RuleSet = RuleSet(rules=rulebook.load())
"""The rules of this library, by code or name; `select`, `ignore`, `extend` and
`with_severity` give changed sets."""
_RULES = rules  # where an argument hides it


def check(
    plan: TreatmentPlan,
    *,
    as_of: int | dt.date | None = None,
    horizon: Horizon | str | None = None,
    rules: RuleSet = rules,
    others: Iterable[TreatmentPlan] = (),
) -> Report:
    """Check a plan against the rules of its protocol.

    Args:
        plan: the plan; it is never changed.
        as_of: number of a session, or a day: what lies after it is out of sight. By
            default the last delivered session. The clock is never read.
        horizon: `Horizon.DELIVERED` judges what was delivered, `Horizon.PLANNED` as if
            the planned sessions had been held as written. By default a draft is
            judged as planned, anything else as delivered.
        rules: the rules to check against.
        others: the plans of the other members of the patient's group, for the rules
            that compare members; no finding tells anything of them.

    Returns:
        A report; a plan that could be built never makes this raise.

    Raises:
        InvalidValueError: if an argument is nothing that it could be.
    """
    refuse_other_than(TreatmentPlan, plan, "plan")
    beside = listed(others, "others", TreatmentPlan)
    refuse_other_than(RuleSet, rules, "rules")
    if horizon is None:
        draft = plan.status is PlanStatus.DRAFT
        horizon = Horizon.PLANNED if draft else Horizon.DELIVERED
    elif horizon not in tuple(Horizon):
        raise InvalidValueError(
            f"one of {', '.join(Horizon)}", "something else", "horizon"
        )
    protocol = protocols.get(plan.protocol)
    return judge(
        plan,
        rules,
        protocol,
        as_of=as_of,
        horizon=Horizon(horizon),
        others=beside,
    )


def check_group(
    plans: Iterable[TreatmentPlan],
    *,
    as_of: int | dt.date | None = None,
    horizon: Horizon | str | None = None,
    rules: RuleSet = rules,
) -> tuple[Report, ...]:
    """Check plans of groups, each beside those of the other members of its group.

    Members of one group are plans with the same protocol and the same `Group.id`. A
    plan without one is checked for itself.

    Args:
        plans: the plans, of one group or of several.
        as_of: as for `check`.
        horizon: as for `check`.
        rules: as for `check`.

    Returns:
        A report for each plan, in their order.

    Raises:
        InvalidValueError: if an argument is nothing that it could be.
    """
    given = listed(plans, "plans", TreatmentPlan)
    members: dict[tuple[str, str], list[int]] = {}
    for position, plan in enumerate(given):
        if plan.group and plan.group.id:
            key = (plan.protocol, plan.group.id)
            members.setdefault(key, []).append(position)
    fellows = {
        position: [given[other] for other in group if other != position]
        for group in members.values()
        for position in group
    }
    return tuple(
        check(
            plan,
            as_of=as_of,
            horizon=horizon,
            rules=rules,
            others=fellows.get(position, ()),
        )
        for position, plan in enumerate(given)
    )


def picture(
    plan: TreatmentPlan,
    report: Report | None = None,
    *,
    as_of: int | dt.date | None = None,
    horizon: Horizon | str | None = None,
    rules: RuleSet = rules,
    text: bool = False,
    width: int | None = None,
) -> Picture:
    """Draw a course: its sessions, phases, scores, goals, tasks, and what is found.

    Args:
        plan: the plan; it is never changed.
        report: its report; by default `check` makes it.
        as_of: as for `check`; not beside a report, which was made with its own.
        horizon: as for `check`; not beside a report.
        rules: as for `check`; not beside a report.
        text: whether to show what people wrote: the words of goals. Codes that the
            catalogue does not know are never shown.
        width: width of the picture in px, from 320 to 10,000; what does not fit goes
            on in another line. By default what fits a notebook.

    Returns:
        The picture, with the same numbers as a table. A plan that could be built
        never makes this raise.

    Raises:
        InvalidValueError: if an argument is nothing that it could be, or the report is
            none of the plan.
    """
    from ipt_core.display._picture import course_picture

    refuse_other_than(TreatmentPlan, plan, "plan")
    if report is None:
        report = check(plan, as_of=as_of, horizon=horizon, rules=rules)
    else:
        beside = (("as_of", as_of, None), ("horizon", horizon, None))
        for name, value, usual in (*beside, ("rules", rules, _RULES)):
            if value is not usual:
                expected = "nothing beside a report, which was made with its own"
                raise InvalidValueError(expected, kind_of(value), name)
    return course_picture(plan, report, text=text, width=width)


def check_data(
    data: object,
    *,
    as_of: int | dt.date | None = None,
    horizon: Horizon | str | None = None,
    rules: RuleSet = rules,
) -> Report:
    """Check anything: a plan, JSON text or bytes, decoded JSON, or the path of a file.

    It never raises for what it is given: whatever cannot be read as a plan is
    reported as findings of family 0, in the same shape as any other.

    Args:
        data: a `TreatmentPlan`, `str` or `bytes` of JSON, a mapping, or a path object
            such as `pathlib.Path`; a path that is given as `str` is taken for JSON.
        as_of: as for `check`.
        horizon: as for `check`.
        rules: as for `check`.

    Raises:
        InvalidValueError: if `as_of` or `horizon` is none; never because of `data`.
    """
    try:
        return check(_plan_of(data), as_of=as_of, horizon=horizon, rules=rules)
    except InvalidValueError:
        raise
    except LoadError as error:
        return _unusable(error.problems, _hint(data))
    except Exception:  # noqa: BLE001 - hostile objects may raise anything
        found = Problem(code="IPT001", expected="a plan", found="something unreadable")
        return _unusable((found,), "")


def _hint(data: object) -> str:
    if not isinstance(data, str) or data.lstrip().startswith(("{", "[")):
        return ""
    return "Text is read as JSON. To check a file, give its path as a pathlib.Path."


def _plan_of(data: object) -> TreatmentPlan:
    if type(data) is TreatmentPlan:
        return data
    if isinstance(data, PathLike):
        return load(cast("PathLike[str]", data))
    if isinstance(data, str | bytes | bytearray):
        return loads(data)
    if isinstance(data, Mapping):
        return from_data(cast("Mapping[str, object]", data))
    expected = "a plan, JSON, decoded JSON or a path"
    raise LoadError([Problem(code="IPT001", expected=expected, found="something else")])


def _unusable(problems: tuple[Problem, ...], hint: str) -> Report:
    outcomes = (
        RuleOutcome(
            code=code,
            name=kind.name,
            outcome=Outcome.BROKEN,
            findings=tuple(_finding(p, hint) for p in problems if p.code == code),
        )
        for code, kind in PROBLEMS.items()
        if any(p.code == code for p in problems)
    )
    return Report(stamp=Stamp(), outcomes=tuple(outcomes))


def _finding(problem: Problem, hint: str) -> Finding:
    near = problem.nearest
    return Finding(
        code=problem.code,
        name=PROBLEMS[problem.code].name,
        severity=Severity.ERROR,
        message=f"Expected {problem.expected}, found {problem.found}.",
        hint=f"The nearest known name is {near}." if near else hint,
        path=problem.path,
        places=(problem.path,),
        params={"expected": problem.expected, "found": problem.found, "nearest": near},
        link=f"rules/{problem.code}.html",
    )
