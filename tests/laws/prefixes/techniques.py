"""Law 4: rules of family 4 about techniques, and steps that can make or mar them."""

from __future__ import annotations

from ipt_core.model import Attendee
from ipt_core.vocabulary import Phase
from tests.laws.prefixes._group import Group
from tests.laws.tiny import held

PARTNER = (Attendee(role="partner"),)
USED = (
    "cognitive-restructuring",
    "homework",
    "trauma-retelling",
    "direct-eating-work",
    "dream-interpretation",
)

GROUPS: dict[str, Group] = {
    "techniques": Group(
        rules=("IPT409", "IPT410", "IPT411", "IPT412", "IPT413", "IPT414"),
        steps={code: held(Phase.MIDDLE, techniques=(code,)) for code in USED}
        | {
            "none": held(Phase.MIDDLE),
            "eating, at first": held(techniques=("direct-eating-work",)),
            "partner": held(attendees=PARTNER),
            "partner, why": held(attendees=PARTNER, reason="dispute"),
        },
        depth=4,
        ahead=1,
        prefixes=820,
        courses=7381,
    ),
}
