"""Helpers for tests: drafted plans delivered, plans as they were, and strategies.

`sample`, `deliver`, `cut` and `imperfect_courses` need nothing else; the strategies
need Hypothesis, which comes with the extra `ipt-core[hypothesis]`.
"""

from __future__ import annotations

__all__ = [
    "Courses",
    "conformant",
    "cut",
    "deliver",
    "drafts",
    "faulty",
    "imperfect_courses",
    "sample",
]

from ipt_core.testing._cutting import cut
from ipt_core.testing._delivering import deliver
from ipt_core.testing._imperfect import Courses, imperfect_courses
from ipt_core.testing._sampling import sample
from ipt_core.testing._strategies import conformant, drafts, faulty
