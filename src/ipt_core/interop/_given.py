"""What is given as an argument, and the refusal of what nobody can have meant."""

from __future__ import annotations

__all__ = ["Part", "named_reports", "names_of", "refuse_other_word"]

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin

import attrs

from ipt_core._checks import kind_of, listed, nearest, refuse_other_than
from ipt_core._structuring import without_none
from ipt_core.engine import Report
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Part:
    """Base of records whose fields have to hold what their types say."""

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        kind: Any = type(self)
        for field in attrs.fields(attrs.resolve_types(kind)):
            where = f"{kind.__name__}.{field.name}"
            _refuse_mistyped(getattr(self, field.name), field.type, where)


def _refuse_mistyped(value: Any, kind: Any, where: str) -> None:
    of = without_none(kind)
    if value is None and of is not kind:
        return
    if get_origin(of) is Literal:
        refuse_other_word(value, get_args(of), where)
        return
    if get_origin(of) is not tuple:
        refuse_other_than(of, value, where)
        return
    if type(value) is not tuple:
        raise InvalidValueError("a tuple", kind_of(value), where)
    members: tuple[Any, ...] = cast("Any", value)
    for member in members:
        refuse_other_than(get_args(of)[0], member, where)


def refuse_other_word(value: object, words: tuple[str, ...], where: str) -> None:
    """Refuse what is none of some words.

    Raises:
        InvalidValueError: if it is none.
    """
    if not isinstance(value, str) or value not in words:
        expected = "one of " + ", ".join(words)
        found = "another word" if isinstance(value, str) else kind_of(value)
        near = nearest(value, words) if isinstance(value, str) else None
        raise InvalidValueError(expected, found, where, near)


def names_of(given: Iterable[str], where: str) -> tuple[str, ...]:
    """Take several names.

    Raises:
        InvalidValueError: if it is anything else, such as a single text.
    """
    if isinstance(given, str):
        raise InvalidValueError("a list", kind_of(given), where)
    return listed(given, where, str)


def named_reports(given: Mapping[str, Report]) -> Mapping[str, Report]:
    """Take the reports of files by their names.

    Raises:
        InvalidValueError: if it is anything else.
    """
    if not isinstance(cast("object", given), Mapping):
        raise InvalidValueError("reports by name", kind_of(given), "reports")
    for name, report in given.items():
        refuse_other_than(str, name, "reports")
        refuse_other_than(Report, report, "reports")
    return given
