"""IPT109: the setting is one that the protocol has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.catalogue import protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._change import known
from ipt_core.rulebook._violence import alone_for_safety
from ipt_core.rulebook.tasks._joining import EVERY_SESSION
from ipt_core.vocabulary import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan

_ORDER = (Setting.DYAD, Setting.COUPLE, Setting.INDIVIDUAL, Setting.GROUP)
_JOINT = {Setting.COUPLE, Setting.DYAD}


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Treat in a setting that the protocol does not have."""
    allowed = known(protocols[plan.protocol].settings)
    other, *_ = (setting for setting in _ORDER if setting not in allowed)
    return attrs.evolve(plan, setting=other)


@rule(
    "IPT109",
    "setting-allowed",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R08",),
    sources=("F02", "ART", "F36b"),
    message="The setting of {what} is {used}; the protocol has {settings}.",
    hint=(
        "Choose a protocol for this setting, or record why the session was different. "
        "Where people who are treated together are seen alone from some session on, "
        "leave the plan's setting as it is and record the setting with the sessions."
    ),
    tolerances=("partner",),
    companions=("IPT414",),
    fault=fault,
)
def check(
    course: Course, settings: tuple[Setting, ...], partner: str | None = None
) -> Iterator[Need]:
    """The setting is one that the protocol has.

    What it checks:
        Who is treated together, by the plan, is one of the settings that the protocol
        has. So is the setting of each held acute session, unless a reason is recorded
        with it. One finding for all sessions.

    Why it matters:
        A group, a couple and a single patient are treated by different forms of IPT,
        with different doses and tasks.

    When departing is right:
        A single session may be different, such as one alone with a member of a group
        who is in a crisis: record the reason. A joint session with a partner or
        parent is not judged here. Where the protocol treats two people together, a
        session alone is right when violence is asked about in private in it, and from
        the one on in which violence was found: no reason is asked for.

    Known limits:
        It looks at the setting only: telephone and video are ways to meet, and are
        not judged. The plan has one setting for the whole course: where a couple is
        seen alone from some session on, it is the sessions that say so. Where the
        protocol has the partner in each session, a session alone is left to IPT515.
    """
    setting = course.plan.setting
    yield always(
        None if setting is None else setting in settings,
        at=[("setting",)],
        missing=[("setting",)],
        what="the plan",
        used=setting or "",
        settings=settings,
    )
    allowed = {None, setting, *settings, *_JOINT}
    if partner == EVERY_SESSION:
        allowed.add(Setting.INDIVIDUAL)
    others = [
        here
        for here in course.held
        if here.session.setting not in allowed and here.session.reason is None
    ]
    if others and not _JOINT.isdisjoint(settings):
        right = alone_for_safety(course)
        others = [
            here
            for here in others
            if here.session.setting is not Setting.INDIVIDUAL
            or here.position not in right
        ]
    if others:
        yield always(
            False,
            at=[here.path("setting") for here in others],
            what=tuple(course.name_of(here.position) for here in others),
            used=tuple(dict.fromkeys(here.session.setting for here in others)),
            settings=settings,
        )
