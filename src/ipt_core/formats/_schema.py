"""The JSON Schemas that come with the library."""

from __future__ import annotations

__all__ = ["schema"]

from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILES: Mapping[str, str] = {
    "full": "plan-1.json",
    "draft": "plan-1-draft.json",
    "report": "report-1.json",
}


def schema(profile: Literal["full", "draft", "report"] = "full") -> dict[str, Any]:
    """Get the JSON Schema (2020-12) of a plan's file, or of a report as data.

    Args:
        profile: `full` for all that a file may hold; `draft` for what a template or
            a language model may write: no facts that only a person can attest, nothing
            delivered, no waivers; `report` for what `Report.to_data` gives, where a
            later release may add fields.

    Raises:
        InvalidValueError: for another profile.
    """
    import json

    if profile not in tuple(_FILES):
        expected = f"one of {', '.join(_FILES)}"
        raise InvalidValueError(expected, "something else", "profile")
    file = resources.files("ipt_core.formats") / "schema" / _FILES[profile]
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
