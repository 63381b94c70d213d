"""Checks how links from one entry to another are written."""

from __future__ import annotations

__all__ = ["PLACES", "check_links"]

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core._problems import Path
    from ipt_core.catalogue._faults import Faults

PLACES = (
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
    "model",
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
    "rules",
    "settings",
    "skills",
    "steps",
    "strategies",
    "tasks",
    "techniques",
    "terminology",
    "theoretical_roots",
    "treatments",
    "vocabulary",
)
"""What a link may begin with: the tables, the models, the closed words, the rules."""

_LINK = re.compile(r"([a-z_]+)/[A-Za-z0-9_.-]+")


def check_links(links: Iterable[str], path: Path, faults: Faults) -> None:
    """Note every link that is not written `table/code`.

    Whether there is such a code is for the tests: a table would have to read the
    tables that link to it.
    """
    for position, link in enumerate(links):
        written = _LINK.fullmatch(link)
        if not written:
            faults.add((*path, position), "a link such as skills/empathy", "other text")
        elif written[1] not in PLACES:
            faults.unknown(
                (*path, position), "a link to a known table", written[1], PLACES
            )
