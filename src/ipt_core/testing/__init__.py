"""Helpers for tests: drafted plans delivered, plans as they were, and strategies.

`sample`, `deliver` and `cut` need nothing else; the strategies need Hypothesis, which
comes with the extra `ipt-core[hypothesis]`.
"""

from __future__ import annotations

__all__ = ["conformant", "cut", "deliver", "drafts", "faulty", "sample"]

from ipt_core.testing._cutting import cut
from ipt_core.testing._delivering import deliver
from ipt_core.testing._sampling import sample
from ipt_core.testing._strategies import conformant, drafts, faulty
