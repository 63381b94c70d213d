"""The codes of the four problem areas, for what is about one of them."""

from __future__ import annotations

__all__ = ["DEFICITS", "DISPUTE", "GRIEF", "TRANSITION"]

GRIEF = "grief"
DISPUTE = "role-dispute"
TRANSITION = "role-transition"
DEFICITS = "interpersonal-deficits"
