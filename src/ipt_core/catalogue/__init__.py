"""What the literature asks: protocols, areas, strategies, tasks, measures, sources.

The files under `data/` are TOML that a clinician can read and correct. Each table here
is a read-only mapping from code to entry. Importing this package reads none of them: a
table is read when it is first used, a protocol when it is first asked for.
"""

from __future__ import annotations

__all__ = [
    "AreaGoal",
    "ArticleStatement",
    "Band",
    "Cadence",
    "CodeSystem",
    "Comparison",
    "Component",
    "Concept",
    "Confidence",
    "Cutoff",
    "Definition",
    "DefinitionKind",
    "Direction",
    "Disagreement",
    "Disorder",
    "Dose",
    "EntryScore",
    "FollowUp",
    "GoalKind",
    "Grouped",
    "Hit",
    "Limit",
    "Mark",
    "Measure",
    "MeasureKind",
    "Modality",
    "Occasion",
    "PhaseRanges",
    "Population",
    "ProblemArea",
    "Protocol",
    "ProtocolExclusion",
    "Rater",
    "Reason",
    "Role",
    "StageOfDispute",
    "Standing",
    "Step",
    "Strategy",
    "Table",
    "Task",
    "TaskDue",
    "Technique",
    "TerminologyCode",
    "Towards",
    "aims",
    "article",
    "assessment_activities",
    "bibliography",
    "cadences",
    "cite",
    "conditions",
    "decisions",
    "definitions",
    "disagreements",
    "disorders",
    "dispute_stages",
    "evidence_facts",
    "falls_under",
    "find",
    "goal_kinds",
    "load_terminology",
    "measures",
    "note_templates",
    "populations",
    "principles",
    "problem_areas",
    "protocols",
    "protocols_about",
    "reasons",
    "related_therapies",
    "responses",
    "risk_topics",
    "role_changes",
    "roles",
    "settings",
    "skills",
    "steps",
    "strategies",
    "strategies_for",
    "tables",
    "tasks",
    "techniques",
    "terminology",
    "terms_for",
    "theoretical_roots",
    "treatments",
]

from functools import cache
from typing import TYPE_CHECKING, cast

from ipt_core._checks import kind_of, refuse_other_than
from ipt_core.catalogue._find import Hit, Named, best_hits, names_of
from ipt_core.catalogue._table import Table
from ipt_core.catalogue._tables import (
    aims,
    article,
    assessment_activities,
    bibliography,
    cadences,
    conditions,
    decisions,
    definitions,
    disagreements,
    disorders,
    dispute_stages,
    evidence_facts,
    goal_kinds,
    measures,
    note_templates,
    populations,
    principles,
    problem_areas,
    protocols,
    reasons,
    related_therapies,
    responses,
    risk_topics,
    role_changes,
    roles,
    settings,
    skills,
    steps,
    strategies,
    tables,
    tasks,
    techniques,
    terminology,
    theoretical_roots,
    treatments,
)
from ipt_core.catalogue.codings import CodeSystem, Confidence, TerminologyCode
from ipt_core.catalogue.concepts import (
    Cadence,
    Concept,
    Disorder,
    GoalKind,
    Grouped,
    Occasion,
    Population,
    Reason,
    Role,
    Step,
)
from ipt_core.catalogue.entries import (
    AreaGoal,
    Disagreement,
    Mark,
    Modality,
    ProblemArea,
    StageOfDispute,
    Strategy,
    Task,
    Technique,
    Towards,
)
from ipt_core.catalogue.instruments import (
    Band,
    Comparison,
    Cutoff,
    Definition,
    DefinitionKind,
    Direction,
    Limit,
    Measure,
    MeasureKind,
    Rater,
)
from ipt_core.catalogue.parts import (
    Component,
    Dose,
    EntryScore,
    FollowUp,
    PhaseRanges,
    ProtocolExclusion,
    TaskDue,
)
from ipt_core.catalogue.protocol import Protocol
from ipt_core.catalogue.statements import ArticleStatement, Standing
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from os import PathLike

    from ipt_core.evidence import Citation, Reading


def falls_under(
    code: str,
    groups: Collection[str],
    *,
    table: Mapping[str, Grouped] = disorders,
) -> bool:
    """Tell whether a code is one of these, or belongs to a group among them.

    A code that the table does not know belongs to itself only.

    Args:
        code: code of a disorder, such as `panic-disorder`.
        groups: codes of disorders or groups, such as `anxiety-disorders`.
        table: where to look: `disorders`, `goal_kinds` or `roles`.

    Raises:
        InvalidValueError: if the code is no text.
    """
    refuse_other_than(str, code, "code")
    if code in groups:
        return True
    known = table[code].parents if code in table else ()
    return any(falls_under(parent, groups, table=table) for parent in known)


def protocols_about(link: str) -> tuple[str, ...]:
    """List the codes of the protocols that name an entry.

    A protocol names whom and what it is made for, its settings, areas, instruments and
    tasks, and the conditions that it leaves out. One that is made for a disorder also
    counts for the groups that the disorder belongs to.

    Args:
        link: the entry, written `table/code`, such as `populations/adolescents`,
            `disorders/anxiety-disorders` or `conditions/psychosis`.

    Raises:
        UnknownCodeError: if there is no such table, or no such entry in it.
        InvalidValueError: if the link is no text.
    """
    from ipt_core.catalogue._about import protocols_about

    refuse_other_than(str, link, "link")
    return protocols_about(link)


def cite(key: str, protocol: str | None = None) -> Citation:
    """Cite a source for a protocol: in words, and what it is worth for that protocol.

    Args:
        key: key of the bibliography, such as `F04a`.
        protocol: code of a protocol, such as `ipt`; one without a file will do. Without
            it the citation says what the source is worth in itself.

    Raises:
        UnknownCodeError: if there is no such source.
        InvalidValueError: if an argument is no text.
    """
    from ipt_core.catalogue._read_bibliography import cite

    refuse_other_than(str, key, "key")
    if protocol is not None:
        refuse_other_than(str, protocol, "protocol")
    return cite(key, protocol)


def strategies_for(area: str) -> Mapping[str, Reading[Mark]]:
    """Find the strategies that are listed for a problem area, in the catalogue's order.

    What is listed for the area that it is a form of is listed for it too, except what
    does not fit the form. It is empty where no source held lists any.

    Args:
        area: code of a problem area, such as `role-insecurity`.

    Raises:
        UnknownCodeError: if there is no such area.
        InvalidValueError: if it is no text.
    """
    from ipt_core.catalogue._listing import strategies_for

    refuse_other_than(str, area, "area")
    return strategies_for(area)


def find(text: str) -> tuple[Hit, ...]:
    """Find entries over all tables by what people call them.

    A text is compared with codes, names and other names, and with the text of entries
    that have no name (disagreements, sources, statements of the article); capitals,
    hyphens, plurals and British or American spelling make no difference. Where nothing
    agrees, what is spelt nearly the same is found.

    Args:
        text: a code, a name or words of one, such as `interpersonal conflict`.

    Returns:
        The entries, best first: by code, by name, by another name, then those whose
        names begin with the text, hold its words, or hold words that begin so. Empty
        where nothing is found.

    Raises:
        InvalidValueError: if it is no text.
    """
    refuse_other_than(str, text, "text")
    return best_hits(_names(), text)


@cache
def _names() -> tuple[Named, ...]:
    return tuple(names_of(tables))


def load_terminology(
    source: PathLike[str] | Mapping[str, object],
) -> dict[str, TerminologyCode]:
    """Read a table of codes of one's own, to use in place of `terminology`.

    Args:
        source: a TOML file, or what such a file holds: `systems` by code, each with a
            `name`, and a list `codes`, each with `system`, `code`, `meaning` and
            `confidence`, and where wanted with `stands_for`, `note` and `source`.

    Raises:
        CatalogueError: with everything that is wrong with it.
        InvalidValueError: if it is None.
        OSError: if the file cannot be read.
    """
    from ipt_core.catalogue._read_terminology import read_terminology

    if cast("object", source) is None:
        expected = "a path object or a mapping"
        raise InvalidValueError(expected, kind_of(source), "source")
    return read_terminology(source)


def terms_for(
    link: str,
    *,
    system: str | None = None,
    doubtful: bool = False,
    table: Mapping[str, TerminologyCode] = terminology,
) -> tuple[TerminologyCode, ...]:
    """List the codes that stand for an entry, the surest first.

    Args:
        link: the entry, written `table/code`, such as `measures/phq-9`.
        system: code of a system, such as `loinc`; by default of all systems.
        doubtful: whether to list also codes that have to be looked up before use.
        table: the table to look in, such as one made by `load_terminology`.

    Raises:
        InvalidValueError: if the link is no text.
    """
    refuse_other_than(str, link, "link")
    sure = tuple(Confidence)
    found = [
        each
        for each in table.values()
        if link in each.stands_for
        and system in {None, each.system.code}
        and (doubtful or each.usable)
    ]
    return tuple(sorted(found, key=lambda each: sure.index(each.confidence)))
