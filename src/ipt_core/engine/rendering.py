"""A report as blocks and as plain data; both say the same."""

from __future__ import annotations

__all__ = [
    "finding_block",
    "outcome_blocks",
    "owed_block",
    "report_blocks",
    "report_data",
    "title_of",
]

from typing import TYPE_CHECKING, Any, cast

import attrs

from ipt_core._blocks import Entry, Heading, Items, Paragraph
from ipt_core._words import number_of, spaced, words
from ipt_core.engine.finding import Finding, Owed, Stamp, json_pointer
from ipt_core.evidence import Citation, Range
from ipt_core.vocabulary import Horizon, Outcome, PlanStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ipt_core._blocks import Block
    from ipt_core._problems import Path
    from ipt_core.engine.finding import RuleOutcome
    from ipt_core.engine.report import Report

LIMITS = (
    "This report judges the structure of a course. It does not judge the person, the "
    "risk or the therapist's skill, and that nothing was found does not mean that "
    "there is no risk."
)
"""Stands under every report."""
_BEFORE = {PlanStatus.DRAFT, PlanStatus.ACTIVE, PlanStatus.ON_HOLD}


def report_blocks(report: Report) -> tuple[Block, ...]:
    """Build the blocks of a report."""
    return tuple(_blocks(report))


def _blocks(report: Report) -> Iterator[Block]:
    yield Heading(title_of(report), 1)
    yield Paragraph(_summary(report))
    if reasons := tuple(_beside_errors(report)):
        yield Paragraph(f"Not ok: {'; '.join(reasons)}.")
    yield from (finding_block(finding) for finding in report.findings)
    if report.owed:
        yield Heading("Owed")
        yield from (owed_block(owed) for owed in report.owed)
    if report.failed:
        yield Heading("Failed")
        yield Items(tuple(f"{o.code} {o.name}: {o.reason}" for o in report.failed))
    if report.not_checked:
        yield Heading("Not checked")
        yield Items(tuple(_not_checked(report.not_checked)))
    if cited := _bibliography(report):
        yield Heading("Sources")
        yield Items(cited)
    yield Paragraph(_counts(report))
    yield Paragraph(LIMITS)
    yield Paragraph(_stamp(report))


def title_of(report: Report) -> str:
    """Say what a report is about: the protocol, and how far the course has come."""
    if report.status is None:
        return "No plan to check"
    of = f" of {report.agreed}" if report.agreed else ""
    none = "before session 1" if report.status in _BEFORE else "no acute session held"
    when = f"after session {report.session}{of}" if report.session else none
    if report.horizon is Horizon.PLANNED:
        when = "as if all planned sessions were held"
    name = report.stamp.protocol or "an unknown protocol"
    return f"Plan for {name}, {report.status}, {when}"


def _summary(report: Report) -> str:
    counts = [
        number_of(len(report.errors), "error"),
        number_of(len(report.warnings), "warning"),
        f"{len(report.infos)} info",
    ]
    if report.waived:
        counts.append(f"{len(report.waived)} waived")
    counts += [
        f"{len(report.owed)} owed",
        number_of(len(report.not_checked), "rule") + " not checked",
    ]
    return ", ".join(counts) + "."


def _beside_errors(report: Report) -> Iterator[str]:
    """Say what makes a report not `ok`, where no count of errors shows it."""
    unchecked = [o.code for o in report.not_checked if o.safety]
    if unchecked:
        yield f"{words(unchecked)} could not be checked"
    told = {finding.code for finding in report.errors}
    accepted = [
        o.code
        for o in report.outcomes
        if o.unsafe and o.outcome is Outcome.BROKEN and o.code not in told
    ]
    if accepted:
        yield f"{words(accepted)} stays broken, whoever accepts it"
    if report.failed:
        yield f"{words([o.code for o in report.failed])} failed"


def finding_block(finding: Finding) -> Entry:
    """Show a finding."""
    details = list(_place(finding))
    if finding.hint:
        details.append(("Mend", finding.hint))
    details += _sources(finding)
    if finding.capped_by:
        capped = f"at {finding.severity}, as the evidence is {finding.capped_by}"
        details.append(("Capped", capped))
    if finding.waived:
        details.append(("Waived", f"by {finding.waived}"))
    title = f"{finding.code} {finding.name}"
    return Entry(str(finding.severity), title, finding.message, tuple(details))


def owed_block(owed: Owed) -> Entry:
    """Show something owed."""
    by = f", by session {owed.by}" if owed.by is not None else ""
    late = ", overdue" if owed.overdue else ""
    details = [*_place(owed), *_sources(owed)]
    if owed.fact:
        details.append(("Note", "only a person can attest it"))
    title = f"{owed.code} {owed.name}{by}{late}"
    return Entry("owed", title, owed.message, tuple(details))


def outcome_blocks(outcome: RuleOutcome) -> Iterator[Block]:
    """Show what one rule says."""
    title = f"{outcome.code} {outcome.name}"
    why = _lacks(outcome) or outcome.reason or ""
    yield Entry(outcome.outcome.replace("-", " "), title, why)
    yield from map(finding_block, outcome.findings)
    yield from map(owed_block, outcome.owed)


def _place(said: Finding | Owed) -> Iterator[tuple[str, str]]:
    if said.path:
        yield "Place", said.place + (f" ({said.subject})" if said.subject else "")


def _sources(said: Finding | Owed) -> Iterator[tuple[str, str]]:
    if said.citations:
        keys = ", ".join(citation.key for citation in said.citations)
        yield "Source", f"[{keys}], {said.basis}"
    yield from (("Stated", note) for note in said.notes)


def _bibliography(report: Report) -> tuple[str, ...]:
    cited = {
        c.key: c for said in (*report.findings, *report.owed) for c in said.citations
    }
    return tuple(f"[{key}] {cited[key].label}" for key in sorted(cited))


def _not_checked(outcomes: Iterable[RuleOutcome]) -> Iterator[str]:
    """Say what is missing, and for which rules: those that lack the same as one."""
    lacking: dict[str, list[str]] = {}
    for outcome in outcomes:
        rules = lacking.setdefault(_lacks(outcome), [])
        rules.append(f"{outcome.code} {outcome.name}")
    return (f"{what}: {', '.join(rules)}" for what, rules in lacking.items())


def _lacks(outcome: RuleOutcome) -> str:
    reasons: list[str] = []
    if outcome.missing:
        reasons.append(f"not recorded: {', '.join(_grouped(outcome.missing))}")
    if outcome.unknown == ("protocol",):
        reasons.append("the protocol is not known")
    elif outcome.unknown:
        named = words([spaced(name) for name in outcome.unknown])
        reasons.append(f"no source held gives the protocol's {named}")
    return "; ".join(reasons)


def _grouped(paths: Iterable[Path]) -> Iterator[str]:
    """Write places in short: one for all sessions that lack the same field."""
    groups: dict[tuple[str | None, ...], list[int]] = {}
    for path in paths:
        shape = tuple(step if isinstance(step, str) else None for step in path)
        positions = groups.setdefault(shape, [])
        positions += [step for step in path if isinstance(step, int)][:1]
    for shape, positions in groups.items():
        spans = iter([f"[{_spans(positions)}]"])
        steps = (next(spans, "[...]") if step is None else f".{step}" for step in shape)
        yield "".join(steps).lstrip(".")


def _spans(positions: list[int]) -> str:
    spans: list[list[int]] = []
    for position in sorted(set(positions)):
        if spans and position == spans[-1][1] + 1:
            spans[-1][1] = position
        else:
            spans.append([position, position])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in spans)


def _counts(report: Report) -> str:
    if report.status is None:
        return "No rule was run, as there is no plan to judge."
    counted = {o: sum(r.outcome is o for r in report.outcomes) for o in Outcome}
    said = ", ".join(
        f"{n} {o.value.replace('-', ' ')}" for o, n in counted.items() if n
    )
    return (
        f"{number_of(len(report.outcomes), 'rule')}: {said}."
        if said
        else "No rule was run."
    )


def _stamp(report: Report) -> str:
    stamp = report.stamp
    parts = [f"ipt-core {stamp.library}"]
    if stamp.protocol:
        parts.append(f"protocol {stamp.protocol}, edition {stamp.edition}")
    parts.append(f"{stamp.rules} rules")
    return "; ".join([*parts, *stamp.changes])


def report_data(report: Report) -> dict[str, Any]:
    """Build the plain data of a report."""
    return {
        "format": "ipt-core/report/1",
        "ok": report.ok,
        "complete": report.complete,
        "stamp": _data(report.stamp),
        "status": report.status,
        "session": report.session,
        "agreed": report.agreed,
        "as_of": _data(report.as_of),
        "horizon": report.horizon,
        "findings": [_placed(finding) for finding in report.findings],
        "owed": [_placed(owed) for owed in report.owed],
        "outcomes": [
            {
                "code": outcome.code,
                "name": outcome.name,
                "outcome": outcome.outcome,
                "safety": outcome.safety,
                "reason": outcome.reason,
                "missing": [json_pointer(path) for path in outcome.missing],
                "unknown": list(outcome.unknown),
            }
            for outcome in report.outcomes
        ],
        "limits": LIMITS,
    }


def _placed(said: Finding | Owed) -> dict[str, Any]:
    data: dict[str, Any] = _data(said)
    return data | {"pointer": said.pointer, "place": said.place}


def _data(value: Any) -> Any:
    match value:
        case Range():
            return {"min": value.min, "max": value.max}
        case dict():
            members = cast("dict[str, Any]", value)
            return {key: _data(member) for key, member in members.items()}
        case tuple() | list():
            return [_data(member) for member in cast("list[Any]", value)]
        case Stamp() | Finding() | Owed() | Citation():
            names = [field.name for field in attrs.fields(type(value))]
            return {name: _data(getattr(value, name)) for name in names}
        case _:
            plain = value is None or isinstance(value, bool | int | float | str)
            return value if plain else words(value)
