"""IPT706: the instruments suit the disorder and the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipt_core.catalogue import falls_under, measures, protocols
from ipt_core.engine import Course, always, rule
from ipt_core.evidence import Severity
from ipt_core.model import Attestation, Score
from ipt_core.rulebook._change import change_session, known
from ipt_core.vocabulary import Origin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ipt_core._problems import Path
    from ipt_core.catalogue import Measure
    from ipt_core.engine import Hold, Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Give the first instrument that is made for somebody else, in the last session."""
    form = protocols[plan.protocol]
    treated = (*known(form.disorders), *(plan.disorders or ()))
    people = (*known(form.population), *(plan.population or ()))
    other = next(
        code
        for code, one in measures.items()
        if _suits(one, treated, people, all_told=plan.population is not None) is False
    )
    patient = Attestation(origin=Origin.PATIENT, by="patient")
    return change_session(plan, -1, scores=(Score(instrument=other, attested=patient),))


@rule(
    "IPT706",
    "measure-suits",
    severity=Severity.INFO,
    since="0.1",
    requirements=("R87",),
    sources=("F34b", "F38", "F39d", "F14"),
    message="Made for another disorder or other people: {instruments}.",
    hint="Nothing has to change: look whether another instrument tells more.",
    companions=("IPT510", "IPT516", "IPT703", "IPT704", "IPT705", "IPT802", "IPT804"),
    fault=fault,
)
def check(
    course: Course, disorders: tuple[str, ...], population: tuple[str, ...]
) -> Iterator[Need]:
    """The instruments suit the disorder and the person.

    What it checks:
        Each instrument that was scored, and that is made for some disorders or people
        only, is made for one that the plan or its protocol names. One finding for all.
        Where the plan does not record for whom it is, a scale for other people than
        the protocol's is not checked: a woman around a birth is an adult too.

    Why it matters:
        A scale of depression says little about bulimia, one for adults little about a
        child.

    When departing is right:
        When it is given besides, or to compare with other patients.

    Known limits:
        The disorders are those that the plan is meant for and its protocol's: one
        that stands only among the diagnoses does not count, so that its scale is told
        of as one that is given besides. Scales of depression are bound to no single
        disorder; the PHQ-9 is sound around
        a birth too. Instruments that the catalogue does not know are passed over.
    """
    treated = (*disorders, *(course.plan.disorders or ()))
    people = (*population, *(course.plan.population or ()))
    all_told = course.plan.population is not None
    strange: dict[str, list[Path]] = {}
    scored = unclear = False
    for path, score, _ in course.scores():
        scored = True
        one = measures.get(score.instrument)
        suits = _suits(one, treated, people, all_told=all_told) if one else True
        unclear = unclear or suits is None
        if suits is False:
            strange.setdefault(score.instrument, []).append(path)
    if scored:
        yield always(
            False if strange else None if unclear else True,
            at=[path for paths in strange.values() for path in paths],
            missing=[("population",)],
            instruments=tuple(strange),
        )


def _suits(
    one: Measure,
    disorders: Collection[str],
    people: Collection[str],
    *,
    all_told: bool,
) -> Hold:
    made_for = one.disorders.value if one.disorders else None
    for_whom = one.populations.value if one.populations else None
    treats = made_for is None or any(
        falls_under(d, made_for) or any(falls_under(m, (d,)) for m in made_for)
        for d in disorders
    )
    if not treats or for_whom is None or not set(for_whom).isdisjoint(people):
        return treats
    return False if all_told else None
