"""IPT311: interpersonal deficits are the focus only where no other area fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import problem_areas
from ipt_core.engine import Course, always, rule, so_far
from ipt_core.evidence import Severity
from ipt_core.model import AreaRating, Attestation
from ipt_core.rulebook.focus._area import DEFICITS, GRIEF, foci_of, give_area
from ipt_core.vocabulary import Origin, Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_UNKNOWN = "one that the catalogue does not have"


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Judge grief the primary area, and choose interpersonal deficits alone."""
    grief = AreaRating(
        area=GRIEF,
        presence=Presence.PRESENT,
        primary=True,
        attested=Attestation(origin=Origin.CLINICIAN, session=0),
    )
    rated = plan.assessment and attrs.evolve(plan.assessment, areas=(grief,))
    alone = attrs.evolve(plan, assessment=rated, foci=(plan.foci or ())[:1])
    return give_area(alone, DEFICITS)


@rule(
    "IPT311",
    "deficits-last",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R43",),
    sources=("F04d",),
    message=(
        "The focus is interpersonal deficits, although another area was judged the "
        "primary one ({areas})."
    ),
    hint="Look whether that area can be the focus, or note why not.",
    where=("deficits_last",),
    companions=("IPT011", "IPT306", "IPT312", "IPT401", "IPT403", "IPT404"),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """Interpersonal deficits are the focus only where no other area fits.

    What it checks:
        Where interpersonal deficits are a focus, no other problem area was judged
        present and the primary one by then, unless that area is a focus too.

    Why it matters:
        This area is used where none of the others is there. Patients with this focus
        may do worse [F04d].

    When departing is right:
        When the patient does not want to work on the other area, or cannot yet. In
        IPT for eating disorders, in groups, in prevention and in counselling the area
        is not the last choice, and the rule does not apply.

    Known limits:
        It goes by which area was judged primary; areas that were only found present
        draw no finding. The last judgement of an area stands.
    """
    if course.plan.foci is None:
        yield always(None, missing=[("foci",)])
    found = course.plan.assessment
    primary: dict[int | None, dict[str, Path]] = {}
    for index, focus in foci_of(course, DEFICITS):
        if found is None or found.areas is None:
            yield always(
                None, missing=[("assessment", "areas") if found else ("assessment",)]
            )
            continue
        until = focus.chosen_in
        if until not in primary:
            primary[until] = _primary(course, until, found.areas)
        others = primary[until]
        # Without the session of choice a focus that is added later counts too.
        ask = so_far if focus.chosen_in is None else always
        if others:
            at = [("foci", index, "area"), *others.values()]
            names = [area if area in problem_areas else _UNKNOWN for area in others]
            yield ask(False, at=at, areas=tuple(dict.fromkeys(names)))
        yield always(True)


def _primary(
    course: Course, until: int | None, rated: tuple[AreaRating, ...]
) -> dict[str, Path]:
    """The other areas that were judged primary by then and are no focus."""
    standing = {
        rating.area: (position, rating)
        for position, rating in enumerate(rated)
        if course.sees(rating.attested)
        and (until is None or (rating.attested.session or 0) <= until)
    }
    chosen = {
        each.area
        for _, each in course.foci
        if until is None or (each.chosen_in or 0) <= until
    }
    return {
        area: ("assessment", "areas", position)
        for area, (position, rating) in standing.items()
        if rating.primary and rating.presence is Presence.PRESENT
        if area not in chosen and _form_of(area) not in chosen
    }


def _form_of(area: str) -> str | None:
    return problem_areas[area].form_of if area in problem_areas else None
