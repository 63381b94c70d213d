"""Structuring in general; plans are in `laws` and `formats`."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from ipt_core import _structuring
from ipt_core._checks import Repeated, Valid, optional, text
from ipt_core._problems import MAX_PROBLEMS, Problem, python_path
from ipt_core._structuring import Structurer
from ipt_core.exceptions import InvalidValueError, LoadError
from ipt_core.vocabulary import Phase


@attrs.frozen(kw_only=True)
class Inner:
    name: str
    share: float = 0.5


@attrs.frozen(kw_only=True)
class Outer:
    phase: Phase
    inner: Inner | None = None
    inners: tuple[Inner, ...] = ()
    flag: bool = False
    words: dict[str, int] = attrs.field(factory=dict[str, int])
    note: str | None = attrs.field(default="none", validator=Valid(optional(text)))


@attrs.frozen(kw_only=True)
class Doubled:
    count: int

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "count", self.count * 2)


def problems(structure: Structurer[Any], data: object) -> list[str]:
    with pytest.raises(LoadError) as caught:
        structure(data)
    return [str(problem) for problem in caught.value.problems]


def test_classes_of_every_making_are_structured() -> None:
    data = {
        "phase": "middle",
        "inner": {"name": ""},
        "inners": [{"name": "a", "share": 1}],
        "flag": True,
        "words": {"a": 1},
    }
    made = Outer(
        phase=Phase.MIDDLE,
        inner=Inner(name=""),
        inners=(Inner(name="a", share=1),),
        flag=True,
        words={"a": 1},
    )
    assert Structurer(Outer)(data) == made
    assert hash(Structurer(Inner)({"name": "a"})) == hash(Inner(name="a"))
    assert Structurer(Doubled)({"count": 2}) == Doubled(count=2)


def test_defaults_are_not_shared() -> None:
    structure = Structurer(Outer)
    one, other = structure({"phase": "middle"}), structure({"phase": "middle"})
    assert one.words is not other.words


def test_null_is_taken_where_none_is_meant_and_only_there() -> None:
    structure = Structurer(Outer)
    assert structure({"phase": "middle", "note": None}).note is None
    assert structure({"phase": "middle"}).note == "none"
    assert problems(structure, {"phase": "middle", "inners": None, "inner": None}) == [
        "IPT006 inners: expected a list, found null"
    ]


def test_both_passes_make_the_same() -> None:
    structure = Structurer(Outer)
    for data in (
        {"phase": "middle", "note": None, "inners": ({"name": "ä"},)},
        {"phase": Phase.MIDDLE, "inner": None},
        {"phase": "initial", "note": "a"},
    ):
        assert structure.quick(data) == structure.thorough(data)


def test_hooks_of_ones_own_come_first() -> None:
    def shout(value: Any, _: Any) -> Inner:
        return Inner(name=value.upper())

    structure = Structurer(Outer, extra={Inner: shout})
    data = {"phase": "middle", "inner": "a", "inners": ["b"]}
    made = structure(data)
    assert made.inner == Inner(name="A")
    assert made.inners == (Inner(name="B"),)
    data["phase"] = "midle"
    words = "initial, middle, termination"
    found = "found another word; did you mean 'middle'?"
    assert problems(structure, data) == [
        f"IPT006 phase: expected one of {words}, {found}"
    ]


def test_names_beside_the_fields_stand_at_the_root_only() -> None:
    structure = Structurer(Outer, beside=("format",))
    assert structure({"format": 1, "phase": "middle"}) == Outer(phase=Phase.MIDDLE)
    data = {"format": 1, "phase": "middle", "inner": {"name": "a", "format": 1}, "x": 1}
    unknown = "expected a field of this object, found an unknown name for field"
    assert problems(structure, data) == [
        f"IPT004 {unknown} 4",
        f"IPT004 inner: {unknown} 2",
    ]


def test_a_root_that_is_no_object_is_a_problem_too() -> None:
    structure = Structurer(Outer, beside=("format",))
    assert problems(structure, []) == ["IPT006 expected an object, found a list"]
    assert problems(structure, Repeated(format=1, phase="middle")) == [
        "IPT007 expected each name once, found a name twice"
    ]


def test_looking_ends_where_nobody_would_read_on() -> None:
    looked: list[object] = []

    def refuse(value: Any, _: Any) -> Inner:
        looked.append(value)
        raise InvalidValueError("something else", "this")

    structure = Structurer(Outer, extra={Inner: refuse})
    assert problems(structure, {"phase": "middle", "inners": [0] * 5000})
    assert len(looked) == 1 + MAX_PROBLEMS + 1  # the first is of the quick pass


def test_unknown_names_are_compared_with_known_ones_so_often_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[object] = []

    def look(name: str, _: object) -> None:
        looked.append(name)

    monkeypatch.setattr(_structuring, "nearest", look)
    data = {"phase": "middle"} | {f"x{number}": 1 for number in range(5000)}
    assert problems(Structurer(Outer), data)
    assert len(looked) == MAX_PROBLEMS + 1


def test_problems_are_written_with_the_place_as_python_would() -> None:
    path = ("sessions", 3, "phase")
    assert python_path(path) == "sessions[3].phase"
    assert python_path(path, "plan") == "plan.sessions[3].phase"
    assert python_path(()) == ""
    problem = Problem(code="IPT006", path=path, expected="a", found="b", nearest="c")
    assert str(problem) == (
        "IPT006 sessions[3].phase: expected a, found b; did you mean 'c'?"
    )
