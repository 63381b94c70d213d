"""Each kind of fault of a catalogue file, and what is said of it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ipt_core.catalogue._read_article import read_article
from ipt_core.catalogue._read_bibliography import read_bibliography
from ipt_core.catalogue._read_concepts import read_concepts
from ipt_core.catalogue._read_measures import read_measures
from ipt_core.catalogue._read_protocols import read_protocol
from ipt_core.catalogue._read_tables import (
    read_disagreements,
    read_dispute_stages,
    read_problem_areas,
    read_strategies,
    read_tasks,
    read_techniques,
)
from ipt_core.catalogue._read_terminology import read_terminology
from ipt_core.catalogue.concepts import Cadence, Disorder, Role, Step
from ipt_core.exceptions import CatalogueError

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = 'code = "ipt"\nname = "IPT"\nedition = "1"\nsummary = "short"\n'


def protocol(text: str) -> object:
    return read_protocol("ipt", HEAD + text)


def read_cadences(text: str) -> object:
    return read_concepts("cadences.toml", Cadence, text)


def read_disorders(text: str) -> object:
    return read_concepts("disorders.toml", Disorder, text)


def read_roles(text: str) -> object:
    return read_concepts("roles.toml", Role, text)


def read_steps(text: str) -> object:
    return read_concepts("steps.toml", Step, text)


READERS: dict[str, Callable[[str], object]] = {
    "protocol": protocol,
    "article": read_article,
    "bibliography": read_bibliography,
    "cadences": read_cadences,
    "disagreements": read_disagreements,
    "dispute_stages": read_dispute_stages,
    "disorders": read_disorders,
    "measures": read_measures,
    "problem_areas": read_problem_areas,
    "roles": read_roles,
    "steps": read_steps,
    "strategies": read_strategies,
    "tasks": read_tasks,
    "techniques": read_techniques,
    "terminology": read_terminology,
}


def cases() -> list[tuple[str, str, str]]:
    page = Path(__file__).with_name("data").joinpath("faults.txt")
    blocks = page.read_text(encoding="utf-8").split("====\n")[1:]
    parts = [block.partition("\n=>\n") for block in blocks]
    return [(*text.split("\n", 1), said.strip()) for text, _, said in parts]  # type: ignore[misc]


@pytest.mark.parametrize(("kind", "text", "said"), cases())
def test_fault(kind: str, text: str, said: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        READERS[kind](text)
    assert "\n".join(map(str, caught.value.problems)) == said


def test_all_faults_are_told_at_once_with_the_file() -> None:
    with pytest.raises(CatalogueError) as caught:
        read_protocol("ipt-a", 'code = "ipt"\nname = ""\nsessions = "12"\n')
    assert str(caught.value) == (
        "protocols/ipt-a.toml: 5 problems:\n"
        "- IPT006 name: expected text that is not empty, found empty text\n"
        "- IPT005 edition: expected this key, found nothing\n"
        "- IPT005 summary: expected this key, found nothing\n"
        "- IPT006 sessions: expected a table with a value and its source,"
        ' or "not found", found text\n'
        "- IPT006 code: expected the name of the file, found another word;"
        " did you mean 'ipt-a'?"
    )
    assert caught.value.file == "protocols/ipt-a.toml"


def test_what_is_not_toml() -> None:
    with pytest.raises(CatalogueError, match=r"IPT001 expected TOML, .* line 5"):
        protocol("sessions = ?")


def test_derived_from_a_derived_value_has_the_weakest_cap() -> None:
    made = read_protocol(
        "ipt",
        HEAD + 'weeks = {min = 1, max = 2, derived = ["minutes", "sessions"]}\n'
        'sessions = {min = 1, max = 4, source = "F02"}\n'
        'minutes = {min = 1, max = 2, derived = ["initial_max", "F02"]}\n'
        'initial_max.readings = [{value = 3, source = "F62"},'
        " {value = 4, convention = true}]\n",
    )
    assert made.weeks is not None
    (reading,) = made.weeks.readings
    assert reading.cap == "info"
    assert [cited.key for cited in reading.citations] == ["F62", "F02"]


@pytest.mark.parametrize("code", ["article", "ipt", "ipt-a"])
def test_the_files_are_read_without_a_fault(code: str) -> None:
    place = files("ipt_core.catalogue").joinpath("data", "protocols", f"{code}.toml")
    assert read_protocol(code, place.read_text(encoding="utf-8")) == read_protocol(code)


def test_toml_that_is_nested_too_deeply_is_a_fault_of_ours() -> None:
    with pytest.raises(CatalogueError, match=r"protocols/ipt\.toml: .*too many levels"):
        read_protocol("ipt", "a = " + "[" * 3000 + "]" * 3000)


def test_a_number_of_too_many_digits_is_a_fault_of_ours() -> None:
    with pytest.raises(CatalogueError, match=r"protocols/ipt\.toml: "):
        read_protocol("ipt", "age = " + "9" * 5000)


def test_faults_of_a_protocol_that_lends_its_tasks_name_its_file() -> None:
    lent = (
        'tasks = [{task = "hope", phase = "start", severity = "info", source = "F62"},'
        ' {task = "timeline", phase = "initial", severity = "info", source = "F999"},'
        ' {task = "timeline", phase = "middle", severity = "info", source = "F62"}]\n'
    )
    text = HEAD + 'sessions = 3\ntasks_like = "ipt-a"\n'
    with pytest.raises(CatalogueError) as caught:
        read_protocol("ipt", text, {"ipt-a": lent})
    assert "\n".join(map(str, caught.value.problems)) == (
        "IPT006 sessions: expected a table with a value and its source,"
        ' or "not found", found a whole number\n'
        "IPT006 tasks_like: expected a task that is listed once, found one again"
        " at tasks[2].task of protocols/ipt-a.toml\n"
        "IPT006 tasks_like: expected a key of the bibliography,"
        " found another word at tasks[1].source of protocols/ipt-a.toml\n"
        "IPT006 tasks_like: expected one of initial, middle, termination,"
        " found another word at tasks[0].phase of protocols/ipt-a.toml"
    )


def test_a_circle_of_protocols_that_lend_their_tasks_is_named() -> None:
    text = HEAD + 'tasks_like = "ipt-a"\n'
    others = {"ipt-a": 'tasks_like = "ipc"', "ipc": 'tasks_like = "ipt-a"'}
    with pytest.raises(CatalogueError, match="a circle of ipt, ipt-a, ipc, ipt-a"):
        read_protocol("ipt", text, others)
