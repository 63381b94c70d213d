"""The largest number that makes sense as an argument; importing it costs nothing."""

from __future__ import annotations

__all__ = ["MOST"]

MOST = 9999
"""The most sessions, days or minutes that are taken."""
