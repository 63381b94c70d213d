"""Cases of the rules of family 4 about what goals have and what they cover."""

from __future__ import annotations

from typing import Any

import attrs

import ipt_core as ipt
from ipt_core.vocabulary import Presence
from tests.plans import active, attested, session
from tests.rulebook.building import (
    BROKEN,
    DONE,
    NOT_APPLICABLE,
    NOT_CHECKED,
    ON_TRACK,
    OWED,
    SOME,
    Case,
    asked,
    goal,
    with_goal,
)

ONE, TWO = "facilitate-mourning", "re-establish-interests"
TRIED = ipt.Dispute(plan_of_action="talk on Sundays")


def dispute(*strategies: str, **fields: Any) -> ipt.TreatmentPlan:
    return with_goal(*strategies, area="role-dispute", **fields)


def unsafe(**found: Any) -> ipt.TreatmentPlan:
    """A dispute without a plan, and what was said of violence."""
    enquiry = attrs.evolve(asked("violence"), **found)
    return attrs.evolve(
        dispute("clarify-expectations"), sessions=(session(1, enquiries=[enquiry]),)
    )


def violent(presence: Presence) -> ipt.Assessment:
    found = ipt.Exclusion(
        condition="partner-violence", presence=presence, attested=attested()
    )
    return ipt.Assessment(exclusions=[found])


def agreed(*agreements: Any, **fields: Any) -> ipt.TreatmentPlan:
    """A goal for each, with what the patient said to it."""
    goals = [goal(id=f"g{n}", agreements=said) for n, said in enumerate(agreements)]
    return active(goals=goals, **fields)


YES = (attested(by="patient"),)

CASES = [
    Case("IPT405", ON_TRACK, "listed", lambda: with_goal(ONE)),
    Case("IPT405", BROKEN, "one's own", lambda: with_goal(ONE, "own", "own")),
    Case("IPT405", NOT_CHECKED, "not recorded", active),
    Case("IPT405", NOT_APPLICABLE, "none", with_goal),
    Case(
        "IPT405",
        NOT_APPLICABLE,
        "dropped",
        lambda: with_goal("own", status=ipt.GoalStatus.DROPPED),
    ),
    Case("IPT406", ON_TRACK, "both", lambda: with_goal(ONE, TWO)),
    Case("IPT406", OWED, "mourning only", lambda: with_goal(ONE)),
    Case(
        "IPT406",
        BROKEN,
        "interests only",
        lambda: attrs.evolve(with_goal(TWO), status=DONE),
    ),
    Case(
        "IPT406",
        OWED,
        "one was given up",
        lambda: with_goal(ONE, TWO, status=ipt.GoalStatus.DROPPED),
    ),
    Case(
        "IPT406",
        NOT_CHECKED,
        "strategies are not recorded",
        lambda: active(foci=[ipt.Focus(id="f1", area="grief")], goals=[goal()]),
    ),
    Case(
        "IPT406",
        NOT_CHECKED,
        "not all goals are recorded",
        lambda: attrs.evolve(with_goal(ONE), records=ipt.Records(goals=SOME)),
    ),
    Case(
        "IPT406",
        NOT_CHECKED,
        "goals are not recorded",
        lambda: active(foci=[ipt.Focus(id="f1", area="grief")]),
    ),
    Case("IPT406", NOT_CHECKED, "no foci recorded", active),
    Case("IPT406", NOT_APPLICABLE, "no grief", lambda: dispute(ONE)),
    Case(
        "IPT406",
        NOT_APPLICABLE,
        "the article has strategies of its own",
        lambda: attrs.evolve(with_goal(ONE), protocol="article"),
    ),
    Case("IPT407", ON_TRACK, "a strategy", lambda: dispute("plan-of-action")),
    Case("IPT407", ON_TRACK, "parting", lambda: dispute("mourn-ended-relationship")),
    Case(
        "IPT407",
        ON_TRACK,
        "written down",
        lambda: active(
            foci=[ipt.Focus(id="f1", area="role-dispute", dispute=TRIED)], goals=[]
        ),
    ),
    Case("IPT407", OWED, "not yet", lambda: dispute("clarify-expectations")),
    Case(
        "IPT407",
        BROKEN,
        "never",
        lambda: attrs.evolve(
            active(
                foci=[ipt.Focus(id="f1", area="role-dispute", dispute=ipt.Dispute())],
                goals=[],
            ),
            status=DONE,
        ),
    ),
    Case(
        "IPT407",
        NOT_CHECKED,
        "goals are not recorded",
        lambda: active(foci=[ipt.Focus(id="f1", area="role-dispute")]),
    ),
    Case("IPT407", NOT_CHECKED, "no foci recorded", active),
    Case(
        "IPT407",
        NOT_APPLICABLE,
        "a private screen found violence",
        lambda: unsafe(private=True, past=Presence.PRESENT),
    ),
    Case(
        "IPT407",
        NOT_APPLICABLE,
        "violence was told, though not in private",
        lambda: unsafe(private=False, past=Presence.PRESENT),
    ),
    Case(
        "IPT407",
        NOT_APPLICABLE,
        "the assessment records violence",
        lambda: attrs.evolve(
            dispute("clarify-expectations"), assessment=violent(Presence.PRESENT)
        ),
    ),
    Case(
        "IPT407",
        OWED,
        "the assessment looked for violence and found none",
        lambda: attrs.evolve(
            dispute("clarify-expectations"), assessment=violent(Presence.ABSENT)
        ),
    ),
    Case(
        "IPT407",
        OWED,
        "a private screen found none",
        lambda: unsafe(private=True, past=Presence.ABSENT),
    ),
    Case("IPT407", NOT_APPLICABLE, "no dispute", lambda: with_goal(ONE)),
    Case(
        "IPT408",
        ON_TRACK,
        "weighing both",
        lambda: with_goal("weigh-old-and-new-role", area="role-transition"),
    ),
    Case(
        "IPT408",
        ON_TRACK,
        "one after the other",
        lambda: with_goal("identify-losses", "build-support", area="role-transition"),
    ),
    Case(
        "IPT408",
        BROKEN,
        "the new role only",
        lambda: attrs.evolve(
            with_goal("build-support", area="role-transition"), status=DONE
        ),
    ),
    Case("IPT408", NOT_CHECKED, "no foci recorded", active),
    Case("IPT415", ON_TRACK, "there", lambda: with_goal(criterion="calls a friend")),
    Case("IPT415", OWED, "not yet", with_goal),
    Case("IPT415", BROKEN, "never", lambda: attrs.evolve(with_goal(), status=DONE)),
    Case(
        "IPT415",
        NOT_CHECKED,
        "not all is recorded",
        lambda: attrs.evolve(with_goal(), records=ipt.Records(goals=SOME)),
    ),
    Case("IPT415", NOT_CHECKED, "no goals recorded", active),
    Case("IPT415", NOT_APPLICABLE, "no goals", lambda: active(goals=[])),
    Case("IPT416", ON_TRACK, "agreed", lambda: agreed(YES, YES)),
    Case("IPT416", OWED, "not to one", lambda: agreed(YES, ())),
    Case("IPT416", BROKEN, "never", lambda: agreed(YES, (), None, status=DONE)),
    Case("IPT416", NOT_CHECKED, "of one it is not recorded", lambda: agreed(YES, None)),
    Case(
        "IPT416",
        NOT_CHECKED,
        "not all is recorded",
        lambda: agreed((), records=ipt.Records(agreements=SOME)),
    ),
    Case("IPT416", NOT_CHECKED, "no goals recorded", active),
    Case("IPT416", NOT_APPLICABLE, "no goals", lambda: active(goals=[])),
]
