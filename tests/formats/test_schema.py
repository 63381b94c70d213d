"""The schemas: up to date, sound, and of one mind with the loader."""

from __future__ import annotations

import copy
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from ipt_core import formats
from ipt_core.exceptions import LoadError
from scripts import generate_schema
from tests.strategies import plans, unhurried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ipt_core._problems import Path
    from ipt_core.model import TreatmentPlan

FULL = formats.schema()
DRAFT = formats.schema("draft")
PROFILES = {"full": FULL, "draft": DRAFT}


@pytest.mark.parametrize("name", ["plan-1.json", "plan-1-draft.json"])
def test_the_committed_schema_is_what_the_model_says(name: str) -> None:
    committed = (generate_schema.FOLDER / name).read_text(encoding="utf-8")
    assert committed == generate_schema.schemas()[name], (
        "run scripts/generate_schema.py and commit what it wrote"
    )


def test_there_is_no_other_profile() -> None:
    with pytest.raises(ValueError, match="one of full, draft, report"):
        formats.schema("short")  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_schema_is_sound_and_names_no_host(profile: str) -> None:
    schema = PROFILES[profile]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:ipt-core:plan:1")
    assert "://" not in json.dumps(schema).replace(schema["$schema"], "")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_object_is_closed_and_everything_is_described(profile: str) -> None:
    schema = PROFILES[profile]
    for part in [schema, *schema["$defs"].values()]:
        assert part["description"]
        if "enum" not in part:
            assert part["type"] == "object"
            assert part["additionalProperties"] is False
            assert all(field["description"] for field in part["properties"].values())


@unhurried
@given(plans())
def test_what_is_dumped_fits_the_schema(plan: TreatmentPlan) -> None:
    assert fits(FULL, formats.to_data(plan))


# A value of each kind at every field: schema and loader accept and refuse the same.

VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "zero": 0,
    "one": 1,
    "minus one": -1,
    "far past": -36526,
    "half": 0.5,
    "too large": 2**53,
    "too small": -(2**53),
    "empty text": "",
    "text": "text",
    "shouted word": "Active",
    "day": "2026-01-05",
    "day without hyphens": "20260105",
    "week": "2026-W01-1",
    "time": "2026-01-05T10:00:00",
    "empty list": [],
    "list of null": [None],
    "list of numbers": [1],
    "list of texts": ["text", ""],
    "list of objects": [{}],
    "empty object": {},
    "object": {"quokka": 1},
}

# What the schema cannot say. It accepts these, the loader refuses them.
NOT_IN_SCHEMA: dict[str, Any] = {
    "1.0 for a whole number, which is one to JSON Schema": ({"age": 1.0}),
    "a day that is in no calendar": {"sessions": [{"on": "2026-02-30"}]},
    "text with half of a surrogate pair": {"id": "\ud800"},
    "an extension of more than 100 levels": {
        "extensions": [{"name": "deep", "value": json.loads("[" * 102 + "]" * 102)}]
    },
    "a number of more than 600 digits": {
        "extensions": [{"name": "long", "value": 10**600}]
    },
}


@pytest.mark.parametrize("case", NOT_IN_SCHEMA)
def test_the_list_of_what_the_schema_cannot_say_is_right(case: str) -> None:
    data = {**sample(FULL), **NOT_IN_SCHEMA[case]}
    assert fits(FULL, data)
    assert not loads(data)


def test_schema_and_loader_agree_on_every_value_at_every_field() -> None:
    seen = 0
    for path, put, schema in places(FULL, ()):
        verdicts = {name: fits(schema, value) for name, value in VALUES.items()}
        assert fits(FULL, put(sample(schema)))
        for name, valid in verdicts.items():
            data = put(copy.deepcopy(VALUES[name]))
            assert loads(data, path) == valid, (path, name)
            seen += 1
        if schema != FULL["$defs"]["Extension"]["properties"]["value"]:
            assert not all(verdicts.values()), path
    assert seen > 200 * len(VALUES)


def test_schema_and_loader_agree_on_missing_and_unknown_fields() -> None:
    for path, put, schema in places(FULL, ()):
        whole = resolve(schema)
        if whole.get("type") != "object":
            continue
        smallest = sample(whole)
        for name in smallest:
            less = {key: part for key, part in smallest.items() if key != name}
            assert not fits(FULL, put(less))
            assert not loads(put(less), path)
        more = {**smallest, "quokka": 1}
        assert not fits(FULL, put(more))
        assert not loads(put(more), path)


VALIDATOR: Any = Draft202012Validator(FULL)


def fits(schema: dict[str, Any], data: Any) -> bool:
    """Tell whether data fit the schema, or a part of it."""
    found: bool = VALIDATOR.evolve(schema=schema).is_valid(data)
    return found


def loads(data: Any, place: Path = ()) -> bool:
    """Tell whether the loader accepts data; what it finds is at or under a place."""
    try:
        formats.from_data(data)
    except LoadError as error:
        for problem in error.problems:
            assert problem.path[: len(place)] == place
        return False
    return True


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return resolve(schema["anyOf"][0])
    if "$ref" in schema:
        found: dict[str, Any] = FULL["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        return found
    return schema


def sample(schema: dict[str, Any]) -> Any:
    """Make the smallest value that a schema accepts."""
    schema = resolve(schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "pattern" in schema:
        return "2026-01-05"
    kind: Any = schema.get("type", "string")
    if kind == "object":
        fields = schema["properties"]
        return {name: sample(fields[name]) for name in schema["required"]}
    plain = {"string": "text", "integer": 1, "number": 1.5, "boolean": False}
    return plain.get(kind if type(kind) is str else kind[0], [])


def places(
    schema: dict[str, Any], path: Path
) -> Iterator[tuple[Path, Callable[[Any], Any], dict[str, Any]]]:
    """Walk over all fields: where, what puts a value there, what the schema asks."""
    schema = resolve(schema)
    for name, field in schema.get("properties", {}).items():
        put = partial(put_field, sample(schema), name)
        yield (*path, name), put, field
        for inner, deeper, part in places(field, (*path, name)):
            yield inner, partial(put_deeper, put, deeper), part
    if "items" in schema:
        yield (*path, 0), put_member, schema["items"]
        for inner, deeper, part in places(schema["items"], (*path, 0)):
            yield inner, partial(put_deeper, put_member, deeper), part


def put_field(around: dict[str, Any], name: str, value: Any) -> Any:
    return {**around, name: value}


def put_member(value: Any) -> Any:
    return [value]


def put_deeper(outer: Any, inner: Any, value: Any) -> Any:
    return outer(inner(value))


# The profile for drafts.


def test_a_draft_is_a_plan() -> None:
    for name, draft in [("", DRAFT), *DRAFT["$defs"].items()]:
        full = FULL["$defs"].get(name, FULL)
        if "enum" in draft:
            assert draft == full
            continue
        assert draft["required"] == full["required"]
        for field, part in draft["properties"].items():
            if field == "status":
                assert part == {
                    "description": full["properties"][field]["description"],
                    "const": full["properties"][field]["default"],
                }
            else:
                assert part == full["properties"][field]


def test_a_draft_leaves_out_what_only_a_person_can_say() -> None:
    left_out = {
        f"{name or 'TreatmentPlan'}.{field}"
        for name, draft in [("", DRAFT), *DRAFT["$defs"].items()]
        for field in FULL["$defs"].get(name, FULL).get("properties", {})
        if field not in draft["properties"]
    }
    assert left_out == {
        "Assessment.areas",
        "Assessment.diagnoses",
        "Assessment.enquiries",
        "Assessment.exclusions",
        "Assessment.scores",
        "Assessment.suitability",
        "Contract.agreements",
        "Focus.agreements",
        "Focus.losses",
        "Goal.agreements",
        "Maintenance.agreements",
        "Session.attested",
        "Session.enquiries",
        "Session.ratings",
        "Session.scores",
        "Treatment.attested",
        "TreatmentPlan.end",
        "TreatmentPlan.extensions",
        "TreatmentPlan.judgements",
        "TreatmentPlan.ratings",
        "TreatmentPlan.records",
        "TreatmentPlan.waivers",
    }
    statuses = {
        name: draft["properties"]["status"]["const"]
        for name, draft in [("", DRAFT), *DRAFT["$defs"].items()]
        if "status" in draft.get("properties", {})
    }
    assert statuses == {"": "draft", "Goal": "open", "Session": "planned"}
