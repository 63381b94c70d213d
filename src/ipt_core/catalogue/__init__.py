"""What the literature asks: protocols, areas, strategies, tasks, measures, sources.

The files under `data/` are TOML that a clinician can read and correct. Each table here
is a read-only mapping from code to entry. Importing this package reads none of them: a
table is read when it is first used, a protocol when it is first asked for.
"""

from __future__ import annotations

__all__ = [
    "AreaGoal",
    "Component",
    "Disagreement",
    "Dose",
    "EntryScore",
    "FollowUp",
    "Mark",
    "Measure",
    "Modality",
    "PhaseRanges",
    "ProblemArea",
    "Protocol",
    "ProtocolExclusion",
    "Strategy",
    "Table",
    "Task",
    "TaskDue",
    "Technique",
    "bibliography",
    "cite",
    "disagreements",
    "measures",
    "problem_areas",
    "protocols",
    "strategies",
    "strategies_for",
    "tasks",
    "techniques",
]

from typing import TYPE_CHECKING

from ipt_core.catalogue._table import Table
from ipt_core.catalogue.entries import (
    AreaGoal,
    Disagreement,
    Mark,
    Measure,
    Modality,
    ProblemArea,
    Strategy,
    Task,
    Technique,
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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipt_core.evidence import Citation, Reading, Source


def _protocols() -> Mapping[str, Protocol]:
    from ipt_core.catalogue._read_protocols import ProtocolFiles

    return ProtocolFiles()


def _problem_areas() -> Mapping[str, ProblemArea]:
    from ipt_core.catalogue._read_tables import problem_areas

    return problem_areas()


def _strategies() -> Mapping[str, Strategy]:
    from ipt_core.catalogue._read_tables import strategies

    return strategies()


def _techniques() -> Mapping[str, Technique]:
    from ipt_core.catalogue._read_tables import techniques

    return techniques()


def _tasks() -> Mapping[str, Task]:
    from ipt_core.catalogue._read_tables import tasks

    return tasks()


def _measures() -> Mapping[str, Measure]:
    from ipt_core.catalogue._read_tables import measures

    return measures()


def _bibliography() -> Mapping[str, Source]:
    from ipt_core.catalogue._read_bibliography import bibliography

    return bibliography().sources


def _disagreements() -> Mapping[str, Disagreement]:
    from ipt_core.catalogue._read_tables import disagreements

    return disagreements()


protocols: Table[Protocol] = Table("protocol", _protocols)
"""The forms of IPT, by code."""
problem_areas: Table[ProblemArea] = Table("problem area", _problem_areas)
"""The problem areas that a course can focus on, by code."""
strategies: Table[Strategy] = Table("strategy", _strategies)
"""The strategies, each with the areas that it is listed for, by code."""
techniques: Table[Technique] = Table("technique", _techniques)
"""The techniques, by code."""
tasks: Table[Task] = Table("task", _tasks)
"""What the phases owe, by code; a protocol's own `tasks` say which of it, and when."""
measures: Table[Measure] = Table("measure", _measures)
"""The instruments, by code."""
bibliography: Table[Source] = Table("source", _bibliography)
"""The texts that facts come from, and places in them, by key."""
disagreements: Table[Disagreement] = Table("disagreement", _disagreements)
"""Where the article or the literature contradicts itself, by number."""


def cite(key: str, protocol: str | None = None) -> Citation:
    """Cite a source for a protocol: in words, and what it is worth for that protocol.

    Args:
        key: key of the bibliography, such as `F04a`.
        protocol: code of a protocol, such as `ipt`; one without a file will do. Without
            it the citation says what the source is worth in itself.

    Raises:
        UnknownCodeError: if there is no such source.
    """
    from ipt_core.catalogue._read_bibliography import cite

    return cite(key, protocol)


def strategies_for(area: str) -> Mapping[str, Reading[Mark]]:
    """Find the strategies that are listed for a problem area, in the catalogue's order.

    What is listed for the area that it is a form of is listed for it too. It is empty
    where no source held lists any.

    Args:
        area: code of a problem area, such as `role-insecurity`.

    Raises:
        UnknownCodeError: if there is no such area.
    """
    from ipt_core.catalogue._listing import strategies_for

    return strategies_for(area)
