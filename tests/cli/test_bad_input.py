"""Whatever a file holds: a clear message of ours, exit code 2, and nothing repeated."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Said

    Run = Callable[..., Said]
    Path_ = tuple[str | int, ...]

PLANS = Path(__file__).parents[2] / "examples" / "plans"
CANARY = "Quokka 7431"
START = '{"format": "ipt-core/plan/1", "protocol": "ipt", '
SOUND = (
    START + f'"foci": [{{"id": "f1", "area": "grief", "formulation": "{CANARY}"}}]}}'
)


def plan(rest: str) -> bytes:
    return (START + rest.replace("?", CANARY) + "}").encode()


FIELD = "expected a field of this object"
SCORE = (
    '"assessment": {"scores": [{"instrument": "?", "total": 1e999, "attested": %s}]}'
)

TABLE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "IPT001 expected JSON, found nothing"),
    "blank": (b" \n\t", "IPT001 expected JSON, found nothing"),
    "no JSON": (
        f"format: {CANARY}".encode(),
        "IPT002 expected JSON, found something that is none at line 1, column 1",
    ),
    "a text": (f'"{CANARY}"'.encode(), "IPT002 expected an object, found text"),
    "a list": (f'["{CANARY}"]'.encode(), "IPT002 expected an object, found a list"),
    "truncated": (SOUND[:-30].encode(), "IPT002 expected JSON, found "),
    "ends too early": (
        SOUND[:-1].encode(),
        "IPT002 expected JSON, found an end too early at line 1, column ",
    ),
    "something after it": (
        SOUND.encode() + CANARY.encode(),
        "IPT002 expected JSON, found something that is none at line 1, column ",
    ),
    "UTF-16": (
        SOUND.encode("utf-16"),
        "IPT001 expected UTF-8, found UTF-16 or UTF-32",
    ),
    "UTF-16 without a mark": (
        SOUND.encode("utf-16-le"),
        "IPT001 expected UTF-8, found UTF-16 or UTF-32",
    ),
    "UTF-32": (
        SOUND.encode("utf-32-be"),
        "IPT001 expected UTF-8, found UTF-16 or UTF-32",
    ),
    "invalid UTF-8": (
        SOUND.replace("Quokka", "Quokka\xe9").encode("latin-1"),
        "IPT001 expected UTF-8, found something else at byte ",
    ),
    "a byte order mark": (
        SOUND.encode("utf-8-sig"),
        "IPT001 expected UTF-8 without a byte order mark, found a byte order mark",
    ),
    "100,000 lists in lists": (
        b"[" * 100_000 + b"]" * 100_000,
        "IPT002 expected JSON, found too many levels of lists and objects",
    ),
    "100,000 levels in an extension": (
        plan(
            f'"extensions": [{{"name": "?", "value": {"[" * 100_000}{"]" * 100_000}}}]'
        ),
        "IPT002 expected JSON, found too many levels of lists and objects",
    ),
    "no format": (
        f'{{"protocol": "ipt", "id": "{CANARY}"}}'.encode(),
        "IPT003 format: expected one of ipt-core/plan/1, found nothing",
    ),
    "a format of the future": (
        f'{{"format": "ipt-core/plan/99", "id": "{CANARY}"}}'.encode(),
        "IPT003 format: expected one of ipt-core/plan/1, found another text",
    ),
    "a format that is none": (
        b'{"format": 7431}',
        "IPT003 format: expected one of ipt-core/plan/1, found a whole number",
    ),
    "an unknown field": (plan('"?": 1'), "IPT004 "),
    "a misspelt field": (
        plan('"protocl": "?"'),
        f"IPT004 {FIELD}, found an unknown name for field 3; did you mean 'protocol'?",
    ),
    "a missing field": (
        plan('"foci": [{"id": "?"}]'),
        "IPT005 foci[0].area: expected this field, found nothing",
    ),
    "a name twice": (plan('"id": "a", "id": "?"'), "IPT007 "),
    "a name twice, inside": (
        plan('"foci": [{"id": "f1", "area": "grief", "area": "?"}]'),
        "IPT007 foci[0]: ",
    ),
    "NaN": (plan('"age": NaN'), "IPT006 age: "),
    "an infinite number": (plan('"age": -Infinity'), "IPT006 age: "),
    "5,000 digits": (
        plan(f'"age": {"7431" * 1250}'),
        "IPT006 age: expected a whole number, found a number of too many digits",
    ),
    "1e999": (
        plan(SCORE % '{"origin": "clinician"}'),
        "IPT006 assessment.scores[0].total: expected a finite number, found a number ",
    ),
    "an impossible date": (
        plan('"end": {"on": "2026-02-30"}'),
        "IPT006 end.on: expected a date such as 2026-01-05, found no such date",
    ),
    "true for 1": (
        plan('"age": true'),
        "IPT006 age: expected a whole number, found true or false",
    ),
    "3.9 for a whole number": (
        plan('"age": 3.9'),
        "IPT006 age: expected a whole number, found a number",
    ),
    "text for a number": (
        plan('"age": "?"'),
        "IPT006 age: expected a whole number, found text",
    ),
    "an unknown word": (
        plan('"status": "?"'),
        "IPT006 status: expected one of draft, active, on-hold, completed, ",
    ),
    "half a surrogate pair": (
        plan(r'"id": "?\ud800"'),
        "IPT006 id: expected text in Unicode, found text with half of a surrogate pair",
    ),
    "an empty id": (plan('"id": ""'), "IPT006 id: expected "),
}


def _refuse(_: str) -> NoReturn:
    raise AssertionError


def strict(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text, parse_constant=_refuse)
    return data


def told(said: Said, start: str) -> None:
    (line,) = said.err.splitlines()
    assert line.startswith(start)
    assert said.code == 2
    assert not tells(said)


def tells(said: Said) -> bool:
    return any(word in said.out + said.err for word in ("Quokka", "7431", "Traceback"))


@pytest.mark.parametrize("name", TABLE)
def test_a_file_gets_one_clear_message(name: str, tmp_path: Path, run: Run) -> None:
    content, message = TABLE[name]
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    said = run("check", path)
    told(said, f"{path}: {message}")
    assert said.out == ""
    said = run("check", "--format", "json", path)
    told(said, f"{path}: {message}")
    (entry,) = strict(said.out)["reports"]
    assert entry["file"] == str(path)
    assert entry["report"]["ok"] is False
    assert [f["code"] for f in entry["report"]["findings"]] == [message[:6]]


@pytest.mark.parametrize("name", TABLE)
def test_standard_input_gets_the_same_message(
    name: str, given: Callable[[bytes], None], run: Run
) -> None:
    content, message = TABLE[name]
    given(content)
    said = run("check", "-")
    told(said, f"standard input: {message}")
    assert said.out == ""


def test_a_directory_and_a_missing_file(tmp_path: Path, run: Run) -> None:
    start = "IPT001 expected the path of a file that can be read, found"
    told(run("check", tmp_path), f"{tmp_path}: {start} a directory")
    missing = tmp_path / "none.json"
    told(run("check", missing), f"{missing}: {start} no such file")
    told(run("check", "a\0b"), rf"a\x00b: {start} one that cannot be read")


def test_100_megabytes(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "plan.json"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    start = "IPT001 expected"
    told(run("check", path), f"{path}: {start} the path of a file that can be read")
    with path.open("rb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "ipt_core", "check", "-"],
            stdin=file,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        f"standard input: {start} at most 16777216 bytes, found more\n"
    )


def test_all_problems_are_told_at_once(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(
        plan('"?": 1, "age": "?", "foci": [{"id": "?"}], "end": {"on": "?"}')
    )
    said = run("check", path)
    codes = [line.removeprefix(f"{path}: ")[:6] for line in said.err.splitlines()]
    assert sorted(codes) == ["IPT004", "IPT005", "IPT006", "IPT006"]
    assert said.code == 2
    assert not tells(said)


def places(data: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    """Each place of a plan with what stands there."""
    if path:
        yield path, data
    if isinstance(data, dict):
        for name, part in cast("dict[str, object]", data).items():
            yield from places(part, (*path, name))
    elif isinstance(data, list):
        for position, part in enumerate(cast("list[object]", data)):
            yield from places(part, (*path, position))


def alike(path: Path_) -> Path_:
    return tuple("" if isinstance(step, int) else step for step in path)


COURSE = json.loads((PLANS / "depression-16.json").read_text(encoding="utf-8"))
EACH = {alike(path): (path, part) for path, part in places(COURSE)}
CANARIES: dict[type[Any], Any] = {dict: CANARY, list: {CANARY: CANARY}}


def changed(path: Path_, value: object) -> bytes:
    data = json.loads(json.dumps(COURSE))
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return json.dumps(data).encode()


@pytest.mark.parametrize("path", EACH, ids=".".join)
def test_the_wrong_type_at_any_place(path: Path_, tmp_path: Path, run: Run) -> None:
    where, part = EACH[path]
    wrong = CANARIES.get(type(part), [{CANARY: 7431}])
    file = tmp_path / "plan.json"
    file.write_bytes(changed(where, wrong))
    said = run("check", file)
    assert said.code == 2
    assert said.out == ""
    assert not tells(said)
    start = f"{file}: IPT00"
    assert said.err
    assert all(line.startswith(start) for line in said.err.splitlines())
    place = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in where)
    assert f" {place.lstrip('.')}: expected " in said.err


def test_nothing_that_a_plan_says_is_repeated(tmp_path: Path, run: Run) -> None:
    data = json.loads((PLANS / "draft-with-faults.json").read_text(encoding="utf-8"))
    known = {"format", "protocol", "status", "on", "phase", "criteria", "origin"}
    texts = [
        path
        for path, part in places(data)
        if isinstance(part, str)
        and not known & set(path)
        and path[-1] not in {"setting", "stage"}
    ]
    for path in texts:
        inner = data
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = CANARY
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert len(texts) > 50
    for form in ("text", "json"):
        said = run("check", "--format", form, file)
        assert said.code == 1
        assert said.err == ""
        assert not tells(said)
