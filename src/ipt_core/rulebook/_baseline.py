"""What counts as baseline, for the rules that ask for something at baseline."""

from __future__ import annotations

__all__ = ["Baseline", "baseline"]

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ipt_core._problems import Path
    from ipt_core.engine import Course, Held
    from ipt_core.model import Attestation


class Baseline(NamedTuple):
    """Where the baseline ends, and what of it is not recorded."""

    second: Held | None
    """The second delivered acute session; None where there is none yet."""
    missing: tuple[Path, ...]
    """Places of the baseline that do not record the fact in question."""

    @property
    def over(self) -> bool:
        """Whether the second session was delivered."""
        return self.second is not None

    def has(self, index: int | None, fact: Attestation) -> bool:
        """Tell whether a fact, kept in a session or the assessment, lies in it.

        Where it was attested counts, not only where it is kept.
        """
        if self.second is None:
            return True
        begun = self.second.session.on
        return (
            (index is None or index < self.second.position)
            and (fact.session is None or fact.session < self.second.number)
            and (fact.on is None or begun is None or fact.on < begun)
        )


def baseline(course: Course, field: str) -> Baseline:
    """Find the baseline: the assessment, and every session before the second one.

    `field` is `scores` or `enquiries`.
    """
    second = next((h for h in course.held if h.delivered and h.number > 1), None)
    missing: list[Path] = []
    if course.plan.assessment is None:
        missing.append(("assessment",))
    elif getattr(course.plan.assessment, field) is None:
        missing.append(("assessment", field))
    missing += [
        ("sessions", index, field)
        for index, session in course.seen
        if (second is None or index < second.position)
        and getattr(session, field) is None
    ]
    if not course.covers(field):
        missing.append(("records", field))
    return Baseline(second, tuple(missing))
