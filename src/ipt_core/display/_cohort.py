"""Many courses counted: which rules are broken how often, and of how many."""

from __future__ import annotations

__all__ = ["Cohort", "Group", "Tally", "cohort_of"]

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ipt_core._checks import kind_of, listed, nearest, refuse_other_than
from ipt_core._words import number_of
from ipt_core.display._layout import Cell
from ipt_core.display._words import clean
from ipt_core.engine import Report
from ipt_core.engine.checking import course_of
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import TreatmentPlan
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


Course: TypeAlias = Report | tuple[TreatmentPlan, Report]
"""A report, or a plan with its report, which also tells the plan's labels."""

WAYS = ("protocol", "site", "arm", "therapist")
"""What courses can be grouped by: the protocol, or one of the plan's labels."""

_JUDGED = (Outcome.KEPT, Outcome.ON_TRACK, Outcome.OWED, Outcome.BROKEN)
_SHOWN = 60


@attrs.frozen
class Tally:
    """The outcomes of one rule in one group."""

    outcomes: Counter[Outcome] = attrs.field(factory=Counter[Outcome])
    """How many courses have each outcome."""

    @property
    def broken(self) -> int:
        """In how many courses it is broken."""
        return self.outcomes[Outcome.BROKEN]

    @property
    def judged(self) -> int:
        """In how many courses it could be judged: the denominator."""
        return sum(self.outcomes[outcome] for outcome in _JUDGED)

    @property
    def unchecked(self) -> int:
        """In how many courses facts were missing, or the rule failed."""
        return self.outcomes[Outcome.NOT_CHECKED] + self.outcomes[Outcome.FAILED]

    @property
    def aside(self) -> int:
        """To how many courses it does not apply."""
        return self.outcomes[Outcome.NOT_APPLICABLE]

    @property
    def share(self) -> float | None:
        """The share of the judged courses in which it is broken; None of none."""
        return self.broken / self.judged if self.judged else None


@attrs.frozen
class Group:
    """Courses that are counted together."""

    labels: tuple[str, ...]
    """What they have in common, in words."""
    courses: int
    """How many they are."""
    tallies: dict[str, Tally]
    """Of each rule, by its code."""


@attrs.frozen(kw_only=True)
class Cohort:
    """All groups of a cohort."""

    title: str
    """What it is about."""
    desc: str
    """How many rules are shown, and what is counted."""
    groups: tuple[Group, ...]
    """The groups, in the order of their labels."""
    rules: tuple[tuple[str, str], ...]
    """Code and name of the rules to show, the most often broken first."""
    columns: tuple[str, ...]
    """Names of the table's columns."""
    by: tuple[str, ...]
    """Those by which it is parted where it is shown."""
    rows: tuple[tuple[Cell, ...], ...]
    """The table: each rule in each group."""


def cohort_of(courses: Iterable[Course], by: Iterable[str], *, text: bool) -> Cohort:
    """Count the outcomes of many courses.

    Raises:
        InvalidValueError: if an argument is nothing that it could be.
    """
    refuse_other_than(bool, text, "text")
    ways = _ways(by)
    given = [_pair(course) for course in listed(courses, "courses")]
    groups, names = _groups(given, ways, text=text)
    totals = {
        code: sum(g.tallies[code].broken for g in groups if code in g.tallies)
        for code in names
    }
    broken = sorted((c for c in names if totals[c]), key=lambda c: (-totals[c], c))
    shown = broken[:_SHOWN]
    how = " and ".join([", ".join(ways[:-1]), ways[-1]] if ways[1:] else ways)
    return Cohort(
        title=f"{number_of(len(given), 'course')}: rules broken"
        + (how and f", by {how}"),
        desc=(
            f"Of {number_of(len(names), 'rule')} run, {len(broken)} were broken"
            + (f"; the {_SHOWN} broken most often are shown" if broken[_SHOWN:] else "")
            + ". Each number is of the courses in which the rule could be judged; "
            "where it was not checked or does not apply, courses are counted apart."
        ),
        groups=groups,
        rules=tuple((code, names[code]) for code in shown),
        columns=(
            *("rule", "name", *ways, "courses", "judged", "broken", "share"),
            *("owed", "not_checked", "failed", "not_applicable"),
        ),
        by=(*ways, "courses"),
        rows=tuple(_rows(groups, names)),
    )


def _ways(by: Iterable[str]) -> tuple[str, ...]:
    known = f"a list of some of {', '.join(WAYS)}"
    if isinstance(by, str):
        raise InvalidValueError(known, kind_of(by), "by")
    ways = listed(by, "by", str)
    for way in ways:
        if way not in WAYS:
            near = nearest(way, WAYS)
            raise InvalidValueError(known, "another word", "by", near)
    if len(set(ways)) < len(ways):
        raise InvalidValueError(f"{known}, each once", "one of them twice", "by")
    return ways


def _pair(course: object) -> tuple[TreatmentPlan | None, Report]:
    match course:
        case Report():
            return None, course
        case (TreatmentPlan() as plan, Report() as report):
            course_of(plan, report)
            return plan, report
        case _:
            raise InvalidValueError(
                "a report, or a plan with it", kind_of(course), "courses"
            )


def _groups(
    given: list[tuple[TreatmentPlan | None, Report]],
    ways: tuple[str, ...],
    *,
    text: bool,
) -> tuple[tuple[Group, ...], dict[str, str]]:
    """Count by group; also tell the names of the rules, by code."""
    words = {way: _words(given, way, text=text) for way in ways}
    found: dict[tuple[str, ...], list[Report]] = {}
    for plan, report in given:
        labels = tuple(words[way][_value(plan, report, way)] for way in ways)
        found.setdefault(labels, []).append(report)
    names: dict[str, str] = {}
    groups: list[Group] = []
    for labels, reports in sorted(found.items()):
        tallies: dict[str, Tally] = {}
        for report in reports:
            for outcome in report.outcomes:
                names[outcome.code] = outcome.name
                tally = tallies.setdefault(outcome.code, Tally())
                tally.outcomes[outcome.outcome] += 1
        groups.append(Group(labels, len(reports), tallies))
    return tuple(groups), dict(sorted(names.items()))


def _value(plan: TreatmentPlan | None, report: Report, way: str) -> str | None:
    if way == "protocol":
        return report.stamp.protocol
    found: str | None = getattr(plan.labels, way, None) if plan else None
    return found


def _words(
    given: list[tuple[TreatmentPlan | None, Report]], way: str, *, text: bool
) -> dict[str | None, str]:
    """Name each value: labels of a plan by a number, unless text is wanted.

    Each has a name of its own, as names are what courses are counted by.
    """
    values = {_value(plan, report, way) for plan, report in given}
    known = sorted(value for value in values if value is not None)
    wide = len(str(len(known)))
    named: dict[str | None, str] = {None: f"no {way}"}
    for number, value in enumerate(known, 1):
        if way == "protocol":
            own = value
        else:
            own = clean(value) if text else f"{way} {number:0{wide}}"
        while own in named.values():
            own = f"{own} [{number}]"
        named[value] = own
    return named


def _rows(
    groups: tuple[Group, ...], names: dict[str, str]
) -> Iterator[tuple[Cell, ...]]:
    for code, name in names.items():
        for group in groups:
            if code in group.tallies:
                tally = group.tallies[code]
                share = None if tally.share is None else round(tally.share, 4)
                yield (
                    clean(code),
                    clean(name),
                    *group.labels,
                    group.courses,
                    tally.judged,
                    tally.broken,
                    share,
                    tally.outcomes[Outcome.OWED],
                    tally.outcomes[Outcome.NOT_CHECKED],
                    tally.outcomes[Outcome.FAILED],
                    tally.outcomes[Outcome.NOT_APPLICABLE],
                )
