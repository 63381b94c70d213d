"""The workflows: pinned, with the least that each job may do, and rehearsed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.releasing.errors import ReleaseError
from scripts.releasing.rehearsal import (
    NOT_REHEARSED,
    WORKFLOW,
    meant,
    not_rehearsed,
)
from scripts.releasing.workflow import jobs_of, steps_of

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
USES = re.compile(r"^ *(?:- )?uses: (.*)$", re.MULTILINE)
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
every = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def loaded(workflow: Path) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(workflow.read_text("utf-8"))
    return read


@every
def test_each_action_is_pinned_to_a_commit_with_its_version(workflow: Path) -> None:
    found = USES.findall(workflow.read_text("utf-8"))
    assert found
    assert not [each for each in found if not PINNED.fullmatch(each)]


def test_one_action_is_pinned_to_one_commit_everywhere() -> None:
    texts = [workflow.read_text("utf-8") for workflow in WORKFLOWS]
    found = {each for text in texts for each in USES.findall(text)}
    assert len({each.partition("@")[0] for each in found}) == len(found)


@every
def test_each_job_may_do_the_least(workflow: Path) -> None:
    assert loaded(workflow)["permissions"] == {}
    for name, job in jobs_of(workflow).items():
        writes = {what for what, how in job["permissions"].items() if how == "write"}
        assert writes == {
            "package": {"id-token", "attestations"},
            "site": {"contents"},
        }.get(name, set())
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] == (name == "site")


@every
def test_no_command_is_made_of_what_others_can_name(workflow: Path) -> None:
    assert "pull_request_target" not in workflow.read_text("utf-8")
    assert "secrets." not in workflow.read_text("utf-8")
    assert not [step.name for step in steps_of(workflow) if "${{" in (step.run or "")]


def test_only_a_tag_publishes_and_only_after_the_tests() -> None:
    publish = loaded(ROOT / WORKFLOW)
    assert publish[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 reads `on` so
    jobs = publish["jobs"]
    assert set(jobs["package"]["needs"]) == {"build", "test"}
    assert "package" in jobs["site"]["needs"]
    assert jobs["package"]["environment"] == "release"


def test_what_may_write_runs_nothing_that_is_installed() -> None:
    """The jobs that may write hold no other command than the one that pushes."""
    steps = [each for each in steps_of(ROOT / WORKFLOW) if each.run]
    runs = [each.run for each in steps if each.job in {"package", "site"}]
    assert runs == ['python3 scripts/release.py publish-site site "$TAG"']


def test_the_rehearsal_tells_of_each_step_that_it_leaves_out() -> None:
    steps = list(steps_of(ROOT / WORKFLOW))
    assert NOT_REHEARSED.keys() <= {step.name for step in steps if step.run}
    told = not_rehearsed(steps)
    for step in steps:
        left_out = step.run is None or step.name in NOT_REHEARSED
        line = f"{step.job}: {step.name} ("
        assert left_out == any(each.startswith(line) for each in told)
    assert len({step.name for step in steps}) == len(steps)


def test_an_expression_stands_for_what_it_means_or_is_refused() -> None:
    folder = Path("a", "folder")
    assert meant("${{ github.ref_name }}", "v1.2.3", folder) == "v1.2.3"
    there = f"{folder.absolute()}/src"
    assert meant("${{ github.workspace }}/src", "v1.2.3", folder) == there
    assert meant("src", "v1.2.3", folder) == "src"
    with pytest.raises(ReleaseError, match=r"github\.token"):
        meant("${{ github.token }}", "v1.2.3", folder)


def test_the_continuous_run_is_the_one_at_home() -> None:
    (run,) = [s.run for s in steps_of(WORKFLOWS[0]) if s.run]
    assert run == ".ci/run"
