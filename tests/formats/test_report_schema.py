"""The schema of reports: up to date, sound, and every report fits it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import ipt_core as ipt
from scripts import generate_schema
from scripts.generation.report_schema import report_schema
from tests.strategies import plans, unhurried

if TYPE_CHECKING:
    from ipt_core.engine import Report
    from ipt_core.model import TreatmentPlan

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.json"))
SCHEMA = ipt.schema("report")


def closed(schema: Any) -> Any:
    """Refuse what the schema does not name, which later releases may add."""
    if isinstance(schema, dict):
        parts = cast("dict[str, Any]", cast("object", schema))
        made = {name: closed(part) for name, part in parts.items()}
        if "properties" in made and "required" in made:
            made["additionalProperties"] = False
        return made
    if isinstance(schema, list):
        return [closed(part) for part in cast("list[Any]", cast("object", schema))]
    return schema


FITS: Any = Draft202012Validator(closed(SCHEMA))


def wrong(report: Report) -> list[str]:
    data = json.loads(report.to_json())
    return [error.message for error in FITS.iter_errors(data)]


def test_the_committed_schema_is_what_the_classes_say() -> None:
    """If this fails: `python scripts/generate.py`."""
    committed = (generate_schema.FOLDER / "report-1.json").read_text(encoding="utf-8")
    assert committed == report_schema()


def test_it_is_sound_described_and_names_no_host() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert "://" not in json.dumps(SCHEMA).replace(SCHEMA["$schema"], "")
    for part in [SCHEMA, *SCHEMA["$defs"].values()]:
        assert part["description"]
        assert all(field["description"] for field in part["properties"].values())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("as_of", [None, 0, 3])
def test_every_report_of_the_examples_fits(path: Path, as_of: int | None) -> None:
    assert not wrong(ipt.check_data(path, as_of=as_of))


@pytest.mark.parametrize("rule", ipt.rules, ids=lambda rule: rule.code)
def test_a_report_that_finds_something_fits(rule: ipt.Rule) -> None:
    plan = ipt.load(EXAMPLES[0].parent / "plans" / "depression-16.json")
    assert rule.fault
    try:
        broken = rule.fault(plan)
    except ValueError:  # there is nothing to break
        return
    assert not wrong(ipt.check(broken))


@unhurried
@given(plans())
def test_the_report_of_any_plan_fits(plan: TreatmentPlan) -> None:
    assert not wrong(ipt.check(plan))
