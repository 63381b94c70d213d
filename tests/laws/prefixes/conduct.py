"""Law 4: rules of family 9, and steps that can make or mar what they ask for."""

from __future__ import annotations

from typing import Any

from ipt_core.vocabulary import Party, SessionStatus
from tests.laws.prefixes._group import Group
from tests.laws.tiny import held

GONE: dict[str, Any] = {"phase": None, "number": None}
CALLED_OFF: dict[str, Any] = GONE | {"status": SessionStatus.CANCELLED}

GROUPS: dict[str, Group] = {
    "absences": Group(
        rules=("IPT901",),
        steps={
            "held": held(number=None),
            "missed": held(**GONE, status=SessionStatus.MISSED),
            "called off": held(**CALLED_OFF, cancelled_by=Party.PATIENT),
            "by the service": held(**CALLED_OFF, cancelled_by=Party.SERVICE),
        },
        depth=6,
        ahead=2,
        prefixes=341,
        courses=5461,
    ),
    "early end": Group(
        rules=("IPT902",),
        steps={"held": held()},
        depth=3,
        ahead=1,
        prefixes=3,
        courses=4,
    ),
}
