"""Hypothesis draws the same examples in every run; `random` searches anew."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("random", deadline=None)
settings.load_profile("steady")
