"""The tables of the catalogue, each read when it is first used."""

from __future__ import annotations

__all__ = [
    "aims",
    "article",
    "assessment_activities",
    "bibliography",
    "cadences",
    "conditions",
    "decisions",
    "definitions",
    "disagreements",
    "disorders",
    "dispute_stages",
    "evidence_facts",
    "goal_kinds",
    "measures",
    "note_templates",
    "populations",
    "principles",
    "problem_areas",
    "protocols",
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
    "tables",
    "tasks",
    "techniques",
    "terminology",
    "theoretical_roots",
    "treatments",
]

from typing import TYPE_CHECKING, Any, TypeVar

from ipt_core.catalogue._table import Table
from ipt_core.catalogue.concepts import (
    Cadence,
    Concept,
    Disorder,
    GoalKind,
    Population,
    Reason,
    Role,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipt_core.catalogue.codings import TerminologyCode
    from ipt_core.catalogue.entries import (
        Disagreement,
        ProblemArea,
        StageOfDispute,
        Strategy,
        Task,
        Technique,
    )
    from ipt_core.catalogue.instruments import Definition, Measure
    from ipt_core.catalogue.protocol import Protocol
    from ipt_core.catalogue.statements import ArticleStatement
    from ipt_core.evidence import Source

C = TypeVar("C", bound=Concept)


def _protocols() -> Mapping[str, Protocol]:
    from ipt_core.catalogue._read_protocols import ProtocolFiles

    return ProtocolFiles()


def _problem_areas() -> Mapping[str, ProblemArea]:
    from ipt_core.catalogue._read_tables import problem_areas

    return problem_areas()


def _strategies() -> Mapping[str, Strategy]:
    from ipt_core.catalogue._read_tables import strategies

    return strategies()


def _dispute_stages() -> Mapping[str, StageOfDispute]:
    from ipt_core.catalogue._read_tables import dispute_stages

    return dispute_stages()


def _techniques() -> Mapping[str, Technique]:
    from ipt_core.catalogue._read_tables import techniques

    return techniques()


def _tasks() -> Mapping[str, Task]:
    from ipt_core.catalogue._read_tables import tasks

    return tasks()


def _measures() -> Mapping[str, Measure]:
    from ipt_core.catalogue._read_measures import measures

    return measures()


def _definitions() -> Mapping[str, Definition]:
    from ipt_core.catalogue._read_measures import definitions

    return definitions()


def _bibliography() -> Mapping[str, Source]:
    from ipt_core.catalogue._read_bibliography import bibliography

    return bibliography().sources


def _disagreements() -> Mapping[str, Disagreement]:
    from ipt_core.catalogue._read_tables import disagreements

    return disagreements()


def _article() -> Mapping[str, ArticleStatement]:
    from ipt_core.catalogue._read_article import read_article

    return read_article()


def _terminology() -> Mapping[str, TerminologyCode]:
    from ipt_core.catalogue._read_terminology import read_terminology

    return read_terminology()


def _terms(what: str, file: str, kind: type[C]) -> Table[C]:
    def load() -> Mapping[str, C]:
        from ipt_core.catalogue._read_concepts import read_concepts

        return read_concepts(file, kind)

    return Table(what, load)


protocols: Table[Protocol] = Table("protocol", _protocols)
"""The forms of IPT, by code."""
problem_areas: Table[ProblemArea] = Table("problem area", _problem_areas)
"""The problem areas that a course can focus on, by code."""
strategies: Table[Strategy] = Table("strategy", _strategies)
"""The strategies, each with the areas that it is listed for, by code."""
dispute_stages: Table[StageOfDispute] = Table("stage of a dispute", _dispute_stages)
"""The stages of a role dispute and what to do in each, by word of `DisputeStage`."""
techniques: Table[Technique] = Table("technique", _techniques)
"""The techniques, by code."""
tasks: Table[Task] = Table("task", _tasks)
"""What the phases owe, by code; a protocol's own `tasks` say which of it, and when."""
measures: Table[Measure] = Table("measure", _measures)
"""The instruments, by code."""
definitions: Table[Definition] = Table("definition", _definitions)
"""Named definitions of response, remission and change of the instruments, by code."""
bibliography: Table[Source] = Table("source", _bibliography)
"""The texts that facts come from, and places in them, by key."""
disagreements: Table[Disagreement] = Table("disagreement", _disagreements)
"""Where the article or the literature contradicts itself, by number."""
principles: Table[Concept] = _terms("principle", "principles.toml", Concept)
"""What IPT holds and how it is framed, by code."""
theoretical_roots: Table[Concept] = _terms(
    "theoretical root", "theoretical_roots.toml", Concept
)
"""The people and ideas that IPT comes from, by code."""
assessment_activities: Table[Concept] = _terms(
    "assessment activity", "assessment_activities.toml", Concept
)
"""What an assessment looks at, by code."""
steps: Table[Step] = _terms("step", "steps.toml", Step)
"""The article's five steps, each with the phase that it belongs to, by code."""
goal_kinds: Table[GoalKind] = _terms("kind of goal", "goal_kinds.toml", GoalKind)
"""The kinds of goal, by code."""
skills: Table[Concept] = _terms("skill", "skills.toml", Concept)
"""The skills that sessions work on, by code."""
aims: Table[Concept] = _terms("aim", "aims.toml", Concept)
"""What IPT is to reach beyond symptoms, by code."""
role_changes: Table[Concept] = _terms("role change", "role_changes.toml", Concept)
"""Kinds of role transition, by code."""
populations: Table[Population] = _terms("population", "populations.toml", Population)
"""The people that IPT is adapted for, each with its emphasis, by code."""
disorders: Table[Disorder] = _terms("disorder", "disorders.toml", Disorder)
"""Disorders and groups of them, each with its emphasis, by code."""
settings: Table[Concept] = _terms("setting", "settings.toml", Concept)
"""What is known of each setting, by the code of `Setting`."""
conditions: Table[Concept] = _terms("condition", "conditions.toml", Concept)
"""What may speak against a form of IPT, by code; the protocols say which, and how."""
reasons: Table[Reason] = _terms("reason", "reasons.toml", Reason)
"""Reasons that plans give, by code."""
roles: Table[Role] = _terms("role", "roles.toml", Role)
"""People by role, with the wider roles that each belongs to, by code."""
responses: Table[Concept] = _terms("response", "responses.toml", Concept)
"""What was done about a risk or a condition, by code."""
risk_topics: Table[Concept] = _terms("topic of an enquiry", "risk_topics.toml", Concept)
"""What enquiries about risk ask about, by code."""
treatments: Table[Concept] = _terms("treatment beside IPT", "treatments.toml", Concept)
"""Treatments beside IPT, by code."""
cadences: Table[Cadence] = _terms("cadence", "cadences.toml", Cadence)
"""How often one meets, in days, by code."""
decisions: Table[Concept] = _terms("decision", "decisions.toml", Concept)
"""What is decided at the end of the acute treatment, by code."""
note_templates: Table[Concept] = _terms("note template", "note_templates.toml", Concept)
"""Kinds of progress note that one health service has templates for, by code."""
related_therapies: Table[Concept] = _terms(
    "related therapy", "related_therapies.toml", Concept
)
"""Therapies that are near IPT and are not IPT, by code."""
evidence_facts: Table[Concept] = _terms("evidence fact", "evidence_facts.toml", Concept)
"""Results of trials, and what is known of the choice of the focus, by code."""
article: Table[ArticleStatement] = Table("statement of the article", _article)
"""The article, statement by statement, with where each lives, by section and number."""
terminology: Table[TerminologyCode] = Table("terminology code", _terminology)
"""Codes of clinical terminologies, by system and code, such as `loinc:44261-6`."""

tables: Table[Table[Any]] = Table(
    "table of the catalogue",
    lambda: {
        "protocols": protocols,
        "problem_areas": problem_areas,
        "strategies": strategies,
        "dispute_stages": dispute_stages,
        "techniques": techniques,
        "tasks": tasks,
        "measures": measures,
        "definitions": definitions,
        "principles": principles,
        "theoretical_roots": theoretical_roots,
        "assessment_activities": assessment_activities,
        "steps": steps,
        "goal_kinds": goal_kinds,
        "skills": skills,
        "aims": aims,
        "role_changes": role_changes,
        "populations": populations,
        "disorders": disorders,
        "settings": settings,
        "conditions": conditions,
        "reasons": reasons,
        "roles": roles,
        "responses": responses,
        "risk_topics": risk_topics,
        "treatments": treatments,
        "cadences": cadences,
        "decisions": decisions,
        "note_templates": note_templates,
        "related_therapies": related_therapies,
        "evidence_facts": evidence_facts,
        "disagreements": disagreements,
        "article": article,
        "terminology": terminology,
        "bibliography": bibliography,
    },
)
"""Every table of the catalogue, by its name."""
