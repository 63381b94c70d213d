"""The public functions and names."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

import ipt_core as ipt
from ipt_core._problems import PROBLEMS
from tests.plans import active, conformant, drafted

MARIANA = Path(__file__).parents[1] / "examples" / "plans" / "mariana.json"


class Hostile(Mapping[str, object]):
    """A mapping that raises whatever one does with it."""

    def __getitem__(self, key: str) -> object:
        raise ZeroDivisionError

    def __iter__(self) -> Iterator[str]:
        raise ZeroDivisionError

    def __len__(self) -> int:
        raise ZeroDivisionError


def _raise(_: object) -> type:
    raise ZeroDivisionError


class TestCheckData:
    """Anything can be checked, and nothing raises."""

    def test_every_form_of_a_plan_gives_the_same_report(self) -> None:
        text = MARIANA.read_text(encoding="utf-8")
        plan = ipt.loads(text)
        report = ipt.check(plan)
        for form in (plan, text, text.encode(), bytearray(text.encode()), MARIANA):
            assert ipt.check_data(form) == report
        assert ipt.check_data(ipt.to_data(plan)) == report

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (None, "IPT001"),
            (7, "IPT001"),
            (object(), "IPT001"),
            (["a"], "IPT001"),
            (Hostile(), "IPT002"),
            (Path("/no/such/file"), "IPT001"),
            (b"\xff\xfe", "IPT001"),
            ("{", "IPT002"),
            ('{"format": "ipt-core/plan/9"}', "IPT003"),
            ('{"format": "ipt-core/plan/1", "protocol": "ipt", "x": 1}', "IPT004"),
            ('{"format": "ipt-core/plan/1"}', "IPT005"),
            ('{"format": "ipt-core/plan/1", "protocol": 1}', "IPT006"),
            (
                '{"format": "ipt-core/plan/1", "protocol": "a", "protocol": "b"}',
                "IPT007",
            ),
        ],
    )
    def test_what_is_no_plan_is_a_finding(self, data: object, code: str) -> None:
        report = ipt.check_data(data)

        assert {finding.code for finding in report.findings} == {code}
        assert not report.ok
        assert report.status is None
        for finding in report.errors:
            assert finding.name == PROBLEMS[code].name
            assert finding.message.startswith("Expected ")
            assert finding.link == f"rules/{code}.html"

    def test_an_object_that_defends_itself_is_a_finding_too(self) -> None:
        evil = type("Evil", (), {"__class__": property(_raise)})
        report = ipt.check_data(evil())
        assert [finding.code for finding in report.findings] == ["IPT001"]

    def test_all_problems_are_told_at_once(self) -> None:
        report = ipt.check_data(
            '{"format": "ipt-core/plan/1", "protocol": 1, "stats": 2, "age": "x"}'
        )
        assert [(f.code, f.place) for f in report.findings] == [
            ("IPT004", ""),
            ("IPT006", "protocol"),
            ("IPT006", "age"),
        ]
        assert report.findings[0].hint == "The nearest known name is status."

    @pytest.mark.parametrize("data", ["plans/zebra.json", "zebra", "", " zebra {}"])
    def test_text_that_may_be_a_path_is_told_how_to_give_one(self, data: str) -> None:
        (finding,) = ipt.check_data(data).findings
        assert finding.hint.endswith("give its path as a pathlib.Path.")
        assert "zebra" not in str(finding)

    @pytest.mark.parametrize("data", ["{", " [1]", b"x", Path("/no/such/file"), 7])
    def test_what_is_no_path_as_text_is_not_told_so(self, data: object) -> None:
        (finding,) = ipt.check_data(data).findings
        assert not finding.hint


class TestCheck:
    """The defaults of `check`."""

    def test_a_draft_is_judged_as_planned(self) -> None:
        report = ipt.check(drafted("ipt"))
        assert report.horizon is ipt.Horizon.PLANNED
        delivered = ipt.check(drafted("ipt"), horizon=ipt.Horizon.DELIVERED)
        assert len(delivered.owed) > len(report.owed)
        assert ipt.check(active()).horizon is ipt.Horizon.DELIVERED

    def test_a_plan_entered_in_error_is_not_judged(self) -> None:
        report = ipt.check(active(status=ipt.PlanStatus.ENTERED_IN_ERROR))
        assert {outcome.reason for outcome in report.outcomes} == {"entered-in-error"}
        assert report.ok

    def test_the_rules_can_be_chosen(self) -> None:
        report = ipt.check(conformant("ipt"), rules=ipt.rules.select("IPT2"))
        safety = sum(rule.safety for rule in ipt.rules)
        phases = sum(rule.code.startswith("IPT2") for rule in ipt.rules)
        assert report.stamp.rules == phases + safety
        assert report.stamp.changes == ("selected IPT2",)
        assert report.stamp.library == ipt.__version__

    @pytest.mark.parametrize(
        "as_of", [-1, True, "5", dt.datetime(2026, 1, 5, tzinfo=dt.UTC)]
    )
    @pytest.mark.parametrize("check", [ipt.check, ipt.check_data])
    def test_as_of_is_a_number_or_a_day(self, check: Any, as_of: object) -> None:
        with pytest.raises(ipt.InvalidValueError, match="a session's number or a date"):
            check(active(), as_of=as_of)

    def test_the_horizon_may_be_given_as_text(self) -> None:
        report = ipt.check(active(), horizon="planned")
        assert report.horizon is ipt.Horizon.PLANNED
        with pytest.raises(ipt.InvalidValueError, match="one of delivered, planned"):
            ipt.check(active(), horizon="tomorrow")


class TestNames:
    """What the package gives out, and when it loads it."""

    def test_every_public_name_is_there(self) -> None:
        for name in dir(ipt):
            assert getattr(ipt, name) is not None
        assert "TreatmentPlan" in dir(ipt)
        assert "loads" in dir(ipt)
        assert ipt.__all__ == dir(ipt)

    @pytest.mark.parametrize("name", ["nothing_such", "_private"])
    def test_an_unknown_name_is_an_attribute_error(self, name: str) -> None:
        with pytest.raises(AttributeError, match=f"no attribute {name!r}"):
            getattr(ipt, name)

    @pytest.mark.parametrize(
        ("code", "absent"),
        [
            ("import ipt_core", ["attrs", "cattrs", "json", "tomllib"]),
            ("import ipt_core; ipt_core.TreatmentPlan", ["cattrs", "tomllib"]),
            ("import ipt_core; ipt_core.protocols", ["cattrs", "tomllib"]),
            ("import ipt_core; ipt_core.check", ["cattrs", "tomllib"]),
        ],
    )
    def test_what_is_not_needed_is_not_loaded(
        self, code: str, absent: list[str]
    ) -> None:
        ask = f"{code}; import sys; print([m for m in {absent} if m in sys.modules])"
        done = subprocess.run(
            [sys.executable, "-c", ask], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "[]"


def test_errors_say_what_they_mean() -> None:
    assert str(ipt.UnknownCodeError("rule")) == "no such rule"
    assert str(ipt.InvalidValueError("text", "null")) == "expected text, found null"
    with pytest.raises(ipt.InvalidValueError, match=r"Goal.id: expected text"):
        ipt.Goal(id="")
    assert issubclass(ipt.LoadError, ipt.IptError)
    assert issubclass(ipt.IptWarning, UserWarning)


@pytest.mark.parametrize(
    ("call", "where"),
    [
        (lambda: ipt.check(5), "plan"),  # type: ignore[arg-type]
        (lambda: ipt.check(active(), others=None), "others"),  # type: ignore[arg-type]
        (lambda: ipt.check(active(), others=5), "others"),  # type: ignore[arg-type]
        (lambda: ipt.check(active(), others=["x"]), "others"),  # type: ignore[list-item]
        (lambda: ipt.check(active(), others=[None]), "others"),  # type: ignore[list-item]
        (lambda: ipt.check(active(), rules=5), "rules"),  # type: ignore[arg-type]
        (lambda: ipt.check_group(5), "plans"),  # type: ignore[arg-type]
        (lambda: ipt.check_group(None), "plans"),  # type: ignore[arg-type]
        (lambda: ipt.check_group([5]), "plans"),  # type: ignore[list-item]
        (lambda: ipt.find(None), "text"),  # type: ignore[arg-type]
        (lambda: ipt.find(5), "text"),  # type: ignore[arg-type]
        (lambda: ipt.find(b"x"), "text"),  # type: ignore[arg-type]
        (lambda: ipt.protocols_about(None), "link"),  # type: ignore[arg-type]
        (lambda: ipt.protocols_about(5), "link"),  # type: ignore[arg-type]
        (lambda: ipt.load_terminology(None), "source"),  # type: ignore[arg-type]
        (lambda: ipt.dumps(5), "plan"),  # type: ignore[arg-type]
        (lambda: ipt.dump(None, "a.json"), "plan"),  # type: ignore[arg-type]
        (lambda: ipt.to_data({}), "plan"),  # type: ignore[arg-type]
        (lambda: ipt.redact(5), "plan"),  # type: ignore[arg-type]
    ],
    ids=range(19),
)
def test_an_argument_of_another_kind_is_named(call: Any, where: str) -> None:
    with pytest.raises(ipt.InvalidValueError) as raised:
        call()
    assert raised.value.where == where
