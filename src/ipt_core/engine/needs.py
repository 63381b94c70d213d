"""What a rule yields: needs, from which the engine makes outcomes.

A rule never says "broken" itself. It says what must hold, in one of three ways,
and whether it holds; the engine knows whether the course can still change that.
"""

from __future__ import annotations

__all__ = ["Hold", "Mode", "Need", "always", "eventually", "so_far"]

from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core._problems import Path
    from ipt_core.evidence import Reading, Severity

Hold: TypeAlias = bool | None
"""True, False, or None where facts are missing."""


class Mode(Enum):
    """How a need binds the rest of the course."""

    ALWAYS = "always"
    """Must hold at every point; a breach is final."""
    EVENTUALLY = "eventually"
    """Must come true by some point; what came true stays true."""
    SO_FAR = "so far"
    """Must hold at the end; until then it may change either way."""


class Need:
    """One thing that must hold, whether it does, and what to say of it."""

    __slots__ = (
        "at",
        "by",
        "closed",
        "evidence",
        "fact",
        "holds",
        "maintained",
        "missing",
        "mode",
        "params",
        "severity",
    )

    def __init__(
        self,
        mode: Mode,
        holds: Hold,
        at: Iterable[Path],
        missing: Iterable[Path],
        params: dict[str, Any],
        *,
        by: int | None = None,
        closed: bool = False,
        fact: bool = False,
        maintained: bool = False,
        evidence: Reading[Any] | None = None,
        severity: Severity | None = None,
    ) -> None:
        self.mode: Mode = mode
        """How it binds the rest of the course."""
        self.holds: Hold = holds
        """Whether it holds; None where facts are missing."""
        self.at: tuple[Path, ...] = tuple(at)
        """The places that show it, the most telling first."""
        self.missing: tuple[Path, ...] = tuple(missing)
        """The places of the facts that are not recorded."""
        self.params: dict[str, Any] = params
        """What the rule's message needs to know."""
        self.by: int | None = by
        """Number of the last session that was agreed for it."""
        self.closed: bool = closed
        """Whether it is too late for it to come true."""
        self.fact: bool = fact
        """Whether only a person can attest it."""
        self.maintained: bool = maintained
        """Whether maintenance that goes on can still make it true."""
        self.evidence: Reading[Any] | None = evidence
        """The reading that this need alone rests on."""
        self.severity: Severity | None = severity
        """Where it asks for less than the rule's severity."""


def always(
    holds: Hold,
    *,
    at: Iterable[Path] = (),
    missing: Iterable[Path] = (),
    evidence: Reading[Any] | None = None,
    **params: Any,
) -> Need:
    """Say that something must hold at every point of the course.

    Args:
        holds: whether it does; None where facts are missing.
        at: the places that show it, the most telling first.
        missing: the places of the facts that are not recorded.
        evidence: where this need alone rests on a reading of its own.
        **params: what the rule's message needs to know.
    """
    return Need(Mode.ALWAYS, holds, at, missing, params, evidence=evidence)


def eventually(
    holds: Hold,
    *,
    by: int | None = None,
    closed: bool = False,
    fact: bool = False,
    maintained: bool = False,
    at: Iterable[Path] = (),
    missing: Iterable[Path] = (),
    evidence: Reading[Any] | None = None,
    severity: Severity | None = None,
    **params: Any,
) -> Need:
    """Say that something must come true and then stays true.

    Args:
        holds: whether it has; None where facts are missing.
        by: number of the last session that was agreed for it; advice only.
        closed: whether it is too late: no continuation can make it true any more.
        fact: whether only a person can attest it, so that no plan can bring it about.
        maintained: whether maintenance that goes on can still make it true.
        at: the places that show it, the most telling first.
        missing: the places of the facts that are not recorded.
        evidence: where this need alone rests on a reading of its own.
        severity: where this need alone asks for less than the rule's severity.
        **params: what the rule's message needs to know.
    """
    return Need(
        Mode.EVENTUALLY,
        holds,
        at,
        missing,
        params,
        by=by,
        closed=closed,
        fact=fact,
        maintained=maintained,
        evidence=evidence,
        severity=severity,
    )


def so_far(
    holds: Hold,
    *,
    by: int | None = None,
    fact: bool = False,
    at: Iterable[Path] = (),
    missing: Iterable[Path] = (),
    evidence: Reading[Any] | None = None,
    **params: Any,
) -> Need:
    """Say that something must hold when the course ends and may change until then.

    Args:
        holds: whether it does now; None where facts are missing.
        by: number of the last session that was agreed for it; advice only.
        fact: whether only a person can attest it, so that no plan can bring it about.
        at: the places that show it, the most telling first.
        missing: the places of the facts that are not recorded.
        evidence: where this need alone rests on a reading of its own.
        **params: what the rule's message needs to know.
    """
    return Need(
        Mode.SO_FAR, holds, at, missing, params, by=by, fact=fact, evidence=evidence
    )
