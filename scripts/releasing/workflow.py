"""What the publishing workflow runs, read from its file."""

from __future__ import annotations

__all__ = ["Step", "jobs_of", "steps_of"]

from typing import TYPE_CHECKING, Any

import attrs
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@attrs.frozen(kw_only=True)
class Step:
    """A step of a job: a command, or an action."""

    job: str
    name: str
    run: str | None
    uses: str | None
    env: dict[str, str]


def jobs_of(workflow: Path) -> dict[str, Any]:
    """Read the jobs of a workflow."""
    jobs: dict[str, Any] = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]
    return jobs


def steps_of(workflow: Path) -> Iterator[Step]:
    """List the steps of a workflow in their order, each with what its job sets too."""
    for name, job in jobs_of(workflow).items():
        for step in job["steps"]:
            yield Step(
                job=name,
                name=step["name"],
                run=step.get("run"),
                uses=step.get("uses"),
                env=job.get("env", {}) | step.get("env", {}),
            )
