"""Hypothesis draws the same examples in every run; `random` searches anew."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("random", deadline=None)
settings.load_profile("steady")

# The tests in site/ open the built site that IPT_SITE names: `make site-test`.
collect_ignore = [] if "IPT_SITE" in os.environ else ["site"]
