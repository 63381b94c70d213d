"""Values as words: how numbers, ranges, lists and names of fields are written."""

from __future__ import annotations

__all__ = ["in_words", "number_of", "spaced", "words"]

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Mapping


def words(value: Any) -> str:
    """Write one param: `12 to 16`, `4, 5 and 6`, `10.7`, `role-dispute`."""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    if isinstance(value, tuple | list):
        parts = [words(member) for member in cast("list[Any]", value)]
        return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
    return str(value)


def spaced(name: str) -> str:
    """Write the name of a field as words."""
    return name.replace("_", " ")


def number_of(count: int, one: str) -> str:
    """Count things: `1 error`, `2 errors`, `3 entries`."""
    several = f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"
    return f"{count} {one if count == 1 else several}"


def in_words(template: str, params: Mapping[str, Any]) -> str:
    """Fill a template.

    Raises:
        KeyError: if the template names a param that is not there.
    """
    return template.format_map({key: words(value) for key, value in params.items()})
