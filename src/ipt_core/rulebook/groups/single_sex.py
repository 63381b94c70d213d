"""IPT608: the members of a group are of one gender, where the protocol has it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.vocabulary import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Be of another gender than before."""
    return attrs.evolve(plan, gender="other" if plan.gender != "other" else "female")


@rule(
    "IPT608",
    "single-sex",
    severity=Severity.WARNING,
    since="0.1",
    requirements=("R80",),
    sources=("F33", "F34b"),
    where=("single_sex",),
    message="The recorded genders of the group's members differ.",
    hint="Look whether this group is the right one, or note why it was chosen.",
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The members of a group are of one gender, where the protocol has it so.

    What it checks:
        Where the protocol's groups are single-sex and the plans of other members are
        given, the administrative gender of all is the same.

    Why it matters:
        In the places where these forms were made, people speak of such things in
        groups of women or of men [F33, F34b].

    When departing is right:
        Where that is not so: choose another form, or note why.

    Known limits:
        It needs the plans of all members. Where somebody's gender is not recorded it
        is not checked.
    """
    if course.plan.setting is not Setting.GROUP or not course.others:
        return
    genders = {each.plan.gender for each in (course, *course.others)}
    yield eventually(
        None if None in genders else len(genders) == 1,
        closed=True,
        at=[("gender",)],
        missing=[("gender",)],
    )
