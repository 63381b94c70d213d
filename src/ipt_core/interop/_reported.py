"""The tables of what reports say: of each rule, of findings and of what is owed."""

from __future__ import annotations

__all__ = ["REPORTED", "reported_rows"]

from typing import TYPE_CHECKING, Any

from ipt_core.evidence import Basis, Severity
from ipt_core.interop._frames import Column
from ipt_core.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Report
    from ipt_core.interop._frames import Cell


def _words(kind: Any) -> tuple[str, ...]:
    return tuple(str(member.value) for member in kind)


_CODE = Column(name="code", kind="text", holds="words", meaning="Code of the rule.")
_NAME = Column(name="name", kind="text", holds="words", meaning="Name of the rule.")
_MESSAGE = Column(
    name="message", kind="text", holds="words", meaning="What is said, in a sentence."
)
_PLACES = (
    Column(name="session", kind="whole", meaning="Row of the session it is about."),
    Column(name="goal", kind="whole", meaning="Row of the goal it is about."),
    Column(name="focus", kind="whole", meaning="Row of the focus it is about."),
    Column(
        name="place",
        kind="text",
        holds="words",
        meaning="The place in the plan, as Python.",
    ),
)
_REST = (
    Column(
        name="basis",
        kind="word",
        words=_words(Basis),
        meaning="What the sources are worth for this protocol.",
    ),
    Column(
        name="sources",
        kind="text",
        holds="words",
        meaning="Keys of the sources, with spaces.",
    ),
    Column(
        name="link", kind="text", holds="words", meaning="Address of the rule's page."
    ),
)

REPORTED: dict[str, tuple[Column, ...]] = {
    "reports": (
        Column(
            name="ok",
            kind="flag",
            meaning=(
                "No error, no rule failed, and every safety rule could be judged and "
                "found nothing but information, waived or not."
            ),
        ),
        Column(name="complete", kind="flag", meaning="Every rule could be judged."),
        Column(name="session", kind="whole", meaning="Number of the last session."),
        Column(name="agreed", kind="whole", meaning="Sessions agreed or planned."),
        Column(name="errors", kind="whole", meaning="Errors, without waived ones."),
        Column(name="warnings", kind="whole", meaning="Warnings that are not waived."),
        Column(name="infos", kind="whole", meaning="Infos that are not waived."),
        Column(name="waived", kind="whole", meaning="Findings that are waived."),
        Column(name="owed", kind="whole", meaning="What is not done yet and can be."),
        Column(name="not_checked", kind="whole", meaning="Rules that lacked facts."),
        Column(name="failed", kind="whole", meaning="Rules that raised an error."),
        Column(
            name="library",
            kind="text",
            holds="words",
            meaning="Version of this library.",
        ),
    ),
    "outcomes": (
        _CODE,
        _NAME,
        Column(
            name="outcome",
            kind="word",
            words=_words(Outcome),
            meaning="What the rule says of the plan.",
        ),
        Column(name="safety", kind="flag", meaning="Whether it is about safety."),
        Column(
            name="reason",
            kind="text",
            holds="words",
            meaning="Why it does not apply or failed.",
        ),
        Column(name="findings", kind="whole", meaning="How many it found."),
        Column(name="owed", kind="whole", meaning="How much of it is owed."),
        Column(name="missing", kind="whole", meaning="How many facts it lacked."),
    ),
    "findings": (
        _CODE,
        _NAME,
        Column(
            name="severity",
            kind="word",
            words=_words(Severity),
            meaning="How much it matters, after the cap.",
        ),
        Column(
            name="capped_by",
            kind="word",
            words=_words(Basis),
            meaning="The basis that kept it from being more severe.",
        ),
        Column(name="waived", kind="flag", meaning="Whether somebody accepts it."),
        *_PLACES,
        _MESSAGE,
        Column(name="hint", kind="text", holds="words", meaning="What would mend it."),
        *_REST,
    ),
    "owed": (
        _CODE,
        _NAME,
        Column(name="by", kind="whole", meaning="Number of the last session for it."),
        Column(name="overdue", kind="flag", meaning="Whether that session is past."),
        Column(name="fact", kind="flag", meaning="Whether only a person attests it."),
        *_PLACES,
        _MESSAGE,
        *_REST,
    ),
}
"""The columns of each table, after that of the plan."""


def reported_rows(name: str, report: Report) -> Iterable[tuple[Cell, ...]]:
    """Make the rows that one report adds to one of these tables."""
    return _ROWS[name](report)


def _reports(report: Report) -> Iterator[tuple[Cell, ...]]:
    parts = (
        report.errors,
        report.warnings,
        report.infos,
        report.waived,
        report.owed,
        report.not_checked,
        report.failed,
    )
    yield (
        report.ok,
        report.complete,
        report.session,
        report.agreed,
        *map(len, parts),
        report.stamp.library,
    )


def _outcomes(report: Report) -> Iterator[tuple[Cell, ...]]:
    for each in report.outcomes:
        counts = (len(each.findings), len(each.owed), len(each.missing))
        word = each.outcome.value
        yield each.code, each.name, word, each.safety, each.reason, *counts


def _findings(report: Report) -> Iterator[tuple[Cell, ...]]:
    for each in report.findings:
        yield (
            each.code,
            each.name,
            each.severity.value,
            each.capped_by and each.capped_by.value,
            each.waived is not None,
            *_place(each.path),
            each.place or None,
            each.message,
            each.hint or None,
            *_rest(each),
        )


def _owed(report: Report) -> Iterator[tuple[Cell, ...]]:
    for each in report.owed:
        yield (
            each.code,
            each.name,
            each.by,
            each.overdue,
            each.fact,
            *_place(each.path),
            each.place or None,
            each.message,
            *_rest(each),
        )


def _place(path: Path) -> tuple[int | None, int | None, int | None]:
    """The rows in the tables of sessions, goals and foci, of which one is named."""
    row = path[1] + 1 if len(path) > 1 and isinstance(path[1], int) else None
    table = path[0] if path else None
    return (
        row if table == "sessions" else None,
        row if table == "goals" else None,
        row if table == "foci" else None,
    )


def _rest(each: Any) -> tuple[str, str | None, str | None]:
    keys = dict.fromkeys(citation.key for citation in each.citations)
    return each.basis.value, " ".join(keys) or None, each.link or None


_ROWS: dict[str, Callable[[Report], Iterable[tuple[Cell, ...]]]] = {
    "reports": _reports,
    "outcomes": _outcomes,
    "findings": _findings,
    "owed": _owed,
}
