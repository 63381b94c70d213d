"""IPT507: the contract says how long and how often, and the patient agrees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ipt_core.engine import Course, eventually, rule
from ipt_core.evidence import Severity
from ipt_core.rulebook._timing import attested_before, first_after
from ipt_core.vocabulary import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ipt_core._problems import Path
    from ipt_core.engine import Need
    from ipt_core.model import TreatmentPlan


def fault(plan: TreatmentPlan) -> TreatmentPlan:
    """Never ask whether the patient agrees to the contract."""
    bare = tuple(attrs.evolve(c, agreements=()) for c in plan.contracts or ())
    return attrs.evolve(plan, contracts=bare)


@rule(
    "IPT507",
    "contract-terms",
    severity=Severity.ERROR,
    since="0.1",
    requirements=("R63",),
    sources=("F05", "F36b"),
    message="The initial phase ended without a contract that the patient agreed to.",
    hint=(
        "Agree with the patient on number, length and frequency of the sessions and on "
        "the end, and record the agreement with its own date."
    ),
    where=("time_limit",),
    fault=fault,
)
def check(course: Course) -> Iterator[Need]:
    """The contract says how long and how often, and the patient agrees to it.

    What it checks:
        By the end of the initial phase there is a contract with the length of the
        sessions and how often they are held, and the patient's agreement to it is
        attested. Number and end are for IPT107 to judge.

    Why it matters:
        Who knows the frame can use it, and can see the end coming [F05].

    When departing is right:
        When the patient needs more time to decide: stay in the initial phase.

    Known limits:
        A length or frequency that is not recorded is not taken for one that was not
        agreed: the rule is not checked then. An agreement without a recorded session
        or day counts as given in time.
    """
    if course.plan.contracts is None:
        yield eventually(None, missing=[("contracts",)])
        return
    for field in ("minutes", "cadence_days"):
        paths: list[Path] = [("contracts", i, field) for i, _ in course.contracts]
        told = any(getattr(c, field) is not None for _, c in course.contracts)
        if paths:
            yield eventually(True if told else None, missing=paths)
    middle = first_after(course)
    given = any(
        course.sees(fact) and attested_before(fact, middle)
        for _, contract in course.contracts
        for fact in contract.agreements or ()
    )
    silent: list[Path] = [
        ("contracts", index, "agreements")
        for index, contract in course.contracts
        if contract.agreements is None or not course.covers("agreements")
    ]
    yield eventually(
        True if given else None if silent else False,
        closed=middle is not None,
        fact=True,
        by=course.last(Phase.INITIAL),
        at=[
            *(("contracts", i, "agreements") for i, _ in course.contracts),
            ("contracts",),
        ],
        missing=silent,
    )
