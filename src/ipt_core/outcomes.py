"""What scores mean: response, remission and change by named definitions, and bands.

Nothing here has a default definition: trials call different things a response or a
remission, so each call names the one that it means, such as `phq-9-response-50`. The
definitions, with who uses them, stand in `ipt_core.definitions`.
"""

from __future__ import annotations

__all__ = [
    "Change",
    "band",
    "meets_definition",
    "reliable_change",
    "remission",
    "response",
    "social_rhythm",
]

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from ipt_core import catalogue
from ipt_core._checks import kind_of, listed, number, whole
from ipt_core.catalogue import Definition, DefinitionKind, Limit, Measure
from ipt_core.exceptions import InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ipt_core.catalogue import Band

_PERCENT = 100
_DAYS = 7
_REGULAR = 3  # times a week [F60o]


class Change(StrEnum):
    """What a pair of scores shows by a definition of reliable change."""

    IMPROVED = "improved"
    """Better by more than chance."""
    WORSENED = "worsened"
    """Worse by more than chance."""
    NEITHER = "neither"
    """No more than what chance brings; it says nothing of how the person is."""


def response(definition: Definition | str, baseline: float, now: float) -> bool:
    """Tell whether a score is a response by a named definition.

    Args:
        definition: a definition of response or of clinically significant change, or
            its code, such as `phq-9-response-50`.
        baseline: total before the treatment.
        now: total to judge.

    Raises:
        UnknownCodeError: if there is no such definition.
        InvalidValueError: if it defines something else, or if a total is no number or
            lies outside the instrument's range.
    """
    kinds = (DefinitionKind.RESPONSE, DefinitionKind.CLINICALLY_SIGNIFICANT)
    return _met(_definition(definition, *kinds), [now], baseline)


def remission(definition: Definition | str, scores: Iterable[float]) -> bool:
    """Tell whether the last of some scores is a remission by a named definition.

    Where a definition asks for several scores in a row and there are fewer, there is no
    remission yet. Whether they lie a week apart is for the caller to see to.

    Args:
        definition: a definition of remission or recovery, or its code, such as
            `ham-d17-remission-7`.
        scores: totals in the order in which they were taken, at least one.

    Raises:
        UnknownCodeError: if there is no such definition.
        InvalidValueError: if it defines something else, if there are no scores, or if
            a total is no number or lies outside the instrument's range.
    """
    kinds = (DefinitionKind.REMISSION, DefinitionKind.RECOVERY)
    return _met(_definition(definition, *kinds), scores)


def meets_definition(
    definition: Definition | str,
    scores: Iterable[float],
    baseline: float | None = None,
) -> bool:
    """Tell whether scores meet a named definition of whatever kind but change.

    Args:
        definition: a definition, or its code.
        scores: totals in the order in which they were taken, at least one; the last
            is judged.
        baseline: total before the treatment, where the definition asks for a drop.

    Raises:
        UnknownCodeError: if there is no such definition.
        InvalidValueError: if it defines reliable change, if it needs a baseline and
            there is none, if there are no scores, or if a total is no number or lies
            outside the instrument's range.
    """
    change = DefinitionKind.RELIABLE_CHANGE
    kinds = [kind for kind in DefinitionKind if kind is not change]
    return _met(_definition(definition, *kinds), scores, baseline)


def reliable_change(
    definition: Definition | str, baseline: float, now: float
) -> Change:
    """Tell whether a total changed by more than chance, by a named definition.

    Args:
        definition: a definition of reliable change, or its code, such as
            `phq-9-reliable-change-6`.
        baseline: the earlier total.
        now: the later total.

    Raises:
        UnknownCodeError: if there is no such definition.
        InvalidValueError: if it defines something else, or if a total is no number or
            lies outside the instrument's range.
    """
    found = _definition(definition, DefinitionKind.RELIABLE_CHANGE)
    measure = catalogue.measures[found.measure]
    for total in (baseline, now):
        _refuse(measure, total)
    if not found.change or not found.change.holds(abs(now - baseline)):
        return Change.NEITHER
    return Change.IMPROVED if now < baseline else Change.WORSENED


def band(measure: Measure | str, total: float) -> Band | None:
    """Find the band that a total lies in; None where it lies in none.

    Args:
        measure: an instrument, or its code, such as `phq-9`.
        total: the total.

    Raises:
        UnknownCodeError: if there is no such instrument.
        InvalidValueError: if the total is no number or lies outside the instrument's
            range.
    """
    known = catalogue.measures[measure] if isinstance(measure, str) else measure
    if not isinstance(cast("object", known), Measure):
        raise InvalidValueError("an instrument or its code", kind_of(known), "measure")
    _refuse(known, total)
    return next((each for each in known.bands if total in each.range), None)


def social_rhythm(times: Iterable[int], hits: Iterable[int]) -> float | None:
    """Score a week of the Social Rhythm Metric, from 0 to 7; more is more regular.

    The hits of the activities that were done at least 3 times, divided by the number of
    these activities. None where no activity was done that often.

    Args:
        times: for each activity, on how many days of the week it was done.
        hits: for each activity, on how many of them it was done at its usual hour.

    Raises:
        InvalidValueError: if the two do not belong together, or if a number is no whole
            one from 0 to 7.
    """
    days = whole(0)
    done, hit = listed(times, "times"), listed(hits, "hits")
    for count in (*done, *hit):
        days(count)
    if len(done) != len(hit):
        raise InvalidValueError("one number of hits for each activity", "another one")
    pairs = list(zip(done, hit, strict=True))
    if any(not at_hour <= count <= _DAYS for count, at_hour in pairs):
        expected = f"at most {_DAYS} days, and no more hits than days"
        raise InvalidValueError(expected, "a larger number")
    regular = [at_hour for count, at_hour in pairs if count >= _REGULAR]
    return sum(regular) / len(regular) if regular else None


def _definition(given: Definition | str, *kinds: DefinitionKind) -> Definition:
    found = catalogue.definitions[given] if isinstance(given, str) else given
    if not isinstance(cast("object", found), Definition):
        expected = "a definition or its code"
        raise InvalidValueError(expected, kind_of(found), "definition")
    if found.kind not in kinds:
        expected = " or ".join(kind.replace("-", " ") for kind in kinds)
        raise InvalidValueError(f"a definition of {expected}", f"one of {found.kind}")
    return found


def _met(
    definition: Definition, scores: Iterable[float], baseline: float | None = None
) -> bool:
    measure = catalogue.measures[definition.measure]
    totals = listed(scores, "scores")
    if not totals:
        raise InvalidValueError("at least one score", "none")
    if definition.drop_percent and baseline is None:
        raise InvalidValueError("a baseline, which this definition needs", "none")
    for total in (*totals, *(() if baseline is None else (baseline,))):
        _refuse(measure, total)
    judged = totals[-definition.consecutive :]
    return len(judged) == definition.consecutive and all(
        _is_low(definition, total) and _has_dropped(definition, total, baseline)
        for total in judged
    )


def _is_low(definition: Definition, total: float) -> bool:
    return definition.score is None or definition.score.holds(total)


def _has_dropped(definition: Definition, total: float, baseline: float | None) -> bool:
    drop = definition.drop_percent
    if drop is None or baseline is None:
        return drop is None
    # Where there was nothing, nothing can drop. Multiplied out, whole scores are exact.
    least = Limit(comparison=drop.comparison, at=drop.at * baseline)
    return baseline > 0 and least.holds((baseline - total) * _PERCENT)


def _refuse(measure: Measure, total: float) -> None:
    """Refuse what cannot be a total of an instrument."""
    number(total)
    spans = [reading.value for reading in measure.total.readings]
    if spans and not any(total in span for span in spans):
        expected = " or ".join(f"a total from {span}" for span in spans)
        raise InvalidValueError(expected, "a number outside it")
