"""For every rule: plans, and what the rule says of them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

import ipt_core as ipt
from ipt_core.vocabulary import Outcome
from tests.plans import START, active, attested, changed, conformant, phased, session

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT, ON_TRACK, OWED = Outcome.KEPT, Outcome.ON_TRACK, Outcome.OWED
BROKEN, NOT_CHECKED = Outcome.BROKEN, Outcome.NOT_CHECKED
NOT_APPLICABLE = Outcome.NOT_APPLICABLE

SOME = ipt.Coverage.SOME
DONE = ipt.PlanStatus.COMPLETED
GRIEF = ipt.Focus(id="f1", area="grief")
DISPUTE = ipt.Focus(id="f2", area="role-dispute")


class Case(NamedTuple):
    """A plan and what one rule says of it."""

    code: str
    outcome: Outcome
    why: str
    plan: Callable[[], ipt.TreatmentPlan]


@cache
def applies(rule: ipt.Rule, protocol: str) -> bool:
    """Tell whether a rule's fault has something to break in a protocol."""
    plan = conformant(protocol)
    said = ipt.check(plan).outcome(rule.code)
    if said.outcome is Outcome.NOT_CHECKED or said.reason == "protocol-has-none":
        return False
    assert rule.fault is not None
    try:
        rule.fault(plan)
    except ValueError:
        return False
    return True


def _contract(**fields: Any) -> ipt.Contract:
    return ipt.Contract(**fields)


def _goal(**fields: Any) -> ipt.Goal:
    defaults: dict[str, Any] = {"id": "g1", "focus": "f1", "kind": "interpersonal"}
    return ipt.Goal(**(defaults | fields))


def _weekly(count: int, *, gap: int = 0, **fields: Any) -> tuple[ipt.Session, ...]:
    """Weekly sessions; from the third one on so many days later than weekly."""
    days = [
        START + dt.timedelta(weeks=n, days=gap if n > 1 else 0) for n in range(count)
    ]
    return tuple(session(n, on=day, **fields) for n, day in enumerate(days, 1))


def _with_goal(
    *strategies: str, area: str = "grief", **fields: Any
) -> ipt.TreatmentPlan:
    focus = ipt.Focus(id="f1", area=area)
    return active(foci=[focus], goals=[_goal(strategies=strategies, **fields)])


def _agreed(sessions: str, **agreement: Any) -> ipt.TreatmentPlan:
    days = [
        attrs.evolve(s, on=START + dt.timedelta(weeks=s.number or 0))
        for s in phased(sessions)
    ]
    focus = ipt.Focus(id="f1", area="grief", agreements=[attested(**agreement)])
    return active(foci=[focus], sessions=days)


def _told(
    *sessions: tuple[str, ...], status: ipt.PlanStatus = DONE
) -> ipt.TreatmentPlan:
    """A course of sessions with tasks, all but the last two in the middle phase."""
    letters = "m" * (len(sessions) - 2) + "tt"
    held = tuple(
        attrs.evolve(s, tasks=tasks)
        for s, tasks in zip(phased(letters), sessions, strict=True)
    )
    return active(
        status=status, sessions=held, contracts=[_contract(sessions=len(held))]
    )


def _score(instrument: str, total: float | None = None, **fields: Any) -> ipt.Score:
    return ipt.Score(instrument=instrument, total=total, attested=attested(), **fields)


def _item(number: int, value: float) -> dict[str, Any]:
    return {"items": [ipt.ItemScore(item=number, value=value)]}


def _asked(topic: str = "suicide", **fields: Any) -> ipt.RiskEnquiry:
    return ipt.RiskEnquiry(topic=topic, attested=attested(**fields))


def _on(day: dt.date, **fields: Any) -> ipt.Score:
    return ipt.Score(instrument="phq-9", attested=attested(on=day), **fields)


def _scored(score: ipt.Score, enquiries: Any = None) -> ipt.TreatmentPlan:
    return active(sessions=[session(1, scores=[score], enquiries=enquiries)])


def _assessed(*sessions: ipt.Session, **parts: Any) -> ipt.TreatmentPlan:
    return active(assessment=ipt.Assessment(**parts), sessions=sessions)


CASES = [
    # ---- 0 the plan as a document ----
    Case("IPT010", KEPT, "a protocol of the catalogue", lambda: active("article")),
    Case("IPT010", BROKEN, "no protocol of the catalogue", lambda: active("cbt")),
    Case(
        "IPT011",
        NOT_APPLICABLE,
        "nothing is named",
        lambda: active(sessions=[session(1)]),
    ),
    Case(
        "IPT011",
        ON_TRACK,
        "the focus is there",
        lambda: active(foci=[GRIEF], sessions=[session(1, foci=["f1"])]),
    ),
    Case(
        "IPT011",
        OWED,
        "the focus may still be added",
        lambda: active(foci=[GRIEF], sessions=[session(1, foci=["f9"])]),
    ),
    Case(
        "IPT011",
        BROKEN,
        "the course is over and the goal was never there",
        lambda: active(status=DONE, sessions=[session(1, goals=["g9"])]),
    ),
    Case("IPT012", ON_TRACK, "ids differ", lambda: active(foci=[GRIEF, DISPUTE])),
    Case("IPT012", BROKEN, "two foci share an id", lambda: active(foci=[GRIEF, GRIEF])),
    Case(
        "IPT012",
        BROKEN,
        "two goals share an id",
        lambda: active(goals=[_goal(), _goal()]),
    ),
    Case(
        "IPT012",
        NOT_APPLICABLE,
        "there are no ids",
        lambda: active(sessions=[session(1)]),
    ),
    Case("IPT013", ON_TRACK, "all codes are known", lambda: active(foci=[GRIEF])),
    Case("IPT013", NOT_APPLICABLE, "no code is used", active),
    Case(
        "IPT013",
        BROKEN,
        "an unknown area",
        lambda: active(foci=[ipt.Focus(id="f1", area="x")]),
    ),
    Case("IPT013", BROKEN, "an unknown strategy", lambda: _with_goal("be-kind")),
    Case("IPT013", BROKEN, "an unknown instrument", lambda: _scored(_score("bdi-9"))),
    Case(
        "IPT013",
        BROKEN,
        "an unknown task",
        lambda: active(sessions=[session(1, tasks=["sick-roll", "sick-roll"])]),
    ),
    # ---- 1 dose and schedule ----
    Case(
        "IPT101",
        ON_TRACK,
        "12 agreed",
        lambda: active(contracts=[_contract(sessions=12)]),
    ),
    Case(
        "IPT101",
        BROKEN,
        "11 agreed",
        lambda: active(contracts=[_contract(sessions=11)]),
    ),
    Case(
        "IPT101",
        BROKEN,
        "17 agreed",
        lambda: active(contracts=[_contract(sessions=17)]),
    ),
    Case(
        "IPT101",
        BROKEN,
        "16 agreed, 17 held",
        lambda: active(contracts=[_contract(sessions=16)], sessions=phased("i" * 17)),
    ),
    Case("IPT101", NOT_CHECKED, "nothing recorded", active),
    Case("IPT101", NOT_CHECKED, "nothing listed", lambda: active(sessions=[])),
    Case("IPT101", OWED, "5 held so far", lambda: active(sessions=phased("iiimm"))),
    Case("IPT101", ON_TRACK, "12 held", lambda: active(sessions=phased("i" * 12))),
    Case(
        "IPT101",
        KEPT,
        "over after 14, though how many were agreed is not recorded",
        lambda: active(status=DONE, sessions=phased("i" * 14)),
    ),
    Case(
        "IPT101",
        NOT_CHECKED,
        "over after 8, and how many were agreed is not recorded",
        lambda: active(status=DONE, sessions=phased("i" * 8)),
    ),
    Case(
        "IPT101",
        KEPT,
        "an earlier end was agreed later",
        lambda: active(
            status=ipt.PlanStatus.COMPLETED_EARLY,
            sessions=phased("i" * 8),
            contracts=[_contract(sessions=16), _contract(sessions=8, from_session=7)],
        ),
    ),
    Case(
        "IPT102",
        KEPT,
        "16 agreed",
        lambda: active(contracts=[_contract(sessions=16)]),
    ),
    Case(
        "IPT102",
        BROKEN,
        "14 agreed",
        lambda: active(contracts=[_contract(sessions=14)]),
    ),
    Case(
        "IPT102",
        NOT_CHECKED,
        "no number",
        lambda: active(contracts=[_contract(minutes=50)]),
    ),
    Case(
        "IPT103",
        ON_TRACK,
        "16 weekly sessions by contract",
        lambda: active(contracts=[_contract(sessions=16, cadence_days=7)]),
    ),
    Case(
        "IPT103",
        BROKEN,
        "12 sessions every 14 days by contract",
        lambda: active(contracts=[_contract(sessions=12, cadence_days=14)]),
    ),
    Case("IPT103", NOT_CHECKED, "neither dates nor contract", active),
    Case(
        "IPT103",
        KEPT,
        "12 weekly dates",
        lambda: active(status=DONE, sessions=_weekly(12)),
    ),
    Case(
        "IPT103",
        BROKEN,
        "8 weekly dates",
        lambda: active(status=DONE, sessions=_weekly(8)),
    ),
    Case(
        "IPT103",
        BROKEN,
        "weeks of a calendar without dates",
        lambda: active(
            status=DONE, sessions=[session(n, week=2 * n) for n in range(1, 14)]
        ),
    ),
    Case(
        "IPT103",
        KEPT,
        "days without dates",
        lambda: active(
            status=DONE, sessions=[session(n, day=7 * n) for n in range(1, 14)]
        ),
    ),
    Case(
        "IPT103",
        NOT_APPLICABLE,
        "stopped early: the dates are not judged",
        lambda: active(status=ipt.PlanStatus.DISCONTINUED, sessions=_weekly(4)),
    ),
    Case(
        "IPT103",
        NOT_APPLICABLE,
        "fewer held than agreed: the dates are not judged",
        lambda: active(
            status=DONE, sessions=_weekly(8), contracts=[_contract(sessions=16)]
        ),
    ),
    Case("IPT104", ON_TRACK, "weekly", lambda: active(sessions=_weekly(5))),
    Case("IPT104", BROKEN, "10 days once", lambda: active(sessions=_weekly(5, gap=3))),
    Case("IPT104", ON_TRACK, "9 days once", lambda: active(sessions=_weekly(5, gap=2))),
    Case(
        "IPT104",
        ON_TRACK,
        "a gap with a reason",
        lambda: active(sessions=_weekly(5, gap=7, reason="holiday")),
    ),
    Case(
        "IPT104",
        ON_TRACK,
        "a missed session in the gap",
        lambda: active(
            sessions=(
                *_weekly(2),
                ipt.Session(status=ipt.SessionStatus.MISSED),
                *_weekly(5, gap=7)[2:],
            )
        ),
    ),
    Case(
        "IPT104",
        ON_TRACK,
        "a contract for every 14 days",
        lambda: active(
            sessions=_weekly(3, gap=7), contracts=[_contract(cadence_days=14)]
        ),
    ),
    Case(
        "IPT104",
        BROKEN,
        "a weekly contract",
        lambda: active(
            sessions=_weekly(3, gap=7), contracts=[_contract(cadence_days=7)]
        ),
    ),
    Case("IPT104", NOT_CHECKED, "no dates", lambda: active(sessions=phased("ii"))),
    Case(
        "IPT105", ON_TRACK, "28 days once", lambda: active(sessions=_weekly(5, gap=21))
    ),
    Case("IPT105", BROKEN, "29 days once", lambda: active(sessions=_weekly(5, gap=22))),
    Case("IPT105", NOT_CHECKED, "no dates", lambda: active(sessions=phased("ii"))),
    Case("IPT106", ON_TRACK, "numbers differ", lambda: active(sessions=phased("ii"))),
    Case(
        "IPT106", BROKEN, "2 twice", lambda: active(sessions=[session(2), session(2)])
    ),
    Case("IPT106", NOT_APPLICABLE, "no sessions", active),
    Case(
        "IPT106",
        BROKEN,
        "a booster's number twice",
        lambda: active(sessions=[session(1, kind=ipt.SessionKind.BOOSTER)] * 2),
    ),
    # ---- 2 phases ----
    Case("IPT201", ON_TRACK, "3 initial", lambda: active(sessions=phased("iiim"))),
    Case("IPT201", BROKEN, "4 initial", lambda: active(sessions=phased("iiiim"))),
    Case(
        "IPT201",
        NOT_CHECKED,
        "an unknown phase",
        lambda: active(sessions=phased("i-m")),
    ),
    Case("IPT201", NOT_APPLICABLE, "not in IPT-A", lambda: active("ipt-a")),
    Case(
        "IPT202", KEPT, "all there", lambda: active(status=DONE, sessions=phased("imt"))
    ),
    Case(
        "IPT202", BROKEN, "no end", lambda: active(status=DONE, sessions=phased("imm"))
    ),
    Case("IPT202", OWED, "not there yet", lambda: active(sessions=phased("im"))),
    Case(
        "IPT202", NOT_CHECKED, "unknown phases", lambda: active(sessions=phased("i-"))
    ),
    Case("IPT203", ON_TRACK, "in order", lambda: active(sessions=phased("imt"))),
    Case(
        "IPT203",
        ON_TRACK,
        "begun anew with a new contract",
        lambda: active(
            sessions=phased("imi"),
            contracts=[_contract(sessions=12), _contract(sessions=16, from_session=3)],
        ),
    ),
    Case(
        "IPT201",
        ON_TRACK,
        "a second assessment under a new contract",
        lambda: active(
            sessions=phased("iiimi"),
            contracts=[_contract(sessions=12), _contract(sessions=16, from_session=5)],
        ),
    ),
    Case("IPT203", BROKEN, "back again", lambda: active(sessions=phased("imi"))),
    Case(
        "IPT203", BROKEN, "back, some unknown", lambda: active(sessions=phased("m-i"))
    ),
    Case("IPT203", NOT_CHECKED, "some unknown", lambda: active(sessions=phased("i-m"))),
    Case(
        "IPT204",
        ON_TRACK,
        "termination from 9",
        lambda: active(
            "ipt-a", sessions=phased("iiiimmmmtttt"), contracts=[_contract(sessions=12)]
        ),
    ),
    Case(
        "IPT204",
        ON_TRACK,
        "termination from 10",
        lambda: active(
            "ipt-a", sessions=phased("iiiimmmmmttt"), contracts=[_contract(sessions=12)]
        ),
    ),
    Case(
        "IPT204",
        BROKEN,
        "termination from 11",
        lambda: active(
            "ipt-a", sessions=phased("iiiimmmmmmtt"), contracts=[_contract(sessions=12)]
        ),
    ),
    Case(
        "IPT204",
        NOT_APPLICABLE,
        "renegotiated",
        lambda: active(
            "ipt-a",
            sessions=phased("iiiiii"),
            contracts=[_contract(sessions=12), _contract(sessions=16)],
        ),
    ),
    Case(
        "IPT204", NOT_CHECKED, "no total", lambda: active("ipt-a", sessions=phased("i"))
    ),
    Case(
        "IPT204",
        BROKEN,
        "broken before it was renegotiated",
        lambda: active(
            "ipt-a",
            sessions=phased("iiiiiimm"),
            contracts=[_contract(sessions=12), _contract(sessions=16, from_session=7)],
        ),
    ),
    Case(
        "IPT204",
        NOT_CHECKED,
        "unknown phases",
        lambda: active(
            "ipt-a", sessions=phased("--"), contracts=[_contract(sessions=12)]
        ),
    ),
    # ---- 3 focus and formulation ----
    Case(
        "IPT301", KEPT, "chosen", lambda: active(foci=[GRIEF], sessions=phased("iii"))
    ),
    Case("IPT301", OWED, "not yet", lambda: active(foci=[], sessions=phased("iii"))),
    Case("IPT301", BROKEN, "never", lambda: active(foci=[], sessions=phased("iiim"))),
    Case(
        "IPT301",
        BROKEN,
        "only when the middle phase had begun",
        lambda: active(
            foci=[attrs.evolve(GRIEF, chosen_in=4)], sessions=phased("iiim")
        ),
    ),
    Case(
        "IPT301", NOT_CHECKED, "not recorded", lambda: active(sessions=phased("iiim"))
    ),
    Case(
        "IPT301",
        NOT_CHECKED,
        "none recorded by a source that records some",
        lambda: active(
            foci=[], sessions=phased("iiim"), records=ipt.Records(foci=SOME)
        ),
    ),
    Case("IPT302", ON_TRACK, "one", lambda: active("ipt-a", foci=[GRIEF])),
    Case(
        "IPT302", BROKEN, "two in IPT-A", lambda: active("ipt-a", foci=[GRIEF, DISPUTE])
    ),
    Case(
        "IPT302", ON_TRACK, "two in IPT", lambda: active("ipt", foci=[GRIEF, DISPUTE])
    ),
    Case(
        "IPT302",
        ON_TRACK,
        "one after the other",
        lambda: active(
            "ipt-a",
            foci=[attrs.evolve(GRIEF, until=5), attrs.evolve(DISPUTE, chosen_in=5)],
        ),
    ),
    Case("IPT302", NOT_CHECKED, "not recorded", active),
    Case("IPT303", ON_TRACK, "two", lambda: active(foci=[GRIEF, DISPUTE])),
    Case(
        "IPT303",
        BROKEN,
        "three",
        lambda: active(foci=[GRIEF, DISPUTE, attrs.evolve(GRIEF, id="f3")]),
    ),
    Case("IPT303", NOT_CHECKED, "not recorded", active),
    Case("IPT304", ON_TRACK, "one of the four", lambda: active(foci=[GRIEF])),
    Case(
        "IPT304",
        BROKEN,
        "an area of IPSRT",
        lambda: active(foci=[GRIEF, ipt.Focus(id="f2", area="lost-healthy-self")]),
    ),
    Case("IPT304", NOT_CHECKED, "not recorded", active),
    Case("IPT304", NOT_APPLICABLE, "none yet", lambda: active(foci=[])),
    Case("IPT305", ON_TRACK, "agreed early", lambda: _agreed("ii")),
    Case("IPT305", KEPT, "agreed in time", lambda: _agreed("iim", session=2)),
    Case("IPT305", BROKEN, "agreed too late", lambda: _agreed("iim", session=3)),
    Case(
        "IPT305",
        KEPT,
        "agreed the day before",
        lambda: _agreed("iim", on=dt.date(2026, 1, 25)),
    ),
    Case(
        "IPT305",
        BROKEN,
        "agreed on the day",
        lambda: _agreed("iim", on=dt.date(2026, 1, 26)),
    ),
    Case(
        "IPT305",
        BROKEN,
        "a model said so",
        lambda: _agreed("iim", origin=ipt.Origin.MODEL),
    ),
    Case(
        "IPT305",
        KEPT,
        "a model said so and a person confirmed it",
        lambda: _agreed("iim", origin=ipt.Origin.MODEL, confirmed_by="therapist"),
    ),
    Case(
        "IPT305",
        OWED,
        "not yet",
        lambda: active(foci=[attrs.evolve(GRIEF, agreements=())], sessions=phased("i")),
    ),
    Case("IPT305", NOT_CHECKED, "not recorded", lambda: active(foci=[GRIEF])),
    Case("IPT305", NOT_CHECKED, "no foci recorded", active),
    Case(
        "IPT305",
        NOT_APPLICABLE,
        "a focus chosen in the middle phase is not judged here",
        lambda: active(
            foci=[attrs.evolve(GRIEF, chosen_in=3, agreements=())],
            sessions=phased("iim"),
        ),
    ),
    # ---- 4 goals and strategies ----
    Case(
        "IPT401",
        ON_TRACK,
        "its focus is there",
        lambda: _with_goal("facilitate-mourning"),
    ),
    Case("IPT401", OWED, "its focus may be added", lambda: active(goals=[_goal()])),
    Case("IPT401", BROKEN, "never", lambda: active(status=DONE, goals=[_goal()])),
    Case(
        "IPT401",
        NOT_APPLICABLE,
        "relief of symptoms needs no focus",
        lambda: active(goals=[_goal(focus=None, kind="symptom")]),
    ),
    Case("IPT401", NOT_CHECKED, "not recorded", active),
    Case(
        "IPT401",
        NOT_CHECKED,
        "neither focus nor kind is recorded",
        lambda: active(goals=[_goal(focus=None, kind=None)]),
    ),
    Case(
        "IPT402",
        NOT_APPLICABLE,
        "relief of symptoms needs no strategy",
        lambda: active(goals=[_goal(focus=None, kind="symptom", strategies=())]),
    ),
    Case("IPT402", ON_TRACK, "one", lambda: _with_goal("facilitate-mourning")),
    Case("IPT402", BROKEN, "none", _with_goal),
    Case("IPT402", NOT_CHECKED, "not recorded", lambda: active(goals=[_goal()])),
    Case("IPT402", NOT_CHECKED, "no goals recorded", active),
    Case("IPT402", NOT_APPLICABLE, "no goals", lambda: active(goals=[])),
    Case(
        "IPT402",
        NOT_APPLICABLE,
        "dropped",
        lambda: _with_goal(status=ipt.GoalStatus.DROPPED),
    ),
    Case("IPT403", ON_TRACK, "listed", lambda: _with_goal("facilitate-mourning")),
    Case("IPT403", BROKEN, "listed for disputes", lambda: _with_goal("stage-dispute")),
    Case("IPT403", BROKEN, "listed for nothing", lambda: _with_goal("be-kind")),
    Case(
        "IPT403",
        ON_TRACK,
        "one of two is enough",
        lambda: _with_goal("facilitate-mourning", "stage-dispute"),
    ),
    Case(
        "IPT403",
        ON_TRACK,
        "listed for the area that this one is a form of",
        lambda: _with_goal("use-therapy-relationship", area="role-insecurity"),
    ),
    Case(
        "IPT403",
        BROKEN,
        "not listed for what this one is a form of",
        lambda: _with_goal("stage-dispute", area="role-insecurity"),
    ),
    Case(
        "IPT403",
        NOT_APPLICABLE,
        "an area for which nothing is listed",
        lambda: _with_goal("stage-dispute", area="self-image"),
    ),
    Case("IPT403", NOT_APPLICABLE, "unknown area", lambda: _with_goal("x", area="y")),
    Case("IPT403", NOT_CHECKED, "no goals recorded", lambda: active(foci=[])),
    Case("IPT403", NOT_CHECKED, "no foci recorded", lambda: active(goals=[])),
    Case("IPT404", ON_TRACK, "listed", lambda: _with_goal("facilitate-mourning")),
    Case("IPT404", ON_TRACK, "listed for nothing", lambda: _with_goal("be-kind")),
    Case(
        "IPT404",
        ON_TRACK,
        "improving communication is never wrong",
        lambda: _with_goal("improve-communication"),
    ),
    Case(
        "IPT404",
        BROKEN,
        "one of two is for disputes only",
        lambda: _with_goal("facilitate-mourning", "stage-dispute"),
    ),
    Case(
        "IPT404",
        ON_TRACK,
        "listed for the area that this one is a form of",
        lambda: _with_goal("use-therapy-relationship", area="role-insecurity"),
    ),
    Case(
        "IPT404",
        BROKEN,
        "listed for other areas than what this one is a form of",
        lambda: _with_goal("stage-dispute", area="role-insecurity"),
    ),
    Case(
        "IPT404",
        NOT_APPLICABLE,
        "an area for which nothing is listed",
        lambda: _with_goal("stage-dispute", area="self-image"),
    ),
    Case("IPT404", NOT_APPLICABLE, "unknown area", lambda: _with_goal("x", area="y")),
    Case("IPT404", NOT_CHECKED, "no goals recorded", lambda: active(foci=[])),
    Case("IPT404", NOT_CHECKED, "no foci recorded", lambda: active(goals=[])),
    # ---- 5 tasks ----
    Case("IPT501", KEPT, "all done", lambda: conformant("ipt")),
    Case("IPT501", OWED, "not yet", lambda: active(sessions=phased("ii"))),
    Case("IPT501", BROKEN, "not done", lambda: active(sessions=phased("im"))),
    Case(
        "IPT501",
        BROKEN,
        "done too late",
        lambda: active(
            sessions=(
                *phased("ii"),
                session(
                    3,
                    phase=ipt.Phase.MIDDLE,
                    tasks=["psychoeducation", "sick-role", "interpersonal-inventory"],
                ),
            )
        ),
    ),
    Case("IPT501", NOT_CHECKED, "not recorded", lambda: active(sessions=[session(1)])),
    Case("IPT501", NOT_CHECKED, "no sessions recorded", active),
    Case(
        "IPT501", NOT_APPLICABLE, "the article asks for none", lambda: active("article")
    ),
    Case(
        "IPT501",
        OWED,
        "the inventory is in the assessment, psychoeducation before the treatment",
        lambda: active(
            assessment=ipt.Assessment(
                inventory=[ipt.Relationship(id="r1", role="partner")]
            ),
            sessions=[
                session(1, kind=ipt.SessionKind.ENGAGEMENT, tasks=["psychoeducation"]),
                *phased("i"),
            ],
        ),
    ),
    Case("IPT502", KEPT, "two left", lambda: _told((), ("announce-end",), ())),
    Case("IPT502", BROKEN, "one left", lambda: _told((), (), ("announce-end",))),
    Case("IPT502", BROKEN, "never", lambda: _told((), (), ())),
    Case(
        "IPT502",
        OWED,
        "not yet",
        lambda: active(sessions=phased("ii"), contracts=[_contract(sessions=12)]),
    ),
    Case("IPT502", NOT_CHECKED, "no total", lambda: active(sessions=phased("ii"))),
    Case(
        "IPT502",
        NOT_CHECKED,
        "announced, but of how many is not recorded",
        lambda: active(sessions=[session(3, tasks=["announce-end"])]),
    ),
    Case(
        "IPT502",
        KEPT,
        "what is listed is the total",
        lambda: active(
            sessions=(
                session(1, tasks=["announce-end"]),
                ipt.Session(number=2),
                ipt.Session(number=3),
            )
        ),
    ),
    Case("IPT503", KEPT, "three left", lambda: _told(("announce-end",), (), ())),
    Case("IPT503", BROKEN, "two left", lambda: _told((), ("announce-end",), ())),
    Case(
        "IPT504",
        KEPT,
        "both done",
        lambda: _told((), ("review-gains",), ("maintenance-decision",)),
    ),
    Case(
        "IPT504",
        BROKEN,
        "one missing",
        lambda: _told((), (), ("maintenance-decision",)),
    ),
    Case(
        "IPT504",
        BROKEN,
        "reviewed in the middle phase only",
        lambda: _told(("review-gains",), (), ("maintenance-decision",)),
    ),
    Case(
        "IPT504",
        NOT_APPLICABLE,
        "stopped early",
        lambda: _told((), (), status=ipt.PlanStatus.DISCONTINUED),
    ),
    Case(
        "IPT504",
        KEPT,
        "the decision is recorded, though not as a task",
        lambda: changed(
            _told((), ("review-gains",), ()),
            maintenance=ipt.Maintenance(decision="none"),
        ),
    ),
    Case("IPT505", KEPT, "all done", lambda: conformant("ipt")),
    Case("IPT505", BROKEN, "none done", lambda: _told((), ())),
    # ---- 7 measures ----
    Case(
        "IPT701",
        KEPT,
        "in the assessment",
        lambda: _assessed(scores=[_score("phq-9", 9)]),
    ),
    Case(
        "IPT701",
        KEPT,
        "in the first session",
        lambda: active(sessions=[session(1, scores=[_score("phq-9", 9)]), session(2)]),
    ),
    Case(
        "IPT701",
        BROKEN,
        "only in the second session",
        lambda: _assessed(
            session(1, scores=()), session(2, scores=[_score("phq-9", 9)]), scores=()
        ),
    ),
    Case(
        "IPT701", OWED, "not yet", lambda: _assessed(session(1, scores=()), scores=())
    ),
    Case(
        "IPT701", NOT_CHECKED, "not recorded", lambda: _assessed(session(1, scores=()))
    ),
    Case("IPT701", NOT_CHECKED, "no assessment recorded", active),
    Case("IPT702", ON_TRACK, "27", lambda: _scored(_score("phq-9", 27))),
    Case("IPT702", BROKEN, "28", lambda: _scored(_score("phq-9", 28))),
    Case("IPT702", BROKEN, "below the least", lambda: _scored(_score("phq-9", -1))),
    Case(
        "IPT702", NOT_APPLICABLE, "an unknown scale", lambda: _scored(_score("x", 99))
    ),
    Case("IPT702", NOT_APPLICABLE, "no total", lambda: _scored(_score("phq-9"))),
    # ---- 8 indication and safety ----
    Case("IPT801", KEPT, "in the assessment", lambda: _assessed(enquiries=[_asked()])),
    Case(
        "IPT801",
        KEPT,
        "about self-harm in the first session",
        lambda: active(sessions=[session(1, enquiries=[_asked("self-harm")])]),
    ),
    Case(
        "IPT801",
        BROKEN,
        "about something else",
        lambda: _assessed(
            session(1, enquiries=()), session(2), enquiries=[_asked("violence")]
        ),
    ),
    Case("IPT801", OWED, "not yet", lambda: _assessed(enquiries=())),
    Case(
        "IPT801",
        BROKEN,
        "an enquiry that records only that nothing was assessed is none",
        lambda: _assessed(
            session(1, enquiries=()),
            session(2),
            enquiries=[
                ipt.RiskEnquiry(
                    topic="suicide",
                    thoughts=ipt.Presence.NOT_ASSESSED,
                    attested=attested(),
                )
            ],
        ),
    ),
    Case(
        "IPT801",
        BROKEN,
        "kept in the assessment, but made in session 4",
        lambda: _assessed(
            session(1, enquiries=()), session(2), enquiries=[_asked(session=4)]
        ),
    ),
    Case(
        "IPT801",
        BROKEN,
        "kept in the assessment, but made on the day of the second session",
        lambda: _assessed(
            session(1, enquiries=()), session(2, on=START), enquiries=[_asked(on=START)]
        ),
    ),
    Case("IPT801", NOT_CHECKED, "not recorded", _assessed),
    Case(
        "IPT801",
        NOT_CHECKED,
        "a source that records some",
        lambda: changed(_assessed(enquiries=()), records=ipt.Records(enquiries=SOME)),
    ),
    Case(
        "IPT802",
        ON_TRACK,
        "asked in the session",
        lambda: _scored(_score("phq-9", **_item(9, 1)), [_asked()]),
    ),
    Case(
        "IPT802",
        BROKEN,
        "asked about something else",
        lambda: _scored(_score("phq-9", **_item(9, 1)), [_asked("violence")]),
    ),
    Case(
        "IPT802",
        BROKEN,
        "not asked",
        lambda: _scored(_score("epds", **_item(10, 1)), ()),
    ),
    Case("IPT802", ON_TRACK, "zero", lambda: _scored(_score("phq-9", **_item(9, 0)))),
    Case("IPT802", NOT_CHECKED, "only a total", lambda: _scored(_score("phq-9", 9))),
    Case(
        "IPT802",
        NOT_CHECKED,
        "another item",
        lambda: _scored(_score("phq-9", **_item(1, 1))),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "whether it was asked is not recorded",
        lambda: _scored(_score("phq-9", **_item(9, 1))),
    ),
    Case(
        "IPT802",
        BROKEN,
        "filled in for a session that was missed, and nobody asked",
        lambda: active(
            sessions=[
                ipt.Session(
                    status=ipt.SessionStatus.MISSED,
                    scores=[_score("phq-9", **_item(9, 3))],
                    enquiries=[],
                )
            ]
        ),
    ),
    Case(
        "IPT802",
        ON_TRACK,
        "asked by telephone the same day, kept in the assessment",
        lambda: _assessed(
            session(1, scores=[_on(START, **_item(9, 1))], enquiries=()),
            enquiries=[_asked(on=START)],
        ),
    ),
    Case(
        "IPT802",
        BROKEN,
        "asked in the same entry, but four days later",
        lambda: active(
            sessions=[
                session(
                    1,
                    scores=[_on(START, **_item(9, 1))],
                    enquiries=[_asked(on=START + dt.timedelta(days=4))],
                )
            ]
        ),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "the lowest positive answer is not known",
        lambda: _scored(_score("cdrs-r", **_item(13, 1))),
    ),
    Case("IPT802", NOT_APPLICABLE, "no such item", lambda: _scored(_score("gad-7", 9))),
    Case(
        "IPT802",
        ON_TRACK,
        "asked on the day of the assessment",
        lambda: _assessed(
            scores=[_score("phq-9", **_item(9, 1))], enquiries=[_asked()]
        ),
    ),
    Case(
        "IPT802",
        BROKEN,
        "asked on another day",
        lambda: _assessed(
            scores=[
                ipt.Score(
                    instrument="phq-9", attested=attested(on=START), **_item(9, 1)
                )
            ],
            enquiries=[_asked(on=START + dt.timedelta(days=1))],
        ),
    ),
    Case(
        "IPT802",
        NOT_CHECKED,
        "an assessment without a record of enquiries",
        lambda: _assessed(scores=[_score("phq-9", **_item(9, 1))]),
    ),
]
