"""Which strategies are listed for a problem area, as a whole or by what it is."""

from __future__ import annotations

__all__ = ["strategies_for"]

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from ipt_core.catalogue._read_tables import problem_areas, strategies
from ipt_core.catalogue._table import nearest_code
from ipt_core.exceptions import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ipt_core.catalogue.entries import Mark
    from ipt_core.evidence import Reading


@cache
def strategies_for(area: str) -> Mapping[str, Reading[Mark]]:
    """Find what is listed for an area, or for the area that it is a form of.

    Raises:
        UnknownCodeError: if there is no such area.
    """
    areas = problem_areas()
    if area not in areas:
        raise UnknownCodeError("problem area", nearest_code(area, areas))
    wider = areas[area].form_of or area
    without = areas[area].without
    return MappingProxyType(
        {
            code: known.areas[area if area in known.areas else wider]
            for code, known in strategies().items()
            if area in known.areas or (wider in known.areas and code not in without)
        }
    )
