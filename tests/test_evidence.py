"""Bases, caps and readings."""

from __future__ import annotations

import pytest

import ipt_core as ipt
from ipt_core.evidence import (
    Basis,
    Reading,
    Severity,
    Source,
    Sourced,
    SourceStatus,
    basis_of,
    cap_of,
    strongest,
    weakest,
)


@pytest.mark.parametrize(
    ("status", "protocol", "basis"),
    [
        (SourceStatus.SEEN, "ipt", Basis.PUBLISHED),
        (SourceStatus.SEEN, "ipt-a", Basis.TRANSFERRED),
        (SourceStatus.SECONDARY, "ipt", Basis.SECONDARY),
        (SourceStatus.UNVERIFIED, "ipt", Basis.UNVERIFIED),
    ],
)
def test_what_a_source_is_worth(
    status: SourceStatus, protocol: str, basis: Basis
) -> None:
    source = Source(key="X01", citation="A text", status=status, about=("ipt",))
    assert basis_of(source, protocol) is basis


def test_every_basis_but_derived_has_a_cap_of_its_own() -> None:
    caps = {basis: cap_of(basis) for basis in Basis if basis is not Basis.DERIVED}
    assert {basis for basis, cap in caps.items() if cap is Severity.ERROR} == {
        Basis.STRUCTURAL,
        Basis.PUBLISHED,
    }
    assert {basis for basis, cap in caps.items() if cap is Severity.INFO} == {
        Basis.CONVENTION
    }
    with pytest.raises(KeyError):
        cap_of(Basis.DERIVED)


def test_one_good_source_is_enough_and_one_weak_input_too_many() -> None:
    assert strongest([Basis.UNVERIFIED, Basis.PUBLISHED]) is Basis.PUBLISHED
    assert weakest([Severity.ERROR, Severity.INFO]) is Severity.INFO
    assert weakest([]) is Severity.ERROR
    assert [s.rank for s in Severity] == [0, 1, 2]


def test_a_value_may_be_unknown_known_or_disputed() -> None:
    unknown: Sourced[int] = Sourced()
    assert (unknown.known, unknown.value, unknown.basis, unknown.sources) == (
        False,
        None,
        None,
        (),
    )
    cited = ipt.cite("F05", "ipt")
    first = Reading(
        value=9, basis=Basis.PUBLISHED, cap=Severity.ERROR, citations=(cited,)
    )
    second = Reading(
        value=10, basis=Basis.SECONDARY, cap=Severity.WARNING, citations=(cited,)
    )
    both = Sourced(readings=(first, second))
    assert both.known
    assert both.disputed
    assert (both.value, both.basis) == (9, Basis.PUBLISHED)
    assert both.sources == (cited,)
    assert str(cited).endswith("ch. 7, p. 117 [F05]")


def test_a_range_holds_its_ends() -> None:
    span = ipt.Range(min=12, max=16)
    assert [n in span for n in (11, 12, 16, 17)] == [False, True, True, False]
