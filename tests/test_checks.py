"""The checks that fields are made of."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import pytest

from ipt_core import _json
from ipt_core._checks import (
    Repeated,
    Unusable,
    Valid,
    kind_of,
    many,
    nearest,
    number,
    one_of,
    optional,
    taken_apart,
    text,
    whole,
)
from ipt_core._json import JsonText, as_json_text, decode_json, encode_json
from ipt_core.exceptions import InvalidValueError
from ipt_core.model import Goal
from ipt_core.vocabulary import Phase


def said(check: Any, value: Any) -> str | None:
    try:
        check(value)
    except InvalidValueError as error:
        return str(error) if error.__context__ is None else "an error with a context"
    return None


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, "null"),
        (True, "true or false"),
        (1, "a whole number"),
        (1.5, "a number"),
        (float("inf"), "a number that is not finite"),
        ("a", "text"),
        ("", "empty text"),
        ({}, "an object"),
        ([], "a list"),
        ((), "a list"),
        (Unusable("a thing"), "a thing"),
        (dt.datetime(2026, 1, 5, tzinfo=dt.UTC), "a date with a time"),
        (dt.date(2026, 1, 5), "a date"),
        (b"", "something else"),
    ],
)
def test_kinds_are_named_as_a_file_would(value: object, kind: str) -> None:
    assert kind_of(value) == kind


def test_the_nearest_known_word_is_found_across_ways_of_writing() -> None:
    assert nearest("Role_Disputes", ["grief", "role-dispute"]) == "role-dispute"
    assert nearest("xyz", ["grief", "role-dispute"]) is None
    assert nearest("grief" + "x" * 10**6, ["grief"]) is None


def test_text_is_not_empty_and_can_be_written() -> None:
    assert said(text, "a") is None
    assert said(text, "ä😀\0") is None
    assert said(text, "") == "expected text that is not empty, found empty text"
    assert said(text, 1) == "expected text that is not empty, found a whole number"
    found = "found text with half of a surrogate pair"
    assert said(text, "ab\udc00") == f"expected text in Unicode, {found}"


def test_whole_numbers_have_a_least_and_fit_every_reader() -> None:
    check = whole(0)
    assert said(check, 0) is None
    assert said(check, 2**53 - 1) is None
    assert said(check, -1) == "expected a whole number from 0, found a smaller one"
    found = "found one that is too large"
    assert said(check, 2**53) == f"expected a whole number from 0, {found}"
    assert said(check, True) == "expected a whole number from 0, found true or false"
    assert said(check, 1.0) == "expected a whole number from 0, found a number"


def test_numbers_are_finite_and_fit_every_reader() -> None:
    for good in (0, -1.5, 2**53 - 1):
        assert said(number, good) is None
    for bad in (2**53, -(2**53), 1e300, 10**400):
        found = "found one that is too large"
        assert said(number, bad) == f"expected a finite number, {found}"
    assert said(number, float("nan")) == (
        "expected a finite number, found a number that is not finite"
    )
    assert said(number, True) == "expected a finite number, found true or false"


def test_one_of_names_what_it_asks_for() -> None:
    assert said(one_of(Phase), Phase.MIDDLE) is None
    words = "expected one of initial, middle, termination"
    assert said(one_of(Phase), "middle") == f"{words}, found text"
    assert said(one_of(bool), 1) == "expected true or false, found a whole number"
    assert said(one_of(dt.date), dt.date(2026, 1, 5)) is None
    moment = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    assert said(one_of(dt.date), moment) == (
        "expected a date, found a date with a time"
    )
    assert said(one_of(Goal), None) == "expected a Goal, found null"


def test_many_and_optional_ask_the_check_inside() -> None:
    check = optional(many(text))
    assert said(check, None) is None
    assert said(check, ("a", "b")) is None
    assert said(check, ["a"]) == "expected a list, found a list"
    assert said(check, ("a", "")) == (
        "expected text that is not empty, found empty text"
    )


def test_checks_can_be_taken_apart() -> None:
    assert taken_apart(whole(3)) == (whole, 3)
    assert taken_apart(one_of(Phase)) == (one_of, Phase)
    assert taken_apart(many(text)) == (many, text)
    assert taken_apart(optional(number)) == (optional, number)
    assert taken_apart(text) == (None, text)


def test_a_validator_adds_the_name_of_the_field() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Goal(id="")
    assert str(caught.value) == (
        "Goal.id: expected text that is not empty, found empty text"
    )
    assert Valid(text).check is text


def test_no_error_carries_the_text_along() -> None:
    with pytest.raises(InvalidValueError) as caught:
        Goal(id="Quokka\ud800")
    context = caught.value.__context__
    assert isinstance(context, InvalidValueError)
    assert context.__context__ is None
    assert "Quokka" not in repr((caught.value, context))


# JSON as text.


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("null", "null"),
        (' {"b" : 1.0,\n"a": [true, -0, 1e2, "\\u00e4"] } ', None),
        ('{"b":1.0,"a":[true,0,100.0,"ä"]}', '{"a":[true,0,100.0,"ä"],"b":1.0}'),
        ('""', '""'),
    ],
)
def test_json_text_has_one_writing(given: str, canonical: str | None) -> None:
    written = as_json_text(given)
    assert written == (canonical or '{"a":[true,0,100.0,"ä"],"b":1.0}')
    assert as_json_text(written) == written


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Quokka", "text that is none"),
        ("[" * 100_000, "text that is none"),
        ("NaN", "a number that is not finite"),
        ("-Infinity", "a number that is not finite"),
        ("1e999", "a number that is not finite"),
        ("9" * 601, "a number of too many digits"),
        ("[" * 102 + "]" * 102, "more than 100 levels of it"),
        ('{"a": 1, "a": 2}', "an object with a name twice"),
        ('{"\\ud800": 1}', "a name that is no text in Unicode"),
        ('["\\ud800"]', "text"),
    ],
)
def test_what_no_file_can_hold_is_no_json_text(given: str, found: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        as_json_text(given)
    assert str(caught.value) == f"expected JSON, found {found}"
    assert caught.value.__context__ is None


def test_json_text_is_text() -> None:
    for given, found in ((None, "null"), ("", "empty text"), (1, "a whole number")):
        with pytest.raises(InvalidValueError) as caught:
            as_json_text(given)  # type: ignore[arg-type]
        assert str(caught.value) == f"expected JSON text, found {found}"


def test_decoding_puts_stand_ins_where_a_plan_holds_nothing() -> None:
    data = decode_json('{"a": NaN, "b": {"c": 1, "c": 2}, "d": ' + "9" * 5000 + "}")
    assert isinstance(data["a"], Unusable)
    assert isinstance(data["b"], Repeated)
    assert data["d"].found == "a number of too many digits"
    assert decode_json("9" * 600) == 10**600 - 1


def test_wide_data_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_json, "_MAX_WIDTH", 3)
    assert encode_json([1, 2, 3]) == JsonText("[1,2,3]")
    with pytest.raises(InvalidValueError, match="more than 3 values"):
        encode_json([1, 2, 3, 4])


class Other(enum.Enum):
    """A word that is no text."""

    ONE = 1


def test_words_of_python_are_no_json() -> None:
    with pytest.raises(InvalidValueError, match="found something else"):
        encode_json(Other.ONE)
