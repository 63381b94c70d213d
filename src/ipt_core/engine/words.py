"""Params as words: how numbers, ranges and lists stand in a sentence."""

from __future__ import annotations

__all__ = ["in_words", "words"]

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


def in_words(template: str, params: Mapping[str, Any]) -> str:
    """Fill a template.

    Raises:
        KeyError: if the template names a param that is not there.
    """
    return template.format_map({key: words(value) for key, value in params.items()})
