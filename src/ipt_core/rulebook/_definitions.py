"""Named definitions of response and change, for the rules that compute with them."""

from __future__ import annotations

__all__ = ["gained", "meets"]

from typing import TYPE_CHECKING

from ipt_core import outcomes
from ipt_core.catalogue import DefinitionKind, measures
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from ipt_core.catalogue import Definition
    from ipt_core.engine import Hold

_CASE = "case"


def meets(definition: Definition, before: float, now: float) -> Hold:
    """Tell whether a total is better by a definition; None where it is no total."""
    try:
        if definition.kind is DefinitionKind.RELIABLE_CHANGE:
            change = outcomes.reliable_change(definition, before, now)
            return change is outcomes.Change.IMPROVED
        return outcomes.meets_definition(definition, [now], before)
    except InvalidValueError:  # a total outside of the range is IPT702's business
        return None


def gained(definition: Definition, before: float, now: float) -> Hold:
    """Tell whether a total is better, as `meets` does.

    None also where it could hardly be: where both totals lie below the cut-off of a
    case, as in prevention.
    """
    better = meets(definition, before, now)
    cases = [c for c in measures[definition.measure].cutoffs if c.name == _CASE]
    low = any(not each.limit.holds(max(before, now)) for each in cases)
    return None if low and not better else better
