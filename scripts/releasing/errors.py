"""What stops a release."""

from __future__ import annotations

__all__ = ["ReleaseError"]


class ReleaseError(Exception):
    """Something is not as a release needs it; the message says what, line by line."""
