"""The largest numbers that make sense; importing them costs nothing."""

from __future__ import annotations

__all__ = ["BEYOND", "MOST"]

MOST = 9999
"""The most sessions, days or minutes that are taken."""
BEYOND = 2**53
"""More than any number of a plan: below it, readers of JSON agree on whole numbers."""
