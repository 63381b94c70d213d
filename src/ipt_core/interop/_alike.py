"""The same ratings written the same, so that two tables can be compared."""

from __future__ import annotations

__all__ = ["forms_of", "in_one_form"]

from decimal import Context, Decimal
from typing import TYPE_CHECKING

import attrs

from ipt_core.exceptions import InvalidValueError
from ipt_core.interop._cells import FLAGS, as_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ipt_core.interop._rows import Rows

_EXACT = Context(prec=100)
_ZERO_ONE = {"0", "1"}


def in_one_form(
    tables: Iterable[Rows], orders: Mapping[str, Sequence[str]]
) -> tuple[list[Rows], dict[str, list[str]]]:
    """Write what the tables share, and the orders of ratings, in one form.

    In a column that has only true, false, 0 and 1 in all tables these are flags; in one
    that has only numbers, `1` and `1.0` are the same.
    """
    given = list(tables)
    found: dict[str, set[str]] = {name: set(order) for name, order in orders.items()}
    for rows in given:
        for cells in rows.rows:
            for name, text in cells.items():
                found.setdefault(name, set()).add(text)
    forms = {name: forms_of(texts) for name, texts in found.items()}
    written = [
        attrs.evolve(
            rows,
            rows=tuple(
                {name: forms[name].get(text, text) for name, text in cells.items()}
                for cells in rows.rows
            ),
        )
        for rows in given
    ]
    ordered = {
        name: [forms[name].get(text, text) for text in order]
        for name, order in orders.items()
    }
    return written, ordered


def forms_of(texts: Iterable[str]) -> dict[str, str]:
    """The one form of each text of a column; nothing where they stay as they are."""
    forms: dict[str, str] = {}
    words = False
    for text in texts:
        flag = FLAGS.get(text.lower())
        form = _number(text) if flag is None else str(int(flag))
        if form is None:
            return {}
        words = words or flag is not None
        forms[text] = form
    return {} if words and not _ZERO_ONE.issuperset(forms.values()) else forms


def _number(text: str) -> str | None:
    try:
        as_number(text)
    except InvalidValueError:
        return None
    return str(_EXACT.normalize(_EXACT.add(Decimal(text), Decimal(0))))
